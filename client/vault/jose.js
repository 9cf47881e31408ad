// JWE and JWS in compact form (RFC 7516, RFC 7515), by what every browser has, and nothing more:
// three ways to wrap a content key, one cipher, one signature. Read strictly, before any key is used.

import { b64, exactly, join, spells, unb64, utf8 } from './bytes.js';
import { orRefuse, Refused } from './refused.js';

/** @typedef {import('./bytes.js').Bytes} Bytes */
/** @typedef {Record<string, (value: any) => boolean>} Shape the keys a header must have, in this order */
/** @typedef {{ bound: string, key: Bytes, iv: Bytes, text: Bytes }} Parts `text` has the tag after it */

const subtle = crypto.subtle;

/** The longest protected header, in letters: ours have at most some 500. */
const LONGEST_HEADER = 2_048;

/** @param {string} value */
export const is = (value) => (/** @type {unknown} */ it) => it === value;

/** @param {unknown} it */
export const isId = (it) => spells(it, 16);

/** @param {unknown} it */
export const isShortId = (it) => spells(it, 8);

/** @param {unknown} it */
export const isHash = (it) => spells(it, 32);

/** @param {unknown} it */
export const isCount = (it) => Number.isInteger(it) && Number(it) >= 1 && Number(it) <= 0xffffffff;

/** @param {unknown} it an epoch as a header spells it */
export const isKid = (it) => typeof it === 'string' && isCount(Number(it)) && String(Number(it)) === it;

/** @param {any} it a public key in a header */
export const isEpk = (it) =>
  shaped(it, { kty: is('EC'), crv: is('P-256'), x: isHash, y: isHash });

/**
 * @param {any} it
 * @param {Shape} shape
 */
export function shaped(it, shape) {
  const keys = Object.keys(shape);
  return (
    typeof it === 'object' &&
    it !== null &&
    Object.keys(it).join() === keys.join() &&
    keys.every((key) => shape[key]?.(it[key]))
  );
}

/**
 * JSON with exactly the keys of a shape, each once, in its order, without a space. A key twice, one that
 * is not listed, or another spelling does not survive being written again.
 * @param {Bytes} bytes
 * @param {Shape} shape
 */
export function canonical(bytes, shape) {
  let value;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    value = JSON.parse(text);
    if (JSON.stringify(value) !== text) throw new Refused('header');
  } catch {
    throw new Refused('header');
  }
  if (!shaped(value, shape)) throw new Refused('header');
  return value;
}

/**
 * @param {string} letters
 * @param {Shape} shape
 */
function headerOf(letters, shape) {
  if (letters.length > LONGEST_HEADER) throw new Refused('header');
  return canonical(unb64(letters), shape);
}

/**
 * The header of a JWE, checked; the other parts are not looked at yet.
 * @param {string} jwe
 * @param {Shape} shape
 */
export function readHeader(jwe, shape) {
  const parts = typeof jwe === 'string' ? jwe.split('.', 6) : [];
  if (parts.length !== 5) throw new Refused('header');
  return headerOf(parts[0] ?? '', shape);
}

/**
 * Takes a JWE apart. Every key that we wrap has 32 bytes, so a wrapped one has 40.
 * @param {string} jwe
 * @param {Shape} shape
 * @returns {Parts & { header: any }}
 */
export function read(jwe, shape) {
  const header = readHeader(jwe, shape);
  const [bound = '', key, iv, text = '', tag] = jwe.split('.');
  return {
    header,
    bound,
    key: exactly(key, 40),
    iv: exactly(iv, 12),
    text: join(unb64(text), exactly(tag, 16)),
  };
}

/**
 * Seals: a fresh content key, wrapped with `kek`, closes the text and binds the header.
 * @param {object} header
 * @param {CryptoKey} kek
 * @param {Bytes} plain
 * @param {Bytes} [content] the content key, where the header commits to it
 */
export async function seal(header, kek, plain, content = random32()) {
  const bound = b64(utf8(JSON.stringify(header)));
  const cek = await subtle.importKey('raw', content, 'AES-GCM', true, ['encrypt']);
  content.fill(0);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const [key, closed] = await Promise.all([
    subtle.wrapKey('raw', cek, kek, 'AES-KW'),
    subtle.encrypt({ name: 'AES-GCM', iv, additionalData: utf8(bound) }, cek, plain),
  ]);
  const text = new Uint8Array(closed, 0, closed.byteLength - 16);
  const tag = new Uint8Array(closed, closed.byteLength - 16);
  return [bound, b64(key), b64(iv), b64(text), b64(tag)].join('.');
}

const random32 = () => crypto.getRandomValues(new Uint8Array(32));

/**
 * @param {Parts} parts
 * @param {CryptoKey} kek
 * @param {import('./refused.js').Reason} [otherwise] when the key does not fit
 */
export async function open(parts, kek, otherwise = 'damaged') {
  const cek = await orRefuse(otherwise, unwrap(parts.key, kek, 'AES-GCM', 'decrypt'));
  return decrypt(parts, cek);
}

/**
 * @param {Bytes} key
 * @param {CryptoKey} kek
 * @param {string} use
 * @param {KeyUsage} usage
 */
export const unwrap = (key, kek, use, usage) =>
  subtle.unwrapKey('raw', key, kek, 'AES-KW', use, false, [usage]);

/**
 * @param {Parts} parts
 * @param {CryptoKey} cek
 */
export async function decrypt({ bound, iv, text }, cek) {
  const how = { name: 'AES-GCM', iv, additionalData: utf8(bound) };
  return new Uint8Array(await orRefuse('damaged', subtle.decrypt(how, cek, text)));
}

/**
 * The key that PBES2-HS512+A256KW makes of words (RFC 7518 section 4.8).
 * @param {string} words
 * @param {Bytes} p2s
 * @param {number} p2c
 */
export async function pbes2(words, p2s, p2c) {
  const from = await subtle.importKey('raw', utf8(words), 'PBKDF2', false, ['deriveKey']);
  const salt = join(utf8('PBES2-HS512+A256KW'), new Uint8Array(1), p2s);
  const how = { name: 'PBKDF2', hash: 'SHA-512', salt, iterations: p2c };
  return subtle.deriveKey(how, from, { name: 'AES-KW', length: 256 }, false, ['wrapKey', 'unwrapKey']);
}

/**
 * The key that ECDH-ES makes of two keys, by the Concat KDF of RFC 7518 section 4.6 with empty apu and apv.
 * @param {CryptoKey} mine
 * @param {CryptoKey} theirs
 * @param {string} [alg]
 */
export async function agree(mine, theirs, alg = 'ECDH-ES+A256KW') {
  const shared = new Uint8Array(await subtle.deriveBits({ name: 'ECDH', public: theirs }, mine, 256));
  const raw = await concatKdf(shared, alg, 256);
  return subtle.importKey('raw', raw, 'AES-KW', false, ['wrapKey', 'unwrapKey']);
}

/**
 * One round of it, which gives up to 256 bits.
 * @param {Bytes} shared
 * @param {string} alg
 * @param {number} bits
 * @param {Bytes} [apu]
 * @param {Bytes} [apv]
 */
export async function concatKdf(shared, alg, bits, apu = new Uint8Array(0), apv = new Uint8Array(0)) {
  const sized = (/** @type {Bytes} */ part) => join(big(part.length), part);
  const all = join(big(1), shared, sized(utf8(alg)), sized(apu), sized(apv), big(bits));
  return new Uint8Array(await subtle.digest('SHA-256', all)).slice(0, bits / 8);
}

/** @param {number} number */
function big(number) {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, number);
  return bytes;
}

const ES256 = { name: 'ECDSA', hash: 'SHA-256' };

/**
 * @param {object} header
 * @param {object} payload
 * @param {CryptoKey} key
 */
export async function sign(header, payload, key) {
  const over = `${b64(utf8(JSON.stringify(header)))}.${b64(utf8(JSON.stringify(payload)))}`;
  return `${over}.${b64(await subtle.sign(ES256, key, utf8(over)))}`;
}

/**
 * Takes a JWS apart; its signature is not checked yet.
 * @param {string} jws
 * @param {Shape} shape
 */
export function readSigned(jws, shape) {
  const parts = typeof jws === 'string' ? jws.split('.', 4) : [];
  const [head = '', payload = '', signature] = parts;
  if (parts.length !== 3) throw new Refused('header');
  return {
    header: headerOf(head, shape),
    payload: unb64(payload),
    over: `${head}.${payload}`,
    signature: exactly(signature, 64),
  };
}

/**
 * @param {{ over: string, signature: Bytes }} signed
 * @param {CryptoKey} key
 */
export async function checkSignature({ over, signature }, key) {
  if (!(await subtle.verify(ES256, key, signature, utf8(over)))) throw new Refused('forged');
}
