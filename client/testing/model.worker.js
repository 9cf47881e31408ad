// Runs schedules on a thread of its own: the test runner watches every promise of its own thread, and there
// are hundreds of millions.
import { parentPort, workerData } from 'node:worker_threads';
import { merge } from '../sync/merge.js';
import { schedule } from './model.js';

const { from, to, step, restore, planted } = workerData;
/** The planted bug: the text of the other phone is dropped. @type {typeof merge} */
const drops = (a, b) => ({ ...merge(a, b), alts: undefined });

/** @type {string | null} */
let broken = null;
for (let seed = from; seed < to && !broken; seed += step) {
  await schedule(seed, planted ? { restore, merging: drops } : { restore }).catch((error) => {
    broken = `seed ${seed}: ${error.message}`;
  });
}
parentPort?.postMessage(broken);
