// The vault of one person, open in this browser. Everything that the pages and the sync need of this folder
// is here; docs/vault.md says what the formats are.

import { hash, newId, random } from './bytes.js';
import { makeCode } from './code.js';
import * as change from './change.js';
import { dayOf, enter, sealKeys } from './inside.js';
import { ageOf, makePair, pointOf, privateKey } from './keys.js';
import { openRecord, sealRecord } from './record.js';
import { Refused } from './refused.js';
import { openOld, openTap, sealHead, wrapVaultKey } from './sealed.js';
import { makeSlot, openAny } from './slots.js';
import { writeControl, writeStatement } from './statement.js';

export { hash, newId, newShortId } from './bytes.js';
export { checkCode, makeCode } from './code.js';
export { openExport, sealExport } from './export.js';
export { checkState } from './inside.js';
export { notThere, readList, shardOf, shardsFor, stampOf, writeList } from './heads.js';
export { sizeClass } from './pad.js';
export { LARGEST, recordNames } from './record.js';
export { Refused } from './refused.js';
export { sealTap } from './sealed.js';
export { prfInputs, prfSecret } from './slots.js';
export { checkWords, makeWords, plainWords, wordList } from './words.js';

/** @typedef {import('./inside.js').Inside} Inside */
/** @typedef {import('./inside.js').Known} Known */
/** @typedef {import('./inside.js').State} State */
/** @typedef {import('./slots.js').Kind} Kind */
/** @typedef {import('./slots.js').Secret} Secret */
/** @typedef {import('./statement.js').Op} Op */
/** @typedef {import('./statement.js').Said} Said */

/** @typedef {{ now?: () => Date }} Options */

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

  /** What to keep on this device: an older statement is refused next time, and one of another's. */
  async known() {
    const { state, said } = this.#open;
    return { epoch: said.epoch, n: said.n, hash: await hash(state.statement), sign: said.sign };
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
   * @param {{ rid: string, ver?: number, hash?: string, current?: boolean }} expected `current`: sealed with the
   *   key of this epoch, as all is that comes from the server and is no history
   * @returns {Promise<any>} the payload
   */
  async open(jwe, { rid, ver, hash, current = false }) {
    const since = current ? this.epoch : undefined;
    return openRecord((epoch) => this.#recordKey(epoch), jwe, { vid: this.vid, rid, ver, hash, since });
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
   * Adds a way in. It has not been tested until `markTested` opened it. As with every change here, `next` takes
   * this vault's place once the server has taken the bundle.
   * @param {Secret} secret of a slot that is there
   * @param {Kind} kind
   * @param {import('./change.js').Material} [material]
   */
  async addSlot(secret, kind, material = {}) {
    const { inside, ...made } = await change.addSlot(this.#open, await this.#enter(secret), kind, material);
    return { ...made, next: new Vault(inside) };
  }

  /**
   * Takes a way in away: only while two others are known to open, one of them a code.
   * @param {Secret} secret
   * @param {string} sid
   */
  async removeSlot(secret, sid) {
    const { inside, bundle } = await change.removeSlot(this.#open, await this.#enter(secret), sid);
    return { bundle, next: new Vault(inside) };
  }

  /**
   * Writes down that a slot opened today. The secret has to be the one of that slot.
   * @param {Secret} secret
   * @param {string} sid
   */
  async markTested(secret, sid) {
    const { inside, bundle } = await change.markTested(this.#open, await this.#enter(secret, sid), sid);
    return { bundle, next: new Vault(inside) };
  }

  /**
   * Makes the next vault key, wrapped to the same slots: nobody has to fetch the printed code. `next` seals the
   * records again, one version on; `commit` gives what the server is asked at the end.
   * @param {Secret} secret
   */
  async rotate(secret) {
    const { inside, ...made } = await change.rotate(this.#open, await this.#enter(secret));
    return { ...made, next: new Vault(inside) };
  }

  /**
   * @param {Secret} secret
   * @param {string} [sid]
   */
  async #enter(secret, sid) {
    return enter(this.#open.state, secret, await this.known(), sid);
  }
}
