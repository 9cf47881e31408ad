// Makes the cases that both sides of the private circle pass (docs/vault.md): `node vectors/make_vault.js`.
// Each run makes new keys, so run it only when a format changes; what old releases sealed must still open.

import { readFileSync, writeFileSync } from 'node:fs';

import { b64, hash, newId, random, unb64, utf8 } from '../client/vault/bytes.js';
import { codeOf, makeCode } from '../client/vault/code.js';
import { readList, shardOf, shardsFor, stampOf, writeList } from '../client/vault/heads.js';
import { pbes2, sign } from '../client/vault/jose.js';
import { ageOf, makePair, pointOf, privateKey } from '../client/vault/keys.js';
import { padded, sizeClass } from '../client/vault/pad.js';
import { sealRecord } from '../client/vault/record.js';
import { openHead, sealHead, unwrapVaultKey, wrapVaultKey } from '../client/vault/sealed.js';
import { makeSlot, openSlot } from '../client/vault/slots.js';
import { readStatement, writeControl, writeStatement } from '../client/vault/statement.js';
import { create, makeWords, sealExport, sealTap, unlock, wordList } from '../client/vault/vault.js';

const subtle = crypto.subtle;
wordList(async () => readFileSync(new URL('../client/vault/words.txt', import.meta.url), 'utf8'));
const now = () => new Date(2026, 10, 22);

const write = (name, value) =>
  writeFileSync(new URL(name, import.meta.url), `${JSON.stringify(value, null, 1)}\n`);

/** Seals as a lax writer would: any header text, any plain text. */
async function sealRaw(headerText, kek, plain, content = random(32)) {
  const bound = b64(utf8(headerText));
  const cek = await subtle.importKey('raw', content, 'AES-GCM', true, ['encrypt']);
  const iv = random(12);
  const key = await subtle.wrapKey('raw', cek, kek, 'AES-KW');
  const closed = new Uint8Array(await subtle.encrypt({ name: 'AES-GCM', iv, additionalData: utf8(bound) }, cek, plain));
  return [bound, b64(key), b64(iv), b64(closed.slice(0, -16)), b64(closed.slice(-16))].join('.');
}

/** Flips one bit in one part; in a header, in its first letter. */
function flipped(jwe, part) {
  const parts = jwe.split('.');
  const bytes = unb64(parts[part]);
  bytes[part === 0 ? 0 : bytes.length >> 1] ^= 4;
  parts[part] = b64(bytes);
  return parts.join('.');
}

const commitment = async (content) => {
  const key = await subtle.importKey('raw', content, 'HKDF', false, ['deriveBits']);
  const how = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: utf8('fullcup/kc/v1') };
  return b64(await subtle.deriveBits(how, key, 128));
};

// Names, sizes, codes.

const id = newId();
write('vault_names.json', {
  ids: { good: [id, 'AAAAAAAAAAAAAAAAAAAAAA'], wrong: [`${id}=`, id.slice(1), `${id}A`, 'AAAAAAAAAAAAAAAAAAAAAB', 'AAAAAAAAAAAAAAAAAAAA+A', ''] },
  hashes: await Promise.all(['', 'a.b.c', id].map(async (text) => ({ text, hash: await hash(text) }))),
  sizes: [0, 1, 2, 1023, 1024, 1025, 2048, 16383, 16384, 16385, 16896, 16897, 20000, 32768, 32769, 65537, 100000, 1000000, 1500000, 2097152].map(
    (length) => [length, sizeClass(length)],
  ),
});

const plainCode = 'ABCDEFGHJKMNPQRSTVWXYZ0123';
const code0 = await codeOf(plainCode);
const change = (at, letter) => code0.slice(0, at) + letter + code0.slice(at + 1);
write('vault_code.json', {
  good: [code0, code0.toLowerCase(), code0.replaceAll('-', ' '), code0.replaceAll('-', ''), code0.replaceAll('0', 'o').replaceAll('1', 'l'), ` ${code0.replaceAll('1', 'I')}\n`].map(
    (typed) => ({ typed, secret: plainCode }),
  ),
  wrong: await Promise.all(
    [code0.slice(1), `${code0}A`, '', change(5, 'U'), change(30, '!'), change(0, 'B'), change(7, 'Z'), change(33, code0.charAt(33) === 'A' ? 'B' : 'A')].map(
      async (typed) => {
        const { checkCode } = await import('../client/vault/code.js');
        const groups = await checkCode(typed).then(
          () => {
            throw new Error(`${typed} is right`);
          },
          (refused) => refused.groups,
        );
        return { typed, groups };
      },
    ),
  ),
});

// One vault: three ways in, one rotation.

const { vault, code, bundle } = await create({ now });
const { vid } = vault;
const words = await makeWords();
const prf = random(64);
const byWords = await vault.addSlot({ code }, 'words', { words, name: 'on the card' });
const byKey = await byWords.next.addSlot({ code }, 'passkey', { prf });
const first = byKey.next.state;
const turned = await byKey.next.rotate({ code });
const second = turned.next.state;
const [codeSlot, wordSlot, keySlot] = second.slots;

/** The raw keys of a state, which only these cases hold. */
async function inside(state) {
  const slot = await openSlot(state.slots[0], vid, { code });
  const said = await readStatement(state.statement, vid, slot.sign);
  const vk = await unwrapVaultKey(said.slots[0].wrap, { vid, sid: slot.sid, epoch: said.epoch }, slot.pair);
  const age = await ageOf(vk);
  const { sign, receive } = await openHead(said.keys, 'fullcup-keys+jwe', said.epoch, vid, age.head);
  return { slot, said, vk, age, sign, receive };
}
const one = await inside(first);
const two = await inside(second);
const signer = await privateKey(two.sign, 'ECDSA');
const server = await makePair();
const serverSigner = await privateKey(server, 'ECDSA');
const theirs = await create({ now });

const slotPayload = (sid, pair) => ({ v: 1, vid, sid, ...pair, sign: pointOf(two.sign) });
async function laxSlot(slot, changes, payload) {
  const header = { ...JSON.parse(Buffer.from(slot.jwe.split('.')[0], 'base64url')), ...changes };
  const salt = unb64(header.p2s ?? header.salt);
  const hkdf = async (kind) => {
    const from = await subtle.importKey('raw', utf8(code.replaceAll('-', '').slice(0, 26)), 'HKDF', false, ['deriveKey']);
    const info = utf8(`fullcup/slot/${kind}/v1|${header.vid}|${header.sid}`);
    return subtle.deriveKey({ name: 'HKDF', hash: 'SHA-256', salt, info }, from, { name: 'AES-KW', length: 256 }, false, ['wrapKey']);
  };
  const kek = header.p2c === undefined ? await hkdf('code') : await pbes2(words, salt, Math.min(header.p2c, 600_000) || 1);
  return { ...slot, jwe: await sealRaw(JSON.stringify(header), kek, padded(payload ?? slotPayload(header.sid, two.slot.pair))) };
}
const secrets = { code, words, prf: b64(prf) };
const otherCode = await makeCode();
const slotCase = (name, slot, secret, reason) => ({ name, slot, secret, reason });

const slotsWrong = [
  slotCase('another code', codeSlot, { code: otherCode }, 'wrong-secret'),
  slotCase('a code with a mistake', codeSlot, { code: `${code.slice(0, -1)}U` }, 'mistyped'),
  slotCase('five words', wordSlot, { words: words.split(' ').slice(1).join(' ') }, 'mistyped'),
  slotCase('half of what a passkey gives', keySlot, { prf: b64(prf.slice(0, 32)) }, 'wrong-secret'),
  slotCase('another passkey', keySlot, { prf: b64(random(64)) }, 'wrong-secret'),
  slotCase('6: one round', await laxSlot(wordSlot, { p2c: 1 }), { words }, 'rounds'),
  slotCase('6: one round fewer than the floor', await laxSlot(wordSlot, { p2c: 599_999 }), { words }, 'rounds'),
  slotCase('6: rounds without end', await laxSlot(wordSlot, { p2c: 2 ** 31 }), { words }, 'rounds'),
  slotCase('5: another algorithm', await laxSlot(codeSlot, { alg: 'dir' }), { code }, 'header'),
  slotCase('5: another cipher', await laxSlot(codeSlot, { enc: 'A128GCM' }), { code }, 'header'),
  slotCase('5: a critical extension', await laxSlot(codeSlot, { crit: ['exp'] }), { code }, 'header'),
  slotCase('5: compressed', await laxSlot(codeSlot, { zip: 'DEF' }), { code }, 'header'),
  slotCase('5: a short salt', await laxSlot(codeSlot, { salt: 'AAAA' }), { code }, 'header'),
  slotCase('a slot of another vault', await laxSlot(codeSlot, { vid: theirs.vault.vid }), { code }, 'not-this-record'),
  slotCase('1: the slot under another name', { ...codeSlot, sid: wordSlot.sid }, { code }, 'not-this-record'),
  slotCase('a slot that says another name inside', await laxSlot(codeSlot, {}, slotPayload(wordSlot.sid, two.slot.pair)), { code }, 'not-this-record'),
  slotCase('4: a bit of the wrapped key', { ...codeSlot, jwe: flipped(codeSlot.jwe, 1) }, { code }, 'wrong-secret'),
  slotCase('4: a bit of the nonce', { ...codeSlot, jwe: flipped(codeSlot.jwe, 2) }, { code }, 'damaged'),
  slotCase('4: a bit of the text', { ...codeSlot, jwe: flipped(codeSlot.jwe, 3) }, { code }, 'damaged'),
  slotCase('4: a bit of the tag', { ...codeSlot, jwe: flipped(codeSlot.jwe, 4) }, { code }, 'damaged'),
];

/** A statement as a lax owner would sign it. */
const restated = async (changes, key = signer) => ({ ...second, statement: await writeStatement({ ...two.said, ...changes }, key) });
const withPayload = (payload, from = second) => {
  const [head, , signature] = from.statement.split('.');
  return { ...from, statement: [head, b64(utf8(JSON.stringify(payload))), signature].join('.') };
};
async function signedText(text) {
  const over = `${second.statement.split('.')[0]}.${b64(utf8(text))}`;
  return { ...second, statement: `${over}.${b64(await subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, signer, utf8(over)))}` };
}
const [entry, ...rest] = two.said.slots;
const names2 = { vid, sid: entry.sid, epoch: 2 };
const serverWrap = await wrapVaultKey(entry.key, names2, random(32));
const oldWrap = await wrapVaultKey(entry.key, { ...names2, epoch: 1 }, two.vk);
const foreignKeys = await sealHead('fullcup-keys+jwe', 2, vid, two.age.head, { vid, sign: { kty: 'EC', crv: 'P-256', ...server }, receive: two.receive });
const text = JSON.stringify(two.said);
const statementsWrong = [
  { name: '7: the server signs with a key of its own', state: await restated({ sign: pointOf(server) }, serverSigner), reason: 'changed-key' },
  { name: '7: the server signs and names the owner’s key', state: await restated({}, serverSigner), reason: 'forged' },
  { name: '7: a vault key of the server’s, wrapped to a real slot', state: withPayload({ ...two.said, slots: [{ ...entry, wrap: serverWrap }, ...rest] }), reason: 'forged' },
  { name: '7: a slot’s public key exchanged', state: withPayload({ ...two.said, slots: [{ ...entry, key: pointOf(server) }, ...rest] }), reason: 'forged' },
  { name: 'a slot’s key that its owner does not hold', state: await restated({ slots: [{ ...entry, key: pointOf(server) }, ...rest] }), reason: 'changed-key' },
  { name: 'a statement without this slot', state: await restated({ slots: [{ ...entry, sid: 'AAAAAAAAAAA', wrap: await wrapVaultKey(entry.key, { ...names2, sid: 'AAAAAAAAAAA' }, two.vk) }, ...rest] }), reason: 'changed-key' },
  { name: 'identity keys of somebody else', state: await restated({ keys: foreignKeys }), reason: 'changed-key' },
  { name: 'another slot list', state: { ...second, list: first.list }, reason: 'changed-key' },
  { name: 'a wrap of another age', state: await restated({ slots: [{ ...entry, wrap: oldWrap }, ...rest] }), reason: 'not-this-record' },
  { name: 'the statement of another vault', state: { ...second, statement: theirs.bundle.statement }, reason: 'not-this-record' },
  { name: 'no code among the slots', state: await restated({ slots: [{ ...entry, kind: 'passkey' }, ...rest] }), reason: 'header' },
  { name: 'the same slot twice', state: await restated({ slots: [entry, entry, ...rest] }), reason: 'header' },
  { name: 'a first statement of a later age', state: await restated({ n: 0, prev: '' }), reason: 'header' },
  { name: '5: a key twice', state: await signedText(text.replace('"v":1,', '"v":1,"v":1,')), reason: 'header' },
  { name: '5: a key that is not listed', state: await signedText(text.replace('"v":1,', '"v":1,"more":1,')), reason: 'header' },
  { name: '5: another order', state: await signedText(text.replace(/"v":1,("vid":"[^"]+",)/, '$1"v":1,')), reason: 'header' },
  { name: '5: a space', state: await signedText(text.replace('"v":1,', '"v": 1,')), reason: 'header' },
  { name: '4: a bit of the signature', state: { ...second, statement: flipped(second.statement, 2) }, reason: 'forged' },
  { name: '2: the statement before', state: first, known: await turned.next.known(), reason: 'older' },
  { name: '2: another statement of the same number', state: await restated({ prev: await hash('another') }), known: await turned.next.known(), reason: 'older' },
];

const control = (op, n, body, key = signer, of = vid) => writeControl({ vid: of, op, n, epoch: 2, body }, key);
const controlsWrong = [
  { name: '15: signed by the server', jws: await control('erase', 4, {}, serverSigner), reason: 'forged' },
  { name: '21: a number that was used', jws: await control('erase', 3, {}), reason: 'older' },
  { name: 'a number that is not next', jws: await control('erase', 5, {}), reason: 'older' },
  { name: 'another vault', jws: await control('erase', 4, {}, signer, theirs.vault.vid), reason: 'not-this-record' },
  { name: 'a thing that nobody does', jws: await control('escrow', 4, {}), reason: 'header' },
  { name: '5: no algorithm', jws: await sign({ alg: 'none', typ: 'fullcup-control+jws', vid }, { v: 1, vid, op: 'erase', n: 4, epoch: 2, body: {} }, signer), reason: 'header' },
  { name: 'an epoch statement in its place', jws: second.statement, reason: 'header' },
];

write('vault_keys.json', {
  vid,
  secrets,
  raw: { vk: { 1: b64(one.vk), 2: b64(two.vk) }, sign: two.sign, receive: two.receive, slot: two.slot.pair },
  first,
  second,
  slots: second.slots.map((slot) => ({ slot, secret: { [slot.kind === 'passkey' ? 'prf' : slot.kind]: secrets[slot.kind === 'passkey' ? 'prf' : slot.kind] } })),
  slots_wrong: slotsWrong,
  statements_wrong: statementsWrong.map(({ state, ...wrong }) => ({ ...wrong, statement: state.statement, list: state.list })),
  controls: [{ jws: await control('purge', 4, { rids: [id] }), n: 4, op: 'purge', body: { rids: [id] } }],
  controls_wrong: controlsWrong.map((wrong) => ({ ...wrong, n: 4 })),
});

// Records and taps of that vault.

const [ridA, ridB] = [newId(), newId()];
const payloadA = { v: 1, t: 'cup', at: '2026-11-22T09:30:00-06:00[America/Chicago]', level: 3, words: 'tired, but “okay” – señora' };
const a1 = await vault.seal(ridA, 1, '', payloadA);
const gone = { v: 1, t: 'gone', at: '2026-11-22T09:31:00-06:00[America/Chicago]' };
const a2 = await turned.next.seal(ridA, 2, await hash(a1), gone);
const large = { v: 1, t: 'journal', at: '2026-11-22T09:32:00-06:00[America/Chicago]', text: 'long '.repeat(4_000) };
const b1 = await turned.next.seal(ridB, 1, '', large);
const good = async (name, jwe, rid, ver, payload) => ({ name, jwe, rid, ver, hash: await hash(jwe), payload });

const header = { alg: 'A256KW', enc: 'A256GCM', typ: 'fullcup-rec+jwe', kid: '2', vid, rid: ridA, ver: 1, prev: '' };
/** A record whose header was changed by somebody who has the key: nothing but the header is wrong. */
async function lax(changes, edit = (json) => json, plain = padded(payloadA)) {
  const content = random(32);
  const json = JSON.stringify({ ...header, kc: await commitment(content), ...changes });
  return sealRaw(edit(json), two.age.rec, plain, content);
}
const wrong = (name, jwe, reason, expected = {}) => ({ name, jwe, rid: ridA, ...expected, reason });
const ok = await lax({});
const parts = ok.split('.');
const put = (at, part) => parts.map((old, index) => (index === at ? part : old)).join('.');
const shortKey = await sealRaw(JSON.stringify({ ...header, kc: await commitment(random(32)) }), two.age.rec, padded(payloadA), random(16));
const recordsWrong = [
  wrong('1: another record of the same vault', b1, 'not-this-record'),
  wrong('2: the version before', a1, 'not-this-record', { ver: 2 }),
  wrong('2: another text of the same version', ok, 'not-this-record', { ver: 1, hash: await hash(a1) }),
  wrong('1: a record of another vault', await lax({ vid: theirs.vault.vid }), 'not-this-record'),
  wrong('an age that is not open here', await lax({ kid: '9' }), 'epoch'),
  wrong('an age whose key did not seal it', await lax({ kid: '1' }), 'damaged'),
  wrong('4: a bit of the header', flipped(ok, 0), 'header'),
  wrong('4: a name in the header', put(0, b64(utf8(JSON.stringify({ ...JSON.parse(Buffer.from(parts[0], 'base64url')), rid: ridB })))), 'damaged', { rid: ridB }),
  wrong('4: a bit of the wrapped key', flipped(ok, 1), 'damaged'),
  wrong('4: a bit of the nonce', flipped(ok, 2), 'damaged'),
  wrong('4: a bit of the text', flipped(ok, 3), 'damaged'),
  wrong('4: a bit of the tag', flipped(ok, 4), 'damaged'),
  wrong('4: the header of another version', put(0, a2.split('.')[0]), 'damaged'),
  wrong('5: no algorithm', await lax({ alg: 'none' }), 'header'),
  wrong('5: direct encryption', await lax({ alg: 'dir' }), 'header'),
  wrong('5: a smaller cipher', await lax({ enc: 'A128GCM' }), 'header'),
  wrong('5: compressed', await lax({ zip: 'DEF' }), 'header'),
  wrong('5: a critical extension', await lax({ crit: ['exp'] }), 'header'),
  wrong('5: a key twice', await lax({}, (json) => json.replace('"ver":1', '"ver":1,"ver":1')), 'header'),
  wrong('5: a key that is not listed', await lax({ more: 1 }), 'header'),
  wrong('5: a key left out', await lax({}, (json) => json.replace('"prev":"",', '')), 'header'),
  wrong('5: another order', await lax({}, (json) => json.replace('"alg":"A256KW","enc":"A256GCM"', '"enc":"A256GCM","alg":"A256KW"')), 'header'),
  wrong('5: a space', await lax({}, (json) => json.replace(':', ': ')), 'header'),
  wrong('5: a letter spelled otherwise', await lax({}, (json) => json.replace('A256KW', 'A256K\\u0057')), 'header'),
  wrong('another type', await lax({ typ: 'fullcup-keys+jwe' }), 'header'),
  wrong('an age with a zero before it', await lax({ kid: '02' }), 'header'),
  wrong('an age that is a number', await lax({ kid: 2 }), 'header'),
  wrong('version nought', await lax({ ver: 0 }), 'header'),
  wrong('half a version', await lax({ ver: 1.5 }), 'header'),
  wrong('a version beyond counting', await lax({ ver: 2 ** 32 }), 'header'),
  wrong('a second version without a first', await lax({ ver: 2 }), 'header'),
  wrong('a first version with one before it', await lax({ prev: await hash('x') }), 'header'),
  wrong('a short commitment', await lax({ kc: 'AAAA' }), 'header'),
  wrong('a name with a second spelling', await lax({ rid: `${ridA.slice(0, 21)}${{ A: 'B', Q: 'R', g: 'h', w: 'x' }[ridA.slice(21)]}` }), 'header'),
  wrong('a commitment to another key', await lax({ kc: await commitment(random(32)) }), 'damaged'),
  wrong('a shorter content key', shortKey, 'header'),
  wrong('six parts', `${ok}.AAAA`, 'header'),
  wrong('four parts', parts.slice(0, 4).join('.'), 'header'),
  wrong('padding', put(4, `${parts[4]}==`), 'header'),
  wrong('a tag with a second spelling', put(4, `${parts[4].slice(0, 21)}${{ A: 'B', Q: 'R', g: 'h', w: 'x' }[parts[4].slice(21)]}`), 'header'),
  wrong('a short tag', put(4, parts[4].slice(0, 16)), 'header'),
  wrong('nothing', '', 'header'),
  wrong('an empty header', put(0, ''), 'header'),
  wrong('a text that is no JSON', await lax({}, undefined, utf8('{"v":1')), 'damaged'),
  wrong('a list', await lax({}, undefined, utf8('[1]   ')), 'damaged'),
  wrong('a text that is no UTF-8', await lax({}, undefined, new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])), 'damaged'),
];

const tap = await sealTap(vault.receive, vid, { v: 1, t: 'cup', at: '2026-11-22T10:00:00-06:00[America/Chicago]', level: 1 });
const toAnother = await sealTap(theirs.vault.receive, vid, { v: 1 });
const ofAnother = await sealTap(vault.receive, theirs.vault.vid, { v: 1 });
function tapHeader(edit) {
  const [head, ...others] = tap.jwe.split('.');
  const value = JSON.parse(Buffer.from(head, 'base64url'));
  edit(value);
  return [b64(utf8(JSON.stringify(value))), ...others].join('.');
}
const tapsWrong = [
  { name: 'sealed to another vault', jwe: toAnother.jwe, reason: 'damaged' },
  { name: 'for another vault', jwe: ofAnother.jwe, reason: 'not-this-record' },
  { name: 'a point that is not on the curve', jwe: tapHeader((head) => (head.epk.y = head.epk.x)), reason: 'header' },
  { name: 'another curve', jwe: tapHeader((head) => (head.epk.crv = 'P-384')), reason: 'header' },
  { name: 'a private key in the header', jwe: tapHeader((head) => (head.epk.d = head.epk.x)), reason: 'header' },
  { name: 'a short name', jwe: tapHeader((head) => (head.tid = 'AAAA')), reason: 'header' },
  { name: '4: a bit of the text', jwe: flipped(tap.jwe, 3), reason: 'damaged' },
  { name: 'a record in its place', jwe: b1, reason: 'header' },
];

write('vault_records.json', {
  records: [
    await good('a cup, of the age before', a1, ridA, 1, payloadA),
    await good('a cup that was taken back', a2, ridA, 2, gone),
    await good('a long page', b1, ridB, 1, large),
  ],
  records_wrong: recordsWrong,
  taps: [{ ...tap, payload: { v: 1, t: 'cup', at: '2026-11-22T10:00:00-06:00[America/Chicago]', level: 1 } }],
  taps_wrong: tapsWrong,
});

// A sealed export.

const picture = 'data:image/png;base64,iVBORw0KGgo=';
const shown = { rid: ridA, ver: 1, type: 'cup', at: payloadA.at, level: 3, words: payloadA.words, picture };
const json = JSON.stringify({ format: 'fullcup-private-1', made: '2026-11-22T09:40:00-06:00', records: [shown] });
const sealed = await sealExport(json);
async function laxExport(changes) {
  const head = { ...JSON.parse(Buffer.from(sealed.jwe.split('.')[0], 'base64url')), ...changes };
  const kek = await pbes2(sealed.words, unb64(head.p2s), Math.min(head.p2c, 10_000) || 1);
  return sealRaw(JSON.stringify(head), kek, utf8(json));
}
write('vault_export.json', {
  exports: [{ jwe: sealed.jwe, words: sealed.words, json }],
  exports_wrong: [
    { name: 'other words', jwe: sealed.jwe, words: await makeWords(), reason: 'wrong-secret' },
    { name: 'five words', jwe: sealed.jwe, words: 'one two three four five', reason: 'mistyped' },
    { name: '6: one round', jwe: await laxExport({ p2c: 1 }), words: sealed.words, reason: 'rounds' },
    { name: '6: rounds without end', jwe: await laxExport({ p2c: 2 ** 31 }), words: sealed.words, reason: 'rounds' },
    { name: 'another type', jwe: await laxExport({ typ: 'fullcup-slot+jwe' }), words: sealed.words, reason: 'header' },
    { name: '5: compressed', jwe: await laxExport({ zip: 'DEF' }), words: sealed.words, reason: 'header' },
    { name: '4: a bit of the text', jwe: flipped(sealed.jwe, 3), words: sealed.words, reason: 'damaged' },
    { name: '4: a bit of the wrapped key', jwe: flipped(sealed.jwe, 1), words: sealed.words, reason: 'wrong-secret' },
  ],
});

// Heads.

const seen = await Promise.all(
  Array.from({ length: 9 }, async (_, at) => ({ rid: newId(), ver: at * at + 1, hash: await hash(String(at)) })),
);
write('vault_heads.json', {
  seen,
  list: writeList(seen),
  entries: readList(writeList(seen)),
  stamp: await stampOf(seen),
  shards: [0, 1, 256, 257, 512, 513, 6_000].map((count) => [count, shardsFor(count)]),
  shard_of: seen.map(({ rid }) => [rid, 32, shardOf(rid, 32)]),
});

// Nothing leaves here that does not open.
await unlock(second, { code });
