// What the first screen needs, in one sealed record that only this device keeps: it opens before all others.

/** @typedef {import('./box.js').Kept} Kept */

/** Of each type the newest so many, and not more letters than this in all. */
const EACH = 12;
const LETTERS = 60_000;
/** A photo is shown when its record is open. */
const LONG = 4_000;

/**
 * @param {Kept[]} all newest first
 * @returns {Record<string, Kept[]>} by type
 */
export function digestOf(all) {
  /** @type {Record<string, Kept[]>} */
  const found = {};
  let letters = 0;
  for (const kept of all) {
    const some = (found[kept.t] ??= []);
    if (some.length >= EACH) continue;
    const size = JSON.stringify(kept).length;
    if (size > LONG || letters + size > LETTERS) continue;
    some.push(kept);
    letters += size;
  }
  return found;
}

/**
 * The words of a record, for searching: text that a person wrote, in lower case. Photos are not text.
 * @param {unknown} value
 * @returns {string}
 */
export function wordsOf(value) {
  if (typeof value === 'string') return value.length > 20_000 ? '' : value.toLowerCase();
  if (Array.isArray(value)) return value.map(wordsOf).join('\n');
  if (value && typeof value === 'object') {
    return Object.entries(value).map(([name, one]) => (NAMES.has(name) ? '' : wordsOf(one))).join('\n');
  }
  return '';
}

/** Names of records that nobody searches for. */
const NAMES = new Set(['v', 't', 'at', 'rev']);
