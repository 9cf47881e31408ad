import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayKey, dayWords, filled } from './draw.js';
import { year } from './year.js';
import { codeGroups, secretOf, two } from './secret.js';
import { tidyLines } from './lines.js';

test('a sentence takes its parts, and keeps what nobody gave', () => {
  assert.equal(filled('[count] waiting, last sent [when]', { count: 3 }), '3 waiting, last sent [when]');
});

test('a day is told without its year, unless it is another', () => {
  const now = new Date(2026, 2, 2);
  assert.equal(dayWords('2026-03-01T09:00:00', now), 'March 1');
  assert.equal(dayWords('2025-03-01T09:00:00', now), 'March 1, 2025');
  assert.equal(dayKey('2026-03-01T23:59:00-05:00'), '2026-03-01');
});

test('the year has a square for each day, and a missed one lowers nothing', () => {
  const squares = year([{ at: '2026-03-01T09:00:00', level: 2 }, { at: '2026-03-01T08:00:00', level: 0 }], new Date(2026, 2, 2));
  assert.equal(squares.at(-1)?.day, '2026-03-02');
  assert.equal(squares.at(-1)?.level, null);
  assert.equal(squares.at(-2)?.level, 2, 'the last word of a day');
  assert.ok(squares.length >= 365 && squares.length <= 371);
  assert.equal(new Date(`${squares[0].day}T12:00:00`).getDay(), 0, 'it begins on a Sunday');
});

test('what is typed at the lock is a code or words', () => {
  assert.deepEqual(secretOf('abcd-efgh-jkmn-pqrs-tvwx-yz01-2345'), { code: 'abcd-efgh-jkmn-pqrs-tvwx-yz01-2345' });
  assert.deepEqual(secretOf('  river button maple lantern bread quiet '), { words: 'river button maple lantern bread quiet' });
});

test('two groups are asked back, never the same one', () => {
  const groups = codeGroups('ABCD-EFGH-JKMN-PQRS-TVWX-YZ01-2345');
  assert.equal(groups.length, 7);
  for (const dice of [0, 0.2, 0.5, 0.99]) {
    const [a, b] = two(7, () => dice);
    assert.ok(a !== b && a >= 0 && b < 7 && a < b);
  }
});

test('empty lines of a plan are not kept', () => {
  assert.deepEqual(tidyLines(['  I hum ', '', '   ', 'I cook']), ['I hum', 'I cook']);
});
