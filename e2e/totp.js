// Six digits, as an app on a phone makes them (RFC 6238 with SHA-1 and 30 seconds).
import { createHmac } from "node:crypto";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/**
 * @param {string} secret in base 32, as the page shows it
 * @param {number} now milliseconds since 1970
 * @returns {string}
 */
export function code(secret, now) {
  const letters = secret.toUpperCase().replace(/[^A-Z2-7]/g, "");
  const bits = [...letters].map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(now / 30_000)));
  const sum = createHmac("sha1", key).update(step).digest();
  const from = sum[sum.length - 1] & 15;
  return String((sum.readUInt32BE(from) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}
