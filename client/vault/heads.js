// Heads: what each device saw, so that a server cannot leave a record out or go back in time without being
// noticed (docs/vault.md section 6). No keys here.

import { b64, exactly, join, sha256, unb64 } from './bytes.js';
import { isHash } from './jose.js';
import { Refused } from './refused.js';
import { wordList } from './words.js';

/** @typedef {{ rid: string, ver: number, hash: string }} Seen a record's version and the hash of its JWE */
/** @typedef {{ rid: string, ver: number, start: string }} Entry `start`: the first 8 bytes of the hash */

const ENTRY = 28;

/**
 * How many shards a vault of so many records has: each up to 256.
 * @param {number} count
 */
export function shardsFor(count) {
  let of = 1;
  while (of * 256 < count) of *= 2;
  return of;
}

/**
 * The shard that a record belongs to.
 * @param {string} rid
 * @param {number} of
 */
export const shardOf = (rid, of) => (exactly(rid, 16)[0] ?? 0) % of;

/**
 * Whether the left bytes come first.
 * @param {Uint8Array} left
 * @param {Uint8Array} right
 */
function order(left, right) {
  for (let at = 0; at < left.length; at += 1) {
    const apart = (left[at] ?? 0) - (right[at] ?? 0);
    if (apart) return apart;
  }
  return 0;
}

/**
 * The list of a head: entries ordered by rid.
 * @param {Iterable<Seen>} seen
 */
export const writeList = (seen) => b64(entries(seen));

/** @param {Iterable<Seen>} seen */
function entries(seen) {
  const all = Array.from(seen, ({ rid, ver, hash }) => {
    if (!isHash(hash)) throw new Refused('header');
    const number = new Uint8Array(4);
    new DataView(number.buffer).setUint32(0, ver);
    return join(exactly(rid, 16), number, exactly(hash, 32).subarray(0, 8));
  });
  return join(...all.sort(order));
}

/**
 * @param {string} list
 * @returns {Entry[]}
 */
export function readList(list) {
  const bytes = unb64(list);
  if (bytes.length % ENTRY !== 0) throw new Refused('damaged');
  const found = [];
  for (let at = 0; at < bytes.length; at += ENTRY) {
    const ver = new DataView(bytes.buffer, at + 16, 4).getUint32(0);
    if (ver === 0) throw new Refused('damaged');
    if (at > 0 && order(bytes.subarray(at - ENTRY, at - ENTRY + 16), bytes.subarray(at, at + 16)) >= 0) {
      throw new Refused('damaged');
    }
    found.push({ rid: b64(bytes.subarray(at, at + 16)), ver, start: b64(bytes.subarray(at + 20, at + ENTRY)) });
  }
  return found;
}

/**
 * What a head knows and the records at hand do not show: left out, older, or another text of the same version.
 * @param {Entry[]} head
 * @param {ReadonlyMap<string, { ver: number, hash: string }>} records
 * @returns {{ rid: string, why: 'missing' | 'older' | 'other' }[]}
 */
export function notThere(head, records) {
  /** @type {{ rid: string, why: 'missing' | 'older' | 'other' }[]} */
  const found = [];
  for (const { rid, ver, start } of head) {
    const record = records.get(rid);
    if (!record) found.push({ rid, why: 'missing' });
    else if (record.ver < ver) found.push({ rid, why: 'older' });
    else if (record.ver === ver && b64(exactly(record.hash, 32).subarray(0, 8)) !== start) {
      found.push({ rid, why: 'other' });
    }
  }
  return found;
}

/**
 * The vault stamp: the number of records, and three words to compare with another phone. Each word is named
 * by four bytes of the hash over all entries, joined and ordered as in one list.
 * @param {Iterable<Seen>} seen every record but heads
 */
export async function stampOf(seen) {
  const all = [...seen];
  const sum = new DataView((await sha256(entries(all))).buffer);
  const words = await wordList();
  const named = [0, 4, 8].map((at) => words[sum.getUint32(at) % words.length] ?? '');
  return { count: all.length, words: named.join(' ') };
}
