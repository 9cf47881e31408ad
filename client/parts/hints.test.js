import assert from 'node:assert/strict';
import { test } from 'node:test';

import { inCase, open } from './hints.js';

test('a word at the start of a sentence keeps its capital', () => {
  assert.equal(inCase('Addict', 'person who uses drugs'), 'Person who uses drugs');
  assert.equal(inCase('addict', 'person who uses drugs'), 'person who uses drugs');
  assert.equal(inCase('MAT', 'medication'), 'medication');
});

test('a word that the writer keeps is not asked about again', () => {
  const hint = (/** @type {string} */ word) => ({ start: 0, end: 0, word, prefer: [], id: word, why: 'label' });
  const found = [hint('Addict'), hint('clean')];
  assert.equal(open(found, new Set())?.word, 'Addict');
  assert.equal(open(found, new Set(['addict']))?.word, 'clean');
  assert.equal(open(found, new Set(['addict', 'clean'])), undefined);
});
