import assert from 'node:assert/strict';
import { test } from 'node:test';

import { bytes, registerAnswer, registerOptions, signInAnswer, signInOptions, text } from './passkey.js';

const buffer = (/** @type {number[]} */ ...list) => Uint8Array.from(list).buffer;

test('bytes and base64url read back', () => {
  for (const list of [[], [0], [251, 255, 254], [1, 2, 3, 4]]) {
    assert.deepEqual([...bytes(text(buffer(...list)))], list);
  }
  assert.equal(text(buffer(251, 255, 254)), '-__-');
});

test('what a key derives never travels', () => {
  const credential = {
    id: 'AQ', rawId: buffer(1), type: 'public-key',
    getClientExtensionResults: () => ({ prf: { results: { first: buffer(9) } } }),
    response: { clientDataJSON: buffer(2), authenticatorData: buffer(3), signature: buffer(4), userHandle: null },
  };
  const sent = JSON.stringify(signInAnswer(credential));
  assert.ok(!sent.includes('prf') && !sent.includes(text(buffer(9))));
  const made = { ...credential, response: { clientDataJSON: buffer(2), attestationObject: buffer(5) } };
  assert.ok(!JSON.stringify(registerAnswer(made)).includes('prf'));
});

test('options are copied field by field', () => {
  const options = signInOptions({ challenge: 'AQI', rpId: 'cup.example.org', extensions: { prf: {} } });
  assert.ok(!('extensions' in options));
  const added = registerOptions({
    challenge: 'AQI', rp: { id: 'a', name: 'A' }, user: { id: 'AQ', name: 'n', displayName: 'd' },
    pubKeyCredParams: [{ type: 'public-key', alg: -7 }], extensions: { prf: {} },
  });
  assert.ok(!('extensions' in added));
});
