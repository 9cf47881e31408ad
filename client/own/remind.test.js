import assert from 'node:assert/strict';
import { test } from 'node:test';
import { staysLow } from './remind.js';

const now = new Date('2026-03-20T12:00:00Z');
/** @param {[number, number][]} given days ago, and level */
const cups = (given) => given.map(([ago, level]) => ({ at: new Date(now.getTime() - ago * 86_400_000).toISOString(), level }));

test('three low cups in two weeks are low; one better one, or an old one, is not', () => {
  assert.equal(staysLow(cups([[0, 1], [2, 0], [5, 1], [6, 4]]), now), true);
  assert.equal(staysLow(cups([[0, 1], [2, 2], [5, 1]]), now), false);
  assert.equal(staysLow(cups([[0, 1], [2, 1], [15, 1]]), now), false);
  assert.equal(staysLow(cups([[0, 0], [1, 0]]), now), false);
});
