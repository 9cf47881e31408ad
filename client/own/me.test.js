import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

/** @param {string} path */
const source = (path) => readFileSync(new URL(path, import.meta.url), 'utf8');

test('every reason that a vault or a server gives has words, and the line tells every trouble', () => {
  const words = source('../../rooms/own/src/me/en.ftl');
  const reasons = new Set(source('../vault/refused.js').match(/@typedef \{'([^}]+)'\} Reason/)?.[1]?.split(/'[\s|*]+'/) ?? []);
  const listed = source('../sync/home.js').match(/holds plain reasons: ([^@]+)/)?.[1] ?? '';
  const troubles = new Set(Array.from(listed.matchAll(/'([a-z-]+)'/g), ([, trouble = '']) => trouble));
  assert.ok(reasons.has('forged') && reasons.has('untested') && troubles.has('restored') && troubles.has('put-aside'));
  for (const reason of [...reasons, ...troubles]) {
    assert.match(words, new RegExp(`^own-say-${reason} = `, 'm'), reason);
  }
  const told = source('./me.js').match(/TOLD = \[([^\]]+)\]/)?.[1] ?? '';
  for (const trouble of troubles) {
    // No line, and a busy server, pass by themselves: the line says how many wait.
    if (trouble !== 'away' && trouble !== 'later') assert.ok(told.includes(`'${trouble}'`), trouble);
  }
});
