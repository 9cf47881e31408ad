import assert from 'node:assert/strict';
import { test } from 'node:test';

import { parse } from './fill.js';

test('a rule names two fields and what goes with what', () => {
  const { from, to, pairs } = parse('kind minutes call=15 text=5');
  assert.equal(from, 'kind');
  assert.equal(to, 'minutes');
  assert.equal(pairs.get('text'), '5');
  assert.equal(pairs.get('group'), undefined);
});
