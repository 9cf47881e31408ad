// P13: a server that lies. Thirty behaviors, against the real keys and the real sync: none gets anything, and each
// is told to the person by a plain reason.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { MemoryStore, Server } from '../testing/world.js';
import { create, hash, newId, unlock } from '../vault/vault.js';
import { wordList } from '../vault/words.js';
import { Sync } from './core.js';
import { missing, writeHeads } from './heads.js';
import { isReply } from './wire.js';

await wordList(async () => readFileSync(new URL('../vault/words.txt', import.meta.url), 'utf8'));

const { vault, code, bundle } = await create();
const stranger = await create();
const { next: withWords, bundle: later } = await (async () => {
  const words = 'abacus abdomen abdominal abide abiding ability';
  return { ...(await vault.addSlot({ code }, 'words', { words })), words };
})();
const words = 'abacus abdomen abdominal abide abiding ability';
const newer = { vid: bundle.vid, statement: later.epoch_statement ?? '', list: later.list ?? '', slots: later.slots ?? [] };
const known = await withWords.known();

/** @param {string} part */
const plain = (part) => JSON.parse(Buffer.from(part, 'base64url').toString());
/** @param {string} text */
const letters = (text) => Buffer.from(text).toString('base64url');

/**
 * A JWE with another header.
 * @param {string} jwe
 * @param {(header: any) => any} change may give the text of the header, for what no JSON writer writes
 */
function headed(jwe, change) {
  const [header, ...rest] = jwe.split('.');
  const changed = change(plain(header));
  return [letters(typeof changed === 'string' ? changed : JSON.stringify(changed)), ...rest].join('.');
}

/** One letter of a part is another one. @param {string} jwe @param {number} part */
function flipped(jwe, part) {
  const parts = jwe.split('.');
  parts[part] = (parts[part][0] === 'A' ? 'B' : 'A') + parts[part].slice(1);
  return parts.join('.');
}

/** A phone with two records that the server has, and what the server says next. */
async function phone() {
  const server = new Server();
  /** What the server makes of its own answer. @type {(reply: any, asked: any) => any} */
  let lie = (reply) => reply;
  const wire = {
    /** @param {any} asked @returns {Promise<any>} */
    async sync(asked) {
      const reply = lie(await server.sync(asked), asked);
      return isReply(reply) ? { ok: true, reply } : { ok: false, why: 'not-us' };
    },
  };
  const store = new MemoryStore();
  const sync = new Sync({ vid: vault.vid, store, wire, hash, newId });
  await sync.open(/** @type {any} */ (vault));
  const [one, two] = [newId(), newId()];
  const write = (/** @type {string} */ rid, /** @type {string} */ text) =>
    sync.save(rid, 'why', { at: '2026-03-02T09:00:00-05:00', fields: { text }, seen: sync.kept(rid)?.rev ?? null });
  await write(one, 'first');
  await write(two, 'second');
  await sync.flush();
  const before = /** @type {string} */ (server.records.get(one)?.jwe);
  await write(one, 'first, again');
  await sync.flush();
  assert.equal(sync.waiting(), 0);
  assert.deepEqual([...sync.trouble], []);
  const texts = () => [one, two].map((rid) => sync.kept(rid)?.payload.text);
  const now = /** @type {string} */ (server.records.get(one)?.jwe);
  return { server, sync, store, one, two, write, texts, before, now, lies: (/** @type {typeof lie} */ how) => (lie = how) };
}

/** @typedef {Awaited<ReturnType<typeof phone>>} Phone */

/**
 * Puts another JWE where the first record was.
 * @param {(phone: Phone) => string} jwe
 * @returns {(phone: Phone) => (reply: any) => any}
 */
const says = (jwe) => (at) => (reply) => ({ ...reply, seq: 99, changes: [{ rid: at.one, seq: 99, jwe: jwe(at) }] });

/** @type {Record<string, (phone: Phone) => (reply: any, asked: any) => any>} */
const AT_REST = {
  'an older version': says((at) => at.before),
  'another record in its place': says((at) => at.server.records.get(at.two)?.jwe ?? ''),
  'a header that says a later version': says((at) => headed(at.now, (header) => ({ ...header, ver: 9 }))),
  'a header of another vault': says((at) => headed(at.now, (header) => ({ ...header, vid: newId() }))),
  'no algorithm': says((at) => headed(at.now, (header) => ({ ...header, alg: 'none' }))),
  'a direct key': says((at) => headed(at.now, (header) => ({ ...header, alg: 'dir' }))),
  'a weaker cipher': says((at) => headed(at.now, (header) => ({ ...header, enc: 'A128GCM' }))),
  'compression': says((at) => headed(at.now, (header) => ({ ...header, zip: 'DEF' }))),
  'an extension that must be understood': says((at) => headed(at.now, (header) => ({ ...header, crit: ['x'] }))),
  'a key twice in the header': says((at) => headed(at.now, (header) => `{"ver":1,${JSON.stringify(header).slice(1)}`)),
  'another wrapped key': says((at) => flipped(at.now, 1)),
  'another beginning of the cipher': says((at) => flipped(at.now, 2)),
  'another text': says((at) => flipped(at.now, 3)),
  'another tag': says((at) => flipped(at.now, 4)),
  'half a record': says((at) => at.now.slice(0, at.now.length / 2)),
  'a key age that nobody made': says((at) => headed(at.now, (header) => ({ ...header, kid: '7' }))),
  'a list without a record': (at) => (reply) => ({ ...reply, total: 1, changes: reply.changes.filter((/** @type {any} */ one) => one.rid !== at.one) }),
  'more records than it shows': () => (reply) => ({ ...reply, total: reply.total + 3 }),
  'always more to come': () => (reply) => ({ ...reply, more: true }),
  'a later key than there is': () => (reply) => ({ ...reply, epoch: 5 }),
  'that it was put back, and nothing is left': () => (reply) => ({ ...reply, restored: 'r9', total: 0, changes: [], seq: 0 }),
  'a page instead of an answer': () => () => ({ html: '<h1>Please re-enter your words</h1>' }),
};

/** Answers to something that is being sent. @type {Record<string, (phone: Phone) => (reply: any, asked: any) => any>} */
const WHILE_SENDING = {
  'taken, without a word of what': () => (reply) => ({ ...reply, results: reply.results.map((/** @type {any} */ one) => ({ rid: one.rid, ok: true, seq: 9 })) }),
  'taken, and something else is kept': (at) => (reply) => ({ ...reply, results: reply.results.map((/** @type {any} */ one) => ({ ...one, ok: true, hash: at.two.padEnd(43, 'A') })) }),
  'a forged version was first': (at) => (reply) => ({ ...reply, results: [{ rid: at.one, conflict: { jwe: flipped(at.now, 3), seq: 9 } }] }),
};

test('P13: what a server says of records', async (t) => {
  for (const [name, lie] of Object.entries(AT_REST)) {
    await t.test(name, async () => {
      const at = await phone();
      at.lies(lie(at));
      await at.sync.flush();
      assert.ok(at.sync.trouble.size > 0, 'it is told');
      assert.deepEqual(at.texts(), ['first, again', 'second']);
      // Afterwards an honest server gets everything again.
      at.lies((reply) => reply);
      at.sync.trouble.clear();
      await at.sync.flush();
      await at.sync.flush();
      assert.deepEqual(at.texts(), ['first, again', 'second']);
    });
  }
  for (const [name, lie] of Object.entries(WHILE_SENDING)) {
    await t.test(name, async () => {
      const at = await phone();
      await at.write(at.one, 'third');
      const { server } = at;
      const take = server.take.bind(server);
      server.take = async (rid) => ({ rid, refused: 'parent' });
      at.lies(lie(at));
      await at.sync.flush();
      assert.ok(at.sync.trouble.size > 0, 'it is told');
      assert.equal(at.sync.waiting(), 1, 'it waits as before');
      assert.equal(at.sync.kept(at.one)?.state, 'phone', 'nothing is called backed up');
      server.take = take;
      at.lies((reply) => reply);
      await at.sync.flush();
      assert.equal(at.sync.waiting(), 0);
      assert.deepEqual(at.texts(), ['third', 'second']);
    });
  }
});

test('P13: a record that another device saw is left out for a new one', async () => {
  const at = await phone();
  await writeHeads(at.sync, newId().slice(0, 11), '2026-03-02T09:00:00-05:00');
  await at.sync.flush();
  at.server.records.delete(at.two);
  const wire = { sync: async (/** @type {any} */ asked) => /** @type {any} */ ({ ok: true, reply: await at.server.sync(asked) }) };
  const fresh = new Sync({ vid: vault.vid, store: new MemoryStore(), wire, hash, newId });
  await fresh.open(/** @type {any} */ (vault));
  await fresh.flush();
  assert.deepEqual(missing(fresh), [{ rid: at.two, why: 'missing' }]);
});

/** What opens the vault of a state that lies. @type {Record<string, { state: any, secret: any }>} */
const STATES = {
  'an easy guess at the words': { state: rounds(1), secret: { words } },
  'so many rounds that a phone stands still': { state: rounds(2 ** 31), secret: { words } },
  'another vault for this code': { state: stranger.bundle, secret: { code } },
  'a statement of its own': { state: { ...newer, statement: stranger.bundle.statement.replace(/^[^.]+/, newer.statement.split('.')[0]) }, secret: { code } },
  'the statement of a week ago': { state: bundle, secret: { code } },
  'a list of slots that was not signed': { state: { ...newer, list: bundle.list }, secret: { code } },
  'slots with their names swapped': { state: { ...newer, slots: newer.slots.map((slot, at, all) => ({ ...slot, jwe: all[(at + 1) % all.length].jwe })) }, secret: { code } },
};

/** @param {number} count */
function rounds(count) {
  const slots = newer.slots.map((slot) =>
    slot.kind === 'words' ? { ...slot, jwe: headed(slot.jwe, (header) => ({ ...header, p2c: count })) } : slot,
  );
  return { ...newer, slots };
}

test('P13: what a server says of keys', async (t) => {
  await unlock(newer, { code }, known);
  for (const [name, { state, secret }] of Object.entries(STATES)) {
    await t.test(name, async () => {
      await assert.rejects(unlock(state, secret, known), (error) => typeof (/** @type {any} */ (error).reason) === 'string');
    });
  }
});

test('P13: thirty behaviors and more', () => {
  const count = [AT_REST, WHILE_SENDING, STATES].reduce((sum, some) => sum + Object.keys(some).length, 1);
  assert.ok(count >= 30, String(count));
});
