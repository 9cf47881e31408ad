import assert from 'node:assert/strict';
import { test } from 'node:test';

import { idle } from './lock.js';

test('a page locks after an hour without a sign of life', () => {
  assert.equal(idle(0, 3_599_999), false);
  assert.equal(idle(0, 3_600_000), true);
});
