import assert from 'node:assert/strict';
import { test } from 'node:test';
import { adds, merge, pick, putAway, shown, values, write } from './merge.js';
import { chance } from '../testing/world.js';

/** @typedef {import('./merge.js').Payload} Payload */

const at = '2026-03-02T09:00:00-05:00';

/**
 * Versions of one record as three phones might make them from each other's.
 * @param {() => number} random
 */
function versions(random) {
  const some = (/** @type {any[]} */ list) => list[Math.floor(random() * list.length)];
  let made = 0;
  const what = (/** @type {number} */ ver) => ({ at, ver, chance: `c${(made += 1)}` });
  const text = () => ({ ...what(1), t: 'why', fields: { text: some(['a', 'b', 'c']) } });
  /** @type {Payload[]} */
  const list = [write(null, null, text())];
  for (let step = 0; step < 8; step += 1) {
    const one = some(list);
    const ver = step + 2;
    const next = [
      () => write(one, some(values(one)).rev, { ...text(), ver }),
      () => pick(one, some(values(one)).rev, what(ver)),
      () => putAway(one, what(ver)),
      () => merge(one, some(list)),
    ];
    list.push(some(next)());
  }
  return { list, some };
}

test('merging is commutative, associative and idempotent', () => {
  for (let seed = 0; seed < 2_000; seed += 1) {
    const { list, some } = versions(chance(seed));
    const [a, b, c] = [some(list), some(list), some(list)];
    assert.deepEqual(merge(a, b), merge(b, a));
    assert.deepEqual(merge(merge(a, b), c), merge(a, merge(b, c)));
    assert.deepEqual(merge(a, a), merge(a, merge(a, a)));
    assert.equal(adds(a, merge(a, b)), false);
    assert.equal(adds(merge(a, b), a), adds(b, a));
  }
});

const first = write(null, null, { t: 'plan', at, fields: { text: 'walk' }, ver: 1, chance: 'a' });
const here = write(first, first.rev, { t: 'plan', at, fields: { text: 'walk, sleep' }, ver: 2, chance: 'b' });
const there = write(first, first.rev, { t: 'plan', at, fields: { text: 'walk, call Rosa' }, ver: 2, chance: 'c' });

test('texts of two phones stand in one record, and the one they came from is past', () => {
  const both = shown(merge(here, there));
  assert.equal(both.top.text, 'walk, call Rosa');
  assert.deepEqual(both.alts.map((alt) => alt.text), ['walk, sleep']);
});

test('what was picked away stays away', () => {
  const picked = pick(merge(here, there), here.rev, { ver: 3, chance: 'd' });
  assert.equal(picked.text, 'walk, sleep');
  for (const old of [first, here, there, merge(here, there)]) {
    assert.deepEqual(shown(merge(picked, old)).alts, []);
    assert.equal(merge(old, picked).text, 'walk, sleep');
  }
});

test('two phones that pick differently lose neither text', () => {
  const both = merge(here, there);
  const one = pick(both, here.rev, { ver: 3, chance: 'd' });
  const other = pick(both, there.rev, { ver: 3, chance: 'e' });
  const texts = values(merge(one, other)).map((value) => value.text);
  assert.deepEqual(texts.toSorted(), ['walk, call Rosa', 'walk, sleep']);
});

test('an edit wins over putting away, with a note; putting away both is final', () => {
  const gone = putAway(first, { at, ver: 2, chance: 'z' });
  const both = shown(merge(gone, here));
  assert.equal(both.top.text, 'walk, sleep');
  assert.equal(both.elsewhere, true);
  const next = write(merge(gone, here), here.rev, { t: 'plan', at, fields: { text: 'walk' }, ver: 3, chance: 'y' });
  assert.equal(shown(next).elsewhere, false);
  const away = putAway(merge(gone, here), { at, ver: 3, chance: 'x' });
  assert.equal(shown(merge(away, here)).top.t, 'gone');
});

test('the same text on both phones is shown once', () => {
  const twin = write(first, first.rev, { t: 'plan', at, fields: { text: 'walk, sleep' }, ver: 2, chance: 'q' });
  assert.deepEqual(shown(merge(here, twin)).alts, []);
});

test('fields cannot take the names that merging needs', () => {
  const one = write(null, null, { t: 'why', at, fields: { alts: [1], past: ['x'], rev: 'y', text: 'z' }, ver: 1, chance: 'a' });
  assert.deepEqual(one, { v: 1, t: 'why', at, text: 'z', rev: '1.a' });
});

test('an edit on the same phone replaces what its writer saw, and leaves no second text', () => {
  const first = write(null, null, { at, ver: 1, chance: 'a', t: 'why', fields: { text: 'a' } });
  const second = write(first, first.rev, { at, ver: 2, chance: 'b', t: 'why', fields: { text: 'b' } });
  assert.equal(values(second).length, 1);
  assert.deepEqual(shown(second).alts, []);
});
