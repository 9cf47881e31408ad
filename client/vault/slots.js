// Slots: the ways in. Each has a pair of its own, so that the vault key can change while the printed code
// lies in a drawer (docs/vault.md section 3).

import { b64, exactly, join, newShortId, random, sha256, utf8 } from './bytes.js';
import { checkCode } from './code.js';
import { is, isId, isShortId, open, pbes2, read, seal } from './jose.js';
import { makePair, pointOf, wrappingKey } from './keys.js';
import { unpadded } from './pad.js';
import { Refused } from './refused.js';
import { plainWords } from './words.js';

/** @typedef {import('./bytes.js').Bytes} Bytes */
/** @typedef {import('./keys.js').Point} Point */
/** @typedef {import('./keys.js').Pair} Pair */
/** @typedef {'code' | 'words' | 'passkey'} Kind */
/** @typedef {{ sid: string, kind: Kind, jwe: string }} Slot as the server keeps it */
/** @typedef {{ code?: string, words?: string, prf?: Uint8Array }} Secret exactly one of them */
/** @typedef {{ sid: string, pair: Pair, sign: Point }} OpenSlot */

/** The most slots that a vault may have. */
export const MOST = 8;
const ROUNDS = 600_000;
const MOST_ROUNDS = 5_000_000;

const FIXED = { enc: is('A256GCM'), typ: is('fullcup-slot+jwe'), vid: isId, sid: isShortId };
const STRONG = { alg: is('A256KW'), ...FIXED, salt: isId };
const WORDS = {
  alg: is('PBES2-HS512+A256KW'),
  ...FIXED,
  p2s: isId,
  p2c: (/** @type {unknown} */ it) => Number.isInteger(it) && Number(it) >= 0,
};

/**
 * The kind of slot that a secret opens.
 * @param {Secret} secret
 * @returns {Kind}
 */
export const kindOf = ({ code, words }) =>
  code !== undefined ? 'code' : words !== undefined ? 'words' : 'passkey';

/**
 * The bytes of a secret that has chance enough to need no slow rounds.
 * @param {Secret} secret
 */
async function strong({ code, prf }) {
  if (code !== undefined) return utf8((await checkCode(code)).secret);
  if (!prf || prf.length !== 64) throw new Refused('wrong-secret');
  return join(prf);
}

/**
 * Whether a server asks for a number of rounds within bounds: fewer makes guessing cheap, more makes a
 * phone stand still. Looked at before any work is done.
 * @param {number} p2c
 */
function boundedRounds(p2c) {
  if (p2c < ROUNDS || p2c > MOST_ROUNDS) throw new Refused('rounds');
}

/**
 * @param {Kind} kind
 * @param {any} header
 * @param {Secret} secret
 */
async function slotKey(kind, header, secret) {
  if (kind === 'words') {
    boundedRounds(header.p2c);
    return pbes2(plainWords(secret.words ?? ''), exactly(header.p2s, 16), header.p2c);
  }
  const info = `fullcup/slot/${kind}/v1|${header.vid}|${header.sid}`;
  return wrappingKey(await strong(secret), info, exactly(header.salt, 16));
}

/**
 * Makes a slot for a secret.
 * @param {string} vid
 * @param {Secret} secret
 * @param {Point} sign the key that signs for the vault
 * @returns {Promise<Slot & { key: Point }>}
 */
export async function makeSlot(vid, secret, sign) {
  const kind = kindOf(secret);
  const [sid, salt, pair] = [newShortId(), b64(random(16)), await makePair()];
  const header =
    kind === 'words'
      ? { alg: 'PBES2-HS512+A256KW', enc: 'A256GCM', typ: 'fullcup-slot+jwe', vid, sid, p2s: salt, p2c: ROUNDS }
      : { alg: 'A256KW', enc: 'A256GCM', typ: 'fullcup-slot+jwe', vid, sid, salt };
  const payload = { v: 1, vid, sid, d: pair.d, x: pair.x, y: pair.y, sign: pointOf(sign) };
  const jwe = await seal(header, await slotKey(kind, header, secret), utf8(JSON.stringify(payload)));
  return { sid, kind, jwe, key: pointOf(pair) };
}

/**
 * Opens one slot.
 * @param {Slot} slot
 * @param {string} vid
 * @param {Secret} secret
 * @returns {Promise<OpenSlot>}
 */
export async function openSlot(slot, vid, secret) {
  const parts = read(slot.jwe, slot.kind === 'words' ? WORDS : STRONG);
  if (parts.header.vid !== vid || parts.header.sid !== slot.sid) throw new Refused('not-this-record');
  const kek = await slotKey(slot.kind, parts.header, secret);
  const { v, d, x, y, sign, ...names } = unpadded(await open(parts, kek, 'wrong-secret'));
  if (v !== 1 || names.vid !== vid || names.sid !== slot.sid) throw new Refused('not-this-record');
  return { sid: slot.sid, pair: { d, x, y }, sign };
}

/**
 * Opens the slot that this secret opens. A slot that a server spoiled does not stand in another's way.
 * @param {Slot[]} slots
 * @param {string} vid
 * @param {Secret} secret
 */
export async function openAny(slots, vid, secret) {
  const kind = kindOf(secret);
  let why = new Refused('wrong-secret');
  // A code that cannot be right is told as such, whatever the slots are.
  if (kind === 'code') await strong(secret);
  if (kind === 'words') plainWords(secret.words ?? '');
  for (const slot of slots) {
    if (slot.kind !== kind) continue;
    try {
      return await openSlot(slot, vid, secret);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.reason !== 'wrong-secret') why = error;
    }
  }
  throw why;
}

/** What a passkey is asked for: two constant inputs, so that it gives the same 64 bytes every time. */
export async function prfInputs() {
  const [first, second] = await Promise.all([
    sha256(utf8('fullcup/prf/first/v1')),
    sha256(utf8('fullcup/prf/second/v1')),
  ]);
  return { first, second };
}

/**
 * The secret that a passkey gave, or nothing: some give none, some only one of the two.
 * @param {any} results what `getClientExtensionResults()` says
 * @returns {Bytes | undefined}
 */
export function prfSecret(results) {
  const given = results?.prf?.results;
  const bytes = [given?.first, given?.second].map((part) =>
    part instanceof ArrayBuffer
      ? new Uint8Array(part)
      : ArrayBuffer.isView(part)
        ? new Uint8Array(part.buffer, part.byteOffset, part.byteLength)
        : new Uint8Array(0),
  );
  return bytes.every((part) => part.length === 32) ? join(...bytes) : undefined;
}
