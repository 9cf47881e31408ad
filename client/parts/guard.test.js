import assert from 'node:assert/strict';
import { test } from 'node:test';

import { next } from './guard.js';

const answer = (/** @type {unknown} */ body, status = 200) => Response.json(body, { status });

test('a receipt is followed', async () => {
  assert.deepEqual(await next(answer({ to: '/contacts/1/saved' })), { do: 'go', to: '/contacts/1/saved' });
});

test('nobody is sent to another house', async () => {
  assert.deepEqual(await next(answer({ to: '//evil.example' })), { do: 'page' });
  assert.deepEqual(await next(answer({ to: 'https://evil.example' })), { do: 'page' });
});

test('a refusal is shown as a page, and a lost line keeps the form', async () => {
  assert.deepEqual(await next(answer({ page: 422 }, 422)), { do: 'page' });
  assert.deepEqual(await next(new Response('<h1>Bad gateway</h1>', { status: 502 })), { do: 'page' });
  assert.deepEqual(await next(null), { do: 'stay' });
});
