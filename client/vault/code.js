// The recovery code: 130 bits that a person can write down and type back (docs/vault.md section 3).

import { random, sha256, utf8 } from './bytes.js';
import { Refused } from './refused.js';

/** Crockford's base32: no I, L, O and no U. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const SECRET = 26;
const ALL = 28;
const GROUP = 4;

/** @param {string} secret 26 letters */
async function checksum(secret) {
  const [first = 0, second = 0] = await sha256(utf8(secret));
  const bits = (first << 2) | (second >> 6);
  return LETTERS.charAt(bits >> 5) + LETTERS.charAt(bits & 31);
}

/**
 * The code for a secret: seven groups of four.
 * @param {string} secret 26 letters
 */
export async function codeOf(secret) {
  const all = secret + (await checksum(secret));
  return (all.match(/.{4}/g) ?? []).join('-');
}

/** A new code: 16 random bytes and 2 random bits, most significant first. */
export async function makeCode() {
  const bytes = random(17);
  let secret = '';
  for (let at = 0; at < SECRET; at += 1) {
    let five = 0;
    for (let bit = at * 5; bit < at * 5 + 5; bit += 1) {
      five = (five << 1) | (((bytes[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1);
    }
    secret += LETTERS.charAt(five);
  }
  return codeOf(secret);
}

/** @param {number} at of a letter */
const groupOf = (at) => Math.floor(at / GROUP) + 1;

/**
 * Reads a code as people type it: without regard to case, spaces and dashes; O is 0, I and L are 1.
 * What cannot be right is refused with the groups that may hold the mistake, where that is known.
 * @param {string} typed
 * @returns {Promise<{ secret: string }>} the 26 letters
 */
export async function checkCode(typed) {
  const letters = typed
    .toUpperCase()
    .replace(/[\s\-\u2010-\u2015]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  if (letters.length !== ALL) throw new Refused('mistyped');
  const strange = new Set();
  for (let at = 0; at < ALL; at += 1) if (!LETTERS.includes(letters.charAt(at))) strange.add(groupOf(at));
  if (strange.size > 0) throw new Refused('mistyped', [...strange]);
  const secret = letters.slice(0, SECRET);
  if ((await checksum(secret)) === letters.slice(SECRET)) return { secret };
  throw new Refused('mistyped', await suspects(letters));
}

/**
 * The groups in which one change of one letter would mend the code.
 * @param {string} letters
 */
async function suspects(letters) {
  const secret = letters.slice(0, SECRET);
  const sum = letters.slice(SECRET);
  const right = await checksum(secret);
  const found = new Set();
  for (let at = 0; at < SECRET; at += 1) {
    if (found.has(groupOf(at))) continue;
    for (const other of LETTERS) {
      const mended = secret.slice(0, at) + other + secret.slice(at + 1);
      if (other !== secret.charAt(at) && (await checksum(mended)) === sum) {
        found.add(groupOf(at));
        break;
      }
    }
  }
  if (right.charAt(0) === sum.charAt(0) || right.charAt(1) === sum.charAt(1)) found.add(groupOf(ALL - 1));
  return [...found];
}
