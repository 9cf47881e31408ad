import assert from 'node:assert/strict';
import { test } from 'node:test';

import { maybe } from './apart.js';

test('14: only what could be six words or a code is looked at', () => {
  assert.equal(maybe('abacus abdomen abdominal abide abiding ability'), true);
  assert.equal(maybe(' ABCD-EFGH-JKMN-PQRS-TVWX-YZ01-23KW '), true);
  assert.equal(maybe('invented people like long walks'), false);
  assert.equal(maybe('a long password of my own'), true, 'six words of any kind are looked at, and go');
  assert.equal(maybe(''), false);
});
