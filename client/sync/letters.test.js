import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Letters } from './letters.js';

/** A desk in memory. */
function desk() {
  /** @type {Map<string, any>} */
  const sheets = new Map();
  /** @type {string | null} */
  let sent = null;
  return {
    sheets,
    last: async () => sent,
    setLast: async (/** @type {string} */ time) => void (sent = time),
    lay: async (/** @type {string} */ kind, /** @type {any} */ text, tid = '') => (sheets.set(tid, { kind, text }), tid),
    all: async () => [...sheets].map(([tid, { kind, text }]) => ({ tid, kind, text })),
    clear: async (/** @type {string[]} */ tids) => tids.forEach((tid) => sheets.delete(tid)),
  };
}

/**
 * @param {(to: string, body: string) => Response | Promise<Response>} answer
 * @param {string} [account] signed in at the server
 */
function letters(answer, account = '7') {
  const asked = /** @type {string[]} */ ([]);
  const get = /** @type {typeof fetch} */ (async (to, given) => {
    if (to === '/session') return account ? Response.json({ account }) : Response.json({}, { status: 401 });
    asked.push(String(given?.body));
    return answer(String(to), String(given?.body));
  });
  const own = desk();
  return { own, asked, box: new Letters(own, '7', get) };
}

/** @param {string} note @param {string} at @returns {import('./letters.js').Letter} */
const letter = (note, at) => ({ to: '/contacts', fields: [['key', note], ['note', note]], at, about: note });

test('25: whatever comes back, nothing that waits is dropped', async () => {
  const answers = [
    Response.json({}, { status: 401 }), Response.json({}, { status: 403 }), Response.json({}, { status: 409 }),
    Response.json({}, { status: 413 }), Response.json({}, { status: 429 }), Response.json({}, { status: 500 }),
    new Response('<h1>Welcome to the bus station</h1>', { headers: { 'content-type': 'text/html' } }),
    Response.json({ to: '//evil.example' }), Response.json([]),
  ];
  for (const answer of answers) {
    const { own, box } = letters(() => answer.clone());
    await box.keep('a', letter('one', '1'));
    assert.equal((await box.send()).sent, 0, String(answer.status));
    assert.equal(own.sheets.size, 1, String(answer.status));
  }
  const { own, box } = letters(() => Promise.reject(new TypeError('no line')));
  await box.keep('a', letter('one', '1'));
  assert.equal((await box.send()).why, 'away');
  assert.equal(own.sheets.size, 1);
});

test('one that is sent back never stops the others', async () => {
  const { own, box } = letters((_, body) =>
    body.includes('two') ? Response.json({ page: 422 }, { status: 422 }) : Response.json({ to: '/contacts/1/saved' }),
  );
  await box.keep('b', letter('two', '2'));
  await box.keep('a', letter('one', '1'));
  await box.keep('c', letter('three', '3'));
  const done = await box.send();
  assert.equal(done.sent, 2);
  assert.deepEqual(done.waits.map(({ letter: { about, stuck } }) => [about, stuck]), [['two', 422]]);
  assert.equal(own.sheets.size, 1);
});

test('nothing goes out while somebody else is signed in, or nobody', async () => {
  for (const account of ['8', '']) {
    const { asked, own, box } = letters(() => Response.json({ to: '/contacts/1/saved' }), account);
    await box.keep('a', letter('one', '1'));
    assert.equal((await box.send()).why, 'sign-in');
    assert.deepEqual(asked, []);
    assert.equal(own.sheets.size, 1);
  }
});

test('the same form kept again is one form', async () => {
  const { asked, box } = letters(() => Response.json({ to: '/contacts/1/saved' }));
  await box.keep('a', letter('first words', '1'));
  await box.keep('a', letter('better words', '2'));
  assert.equal((await box.send()).sent, 1);
  assert.deepEqual(asked, ['key=better+words&note=better+words']);
});
