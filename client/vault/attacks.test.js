// What a lying server, a spoiled store or a strange passkey can try, by the numbers of the design paper. The cases
// with fixed letters are in vectors/; these need chance or more than one step.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { checkCode, codeOf, makeCode } from './code.js';
import { checkState, create, hash, makeWords, newId, prfInputs, prfSecret, Refused, sizeClass, unlock, wordList } from './vault.js';

wordList(async () => readFileSync(new URL('./words.txt', import.meta.url), 'utf8'));

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Chance that falls the same way each time. @param {number} seed */
function dice(seed) {
  let state = seed;
  return (/** @type {number} */ below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** @param {() => Promise<unknown>} job */
async function reasonOf(job) {
  try {
    await job();
    return 'opened';
  } catch (error) {
    return error instanceof Refused ? error.reason : String(error);
  }
}

test('1: two records that a server exchanged are refused by name, and the others open', async () => {
  const { vault } = await create();
  const rids = [newId(), newId(), newId()];
  const stored = new Map();
  for (const rid of rids) stored.set(rid, await vault.seal(rid, 1, '', { v: 1, t: 'why', rid }));
  const [a = '', b = ''] = rids;
  const held = stored.get(a);
  stored.set(a, stored.get(b));
  stored.set(b, held);
  const came = await Promise.all(rids.map((rid) => reasonOf(() => vault.open(stored.get(rid), { rid }))));
  assert.deepEqual(came, ['not-this-record', 'not-this-record', 'opened']);
});

test('2: a device that knows a version takes no other for it', async () => {
  const { vault } = await create();
  const rid = newId();
  const one = await vault.seal(rid, 1, '', { v: 1, t: 'cup', level: 1 });
  const two = await vault.seal(rid, 2, await hash(one), { v: 1, t: 'cup', level: 2 });
  assert.equal(await reasonOf(() => vault.open(one, { rid, ver: 2 })), 'not-this-record');
  const seen = await hash(two);
  const other = await vault.seal(rid, 2, await hash(one), { v: 1, t: 'cup', level: 4 });
  assert.equal(await reasonOf(() => vault.open(other, { rid, ver: 2, hash: seen })), 'not-this-record');
  assert.equal((await vault.open(two, { rid, ver: 2, hash: seen })).level, 2);
});

test('4: no changed letter, anywhere, opens a record or lets anything of it out', async () => {
  const { vault } = await create();
  const rid = newId();
  const jwe = await vault.seal(rid, 1, '', { v: 1, t: 'journal', text: 'nobody else’s' });
  const throwDice = dice(4);
  const header = jwe.indexOf('.');
  for (let at = 0; at < jwe.length; at += at < header ? 1 : 3) {
    let letter = LETTERS.charAt(throwDice(64));
    if (letter === jwe.charAt(at)) letter = '.';
    const spoiled = jwe.slice(0, at) + letter + jwe.slice(at + 1);
    const reason = await reasonOf(() => vault.open(spoiled, { rid }));
    assert.match(reason, /^(header|damaged|not-this-record|epoch)$/, `letter ${at}`);
  }
  for (const cut of [1, 22, 400, jwe.length - 1]) {
    assert.equal(await reasonOf(() => vault.open(jwe.slice(0, -cut), { rid })), 'header');
  }
});

test('7: nothing is written for a vault whose keys do not vouch for each other', async () => {
  const [mine, server] = [await create(), await create()];
  for (const swapped of [
    { statement: server.bundle.statement },
    { list: server.bundle.list },
    { statement: server.bundle.statement, list: server.bundle.list },
  ]) {
    const reason = await reasonOf(() => unlock({ ...mine.bundle, ...swapped }, { code: mine.code }));
    assert.match(reason, /^(not-this-record|changed-key)$/);
  }
  const slots = server.bundle.slots.map((slot) => ({ ...slot, sid: mine.bundle.slots[0]?.sid ?? '' }));
  assert.equal(await reasonOf(() => unlock({ ...mine.bundle, slots }, { code: server.code })), 'not-this-record');
  assert.equal(await reasonOf(() => unlock({ ...mine.bundle, slots: [] }, { code: mine.code })), 'wrong-secret');
  const spoiled = [{ sid: 'AAAAAAAAAAA', kind: /** @type {const} */ ('code'), jwe: 'x' }, ...mine.bundle.slots];
  assert.ok(await unlock({ ...mine.bundle, slots: spoiled }, { code: mine.code }), 'one spoiled slot bars no other');
});

test('2, 7: a device that was here takes nothing over that its owner did not sign, or that is older', async () => {
  const { vault, code } = await create();
  const added = await vault.addSlot({ code }, 'passkey', { prf: new Uint8Array(64).fill(7) });
  const [before, after, known] = [vault.state, added.next.state, { ...(await vault.known()) }];
  const next = await checkState(after, known, before);
  assert.equal(next.n, 1);
  assert.deepEqual(next, await added.next.known());
  const [first, second] = after.slots;
  const server = await create();
  for (const [why, state, seen] of /** @type {const} */ ([
    ['older', before, next],
    ['not-this-record', { ...after, statement: server.bundle.statement }, known],
    ['changed-key', { ...after, list: before.list }, known],
    ['changed-key', { ...after, slots: after.slots.slice(0, 1) }, known],
    ['changed-key', { ...after, slots: [first, second, { sid: 'AAAAAAAAAAA', kind: 'code', jwe: 'x' }] }, known],
    ['changed-key', { ...after, slots: [{ ...first, jwe: server.bundle.slots[0]?.jwe }, second] }, known],
  ])) {
    const came = await reasonOf(() => checkState(/** @type {any} */ (state), seen, before));
    assert.equal(came, why);
  }
});

test('after a rotation the key before reads what is here and brings nothing new', async () => {
  const { vault, code } = await create();
  const rid = newId();
  const forged = await vault.seal(rid, 1, '', { v: 1, t: 'cup', level: 0 });
  const { next } = await vault.rotate({ code });
  assert.equal((await next.open(forged, { rid })).level, 0);
  assert.equal(await reasonOf(() => next.open(forged, { rid, current: true })), 'older');
});

test('10: a passkey that gives nothing, half or something else opens nothing and changes nothing', async () => {
  const { first, second } = await prfInputs();
  assert.notDeepEqual(first, second);
  const bytes = (/** @type {number} */ fill) => new Uint8Array(32).fill(fill).buffer;
  for (const given of [undefined, {}, { prf: {} }, { prf: { enabled: true } }, { prf: { results: {} } },
    { prf: { results: { first: bytes(1) } } }, { prf: { results: { first: bytes(1), second: new ArrayBuffer(0) } } }]) {
    assert.equal(prfSecret(given), undefined);
  }
  const prf = prfSecret({ prf: { results: { first: bytes(1), second: new Uint8Array(bytes(2)) } } });
  assert.equal(prf?.length, 64);
  const { vault, code } = await create();
  const { next } = await vault.addSlot({ code }, 'passkey', { prf: prf ?? new Uint8Array(0) });
  const before = JSON.stringify(next.state);
  assert.equal(await reasonOf(() => unlock(next.state, { prf: new Uint8Array(64) })), 'wrong-secret');
  assert.equal(await reasonOf(() => unlock(next.state, { prf: new Uint8Array(0) })), 'wrong-secret');
  assert.equal(await reasonOf(() => next.addSlot({ prf: new Uint8Array(64) }, 'words', { words: 'a b c d e f' })), 'wrong-secret');
  assert.equal(await reasonOf(() => next.addSlot({ code }, 'passkey', {})), 'wrong-secret', 'no slot of nothing');
  assert.equal(JSON.stringify(next.state), before);
  assert.ok(await unlock(next.state, { code }), 'the code still opens');
});

test('12: a wrong letter is named by its group, and every code that is made is right', async () => {
  for (let times = 0; times < 50; times += 1) {
    const code = await makeCode();
    assert.match(code, /^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/);
    const { secret } = await checkCode(code);
    assert.equal(await codeOf(secret), code);
  }
  const throwDice = dice(12);
  let named = 0;
  const drawn = () => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.charAt(throwDice(32));
  for (let times = 0; times < 40; times += 1) {
    const code = (await codeOf(Array.from({ length: 26 }, drawn).join(''))).replaceAll('-', '');
    const at = throwDice(28);
    const other = drawn();
    if (other === code.charAt(at)) continue;
    const typed = code.slice(0, at) + other + code.slice(at + 1);
    const refused = await checkCode(typed).then(
      () => assert.fail(`${typed} was taken for ${code}`),
      (/** @type {Refused} */ error) => error,
    );
    assert.equal(refused.reason, 'mistyped');
    assert.ok(refused.groups.includes(Math.floor(at / 4) + 1), 'the right group is among them');
    if (refused.group) named += 1;
  }
  assert.ok(named >= 10, 'often it is one group alone');
});

test('13: of the last two ways in none is taken away until another one opened', async () => {
  const { vault, code } = await create();
  const prf = crypto.getRandomValues(new Uint8Array(64));
  const added = await vault.addSlot({ code }, 'passkey', { prf });
  const tested = await added.next.markTested({ prf }, added.sid);
  assert.equal(await reasonOf(() => tested.next.removeSlot({ code }, added.sid)), 'untested');
  const third = await tested.next.addSlot({ code }, 'code');
  assert.equal(await reasonOf(() => third.next.removeSlot({ code }, added.sid)), 'untested');
  const opened = await third.next.markTested({ code: third.code ?? '' }, third.sid);
  const less = await opened.next.removeSlot({ code }, added.sid);
  assert.equal((await less.next.slots()).length, 2);
  let full = vault;
  for (let slots = 1; slots < 8; slots += 1) {
    full = (await full.addSlot({ code }, 'passkey', { prf: crypto.getRandomValues(new Uint8Array(64)) })).next;
  }
  assert.equal(await reasonOf(() => full.addSlot({ code }, 'passkey', { prf })), 'too-many');
});

test('18: the sizes of 1,000 random entries fall only on the classes', async () => {
  const { vault } = await create();
  const throwDice = dice(18);
  const classes = new Set();
  for (let size = 1; size < 200_000; size += 1) classes.add(sizeClass(size));
  const lengths = new Set();
  const rid = newId();
  for (let times = 0; times < 1_000; times += 1) {
    const letters = throwDice(10) ? throwDice(4_000) : throwDice(60_000);
    const jwe = await vault.seal(rid, 1, '', { v: 1, t: 'journal', text: 'å'.repeat(letters) });
    const text = Buffer.from(jwe.split('.')[3] ?? '', 'base64url');
    assert.ok(classes.has(text.length), String(text.length));
    lengths.add(text.length);
  }
  assert.ok(lengths.size < 60, `${lengths.size} classes for 1,000 entries`);
  const short = [...classes].filter((size) => size <= 16_384);
  assert.deepEqual(short, Array.from({ length: 16 }, (_, at) => (at + 1) * 1_024));
});

test('18: every level of the cup, a refill, a tap of any kind and a deletion have one size', async () => {
  const { vault } = await create();
  const at = '2026-11-22T09:30:00.123-06:00[America/Chicago]';
  const shapes = [
    ...[0, 1, 2, 3, 4].map((level) => ({ v: 1, t: 'cup', at, level })),
    { v: 1, t: 'cup', at, level: 0, words: 'three no-shows and a funeral', drains: ['late', 'drive'], refills: ['walk'] },
    { v: 1, t: 'refill', at, what: 'A long walk with my sponsor, and then the meeting on Third Street' },
    { v: 1, t: 'tank', at, level: 2, before: 3 },
    { v: 1, t: 'victory', at, text: 'She called back.' },
    { v: 1, t: 'gone', at },
    { v: 1, t: 'gone', at, was: 'cup' },
  ];
  const lengths = new Set();
  for (const payload of shapes) lengths.add((await vault.seal(newId(), 1, '', payload)).length);
  assert.equal(lengths.size, 1, [...lengths].join());
  // A later version tells only that it is one: it names the one before.
  const rid = newId();
  const first = await vault.seal(rid, 1, '', shapes[0] ?? {});
  const later = new Set();
  for (const payload of shapes) later.add((await vault.seal(rid, 2, await hash(first), payload)).length);
  assert.equal(later.size, 1, [...later].join());
});

test('words are drawn from the whole list, six at a time', async () => {
  const list = new Set(await wordList());
  const seen = new Set();
  for (let times = 0; times < 200; times += 1) {
    const words = (await makeWords()).split(' ');
    assert.equal(words.length, 6);
    for (const word of words) {
      assert.ok(list.has(word), word);
      seen.add(word);
    }
  }
  // 1,200 draws of 7,776 repeat about 90 of them.
  assert.ok(seen.size > 1_000, String(seen.size));
});
