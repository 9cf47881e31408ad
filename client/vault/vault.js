// The vault of one person, open in this browser. Everything that the pages and the sync need of this folder
// is here; docs/vault.md says what the formats are.

import { b64, hash, newId, random } from './bytes.js';
import { makeCode } from './code.js';
import { ageOf, jwkOf, makePair, pointOf, privateKey, samePoint } from './keys.js';
import { openRecord, sealRecord } from './record.js';
import { Refused } from './refused.js';
import { openHead, openOld, openTap, sealHead, unwrapVaultKey, wrapVaultKey } from './sealed.js';
import { kindOf, makeSlot, MOST, openAny, openSlot } from './slots.js';
import { checkNewer, readStatement, writeControl, writeStatement } from './statement.js';

export { hash, newId, newShortId } from './bytes.js';
export { checkCode, makeCode } from './code.js';
export { openExport, sealExport } from './export.js';
export { notThere, readList, shardOf, shardsFor, stampOf, writeList } from './heads.js';
export { sizeClass } from './pad.js';
export { LARGEST, recordNames } from './record.js';
export { Refused } from './refused.js';
export { sealTap } from './sealed.js';
export { prfInputs, prfSecret } from './slots.js';
export { checkWords, makeWords, plainWords, wordList } from './words.js';

/** @typedef {import('./bytes.js').Bytes} Bytes */
/** @typedef {import('./keys.js').Age} Age */
/** @typedef {import('./keys.js').Pair} Pair */
/** @typedef {import('./keys.js').Point} Point */
/** @typedef {import('./slots.js').Kind} Kind */
/** @typedef {import('./slots.js').Secret} Secret */
/** @typedef {import('./slots.js').Slot} Slot */
/** @typedef {import('./statement.js').Entry} Entry */
/** @typedef {import('./statement.js').Op} Op */
/** @typedef {import('./statement.js').Said} Said */

/** @typedef {{ sid: string, name: string, made: string, tested: string }} Line days; `tested` may be '' */
/** @typedef {{ vid: string, statement: string, list: string, slots: Slot[], n?: number }} State */
/** @typedef {{ epoch: number, hash: string, n?: number }} Known the newest statement seen on this device */
/** @typedef {{ statement: string, epoch_statement?: string, list?: string, slots?: Slot[] }} Bundle */
/** @typedef {{ now?: () => Date }} Options */

/**
 * What an open vault holds: keys that a script can use and cannot carry off.
 * @typedef {{ state: State, said: Said, lines: Line[], ages: Map<number, Age>, receive: CryptoKey, n: number,
 *   now: () => Date }} Inside
 */

/**
 * Makes a vault with a recovery code. Nothing of it is sent here; `bundle` is what the server is given once
 * the code was typed back.
 * @param {Options} [options]
 */
export async function create({ now = () => new Date() } = {}) {
  const [vid, code, vk] = [newId(), await makeCode(), random(32)];
  const [signPair, receivePair, age] = [await makePair(), await makePair(), await ageOf(vk)];
  const { key, ...slot } = await makeSlot(vid, { code }, signPair);
  const entry = { sid: slot.sid, kind: slot.kind, key, wrap: await wrapVaultKey(key, { vid, sid: slot.sid, epoch: 1 }, vk) };
  const lines = [{ sid: slot.sid, name: '', made: dayOf(now()), tested: dayOf(now()) }];
  const list = await sealHead('fullcup-slots+jwe', 1, vid, age.head, { slots: lines });
  /** @type {Said} */
  const said = {
    v: 1,
    vid,
    epoch: 1,
    n: 0,
    prev: '',
    sign: pointOf(signPair),
    receive: pointOf(receivePair),
    slots: [entry],
    list: await hash(list),
    keys: await sealKeys(1, vid, age, signPair, receivePair),
    old: '',
  };
  vk.fill(0);
  const statement = await writeStatement(said, await privateKey(signPair, 'ECDSA'));
  const bundle = { vid, statement, list, slots: [slot] };
  const receive = await privateKey(receivePair, 'ECDH');
  const vault = new Vault({ state: bundle, said, lines, ages: new Map([[1, age]]), receive, n: 0, now });
  return { vault, code, bundle };
}

/**
 * Opens a vault. Throws `Refused` and changes nothing when anything at all does not fit.
 * @param {State} state what the server keeps, or the copy of it on this device
 * @param {Secret} secret
 * @param {Known | null} [known]
 * @param {Options} [options]
 */
export async function unlock(state, secret, known = null, { now = () => new Date() } = {}) {
  const { said, vk, age, keys, lines } = await enter(state, secret, known);
  vk.fill(0);
  const ages = new Map([[said.epoch, age]]);
  if (said.old) {
    const old = await openOld(said.old, said.epoch, said.vid, age.head);
    ages.set(said.epoch - 1, await ageOf(old));
    old.fill(0);
  }
  const receive = await privateKey(keys.receive, 'ECDH');
  const { vid, statement, list, slots } = state;
  const n = Math.max(said.n, state.n ?? 0);
  return new Vault({ state: { vid, statement, list, slots }, said, lines, ages, receive, n, now });
}

/**
 * Whether a password for signing in would also open this vault. It must not: the server sees that one.
 * @param {State} state
 * @param {string} password
 */
export async function opensVault(state, password) {
  const tries = [{ words: password }, { code: password }].map((secret) => openAny(state.slots, state.vid, secret));
  return (await Promise.allSettled(tries)).some(({ status }) => status === 'fulfilled');
}

/**
 * From a secret to the keys. Each step trusts only what the step before vouches for: the slot vouches for the
 * signing key, that key for the statement, the statement for wraps, slot list and identity keys.
 * @param {State} state
 * @param {Secret} secret
 * @param {Known | null} known
 * @param {string} [sid] when one slot alone will do
 */
async function enter(state, secret, known, sid) {
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
 * @param {number} epoch
 * @param {string} vid
 * @param {Age} age
 * @param {Pair} sign
 * @param {Pair} receive
 */
const sealKeys = (epoch, vid, age, sign, receive) =>
  sealHead('fullcup-keys+jwe', epoch, vid, age.head, { vid, sign: jwkOf(sign), receive: jwkOf(receive) });

/** @param {Date} date */
function dayOf(date) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** A vault that is open. `lock` forgets its keys; after that everything is refused as `locked`. */
export class Vault {
  /** @type {Inside | undefined} */
  #inside;
  /** @type {CryptoKey | undefined} for the one control statement that a secret was just given for */
  #signer;

  /** @param {Inside} inside */
  constructor(inside) {
    this.#inside = inside;
    this.vid = inside.state.vid;
    this.epoch = inside.said.epoch;
    /** The public key for taps while locked. It is pinned on the device. */
    this.receive = inside.said.receive;
  }

  get #open() {
    if (!this.#inside) throw new Refused('locked');
    return this.#inside;
  }

  /** Forgets every key. */
  lock() {
    this.#inside = undefined;
    this.#signer = undefined;
  }

  /** What to keep on this device: an older statement is refused next time. */
  async known() {
    const { state, said } = this.#open;
    return { epoch: said.epoch, n: said.n, hash: await hash(state.statement) };
  }

  /** What the server keeps of this vault's keys, for a copy on this device. */
  get state() {
    const { state, n } = this.#open;
    return { ...state, epoch: this.epoch, n };
  }

  /** The number of the last control statement that the server took. */
  get n() {
    return this.#open.n;
  }

  set n(number) {
    this.#open.n = number;
  }

  /**
   * @param {string} rid
   * @param {number} ver
   * @param {string} prev hash of the version before, '' for the first
   * @param {object} payload
   */
  seal(rid, ver, prev, payload) {
    const key = this.#recordKey(this.epoch);
    return sealRecord(key, { vid: this.vid, rid, ver, prev, epoch: this.epoch }, payload);
  }

  /**
   * @param {string} jwe
   * @param {{ rid: string, ver?: number, hash?: string }} expected
   * @returns {Promise<any>} the payload
   */
  async open(jwe, { rid, ver, hash }) {
    return openRecord((epoch) => this.#recordKey(epoch), jwe, { vid: this.vid, rid, ver, hash });
  }

  /** @param {number} epoch */
  #recordKey(epoch) {
    const age = this.#open.ages.get(epoch);
    if (!age) throw new Refused('epoch');
    return age.rec;
  }

  /** @param {string} jwe of a tap that was made while locked */
  async openTap(jwe) {
    return openTap(jwe, this.vid, this.#open.receive);
  }

  /** The ways in: each with the day it was made and the day it last opened. */
  async slots() {
    const { said, lines } = this.#open;
    return said.slots.map(({ sid, kind }) => {
      const { name = '', made = '', tested = '' } = lines.find((line) => line.sid === sid) ?? {};
      return { sid, kind, name, made, tested };
    });
  }

  /**
   * Takes a secret again, for the one `control` that follows.
   * @param {Secret} secret
   */
  async fresh(secret) {
    const { vk, keys } = await this.#enter(secret);
    vk.fill(0);
    this.#signer = await privateKey(keys.sign, 'ECDSA');
  }

  /**
   * Signs what the server is asked to do. Needs a secret, given here or just before to `fresh`.
   * @param {Op} op
   * @param {number} n
   * @param {object} body
   * @param {Secret} [secret]
   */
  async control(op, n, body, secret) {
    if (secret) await this.fresh(secret);
    const signer = this.#signer;
    this.#signer = undefined;
    if (!signer) throw new Refused('wrong-secret');
    return writeControl({ vid: this.vid, op, n, epoch: this.epoch, body }, signer);
  }

  /**
   * Adds a way in. It has not been tested until `markTested` opened it.
   * @param {Secret} secret of a slot that is there
   * @param {Kind} kind
   * @param {{ words?: string, prf?: Uint8Array, code?: string, name?: string }} [material] a code is made here
   *   where none is given
   */
  async addSlot(secret, kind, material = {}) {
    const fresh = await this.#enter(secret);
    const { said, state } = this.#open;
    if (said.slots.length >= MOST) throw new Refused('too-many');
    const code = kind === 'code' ? (material.code ?? (await makeCode())) : undefined;
    const { words = '', prf = new Uint8Array(0), name = '' } = material;
    const own = code !== undefined ? { code } : kind === 'words' ? { words } : { prf };
    const { key, ...slot } = await makeSlot(this.vid, own, fresh.keys.sign);
    const wrap = await wrapVaultKey(key, { vid: this.vid, sid: slot.sid, epoch: this.epoch }, fresh.vk);
    const entry = { sid: slot.sid, kind, key, wrap };
    const line = { sid: slot.sid, name, made: dayOf(this.#open.now()), tested: '' };
    const lines = [...fresh.lines, line];
    const made = await this.#change(fresh, [...said.slots, entry], lines, [...state.slots, slot]);
    return { ...made, sid: slot.sid, code };
  }

  /**
   * Takes a way in away: only while two others are known to open, one of them a code.
   * @param {Secret} secret
   * @param {string} sid
   */
  async removeSlot(secret, sid) {
    const fresh = await this.#enter(secret);
    const { said, state } = this.#open;
    const rest = said.slots.filter((slot) => slot.sid !== sid);
    const lines = fresh.lines.filter((line) => line.sid !== sid);
    const tested = rest.filter((slot) => lines.some((line) => line.sid === slot.sid && line.tested));
    const safe = tested.length >= 2 && tested.some(({ kind }) => kind === 'code');
    if (!safe || rest.length === said.slots.length) throw new Refused('untested');
    return this.#change(fresh, rest, lines, state.slots.filter((slot) => slot.sid !== sid));
  }

  /**
   * Writes down that a slot opened today. The secret has to be the one of that slot.
   * @param {Secret} secret
   * @param {string} sid
   */
  async markTested(secret, sid) {
    const fresh = await this.#enter(secret, sid);
    const { said, state, now } = this.#open;
    const lines = fresh.lines.map((line) => (line.sid === sid ? { ...line, tested: dayOf(now()) } : line));
    return this.#change(fresh, said.slots, lines, state.slots);
  }

  /**
   * Makes the next vault key, wrapped to the same slots: nobody has to fetch the printed code. `next` seals the
   * records again, one version on; `commit` gives what the server is asked at the end.
   * @param {Secret} secret
   */
  async rotate(secret) {
    const { vk, age: _age, keys, lines } = await this.#enter(secret);
    const { said, state, ages, receive, n, now } = this.#open;
    const epoch = this.epoch + 1;
    const fresh = random(32);
    const age = await ageOf(fresh);
    const old = await sealHead('fullcup-old+jwe', epoch, this.vid, age.head, { vid: this.vid, epoch: this.epoch, vk: b64(vk) });
    vk.fill(0);
    const slots = await Promise.all(
      said.slots.map(async (slot) => ({
        ...slot,
        wrap: await wrapVaultKey(slot.key, { vid: this.vid, sid: slot.sid, epoch }, fresh),
      })),
    );
    fresh.fill(0);
    const list = await sealHead('fullcup-slots+jwe', epoch, this.vid, age.head, { slots: lines });
    /** @type {Said} */
    const next = {
      ...said,
      epoch,
      n: n + 1,
      prev: await hash(state.statement),
      slots,
      list: await hash(list),
      keys: await sealKeys(epoch, this.vid, age, keys.sign, keys.receive),
      old,
    };
    const signer = await privateKey(keys.sign, 'ECDSA');
    const statement = await writeStatement(next, signer);
    const turn = newId();
    const last = ages.get(this.epoch);
    const both = new Map(last ? [[this.epoch, last], [epoch, age]] : [[epoch, age]]);
    return {
      turn,
      next: new Vault({ state: { ...state, statement, list }, said: next, lines, ages: both, receive, n: n + 1, now }),
      /**
       * @param {number} count how many records were sealed again
       * @returns {Promise<Bundle>}
       */
      commit: async (count) => ({
        statement: await writeControl(
          { vid: this.vid, op: 'turn', n: n + 1, epoch: this.epoch, body: { turn, count, epoch } },
          signer,
        ),
        epoch_statement: statement,
        list,
        slots: state.slots,
      }),
    };
  }

  /**
   * @param {Secret} secret
   * @param {string} [sid]
   */
  async #enter(secret, sid) {
    return enter(this.#open.state, secret, await this.known(), sid);
  }

  /**
   * A new statement of the same age. `next` takes this vault's place once the server has taken the bundle.
   * @param {{ keys: { sign: Pair }, vk: Bytes }} fresh
   * @param {Entry[]} entries
   * @param {Line[]} lines
   * @param {Slot[]} slots
   */
  async #change({ keys, vk }, entries, lines, slots) {
    vk.fill(0);
    const inside = this.#open;
    const { said, state, ages } = inside;
    const head = ages.get(this.epoch)?.head;
    if (!head) throw new Refused('locked');
    const list = await sealHead('fullcup-slots+jwe', this.epoch, this.vid, head, { slots: lines });
    const n = inside.n + 1;
    const next = { ...said, n, prev: await hash(state.statement), slots: entries, list: await hash(list) };
    const signer = await privateKey(keys.sign, 'ECDSA');
    const statement = await writeStatement(next, signer);
    const body = { statement: await hash(statement) };
    /** @type {Bundle} */
    const bundle = {
      statement: await writeControl({ vid: this.vid, op: 'slots', n, epoch: this.epoch, body }, signer),
      epoch_statement: statement,
      list,
      slots,
    };
    const changed = { vid: this.vid, statement, list, slots };
    return { next: new Vault({ ...inside, state: changed, said: next, lines, n }), bundle };
  }
}
