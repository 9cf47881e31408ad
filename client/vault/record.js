// Records: one sealed version of one thing (docs/vault.md section 5).

import { b64, hash, random, utf8 } from './bytes.js';
import { decrypt, is, isCount, isHash, isId, isKid, read, readHeader, seal, unwrap } from './jose.js';
import { padded, unpadded } from './pad.js';
import { orRefuse, Refused } from './refused.js';

/** @typedef {import('./bytes.js').Bytes} Bytes */
/** @typedef {{ vid: string, rid: string, ver: number, prev: string, epoch: number }} Names */
/** @typedef {{ vid: string, rid: string, ver?: number | undefined, hash?: string | undefined,
 *   since?: number | undefined }} Expected `since`: an older key than that of this epoch is refused */

/** The largest record, in letters of its JWE. */
export const LARGEST = 2 * 1_024 * 1_024;

const SHAPE = {
  alg: is('A256KW'),
  enc: is('A256GCM'),
  typ: is('fullcup-rec+jwe'),
  kid: isKid,
  vid: isId,
  rid: isId,
  ver: isCount,
  prev: (/** @type {unknown} */ it) => it === '' || isHash(it),
  kc: isId,
};

const COMMIT = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: utf8('fullcup/kc/v1') };

/**
 * What commits to a content key: AES-GCM alone lets one sealed text open under two keys.
 * @param {CryptoKey} content
 */
const commitment = async (content) => b64(await crypto.subtle.deriveBits(COMMIT, content, 128));

/**
 * Seals one version.
 * @param {CryptoKey} key the record key of the epoch
 * @param {Names} names
 * @param {object} payload
 */
export async function sealRecord(key, { vid, rid, ver, prev, epoch }, payload) {
  const content = random(32);
  const kc = await commitment(await crypto.subtle.importKey('raw', content, 'HKDF', false, ['deriveBits']));
  const header = { alg: 'A256KW', enc: 'A256GCM', typ: 'fullcup-rec+jwe', kid: String(epoch), vid, rid, ver, prev, kc };
  const jwe = await seal(header, key, padded(payload), content);
  if (jwe.length > LARGEST) throw new Refused('size');
  return jwe;
}

/**
 * What a record says of itself, before any key is used. Whether it is true shows when it opens.
 * @param {string} jwe
 * @returns {Names}
 */
export function recordNames(jwe) {
  return namesOf(jwe, readHeader(jwe, SHAPE));
}

/**
 * @param {string} jwe
 * @param {any} header
 * @returns {Names}
 */
function namesOf(jwe, { vid, rid, ver, prev, kid }) {
  if (jwe.length > LARGEST) throw new Refused('size');
  if ((ver === 1) !== (prev === '')) throw new Refused('header');
  return { vid, rid, ver, prev, epoch: Number(kid) };
}

/**
 * Opens one version, if it is the one that is expected.
 * @param {(epoch: number) => CryptoKey} keyOf the record key of an epoch; throws where there is none
 * @param {string} jwe
 * @param {Expected} expected
 */
export async function openRecord(keyOf, jwe, expected) {
  if (jwe.length > LARGEST) throw new Refused('size');
  const parts = read(jwe, SHAPE);
  const names = namesOf(jwe, parts.header);
  const { vid, rid, ver } = expected;
  if (names.vid !== vid || names.rid !== rid || (ver !== undefined && names.ver !== ver)) {
    throw new Refused('not-this-record');
  }
  if (expected.hash !== undefined && (await hash(jwe)) !== expected.hash) throw new Refused('not-this-record');
  // After a rotation the key before may be in other hands; it reads what is here, and brings nothing new.
  if (expected.since !== undefined && names.epoch < expected.since) throw new Refused('older');
  const key = keyOf(names.epoch);
  // Unwrapped twice, so that the content key is never in reach of a script.
  const [content, cek] = await orRefuse(
    'damaged',
    Promise.all([unwrap(parts.key, key, 'HKDF', 'deriveBits'), unwrap(parts.key, key, 'AES-GCM', 'decrypt')]),
  );
  if ((await commitment(content)) !== parts.header.kc) throw new Refused('damaged');
  return unpadded(await decrypt(parts, cek));
}
