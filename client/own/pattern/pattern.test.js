import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { findings } from './findings.js';
import { invented } from '../../testing/lives.js';
import { days, weeks, work } from './life.js';
import { beta, chance, delta, effective, holm, limits, rho, slope } from './stats.js';

const vectors = JSON.parse(readFileSync(new URL('../../../vectors/pattern.json', import.meta.url), 'utf8'));
/** @param {number} a @param {number} b @param {number} [within] */
const near = (a, b, within = 1e-9) => assert.ok(Math.abs(a - b) <= within, `${a} is not ${b}`);

/** @param {import('./life.js').Life} life */
const sure = (life) => findings(life).filter((one) => one.sure !== 'early');

test('published examples come out as they were published', () => {
  for (const one of vectors.rho) {
    near(rho(one.x, one.y), one.rho);
    near(chance(rho(one.x, one.y), one.x.length), one.p, 1e-6);
  }
  for (const one of vectors.delta) near(delta(one.group, one.others), one.delta);
  for (const one of vectors.slope) near(slope(one.x, one.y), one.slope);
  for (const one of vectors.holm) holm(one.p).forEach((p, at) => near(p, one.fair[at]));
  for (const one of vectors.beta) near(beta(one.x, one.a, one.b), one.value, 1e-8);
  for (const one of vectors.effective) near(effective(one.x, one.y, one.at), one.pairs);
  for (const one of vectors.limits) near(limits(one.points).high, one.high);
});

test('the lives of the vectors show what was written down', () => {
  for (const { life, found } of vectors.lives) {
    const now = findings(life);
    assert.deepEqual(now.map(({ id, word, way, sure, days }) => ({ id, word, way, sure, days })), found.map(
      (/** @type {any} */ { id, word, way, sure, days }) => ({ id, word, way, sure, days })));
    now.forEach((one, at) => near(one.p, found[at].p));
  }
});

test('of 1,000 lives in which nothing goes together, at most one in twenty shows a finding', () => {
  let wrong = 0;
  for (let seed = 1; seed <= 1000; seed += 1) {
    const [length, said] = /** @type {const} */ ([[10, 0.85], [26, 0.6], [39, 0.4]])[seed % 3];
    if (sure(invented(seed, { weeks: length, said })).length > 0) wrong += 1;
  }
  assert.ok(wrong <= 50, `${wrong} of 1000`);
});

test('what is there is found in most lives', () => {
  /** @type {[import('../../testing/lives.js').Effect, string, number, number][]} */
  const planted = [
    ['heavy', 'heavy-day', -1, 26], ['rest', 'rest', -1, 26], ['letgo', 'letgo', -1, 52], ['drain', 'drains', -1, 26],
    ['fill', 'fills', 1, 26], ['since', 'since', -1, 39], ['refill', 'refill', 1, 78],
  ];
  for (const [effect, id, way, length] of planted) {
    let seen = 0;
    for (let seed = 1; seed <= 40; seed += 1) {
      if (sure(invented(9000 + seed, { weeks: length, effect })).some((one) => one.id === id && one.way === way)) seen += 1;
    }
    assert.ok(seen >= 20, `${effect}: ${seen} of 40`);
  }
});

test('with too little to go by nothing is said', () => {
  assert.deepEqual(findings({ today: '2026-03-02', cups: [], filled: [], load: null, marks: [] }), []);
  assert.deepEqual(findings(invented(3, { weeks: 2, effect: 'drain' })), []);
  // Without load nothing is said about load.
  const life = { ...invented(2, { effect: 'heavy' }), load: null };
  const ofLoad = ['heavy', 'hours', 'out', 'heavy-day', 'rest', 'letgo'];
  assert.ok(findings(life).every((one) => !ofLoad.includes(one.id)));
});

test('a day without a word is no zero, and load is unknown before the first contact and after the last look', () => {
  /** @type {import('./life.js').Life} */
  const life = {
    today: '2026-03-20',
    cups: [{ day: '2026-03-03', level: 1, drains: [], fills: [] }, { day: '2026-03-03', level: 3, drains: [], fills: ['Walk'] }],
    filled: [{ day: '2026-03-03', what: 'Walk' }],
    load: { through: '2026-03-15', days: [{ day: '2026-03-04', contacts: 2, minutes: 60, heavy: 1, out: 0, over: 1 }] },
    marks: [],
  };
  const said = [...days(life).values()];
  assert.equal(said.length, 1);
  assert.equal(said[0].cup, 2);
  assert.equal(said[0].fills.size, 1);
  const own = weeks(life);
  assert.deepEqual(own.map((week) => [week.whole, week.cups.length, week.load === null]), [[true, 1, true], [true, 0, false], [false, 0, true]]);
  const { on, off, from } = work(life);
  assert.equal(on(from - 1), null);
  assert.equal(off(from), false);
  assert.equal(off(from + 1), false, 'a contact ran past midnight');
  assert.equal(off(from + 2), true);
  assert.equal(off(from + 30), null);
});

test('the same life gives the same findings in any order of its records', () => {
  const life = invented(5, { effect: 'fill' });
  const turned = { ...life, cups: [...life.cups].reverse(), load: life.load && { ...life.load, days: [...life.load.days].reverse() } };
  assert.deepEqual(findings(turned), findings(life));
});

test('five years are worked out in a moment', () => {
  const life = invented(11, { weeks: 260, said: 0.8 });
  const before = process.cpuUsage().user;
  findings(life);
  assert.ok((process.cpuUsage().user - before) / 1000 < 300);
});
