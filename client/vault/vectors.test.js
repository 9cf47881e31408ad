import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { spells, unb64 } from './bytes.js';
import {
  checkCode,
  hash,
  notThere,
  openExport,
  readList,
  recordNames,
  Refused,
  shardOf,
  shardsFor,
  sizeClass,
  stampOf,
  unlock,
  wordList,
  writeList,
} from './vault.js';
import { openSlot } from './slots.js';

wordList(async () => readFileSync(new URL('./words.txt', import.meta.url), 'utf8'));

/** @param {string} name */
const file = (name) => JSON.parse(readFileSync(new URL(`../../vectors/${name}`, import.meta.url), 'utf8'));

const keys = file('vault_keys.json');
const records = file('vault_records.json');

/** @param {any} secret */
const secretOf = ({ prf, ...secret }) => (prf ? { prf: unb64(prf) } : secret);

/**
 * @param {any[]} cases
 * @param {(one: any) => Promise<unknown>} open
 */
async function refusesAll(cases, open) {
  assert.ok(cases.length > 5);
  for (const one of cases) {
    const came = await open(one).then(
      () => 'opened',
      (error) => (error instanceof Refused ? error.reason : String(error)),
    );
    assert.equal(came, one.reason, one.name);
  }
}

test('names, hashes and sizes are those of every other side', async () => {
  const names = file('vault_names.json');
  for (const id of names.ids.good) assert.ok(spells(id, 16), id);
  for (const id of names.ids.wrong) assert.ok(!spells(id, 16), id);
  for (const one of names.hashes) assert.equal(await hash(one.text), one.hash);
  for (const [length, size] of names.sizes) assert.equal(sizeClass(length), size);
});

test('12: a code is read as people type it, and its mistake is named', async () => {
  const cases = file('vault_code.json');
  for (const { typed, secret } of cases.good) assert.deepEqual(await checkCode(typed), { secret });
  for (const { typed, groups } of cases.wrong) {
    await assert.rejects(checkCode(typed), { reason: 'mistyped', groups }, typed);
  }
});

test('every kind of slot opens the vault, before and after its rotation', async () => {
  for (const { slot, secret } of keys.slots) {
    for (const state of [keys.first, keys.second]) {
      const vault = await unlock({ ...state, slots: [slot] }, secretOf(secret));
      assert.equal(vault.epoch, state.epoch);
      assert.equal((await vault.slots()).length, 3);
    }
  }
});

test('every wrong slot is refused for its reason, rounds at once', async () => {
  await refusesAll(keys.slots_wrong, (one) => openSlot(one.slot, keys.vid, secretOf(one.secret)));
});

test('every wrong statement is refused for its reason', async () => {
  const { code } = keys.secrets;
  await refusesAll(keys.statements_wrong, ({ statement, list, known }) =>
    unlock({ ...keys.second, statement, list }, { code }, known),
  );
});

test('every record opens, and every wrong one is refused for its reason', async () => {
  const vault = await unlock(keys.second, { code: keys.secrets.code });
  for (const { jwe, payload, ...expected } of records.records) {
    assert.deepEqual(await vault.open(jwe, expected), payload);
    assert.equal(recordNames(jwe).ver, expected.ver);
  }
  await refusesAll(records.records_wrong, ({ jwe, ...expected }) => vault.open(jwe, expected));
});

test('every tap comes out, and every wrong one is refused for its reason', async () => {
  const vault = await unlock(keys.second, { code: keys.secrets.code });
  for (const { jwe, ...tap } of records.taps) assert.deepEqual(await vault.openTap(jwe), tap);
  await refusesAll(records.taps_wrong, ({ jwe }) => vault.openTap(jwe));
});

test('every export opens, and every wrong one is refused for its reason', async () => {
  const cases = file('vault_export.json');
  for (const { jwe, words, json } of cases.exports) assert.equal(await openExport(jwe, words), json);
  await refusesAll(cases.exports_wrong, ({ jwe, words }) => openExport(jwe, words));
});

test('3: a head tells what was left out, went back or was exchanged', async () => {
  const { seen, list, entries, stamp, ...cases } = file('vault_heads.json');
  assert.equal(writeList(seen), list);
  assert.deepEqual(readList(list), entries);
  assert.deepEqual(await stampOf([...seen].reverse()), stamp);
  for (const [count, of] of cases.shards) assert.equal(shardsFor(count), of);
  for (const [rid, of, shard] of cases.shard_of) assert.equal(shardOf(rid, of), shard);

  /** @type {Map<string, { ver: number, hash: string }>} */
  const records = new Map(seen.map((/** @type {any} */ one) => [one.rid, one]));
  assert.deepEqual(notThere(entries, records), []);
  const [left, back, other, newer] = seen;
  records.delete(left.rid);
  records.set(back.rid, { ver: back.ver - 1, hash: back.hash });
  records.set(other.rid, { ver: other.ver, hash: left.hash });
  records.set(newer.rid, { ver: newer.ver + 1, hash: left.hash });
  const told = Object.fromEntries(notThere(entries, records).map(({ rid, why }) => [rid, why]));
  assert.deepEqual(told, { [left.rid]: 'missing', [back.rid]: 'older', [other.rid]: 'other' });
  assert.throws(() => readList(list.slice(4)), { reason: 'damaged' });
});
