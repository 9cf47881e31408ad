import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';

const SEEDS = Number(process.env.FULLCUP_SEEDS ?? 10_000);
const THREADS = 2;

/**
 * What broke, by seed; nothing when every schedule held.
 * @param {number} to
 * @param {{ restore?: boolean, planted?: boolean }} [wishes]
 */
async function broken(to, wishes) {
  const runs = Array.from({ length: THREADS }, async (_, from) => {
    const workerData = { from, to, step: THREADS, ...wishes };
    const worker = new Worker(new URL('../testing/model.worker.js', import.meta.url), { workerData });
    const [said] = await once(worker, 'message');
    return said;
  });
  return (await Promise.all(runs)).filter(Boolean);
}

test('35: three phones in any order: nothing shown as saved is lost, and nothing is there twice', async () => {
  assert.deepEqual(await broken(SEEDS), []);
});

test('32: the same when the server is put back to an earlier day', async () => {
  assert.deepEqual(await broken(SEEDS / 4, { restore: true }), []);
});

test('35: a merge that drops the other text is caught', async () => {
  const found = await broken(300, { planted: true });
  assert.match(found.join('\n'), /seed/);
});
