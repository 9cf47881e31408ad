import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import {
  create,
  hash,
  makeWords,
  newId,
  openExport,
  opensVault,
  Refused,
  sealExport,
  sealTap,
  unlock,
  wordList,
} from './vault.js';

wordList(async () => readFileSync(new URL('./words.txt', import.meta.url), 'utf8'));

const now = () => new Date(2026, 10, 22, 9, 30);

/** @param {string} reason */
const refuses = (reason) => (/** @type {unknown} */ error) => error instanceof Refused && error.reason === reason;

test('a vault opens with its code, however the code is typed', async () => {
  const { vault, code, bundle } = await create({ now });
  const rid = newId();
  const jwe = await vault.seal(rid, 1, '', { v: 1, t: 'cup', level: 3 });
  const again = await unlock(bundle, { code: ` ${code.toLowerCase().replaceAll('0', 'o')} ` });
  assert.deepEqual(await again.open(jwe, { rid, ver: 1, hash: await hash(jwe) }), { v: 1, t: 'cup', level: 3 });
  assert.deepEqual(await again.slots(), [
    { sid: bundle.slots[0]?.sid, kind: 'code', name: '', made: '2026-11-22', tested: '2026-11-22' },
  ]);
});

test('another code opens nothing', async () => {
  const [mine, other] = [await create(), await create()];
  await assert.rejects(unlock(mine.bundle, { code: other.code }), refuses('wrong-secret'));
});

test('a tap while locked comes out once the vault is open, and only of this vault', async () => {
  const [mine, other] = [await create(), await create()];
  const { tid, jwe } = await sealTap(mine.vault.receive, mine.vault.vid, { v: 1, t: 'cup', level: 1 });
  assert.deepEqual(await mine.vault.openTap(jwe), { tid, payload: { v: 1, t: 'cup', level: 1 } });
  await assert.rejects(other.vault.openTap(jwe), refuses('not-this-record'));
  const moved = await sealTap(mine.vault.receive, other.vault.vid, { v: 1 });
  await assert.rejects(other.vault.openTap(moved.jwe), refuses('damaged'));
});

test('six words and a passkey are ways in, and one is taken away only when two others opened', async () => {
  const { vault, code, bundle } = await create({ now });
  const words = await makeWords();
  const prf = crypto.getRandomValues(new Uint8Array(64));
  const first = await vault.addSlot({ code }, 'words', { words, name: 'on the card' });
  const { next: two, bundle: sent } = first;
  const state = { vid: vault.vid, statement: sent.epoch_statement ?? '', list: sent.list ?? '', slots: sent.slots ?? [] };
  const [codeSlot] = bundle.slots;
  const byWords = await unlock(state, { words: words.toUpperCase().replaceAll(' ', '  ') });
  assert.equal((await byWords.slots())[1]?.name, 'on the card');
  const third = await two.addSlot({ code }, 'passkey', { prf });
  await assert.rejects(third.next.removeSlot({ code }, third.sid), refuses('untested'), 'the words are not tested yet');
  const tested = await third.next.markTested({ words }, first.sid);
  await assert.rejects(tested.next.markTested({ words }, third.sid), refuses('wrong-secret'));
  await assert.rejects(tested.next.removeSlot({ prf }, codeSlot?.sid ?? ''), refuses('untested'), 'the code stays');
  const less = await tested.next.removeSlot({ prf }, third.sid);
  assert.deepEqual((await less.next.slots()).map(({ kind }) => kind), ['code', 'words']);
  await assert.rejects(unlock(less.next.state, { prf }), refuses('wrong-secret'));
  await assert.rejects(unlock(state, { code }, await less.next.known()), refuses('older'));
});

test('after a rotation every slot opens, old versions can be read, and the old age is refused', async () => {
  const { vault, code } = await create({ now });
  const rid = newId();
  const first = await vault.seal(rid, 1, '', { v: 1, t: 'why', text: 'for Ana' });
  const known = await vault.known();
  const { next, turn, commit } = await vault.rotate({ code });
  const second = await next.seal(rid, 2, await hash(first), await next.open(first, { rid, ver: 1 }));
  const bundle = await commit(1);
  const state = { vid: vault.vid, statement: bundle.epoch_statement ?? '', list: bundle.list ?? '', slots: bundle.slots ?? [] };
  const after = await unlock(state, { code }, known);
  assert.equal(after.epoch, 2);
  assert.deepEqual(await after.open(second, { rid, ver: 2 }), { v: 1, t: 'why', text: 'for Ana' });
  assert.deepEqual(await after.open(first, { rid, ver: 1 }), { v: 1, t: 'why', text: 'for Ana' });
  await assert.rejects(vault.open(second, { rid }), refuses('epoch'));
  await assert.rejects(unlock(vault.state, { code }, await after.known()), refuses('older'));
  const [, payload = ''] = bundle.statement.split('.');
  const said = JSON.parse(Buffer.from(payload, 'base64url').toString());
  assert.deepEqual(said, { v: 1, vid: vault.vid, op: 'turn', n: 1, epoch: 1, body: { turn, count: 1, epoch: 2, statement: await hash(state.statement) } });
});

test('what a server is asked to do needs a secret each time', async () => {
  const { vault, code } = await create();
  await assert.rejects(vault.control('erase', 1, {}), refuses('wrong-secret'));
  await vault.fresh({ code });
  assert.match(await vault.control('erase', 1, {}), /^ey/);
  await assert.rejects(vault.control('erase', 2, {}), refuses('wrong-secret'));
});

test('a locked vault has forgotten its keys', async () => {
  const { vault } = await create();
  vault.lock();
  await assert.rejects(async () => vault.seal(newId(), 1, '', {}), refuses('locked'));
  await assert.rejects(vault.slots(), refuses('locked'));
});

test('a sealed export opens with its words', async () => {
  const { jwe, words } = await sealExport('{"v":1}');
  assert.equal(words.split(' ').length, 6);
  assert.equal(await openExport(jwe, words), '{"v":1}');
  await assert.rejects(openExport(jwe, 'six words that are not right'), refuses('wrong-secret'));
});

test('14: a password for signing in that equals the words is noticed', async () => {
  const { vault, code } = await create();
  const words = await makeWords();
  const { next } = await vault.addSlot({ code }, 'words', { words });
  assert.equal(await opensVault(next.state, words), true);
  assert.equal(await opensVault(next.state, code), true);
  assert.equal(await opensVault(next.state, 'invented people like long walks'), false);
});
