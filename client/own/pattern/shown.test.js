import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shape, shownOf } from '../pattern.js';

test('the picture leaves out what is not known', () => {
  const cups = ['2026-03-02', '2026-03-04', '2026-03-05'].map((day, at) => ({ day, level: at + 1, drains: [], fills: ['Walk'] }));
  const load = { through: '2026-03-08', days: [{ day: '2026-03-02', contacts: 4, minutes: 120, heavy: 1, out: 0, over: 0 }] };
  const own = shownOf({ today: '2026-03-11', cups, filled: [], load, marks: [] }, []);
  assert.equal(own.length, 8);
  const [before, week, running] = own.slice(-3);
  assert.deepEqual([before.day, before.middle, before.hours, before.refills], ['2026-02-23', null, null, null]);
  assert.deepEqual([week.day, week.middle, week.low, week.high, week.cups, week.hours, week.share, week.refills], ['2026-03-02', 2, 1, 3, 3, 2, 0.25, 3]);
  assert.deepEqual([running.middle, running.hours, running.refills], [null, null, null]);
});

test('the shape is told only with four weeks, and of one whole step', () => {
  assert.equal(shape([2, null, 1, null, 2, null, null]), 'few');
  assert.equal(shape([3, 2, 1, 2, 3, null, 3]), 'back');
  assert.equal(shape([3, 2.5, 2, 2]), 'down');
  assert.equal(shape([1, 1.5, 2, 3]), 'up');
  assert.equal(shape([2, 2.5, 2, 2.5]), 'level');
});
