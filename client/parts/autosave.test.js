import assert from 'node:assert/strict';
import { test } from 'node:test';

import { saver } from './autosave.js';

/** A clock whose timers run when they are told to. */
function clock() {
  /** @type {{ job: () => void, ms: number }[]} */
  const timers = [];
  return {
    timers,
    set: (/** @type {() => void} */ job, /** @type {number} */ ms) => {
      const timer = { job, ms };
      timers.push(timer);
      return timer;
    },
    clear: (/** @type {any} */ timer) => void timers.splice(timers.indexOf(timer), 1),
    async tick() {
      timers.shift()?.job();
      await new Promise((done) => setImmediate(done));
    },
  };
}

test('many keys are one save', async () => {
  let saves = 0;
  const time = clock();
  const drafts = saver(async () => (saves += 1) > 0, () => {}, time);
  for (let key = 0; key < 20; key += 1) drafts.typed();
  assert.equal(time.timers.length, 1);
  await time.tick();
  assert.equal(saves, 1);
  assert.equal(time.timers.length, 0);
});

test('what is typed while saving is saved afterwards', async () => {
  /** @type {(saved: boolean) => void} */
  let answer = () => {};
  const time = clock();
  const drafts = saver(() => new Promise((done) => (answer = done)), () => {}, time);
  drafts.typed();
  await time.tick();
  drafts.typed();
  assert.equal(time.timers.length, 0, 'one at a time');
  answer(true);
  await new Promise((done) => setImmediate(done));
  assert.equal(time.timers.length, 1);
});

test('a failed save is told and tried again', async () => {
  /** @type {boolean[]} */
  const told = [];
  const time = clock();
  const answers = [false, true];
  const drafts = saver(async () => answers.shift() ?? true, (saved) => told.push(saved), time);
  drafts.typed();
  await time.tick();
  assert.deepEqual(told, [false]);
  await time.tick();
  assert.deepEqual(told, [false, true]);
});

test('nothing is saved after the end', async () => {
  const time = clock();
  let saves = 0;
  const drafts = saver(async () => (saves += 1) > 0, () => {}, time);
  drafts.typed();
  drafts.stop();
  drafts.typed();
  assert.equal(time.timers.length, 0);
  assert.equal(saves, 0);
});
