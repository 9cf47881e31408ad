// Two versions of one record become one record with both texts. Pure.
//
// A record holds values: what it says on top, and in `alts` what another phone said at the same time.
// Each value has a name of its own, `rev`: the version in which it was written, a point, and
// letters by chance. `past` remembers the names of values that were replaced or picked away, so that
// they stay away however often and in whatever order versions meet.
//
// **Invariant:** merging is commutative, associative and idempotent (`merge.test.js`), so phones that
// have seen the same versions show the same, and a retry adds nothing.

/**
 * @typedef {Record<string, unknown> & { v: number, t: string, at: string, rev: string, alts?: Value[], past?: string[] }} Payload
 * @typedef {Record<string, unknown> & { v: number, t: string, at: string, rev: string }} Value
 */

/** Names in `past` beyond this many are forgotten, oldest first: at worst an old text shows up again. */
const PAST = 200;

/** @param {string} rev */
const written = (rev) => Number.parseInt(rev, 10) || 0;

/**
 * Newest first; by letters where two were written in the same version.
 * @param {string} a
 * @param {string} b
 */
function newer(a, b) {
  const by = written(b) - written(a);
  if (by) return by;
  return a < b ? 1 : a > b ? -1 : 0;
}

/** @param {{ t: string }} value */
const isGone = (value) => value.t === 'gone';

/**
 * The values of a record: first the one on top.
 * @param {Payload} payload
 * @returns {Value[]}
 */
export function values(payload) {
  const { alts, past, ...top } = payload;
  return [top, ...(alts ?? [])];
}

/**
 * A record of these values. What was put away yields to what was written meanwhile.
 * @param {Value[]} found
 * @param {string[]} past
 * @returns {Payload}
 */
function record(found, past) {
  const [top, ...alts] = found.toSorted((a, b) => Number(isGone(a)) - Number(isGone(b)) || newer(a.rev, b.rev));
  const made = /** @type {Payload} */ ({ ...top });
  if (alts.length > 0) made.alts = alts;
  if (past.length > 0) made.past = past;
  return made;
}

/** @param {string[]} names */
const kept = (names) => [...new Set(names)].sort(newer).slice(0, PAST);

/**
 * Both in one.
 * @param {Payload} a
 * @param {Payload} b
 * @returns {Payload}
 */
export function merge(a, b) {
  const past = kept([...(a.past ?? []), ...(b.past ?? [])]);
  const all = new Map([...values(a), ...values(b)].map((value) => [value.rev, value]));
  const left = [...all.values()].filter((value) => !past.includes(value.rev));
  // Only a damaged history could name every value as past; then nothing is thrown away.
  return record(left.length > 0 ? left : [...all.values()], past);
}

/**
 * Whether merging `mine` into `theirs` would change `theirs`.
 * @param {Payload} mine
 * @param {Payload} theirs
 */
export function adds(mine, theirs) {
  const both = merge(mine, theirs);
  const names = (/** @type {Payload} */ one) => values(one).map((value) => value.rev).join(' ');
  return names(both) !== names(theirs) || (both.past ?? []).join(' ') !== (theirs.past ?? []).join(' ');
}

/** Names of a record that nobody's fields may use. */
const OURS = new Set(['v', 't', 'rev', 'alts', 'past']);

/**
 * A change by the person: it replaces the value that they saw, and what was put away beside it.
 * Another text that came meanwhile stays beside the new one.
 * @param {Payload | null} before
 * @param {string | null} seen the name of the value that they saw
 * @param {{ t: string, at: string, fields: Record<string, unknown>, ver: number, chance: string }} what
 * @returns {Payload}
 */
export function write(before, seen, what) {
  const own = Object.fromEntries(Object.entries(what.fields).filter(([name]) => !OURS.has(name)));
  const value = /** @type {Value} */ ({ v: 1, t: what.t, at: what.at, ...own, rev: `${what.ver}.${what.chance}` });
  if (!before) return record([value], []);
  const all = values(before);
  const over = all.filter((one) => one.rev === seen || isGone(one));
  const left = all.filter((one) => !over.includes(one));
  return record([value, ...left], kept([...over.map((one) => one.rev), ...(before.past ?? [])]));
}

/**
 * One of the values, picked by the person: every other one is remembered as picked away. It gets a
 * new name, so that two people's phones that pick differently lose neither.
 * @param {Payload} before
 * @param {string} rev of the value to stay; '' is the one on top
 * @param {{ ver: number, chance: string }} what
 * @returns {Payload}
 */
export function pick(before, rev, what) {
  const all = values(before);
  const chosen = all.find((value) => value.rev === rev) ?? all[0];
  const past = kept([...all.map((value) => value.rev), ...(before.past ?? [])]);
  return record([{ ...chosen, rev: `${what.ver}.${what.chance}` }], past);
}

/**
 * Put away: nothing of what was seen is left, and it looks like any other version.
 * @param {Payload} before
 * @param {{ at: string, ver: number, chance: string }} what
 * @returns {Payload}
 */
export function putAway(before, what) {
  const past = kept([...values(before).map((value) => value.rev), ...(before.past ?? [])]);
  return record([{ v: 1, t: 'gone', at: what.at, rev: `${what.ver}.${what.chance}` }], past);
}

/** @param {Value} value */
function said({ rev, ...rest }) {
  return JSON.stringify(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * What to show: the value on top, texts beside it that differ, and whether it was put away on
 * another phone while this text was written.
 * @param {Payload} payload
 * @returns {{ top: Value, alts: Value[], elsewhere: boolean }}
 */
export function shown(payload) {
  const [top, ...rest] = values(payload);
  if (rest.length === 0) return { top, alts: [], elsewhere: false };
  const texts = new Set([said(top)]);
  const alts = rest.filter((value) => !isGone(value) && !texts.has(said(value)) && texts.add(said(value)));
  return { top, alts, elsewhere: !isGone(top) && rest.some(isGone) };
}
