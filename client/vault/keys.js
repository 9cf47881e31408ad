// Keys: pairs on P-256, and what the vault key of an age gives (docs/vault.md section 2).

import { utf8 } from './bytes.js';
import { Refused } from './refused.js';

/** @typedef {import('./bytes.js').Bytes} Bytes */
/** @typedef {{ x: string, y: string }} Point a public key */
/** @typedef {{ d: string, x: string, y: string }} Pair a private key with its public half */
/** @typedef {'ECDH' | 'ECDSA'} Use */
/** @typedef {{ rec: CryptoKey, head: CryptoKey }} Age what a vault key gives; neither leaves the browser's hands */

const subtle = crypto.subtle;
const KW = { name: 'AES-KW', length: 256 };

/** Makes a pair. Its letters are needed once, to be sealed. */
export async function makePair() {
  const made = await subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
  const { d = '', x = '', y = '' } = await subtle.exportKey('jwk', made.privateKey);
  return { d, x, y };
}

/** @param {Point} pair */
export const pointOf = ({ x, y }) => ({ x, y });

/**
 * @param {Point} a
 * @param {Point} b
 */
export const samePoint = (a, b) => a.x === b.x && a.y === b.y;

/**
 * A key as RFC 7517 writes it, with none of a browser's additions, which other tools refuse.
 * @param {Pair} pair
 */
export const jwkOf = ({ d, x, y }) => ({ kty: 'EC', crv: 'P-256', x, y, d });

/**
 * @param {Point} point
 * @param {Use} use
 */
export function publicKey({ x, y }, use) {
  const jwk = { kty: 'EC', crv: 'P-256', x, y };
  const usages = /** @type {KeyUsage[]} */ (use === 'ECDSA' ? ['verify'] : []);
  return subtle.importKey('jwk', jwk, { name: use, namedCurve: 'P-256' }, false, usages);
}

/**
 * @param {Pair} pair
 * @param {Use} use
 */
export async function privateKey(pair, use) {
  const usages = /** @type {KeyUsage[]} */ (use === 'ECDSA' ? ['sign'] : ['deriveBits']);
  try {
    return await subtle.importKey('jwk', jwkOf(pair), { name: use, namedCurve: 'P-256' }, false, usages);
  } catch {
    throw new Refused('damaged');
  }
}

/**
 * @param {Bytes} secret
 * @param {string} info
 * @param {Bytes} [salt]
 */
export async function wrappingKey(secret, info, salt = new Uint8Array(0)) {
  const from = await subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  const how = { name: 'HKDF', hash: 'SHA-256', salt, info: utf8(info) };
  return subtle.deriveKey(how, from, KW, false, ['wrapKey', 'unwrapKey']);
}

/**
 * What the vault key of an age gives. The raw key is wiped by whoever made it.
 * @param {Bytes} vk
 * @returns {Promise<Age>}
 */
export async function ageOf(vk) {
  const [rec, head] = await Promise.all([
    wrappingKey(vk, 'fullcup/rec/v1'),
    wrappingKey(vk, 'fullcup/head/v1'),
  ]);
  return { rec, head };
}
