import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { test } from 'node:test';

import { modules } from './me.js';

/** @param {string} name */
function imported(name) {
  const text = readFileSync(new URL(`../${name}.js`, import.meta.url), 'utf8');
  const found = text.matchAll(/^(?:import|export)\b[^;]*?from\s+'(\.[^']+)\.js'/gms);
  return Array.from(found, ([, path = '']) => posix.join(posix.dirname(name), path));
}

test('all that Me imports is asked for at once, and nothing else', () => {
  const all = new Set(['own/me', 'vault/vault']);
  for (const name of all) for (const other of imported(name)) all.add(other);
  // `say` is asked for by every page.
  all.delete('parts/say');
  assert.deepEqual([...modules()].sort(), [...all].sort());
});
