// What goes together in a person's own life. Every finding says how sure it is and on how many days it rests; with too
// little to go by there is none. The same in Rust: `domain::pattern`.

import { days, level, total, weekOf, weeks, work, number } from './life.js';
import { chance, delta, effective, holm, limits, median, rho, slope } from './stats.js';

/**
 * @typedef {import('./life.js').Life} Life
 * @typedef {'clear' | 'likely' | 'early'} Sure
 * @typedef {{ id: string, word: string, way: 1 | -1, sure: Sure, days: number, units: number, agree: number, of: number,
 *   effect: number, p: number, back: number, per: number }} Finding
 *   `units`: weeks or days that were compared; `agree` of `of`: how many of them fit; `p`: after Holm;
 *   `back`: the day off on which the cup is back (0: not known); `per`: levels in ten weeks
 * @typedef {{ id: string, word: string, at: number[], x: number[], y: number[], days: number, least: number, back?: number, per?: number }} Asked
 */

/** The least number of weeks, and of days, that say anything; and of days in a group. */
const WEEKS = 8;
const DAYS = 20;
const GROUP = 5;
/** Words that are looked at: those said most. */
const WORDS = 4;
/** A run of shifts. */
const RUN = 3;

/** @param {Life} life @returns {Asked[]} */
function byWeek(life) {
  const all = weeks(life).filter((week) => week.whole && level(week) !== null);
  const mark = Math.max(-Infinity, ...life.marks.map((day) => weekOf(number(day))));
  /** @param {string} id @param {(week: import('./life.js').Week) => number | null} of @param {number} [from] */
  const ask = (id, of, from = -Infinity) => {
    const own = all.flatMap((week) => {
      const x = week.at >= from ? of(week) : null;
      return x === null ? [] : [{ at: week.at, x, y: Number(level(week)), days: week.cups.length }];
    });
    return {
      id,
      word: '',
      at: own.map((one) => one.at),
      x: own.map((one) => one.x),
      y: own.map((one) => one.y),
      days: own.reduce((sum, one) => sum + one.days, 0),
      least: WEEKS,
    };
  };
  const trend = ask('trend', (week) => week.at, mark);
  return [
    ask('heavy', ({ load }) => load && total(load, 'heavy')),
    ask('hours', ({ load }) => load && total(load, 'minutes')),
    ask('out', ({ load }) => load && total(load, 'out')),
    ask('refill', (week) => week.refills / week.said),
    { ...trend, per: trend.x.length > 1 ? 10 * slope(trend.x, trend.y) : 0 },
    ask('since', (week) => (week.at >= mark ? 1 : 0), mark === -Infinity ? Infinity : mark - 12),
  ];
}

/** @param {Life} life @returns {Asked[]} */
function byDay(life) {
  const own = [...days(life).values()].filter((day) => day.cup !== null);
  const { on, off, from } = work(life);
  /** @param {string} id @param {(day: import('./life.js').Day) => number | null} of @param {string} [word] @returns {Asked} */
  const ask = (id, of, word = '') => {
    const there = own.flatMap((day) => {
      const x = of(day);
      return x === null ? [] : [{ at: day.at, x, y: Number(day.cup) }];
    });
    return { id, word, at: there.map(({ at }) => at), x: there.map(({ x }) => x), y: there.map(({ y }) => y), days: there.length, least: DAYS };
  };
  /** How many days in a row up to this one; Infinity where that is not known. @param {number} at @param {boolean} kind */
  const row = (at, kind) => {
    let count = 0;
    while (at - count >= from && off(at - count) === kind) count += 1;
    return at - count < from ? Infinity : count;
  };
  /** @type {Map<number, number[]>} */
  const letting = new Map();
  const letgo = ask('letgo', ({ at, cup }) => {
    if (!off(at)) return null;
    const day = row(at, true);
    if (day > 4 || row(at - day, false) < RUN) return null;
    letting.set(day, [...(letting.get(day) ?? []), Number(cup)]);
    return day === 1 ? 1 : 0;
  });
  const usual = median(own.map((day) => Number(day.cup)));
  const back = [1, 2, 3, 4].find((day) => {
    const cups = letting.get(day) ?? [];
    return cups.length >= GROUP && median(cups) >= usual;
  });
  const worded = own.filter((day) => day.worded);
  const words = (/** @type {'drains' | 'fills'} */ kind) => {
    /** @type {Map<string, number>} */
    const count = new Map();
    for (const day of worded) for (const word of day[kind]) count.set(word, (count.get(word) ?? 0) + 1);
    const often = [...count].filter(([, times]) => times >= GROUP).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
    return often.slice(0, WORDS).map(([word]) => ask(kind, (day) => (day.worded ? Number(day[kind].has(word)) : null), word));
  };
  return [
    ask('heavy-day', ({ at }) => (off(at) === false ? Number((on(at)?.heavy ?? 0) > 0) : null)),
    ask('rest', ({ at }) => {
      const since = off(at) === false ? row(at, false) : Infinity;
      return since === Infinity ? null : since;
    }),
    { ...letgo, back: back ?? 0 },
    ...words('drains'),
    ...words('fills'),
  ];
}

/** Whether the same value stands nearly everywhere: then nothing can be compared. @param {number[]} values @param {number} others */
function flat(values, others) {
  /** @type {Map<number, number>} */
  const count = new Map();
  for (const one of values) count.set(one, (count.get(one) ?? 0) + 1);
  return values.length - Math.max(...count.values()) < others;
}

/** How many units fit what is said, of those that lie on a side. @param {Asked} asked @param {number} way */
function fits({ x, y }, way) {
  const [mx, my] = [median(x), median(y)];
  const two = new Set(x).size === 2;
  const sides = x.map((one, at) => Math.sign(two ? (one > Math.min(...x) ? 1 : -1) : one - mx) * Math.sign(y[at] - my)).filter((side) => side !== 0);
  return { agree: sides.filter((side) => side === way).length, of: sides.length };
}

/** @param {Asked} asked */
function measure(asked) {
  const { x, y, at, least } = asked;
  const others = least === WEEKS ? 4 : GROUP;
  if (x.length < least || flat(x, others) || flat(y, others)) return null;
  const r = rho(x, y);
  const p = chance(r, effective(x, y, at));
  const high = Math.max(...x);
  const group = y.filter((_, index) => x[index] === high);
  const effect = new Set(x).size === 2 ? delta(group, y.filter((_, index) => x[index] !== high)) : r;
  return { asked, p, effect };
}

/**
 * The last complete week outside of what the weeks before it do by themselves; `marks` split the band.
 * @param {Life} life @returns {Finding | null}
 */
function outside(life) {
  const from = Math.max(-Infinity, ...life.marks.map((day) => weekOf(number(day))));
  const all = weeks(life).filter((week) => week.whole && week.at >= from && level(week) !== null);
  const last = all.at(-1);
  const before = all.slice(-27, -1);
  if (!last || before.length < 12 || last.at < weekOf(number(life.today)) - 1) return null;
  const { low, middle, high } = limits(before.map((week) => Number(level(week))));
  const value = Number(level(last));
  if (value >= low && value <= high) return null;
  const count = [...before, last].reduce((sum, week) => sum + week.cups.length, 0);
  return {
    id: 'outside', word: '', way: value < middle ? -1 : 1, sure: 'likely', days: count, units: before.length, agree: 0, of: 0,
    effect: value - middle, p: 0, back: 0, per: 0,
  };
}

/** From how small a p a finding is likely, and clear; and what may be shown as too early to say. */
const LIKELY = 0.025;
const CLEAR = 0.005;
const EARLY = 0.1;

/** What counts: two years, as far back as load is kept for. A life is another one before. */
const BACK = 728;

/** @param {Life} life @returns {Life} */
function lately(life) {
  const from = new Date((number(life.today) - BACK) * 86_400_000).toISOString().slice(0, 10);
  const own = (/** @type {{ day: string }} */ { day }) => day >= from;
  return { ...life, cups: life.cups.filter(own), filled: life.filled.filter(own) };
}

/** What seems to go together, the surest first. @param {Life} life @returns {Finding[]} */
export function findings(life) {
  life = lately(life);
  const measured = [...byWeek(life), ...byDay(life)].flatMap((asked) => measure(asked) ?? []);
  const fair = holm(measured.map(({ p }) => p));
  /** @type {Finding[]} */
  const found = measured.flatMap(({ asked, p: alone, effect }, at) => {
    const p = fair[at];
    const big = Math.abs(effect) >= 0.2;
    const sure = p < CLEAR && big ? 'clear' : p < LIKELY && big ? 'likely' : alone < EARLY && Math.abs(effect) >= 0.3 ? 'early' : null;
    const way = effect < 0 ? -1 : 1;
    if (!sure) return [];
    const { id, word, x, days: count, back = 0, per = 0 } = asked;
    return [{ id, word, way, sure, days: count, units: x.length, ...fits(asked, way), effect, p, back, per }];
  });
  const odd = outside(life);
  if (odd) found.push(odd);
  const order = ['clear', 'likely', 'early'];
  const early = found.filter(({ sure }) => sure === 'early').slice(0, 2);
  return found.filter((one) => one.sure !== 'early' || early.includes(one)).sort((a, b) => order.indexOf(a.sure) - order.indexOf(b.sure));
}
