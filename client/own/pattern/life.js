// A life by day and by week, from what a person wrote and from their own load. Missing is missing: a day without a
// word is no zero, and load is known from the first day with a contact to the last day that was fetched.

import { mean, median } from './stats.js';

/**
 * @typedef {{ day: string, level: number, drains: string[], fills: string[] }} Cup
 * @typedef {{ day: string, what: string }} Filled
 * @typedef {{ day: string, contacts: number, minutes: number, heavy: number, out: number, over: number }} Load
 * @typedef {{ today: string, cups: Cup[], filled: Filled[], load: { through: string, days: Load[] } | null, marks: string[] }} Life
 *   `marks`: days on which something changed that the person named
 * @typedef {{ at: number, cup: number | null, drains: Set<string>, fills: Set<string>, worded: boolean, said: boolean }} Day
 * @typedef {{ at: number, whole: boolean, cups: number[], refills: number, said: number, load: Load[] | null }} Week
 */

/** Days since 1970. @param {string} day */
export const number = (day) => Date.parse(`${day}T00:00:00Z`) / 86_400_000;
/** The Monday of a week, counted from 1970-01-05's, as a day. @param {number} week */
export const monday = (week) => new Date((week * 7 - 3) * 86_400_000).toISOString().slice(0, 10);
/** @param {number} day */
export const weekOf = (day) => Math.floor((day + 3) / 7);
/** Check-in days that make a week. */
export const ENOUGH = 3;

/** Days on which something was said. @param {Life} life @returns {Map<number, Day>} */
export function days({ cups, filled, today }) {
  /** @type {Map<number, Day & { levels: number[] }>} */
  const found = new Map();
  const last = number(today);
  const on = (/** @type {string} */ day) => {
    const at = number(day);
    if (!(at <= last)) return null;
    const one = found.get(at) ?? { at, cup: null, levels: [], drains: new Set(), fills: new Set(), worded: false, said: true };
    found.set(at, one);
    return one;
  };
  for (const cup of cups) {
    const one = on(cup.day);
    if (!one || !(cup.level >= 0 && cup.level <= 4)) continue;
    one.levels.push(cup.level);
    one.cup = median(one.levels);
    for (const word of cup.drains) one.drains.add(word);
    for (const word of cup.fills) one.fills.add(word);
    one.worded ||= cup.drains.length + cup.fills.length > 0;
  }
  for (const { day, what } of filled) {
    const one = on(day);
    one?.fills.add(what);
    if (one) one.worded = true;
  }
  return new Map([...found].sort(([a], [b]) => a - b));
}

/**
 * Work by day: what a day held, whether it was a real day off, and null where nobody knows.
 * @param {Life} life
 */
export function work({ load }) {
  const rows = new Map((load?.days ?? []).map((one) => [number(one.day), one]));
  const from = Math.min(...rows.keys());
  const through = load ? number(load.through) : -Infinity;
  const known = (/** @type {number} */ at) => at >= from && at <= through;
  const none = { day: '', contacts: 0, minutes: 0, heavy: 0, out: 0, over: 0 };
  return {
    from,
    through,
    /** @param {number} at @returns {Load | null} */
    on: (at) => (known(at) ? (rows.get(at) ?? none) : null),
    /** A contact that ran past midnight takes the next day too. @param {number} at @returns {boolean | null} */
    off: (at) => (known(at) ? !rows.has(at) && !((rows.get(at - 1)?.over ?? 0) > 0) : null),
  };
}

/** @typedef {ReturnType<typeof work>} Work */

/** Weeks from Monday, oldest first, as far as anything was said or worked. @param {Life} life @returns {Week[]} */
export function weeks(life) {
  const said = days(life);
  const { on, from, through } = work(life);
  const today = number(life.today);
  const first = weekOf(Math.min(...said.keys(), from));
  const found = [];
  if (!Number.isFinite(first)) return [];
  for (let at = first; at <= weekOf(today); at += 1) {
    const own = Array.from({ length: 7 }, (_, day) => at * 7 - 3 + day);
    const spoken = own.flatMap((day) => said.get(day) ?? []);
    const loads = own.filter((day) => day <= Math.min(today, through)).map(on);
    found.push({
      at,
      whole: at < weekOf(today),
      cups: spoken.flatMap(({ cup }) => cup ?? []),
      refills: spoken.reduce((sum, { fills }) => sum + fills.size, 0),
      said: spoken.length,
      load: loads.length > 0 && loads.every((one) => one !== null) ? /** @type {Load[]} */ (loads) : null,
    });
  }
  return found;
}

/** What a week adds up to. @param {Load[]} load @param {'minutes' | 'heavy' | 'out' | 'contacts'} what */
export const total = (load, what) => load.reduce((sum, one) => sum + one[what], 0);

/** The level of a week for the sums, with at least three days behind it. @param {Week} week */
export const level = (week) => (week.cups.length >= ENOUGH ? mean(week.cups) : null);
