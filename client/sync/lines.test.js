import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ownLines, takeLines } from './lines.js';

/** People in memory. */
function people() {
  const kept = new Map();
  const store = { meta: async (/** @type {string} */ name) => kept.get(name), setMeta: async (/** @type {string} */ name, /** @type {any} */ value) => void kept.set(name, value) };
  return /** @type {import('./people.js').People} */ (/** @type {unknown} */ ({ store }));
}

test('the lines of a program are fetched once a day and stay without a line, each account its own', async () => {
  let asked = 0;
  const line = { name: 'Night line', phone: '413-555-0142', said: '' };
  const before = globalThis.fetch;
  globalThis.fetch = async () => {
    asked += 1;
    return Response.json({ lines: [line] });
  };
  try {
    const here = { people: people(), who: { account: '7', signedIn: true } };
    await takeLines(here);
    await takeLines(here);
    assert.equal(asked, 1);
    assert.deepEqual(await ownLines({ ...here, who: { account: '7', signedIn: false } }), [line]);
    assert.deepEqual(await ownLines({ ...here, who: { account: '8', signedIn: true } }), []);
    assert.deepEqual(await ownLines({ people: null, who: null }), []);
  } finally {
    globalThis.fetch = before;
  }
});
