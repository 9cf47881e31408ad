// Changes of keys: another way in, one fewer, one tested, the next vault key. Each is made for a secret that was
// just given, and gives what the server is asked (docs/vault.md sections 4 and 8).

import { b64, hash, newId, random } from './bytes.js';
import { makeCode } from './code.js';
import { dayOf, sealKeys } from './inside.js';
import { ageOf, privateKey } from './keys.js';
import { Refused } from './refused.js';
import { sealHead, wrapVaultKey } from './sealed.js';
import { makeSlot, MOST } from './slots.js';
import { writeControl, writeStatement } from './statement.js';

/** @typedef {import('./inside.js').Bundle} Bundle */
/** @typedef {import('./inside.js').Entered} Entered */
/** @typedef {import('./inside.js').Inside} Inside */
/** @typedef {import('./inside.js').Line} Line */
/** @typedef {import('./slots.js').Kind} Kind */
/** @typedef {import('./slots.js').Slot} Slot */
/** @typedef {import('./statement.js').Entry} Entry */
/** @typedef {import('./statement.js').Said} Said */
/** @typedef {{ words?: string, prf?: Uint8Array, code?: string, name?: string }} Material */

/**
 * @param {Inside} inside
 * @param {Entered} entered
 * @param {Kind} kind
 * @param {Material} material a code is made here where none is given
 */
export async function addSlot(inside, entered, kind, material) {
  const { said, state, now } = inside;
  const { vid, epoch } = said;
  if (said.slots.length >= MOST) throw new Refused('too-many');
  const code = kind === 'code' ? (material.code ?? (await makeCode())) : undefined;
  const { words = '', prf = new Uint8Array(0), name = '' } = material;
  const own = code !== undefined ? { code } : kind === 'words' ? { words } : { prf };
  const { key, ...slot } = await makeSlot(vid, own, entered.keys.sign);
  const wrap = await wrapVaultKey(key, { vid, sid: slot.sid, epoch }, entered.vk);
  const entries = [...said.slots, { sid: slot.sid, kind, key, wrap }];
  const lines = [...entered.lines, { sid: slot.sid, name, made: dayOf(now()), tested: '' }];
  const made = await restate(inside, entered, entries, lines, [...state.slots, slot]);
  return { ...made, sid: slot.sid, code };
}

/**
 * @param {Inside} inside
 * @param {Entered} entered
 * @param {string} sid
 */
export function removeSlot(inside, entered, sid) {
  const { said, state } = inside;
  const rest = said.slots.filter((slot) => slot.sid !== sid);
  const lines = entered.lines.filter((line) => line.sid !== sid);
  const tested = rest.filter((slot) => lines.some((line) => line.sid === slot.sid && line.tested));
  const safe = tested.length >= 2 && tested.some(({ kind }) => kind === 'code');
  if (!safe || rest.length === said.slots.length) throw new Refused('untested');
  return restate(inside, entered, rest, lines, state.slots.filter((slot) => slot.sid !== sid));
}

/**
 * @param {Inside} inside
 * @param {Entered} entered
 * @param {string} sid
 */
export function markTested(inside, entered, sid) {
  const { said, state, now } = inside;
  const lines = entered.lines.map((line) => (line.sid === sid ? { ...line, tested: dayOf(now()) } : line));
  return restate(inside, entered, said.slots, lines, state.slots);
}

/**
 * A new statement of the same age.
 * @param {Inside} inside
 * @param {Entered} entered
 * @param {Entry[]} entries
 * @param {Line[]} lines
 * @param {Slot[]} slots
 */
async function restate(inside, { keys, vk, age }, entries, lines, slots) {
  vk.fill(0);
  const { said, state } = inside;
  const { vid, epoch } = said;
  const list = await sealHead('fullcup-slots+jwe', epoch, vid, age.head, { slots: lines });
  const n = inside.n + 1;
  const next = { ...said, n, prev: await hash(state.statement), slots: entries, list: await hash(list) };
  const signer = await privateKey(keys.sign, 'ECDSA');
  const statement = await writeStatement(next, signer);
  const body = { statement: await hash(statement) };
  /** @type {Bundle} */
  const bundle = {
    statement: await writeControl({ vid, op: 'slots', n, epoch, body }, signer),
    epoch_statement: statement,
    list,
    slots,
  };
  return { inside: { ...inside, state: { vid, statement, list, slots }, said: next, lines, n }, bundle };
}

/**
 * @param {Inside} inside
 * @param {Entered} entered
 */
export async function rotate(inside, { vk, age: before, keys, lines }) {
  const { said, state } = inside;
  const { vid } = said;
  const epoch = said.epoch + 1;
  const fresh = random(32);
  const age = await ageOf(fresh);
  const old = { vid, epoch: said.epoch, vk: b64(vk) };
  vk.fill(0);
  const slots = await Promise.all(
    said.slots.map(async (slot) => ({
      ...slot,
      wrap: await wrapVaultKey(slot.key, { vid, sid: slot.sid, epoch }, fresh),
    })),
  );
  fresh.fill(0);
  const list = await sealHead('fullcup-slots+jwe', epoch, vid, age.head, { slots: lines });
  const n = inside.n + 1;
  /** @type {Said} */
  const next = {
    ...said,
    epoch,
    n,
    prev: await hash(state.statement),
    slots,
    list: await hash(list),
    keys: await sealKeys(epoch, vid, age, keys.sign, keys.receive),
    old: await sealHead('fullcup-old+jwe', epoch, vid, age.head, old),
  };
  const signer = await privateKey(keys.sign, 'ECDSA');
  const statement = await writeStatement(next, signer);
  const turn = newId();
  const ages = new Map([[said.epoch, before], [epoch, age]]);
  return {
    turn,
    inside: { ...inside, state: { ...state, statement, list }, said: next, lines, ages, n },
    /**
     * @param {number} count how many records were sealed again
     * @returns {Promise<Bundle>}
     */
    commit: async (count) => {
      const body = { turn, count, epoch, statement: await hash(statement) };
      const asked = await writeControl({ vid, op: 'turn', n, epoch: said.epoch, body }, signer);
      return { statement: asked, epoch_statement: statement, list, slots: state.slots };
    },
  };
}
