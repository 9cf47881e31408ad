// From a secret to the keys of a vault (docs/vault.md sections 2 to 4).

import { hash } from './bytes.js';
import { ageOf, jwkOf, samePoint } from './keys.js';
import { Refused } from './refused.js';
import { openHead, sealHead, unwrapVaultKey } from './sealed.js';
import { kindOf, openAny, openSlot } from './slots.js';
import { checkNewer, readStatement } from './statement.js';

/** @typedef {import('./bytes.js').Bytes} Bytes */
/** @typedef {import('./keys.js').Age} Age */
/** @typedef {import('./keys.js').Pair} Pair */
/** @typedef {import('./keys.js').Point} Point */
/** @typedef {import('./slots.js').Secret} Secret */
/** @typedef {import('./slots.js').Slot} Slot */
/** @typedef {import('./statement.js').Said} Said */

/** @typedef {{ sid: string, name: string, made: string, tested: string }} Line days; `tested` may be '' */
/** @typedef {{ vid: string, statement: string, list: string, slots: Slot[], n?: number }} State */
/** @typedef {{ epoch: number, hash: string, n?: number, sign?: Point }} Known the newest statement seen on this device, and
 *   who signs */
/** @typedef {{ statement: string, epoch_statement?: string, list?: string, slots?: Slot[] }} Bundle */
/** @typedef {{ now?: () => Date }} Options */

/**
 * What an open vault holds: keys that a script can use and cannot carry off.
 * @typedef {{ state: State, said: Said, lines: Line[], ages: Map<number, Age>, receive: CryptoKey, n: number,
 *   now: () => Date }} Inside
 */

/** What a secret gives again, for a change of keys: the raw vault key and the private identity keys.
 * @typedef {{ said: Said, vk: Bytes, age: Age, keys: { sign: Pair, receive: Pair }, lines: Line[] }} Entered
 */

/**
 * From a secret to the keys. Each step trusts only what the step before vouches for: the slot vouches for the
 * signing key, that key for the statement, the statement for wraps, slot list and identity keys.
 * @param {State} state
 * @param {Secret} secret
 * @param {Known | null} known
 * @param {string} [sid] when one slot alone will do
 * @returns {Promise<Entered>}
 */
export async function enter(state, secret, known, sid) {
  const { vid } = state;
  const one = sid === undefined ? undefined : state.slots.find((slot) => slot.sid === sid);
  if (sid !== undefined && one?.kind !== kindOf(secret)) throw new Refused('wrong-secret');
  const slot = one ? await openSlot(one, vid, secret) : await openAny(state.slots, vid, secret);
  const said = await readStatement(state.statement, vid, slot.sign);
  await checkNewer(said, state.statement, known);
  const entry = said.slots.find((other) => other.sid === slot.sid);
  const vouched = entry && entry.kind === kindOf(secret) && samePoint(entry.key, slot.pair);
  if (!vouched || (await hash(state.list)) !== said.list) throw new Refused('changed-key');
  const vk = await unwrapVaultKey(entry.wrap, { vid, sid: slot.sid, epoch: said.epoch }, slot.pair);
  const age = await ageOf(vk);
  const keys = await openHead(said.keys, 'fullcup-keys+jwe', said.epoch, vid, age.head);
  if (keys.vid !== vid || !samePoint(keys.sign, said.sign) || !samePoint(keys.receive, said.receive)) {
    throw new Refused('changed-key');
  }
  const listed = await openHead(state.list, 'fullcup-slots+jwe', said.epoch, vid, age.head);
  return { said, vk, age, keys, lines: /** @type {Line[]} */ (listed.slots) };
}

/**
 * Looks at what a server gives while the vault is locked, on a device that opened it before: signed by the key
 * that was pinned then, not older, and with the slots that it says. A device that keeps only what passes here is
 * not locked out by an answer that does not.
 * @param {State} state
 * @param {Known & { sign: Point }} known
 * @param {State} before what is kept here
 * @returns {Promise<Known>} what to keep as seen
 */
export async function checkState(state, known, before) {
  const said = await readStatement(state.statement, before.vid, known.sign);
  await checkNewer(said, state.statement, known);
  const listed = (await hash(state.list)) === said.list;
  const there = said.slots.every(({ sid, kind }) => {
    const slot = state.slots.find((one) => one.sid === sid && one.kind === kind);
    const kept = before.slots.find((one) => one.sid === sid);
    // A slot is sealed once and never again under the same name.
    return slot && (!kept || kept.jwe === slot.jwe);
  });
  if (!listed || !there || state.slots.length !== said.slots.length) throw new Refused('changed-key');
  return { epoch: said.epoch, n: said.n, hash: await hash(state.statement), sign: known.sign };
}

/**
 * @param {number} epoch
 * @param {string} vid
 * @param {Age} age
 * @param {Pair} sign
 * @param {Pair} receive
 */
export const sealKeys = (epoch, vid, age, sign, receive) =>
  sealHead('fullcup-keys+jwe', epoch, vid, age.head, { vid, sign: jwkOf(sign), receive: jwkOf(receive) });

/** @param {Date} date a day as it is here */
export function dayOf(date) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
