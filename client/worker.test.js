import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createContext, runInContext } from 'node:vm';

const SOURCE = readFileSync(new URL('./worker.js', import.meta.url), 'utf8');
const HOUSE = 'https://cup.example.org';

/** @param {string} body @param {string} type @param {Record<string, string>} [more] */
const answer = (body, type, more = {}) => new Response(body, { headers: { 'content-type': type, ...more } });
const OURS = { 'content-security-policy': 'trusted-types fullcup' };

/**
 * A browser's service worker of one release; caches outlive it.
 * @param {string} release
 * @param {Map<string, Map<string, Response>>} kept
 * @param {(path: string) => Response | Promise<Response>} line
 */
function worker(release, kept, line) {
  /** @type {Record<string, (event: any) => void>} */
  const hears = {};
  const path = (/** @type {any} */ asked) => new URL(asked.url ?? asked, HOUSE).pathname;
  const open = async (/** @type {string} */ name) => {
    const cache = kept.get(name) ?? new Map();
    kept.set(name, cache);
    return {
      match: async (/** @type {any} */ asked) => cache.get(path(asked))?.clone(),
      put: async (/** @type {any} */ asked, /** @type {Response} */ response) => void cache.set(path(asked), response),
    };
  };
  const caches = {
    open,
    keys: async () => [...kept.keys()],
    delete: async (/** @type {string} */ name) => kept.delete(name),
    match: async (/** @type {any} */ asked) => [...kept.values()].map((cache) => cache.get(path(asked))).find(Boolean)?.clone(),
  };
  const self = {
    RELEASE: release,
    FILES: [`/assets/${release}/start.js`, `/assets/${release}/sheet.css`],
    clients: { claim: async () => {} },
    skipWaiting: () => assert.fail('it never takes over while something is open'),
    addEventListener: (/** @type {string} */ name, /** @type {any} */ job) => (hears[name] = job),
  };
  const world = { self, caches, Response, URL, TypeError, AbortSignal, location: { origin: HOUSE }, fetch: async (/** @type {any} */ asked) => line(path(asked)) };
  runInContext(SOURCE, createContext(world));
  const wait = async (/** @type {string} */ name) => {
    let job = Promise.resolve();
    hears[name]({ waitUntil: (/** @type {any} */ given) => (job = given) });
    await job;
  };
  return {
    install: () => wait('install'),
    activate: () => wait('activate'),
    /** @param {string} to @param {object} [more] @returns {Promise<Response | null>} null: the browser goes on by itself */
    get: async (to, more = {}) => {
      /** @type {any} */
      let given = null;
      hears.fetch({ request: { url: HOUSE + to, method: 'GET', mode: 'no-cors', ...more }, respondWith: (/** @type {any} */ said) => (given = said) });
      return given;
    },
  };
}

/** The server of a release. @param {string} release */
const house = (release) => (/** @type {string} */ path) => {
  if (path.endsWith('.js')) return answer(`// ${release}`, 'text/javascript; charset=utf-8');
  if (path.endsWith('.css')) return answer('', 'text/css; charset=utf-8');
  if (path === '/safety') return new Response('', { status: 404 });
  return answer(`${path} of ${release}`, 'text/html', OURS);
};
const down = () => Promise.reject(new TypeError('no line'));
const navigate = { mode: 'navigate' };

test('without a line the private document, help and the page for everything else open', async () => {
  const kept = new Map();
  await worker('a', kept, house('a')).install();
  const phone = worker('a', kept, down);
  assert.equal(await (await phone.get('/me', navigate))?.text(), '/me of a');
  assert.equal(await (await phone.get('/help', navigate))?.text(), '/help of a');
  assert.equal(await (await phone.get('/people/123', navigate))?.text(), '/offline of a');
  assert.equal(await (await phone.get('/assets/a/start.js'))?.text(), '// a');
});

test('nothing of anybody is kept, and nothing but reading is touched', async () => {
  const kept = new Map();
  const phone = worker('a', kept, house('a'));
  await phone.install();
  await phone.get('/today', navigate);
  assert.equal(await phone.get('/vault/sync', { method: 'POST' }), null);
  assert.equal(await phone.get('/vault'), null);
  assert.deepEqual([...kept.get('fullcup-a').keys()].sort(), ['/assets/a/sheet.css', '/assets/a/start.js', '/help', '/me', '/offline']);
});

test('31: a page where a script should be is an error and is not kept; the old version still works', async () => {
  const kept = new Map();
  await worker('a', kept, house('a')).install();
  const portal = () => answer('<h1>Bus station</h1>', 'text/html');
  const next = worker('b', kept, portal);
  await assert.rejects(next.install(), 'a release that did not come whole is not installed');
  assert.equal([...(kept.get('fullcup-b')?.keys() ?? [])].length, 0);
  const phone = worker('a', kept, portal);
  assert.equal((await phone.get('/assets/b/start.js'))?.type, 'error');
  assert.equal(await (await phone.get('/assets/a/start.js'))?.text(), '// a');
  assert.equal(await (await phone.get('/me', navigate))?.text(), '/me of a', 'a portal is not our document');
});

test('30: a new release waits, and files of two releases before it stay', async () => {
  const kept = new Map([['somebody-else', new Map()]]);
  for (const release of ['a', 'b', 'c', 'd']) {
    const phone = worker(release, kept, house(release));
    await phone.install();
    if (release === 'd') assert.ok(kept.has('fullcup-a'), 'until it is active nothing leaves');
    await phone.activate();
  }
  assert.deepEqual([...kept.keys()], ['somebody-else', 'fullcup-b', 'fullcup-c', 'fullcup-d']);
  const phone = worker('d', kept, down);
  assert.equal(await (await phone.get('/assets/b/start.js'))?.text(), '// b', 'a page of an older release goes on');
});
