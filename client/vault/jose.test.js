// Our files in the hands of somebody else: the library `jose`, and the published cases of
// RFC 7518, RFC 7520 and RFC 3394.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import * as jose from 'jose';

import { b64, unb64, utf8 } from './bytes.js';
import { concatKdf, pbes2, unwrap } from './jose.js';

/** @param {string} name */
const file = (name) => JSON.parse(readFileSync(new URL(`../../vectors/${name}`, import.meta.url), 'utf8'));

const keys = file('vault_keys.json');
const { subtle } = crypto;

/**
 * @param {Uint8Array} plain
 */
const json = (plain) => JSON.parse(new TextDecoder().decode(plain));

/**
 * A child of a secret, as docs/vault.md says, made without our modules.
 * @param {Uint8Array<ArrayBuffer>} secret
 * @param {string} info
 * @param {Uint8Array<ArrayBuffer>} [salt]
 */
async function hkdf(secret, info, salt = new Uint8Array(0)) {
  const from = await subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
  const how = { name: 'HKDF', hash: 'SHA-256', salt, info: new TextEncoder().encode(info) };
  return new Uint8Array(await subtle.deriveBits(how, from, 256));
}

test('another library opens our records with the record key', async () => {
  for (const { jwe, payload } of file('vault_records.json').records) {
    const { kid = '' } = jose.decodeProtectedHeader(jwe);
    const key = await hkdf(unb64(keys.raw.vk[String(kid)]), 'fullcup/rec/v1');
    const { plaintext } = await jose.compactDecrypt(jwe, key);
    assert.deepEqual(json(plaintext), payload);
  }
});

test('another library opens the slot of the code, and with what is in it the vault key', async () => {
  const { slot, secret } = keys.slots[0];
  const { vid, sid, salt } = /** @type {any} */ (jose.decodeProtectedHeader(slot.jwe));
  const letters = utf8(secret.code.replaceAll('-', '').slice(0, 26));
  const kek = await hkdf(letters, `fullcup/slot/code/v1|${vid}|${sid}`, unb64(salt));
  const opened = json((await jose.compactDecrypt(slot.jwe, kek)).plaintext);
  assert.deepEqual({ d: opened.d, x: opened.x, y: opened.y }, keys.raw.slot);

  const signedBy = await jose.importJWK({ kty: 'EC', crv: 'P-256', ...opened.sign }, 'ES256');
  const { payload } = await jose.compactVerify(keys.second.statement, signedBy);
  const entry = json(payload).slots.find((/** @type {any} */ one) => one.sid === sid);
  const own = await jose.importJWK({ kty: 'EC', crv: 'P-256', ...keys.raw.slot }, 'ECDH-ES+A256KW');
  const wrapped = json((await jose.compactDecrypt(entry.wrap, own)).plaintext);
  assert.equal(wrapped.vk, keys.raw.vk['2']);
});

test('another library opens a tap, the identity keys and the slot list', async () => {
  const tap = file('vault_records.json').taps[0];
  const receive = await jose.importJWK(keys.raw.receive, 'ECDH-ES+A256KW');
  assert.deepEqual(json((await jose.compactDecrypt(tap.jwe, receive)).plaintext), tap.payload);
  const head = await hkdf(unb64(keys.raw.vk['2']), 'fullcup/head/v1');
  const said = jose.decodeJwt(keys.second.statement);
  const inside = json((await jose.compactDecrypt(String(said['keys']), head)).plaintext);
  assert.deepEqual(inside.sign, keys.raw.sign);
  const list = json((await jose.compactDecrypt(keys.second.list, head)).plaintext);
  assert.equal(list.slots[1].name, 'on the card');
});

test('20: another library opens a sealed export with its words and its usual limits', async () => {
  const { jwe, words, json: said } = file('vault_export.json').exports[0];
  const allowed = { keyManagementAlgorithms: ['PBES2-HS512+A256KW'] };
  const { plaintext } = await jose.compactDecrypt(jwe, utf8(words), allowed);
  assert.equal(new TextDecoder().decode(plaintext), said);
});

test('another library opens the slot of the words when it is allowed the rounds', async () => {
  const { slot, secret } = keys.slots[1];
  const allowed = { keyManagementAlgorithms: ['PBES2-HS512+A256KW'], maxPBES2Count: 600_000 };
  const { plaintext } = await jose.compactDecrypt(slot.jwe, utf8(secret.words), allowed);
  assert.equal(json(plaintext).sid, slot.sid);
});

test('the Concat KDF gives what appendix C of RFC 7518 says', async () => {
  const z = [
    158, 86, 217, 29, 129, 113, 53, 211, 114, 131, 66, 131, 191, 132, 38, 156, 251, 49, 110, 163, 218, 128, 106, 72,
    246, 218, 167, 121, 140, 254, 144, 196,
  ];
  const made = await concatKdf(new Uint8Array(z), 'A128GCM', 128, utf8('Alice'), utf8('Bob'));
  assert.equal(b64(made), 'VqqN6vgjbSBcIijNcacQGg');
});

test('a key wrapped in section 4.6 of RFC 3394 comes out', async () => {
  /** @param {string} hex */
  const bytes = (hex) => new Uint8Array(Buffer.from(hex, 'hex'));
  const raw = bytes('000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f');
  const kek = await subtle.importKey('raw', raw, 'AES-KW', false, ['unwrapKey']);
  const wrapped = bytes('28c9f404c4b810f4cbccb35cfb87f8263f5786e2d80ed326cbc7f0e71a99f43bfb988b9b7a02dd21');
  const taken = await subtle.unwrapKey('raw', wrapped, kek, 'AES-KW', 'AES-GCM', true, ['decrypt']);
  const key = Buffer.from(await subtle.exportKey('raw', taken)).toString('hex');
  assert.equal(key, '00112233445566778899aabbccddeeff000102030405060708090a0b0c0d0e0f');
  const kept = await unwrap(wrapped, kek, 'AES-GCM', 'decrypt');
  await assert.rejects(subtle.exportKey('raw', kept), 'a session’s keys stay where they are');
});

test('the words of section 5.3 of RFC 7520 open its key', async () => {
  const kek = await pbes2('entrap_o\u2013peter_long\u2013credit_tun', unb64('8Q1SzinasR3xchYz6ZZcHA'), 8_192);
  const key = unb64('d3qNhUWfqheyPp4H8sjOWsDYajoej4c5Je6rlUtFPWdgtURtmeDV1g');
  assert.ok(await unwrap(key, kek, 'AES-GCM', 'decrypt'));
});

test('PBES2 makes the key that another library makes', async () => {
  const p2s = utf8('sixteen bytes ok');
  const kek = await pbes2('a b c d e f', p2s, 8_192);
  const sealing = new jose.CompactEncrypt(utf8('{}')).setProtectedHeader({ alg: 'PBES2-HS512+A256KW', enc: 'A256GCM' });
  const jwe = await sealing.setKeyManagementParameters({ p2s, p2c: 8_192 }).encrypt(utf8('a b c d e f'));
  const [, key = ''] = jwe.split('.');
  assert.ok(await unwrap(unb64(key), kek, 'AES-GCM', 'decrypt'));
});
