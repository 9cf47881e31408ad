import assert from 'node:assert/strict';
import { test } from 'node:test';
import { merge } from './merge.js';
import { schedule } from './model.js';

const SEEDS = Number(process.env.FULLCUP_SEEDS ?? 10_000);

/** @param {number} from @param {number} to @param {object} [wishes] */
async function all(from, to, wishes) {
  for (let seed = from; seed < to; seed += 1) {
    await schedule(seed, wishes).catch((error) => {
      throw new Error(`seed ${seed}: ${error.message}`, { cause: error });
    });
  }
}

test('35: three phones in any order: nothing shown as saved is lost, and nothing is there twice', async () => {
  await all(0, SEEDS);
});

test('32: the same when the server is put back to an earlier day', async () => {
  await all(0, SEEDS / 4, { restore: true });
});

test('35: a merge that drops the other text is caught', async () => {
  const merging = (/** @type {any} */ a, /** @type {any} */ b) => ({ ...merge(a, b), alts: undefined });
  await assert.rejects(all(0, 300, { merging }), /seed/);
});
