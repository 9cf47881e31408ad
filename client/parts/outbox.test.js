import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draft, draftId } from './offline.js';
import { dated } from './outbox.js';

const now = '2026-03-02T09:05:00.000-05:00';

test('what waits says when it happened, not when it came', () => {
  assert.deepEqual(dated(new URLSearchParams('key=k&date=&time=&note=n'), now), [
    ['key', 'k'], ['note', 'n'], ['date', '2026-03-02'], ['time', '09:05'],
  ]);
  const told = new URLSearchParams('date=2026-03-01&time=14:00');
  assert.deepEqual(dated(told, now), [['date', '2026-03-01'], ['time', '14:00']]);
});

test('a contact written without a line is a draft with an id of its own', () => {
  const typed = new FormData();
  typed.set('who', ' Ana ');
  typed.set('note', 'Walked to the clinic.');
  typed.set('minutes', '30');
  const fields = new URLSearchParams(draft(typed, now, 'x'));
  assert.equal(fields.get('note'), 'Ana: Walked to the clinic.');
  assert.equal(fields.get('draft'), 'x');
  assert.match(draftId(new Uint8Array(13).fill(255)), /^7z{12}$/);
  assert.notEqual(draftId(), draftId());
});
