// Bytes, text and their one spelling in base64url (docs/vault.md section 1).

import { Refused } from './refused.js';

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */

const writer = new TextEncoder();
const reader = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * @param {string} text
 * @returns {Bytes}
 */
export const utf8 = (text) => /** @type {Bytes} */ (writer.encode(text));

/** @param {BufferSource} bytes */
export const textOf = (bytes) => reader.decode(bytes);

/**
 * @param {number} count
 * @returns {Bytes}
 */
export const random = (count) => crypto.getRandomValues(new Uint8Array(count));

/**
 * @param {...Uint8Array} parts
 * @returns {Bytes}
 */
export function join(...parts) {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/**
 * @param {ArrayBuffer | Uint8Array} bytes
 * @returns {string}
 */
export function b64(bytes) {
  const all = bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes);
  let raw = '';
  // In pieces: a call takes only so many arguments.
  for (let at = 0; at < all.length; at += 0x8000) {
    raw += String.fromCharCode(...all.subarray(at, at + 0x8000));
  }
  return btoa(raw).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/**
 * The bytes of base64url without padding. A last letter with bits set that mean nothing is refused,
 * so that nothing has two spellings.
 * @param {string} text
 * @returns {Bytes}
 */
export function unb64(text) {
  const over = text.length % 4;
  if (over === 1 || !/^[A-Za-z0-9_-]*$/.test(text)) throw new Refused('header');
  const unused = over === 2 ? 15 : over === 3 ? 3 : 0;
  if (LETTERS.indexOf(text.charAt(text.length - 1)) & unused) throw new Refused('header');
  const raw = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = new Uint8Array(raw.length);
  for (let at = 0; at < raw.length; at += 1) bytes[at] = raw.charCodeAt(at);
  return bytes;
}

/**
 * Exactly so many bytes.
 * @param {unknown} text
 * @param {number} count
 */
export function exactly(text, count) {
  if (typeof text !== 'string' || text.length !== Math.ceil((count * 4) / 3)) throw new Refused('header');
  return unb64(text);
}

/**
 * Whether this is one spelling of exactly so many bytes.
 * @param {unknown} text
 * @param {number} count
 */
export function spells(text, count) {
  try {
    return exactly(text, count).length === count;
  } catch {
    return false;
  }
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
export const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

/**
 * The hash of a JWE or JWS.
 * @param {string} text
 */
export const hash = async (text) => b64(await sha256(utf8(text)));

/** A new name for a vault, a record or a tap. */
export const newId = () => b64(random(16));

/** A new name for a slot or a device. */
export const newShortId = () => b64(random(8));
