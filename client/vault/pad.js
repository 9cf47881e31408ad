// Size classes: what is sealed has a length that tells little (docs/vault.md section 5).

import { textOf, utf8 } from './bytes.js';
import { Refused } from './refused.js';

const STEP = 1_024;
const STEPS_UP_TO = 16_384;

/**
 * The class of a length: steps of 1,024 bytes up to 16,384, above that Padmé, which keeps as many leading
 * bits of a length as the length of its length has, and so grows by at most an eighth.
 * @param {number} length
 */
export function sizeClass(length) {
  if (length <= STEPS_UP_TO) return Math.max(1, Math.ceil(length / STEP)) * STEP;
  const exponent = Math.floor(Math.log2(length));
  const kept = Math.floor(Math.log2(exponent)) + 1;
  const step = 2 ** (exponent - kept);
  return Math.ceil(length / step) * step;
}

/**
 * A JSON object, then spaces: any JSON reader reads it.
 * @param {object} payload
 */
export function padded(payload) {
  const json = utf8(JSON.stringify(payload));
  const bytes = new Uint8Array(sizeClass(json.length)).fill(0x20);
  bytes.set(json);
  return bytes;
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @returns {any} an object
 */
export function unpadded(bytes) {
  let payload;
  try {
    payload = JSON.parse(textOf(bytes));
  } catch {
    throw new Refused('damaged');
  }
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) throw new Refused('damaged');
  return payload;
}
