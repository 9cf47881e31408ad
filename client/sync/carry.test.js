import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitting } from './carry.js';

const one = (/** @type {string} */ name, /** @type {string | null} */ last) => ({ id: name, name, next: '', on: '', last });

test('when it does not fit, those met longest ago leave first', () => {
  const people = [one('Ana', '2025-11-02'), one('Ben', null), one('Cleo', '2026-03-01')];
  assert.deepEqual(fitting(people).map(({ name }) => name), ['Cleo', 'Ana', 'Ben']);
  const room = JSON.stringify(people[0]).length + JSON.stringify(people[2]).length;
  assert.deepEqual(fitting(people, room).map(({ name }) => name), ['Cleo', 'Ana']);
});
