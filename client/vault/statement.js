// What the owner signs: the epoch statement, and what the server is asked to do (docs/vault.md
// sections 4 and 8).

import { hash } from './bytes.js';
import { canonical, checkSignature, is, isCount, isHash, isId, isShortId, readSigned, shaped, sign } from './jose.js';
import { publicKey, samePoint } from './keys.js';
import { Refused } from './refused.js';
import { MOST } from './slots.js';

/** @typedef {import('./keys.js').Point} Point */
/** @typedef {import('./slots.js').Kind} Kind */
/** @typedef {{ sid: string, kind: Kind, key: Point, wrap: string }} Entry */
/** @typedef {{ v: 1, vid: string, epoch: number, n: number, prev: string, sign: Point, receive: Point,
 *   slots: Entry[], list: string, keys: string, old: string }} Said */
/** @typedef {'slots' | 'turn' | 'erase' | 'keep' | 'purge'} Op */

/** @param {string} typ */
const header = (typ) => ({ alg: is('ES256'), typ: is(typ), vid: isId });

/** @param {unknown} it */
const isText = (it) => typeof it === 'string';

/** @param {any} it */
const isPoint = (it) => shaped(it, { x: isHash, y: isHash });

/** @param {unknown} it */
const isKind = (it) => it === 'code' || it === 'words' || it === 'passkey';

const ENTRY = { sid: isShortId, kind: isKind, key: isPoint, wrap: isText };

const SAID = {
  v: (/** @type {unknown} */ it) => it === 1,
  vid: isId,
  epoch: isCount,
  n: (/** @type {unknown} */ it) => it === 0 || isCount(it),
  prev: (/** @type {unknown} */ it) => it === '' || isHash(it),
  sign: isPoint,
  receive: isPoint,
  slots: (/** @type {any} */ it) => Array.isArray(it) && it.length <= MOST && it.every((one) => shaped(one, ENTRY)),
  list: isHash,
  keys: isText,
  old: isText,
};

/**
 * @param {Said} said
 * @param {CryptoKey} key
 */
export const writeStatement = (said, key) =>
  sign({ alg: 'ES256', typ: 'fullcup-epoch+jws', vid: said.vid }, said, key);

/**
 * Reads a statement and checks it with the signing key that the slot holds: what a server slips in is
 * not signed by it.
 * @param {string} jws
 * @param {string} vid
 * @param {Point} by
 * @returns {Promise<Said>}
 */
export async function readStatement(jws, vid, by) {
  const signed = readSigned(jws, header('fullcup-epoch+jws'));
  const said = /** @type {Said} */ (canonical(signed.payload, SAID));
  if (signed.header.vid !== vid || said.vid !== vid) throw new Refused('not-this-record');
  if (!samePoint(said.sign, by)) throw new Refused('changed-key');
  await checkSignature(signed, await publicKey(by, 'ECDSA'));
  const sids = new Set(said.slots.map(({ sid }) => sid));
  const fits =
    sids.size === said.slots.length &&
    said.slots.some(({ kind }) => kind === 'code') &&
    (said.n === 0) === (said.prev === '') &&
    (said.n > 0 || said.epoch === 1) &&
    (said.epoch === 1) === (said.old === '');
  if (!fits) throw new Refused('header');
  return said;
}

/**
 * Whether a device that was here before may take this statement: never one older than it saw, nor another
 * one of the same number.
 * @param {Said} said
 * @param {string} statement
 * @param {{ epoch: number, hash: string, n?: number } | null | undefined} known
 */
export async function checkNewer(said, statement, known) {
  if (!known || (await hash(statement)) === known.hash) return;
  const number = known.n ?? -1;
  if (said.epoch < known.epoch || said.n <= number) throw new Refused('older');
}

/**
 * @param {{ vid: string, op: Op, n: number, epoch: number, body: object }} asked
 * @param {CryptoKey} key
 */
export const writeControl = ({ vid, op, n, epoch, body }, key) =>
  sign({ alg: 'ES256', typ: 'fullcup-control+jws', vid }, { v: 1, vid, op, n, epoch, body }, key);
