// Small things sealed beside the records: the vault key to a slot, and what lies under the head key.

import { b64, exactly, newId, utf8 } from './bytes.js';
import { agree, is, isEpk, isId, isKid, isShortId, open, read, seal } from './jose.js';
import { makePair, privateKey, publicKey } from './keys.js';
import { padded, unpadded } from './pad.js';
import { Refused } from './refused.js';

/** @typedef {import('./bytes.js').Bytes} Bytes */
/** @typedef {import('./keys.js').Point} Point */
/** @typedef {import('./keys.js').Pair} Pair */
/** @typedef {'fullcup-keys+jwe' | 'fullcup-old+jwe' | 'fullcup-slots+jwe'} HeadTyp */

const ENC = 'A256GCM';

/** @param {HeadTyp} typ */
const headShape = (typ) => ({ alg: is('A256KW'), enc: is(ENC), typ: is(typ), kid: isKid, vid: isId });

/**
 * Keys are always of one length; names of slots are not.
 * @param {HeadTyp} typ
 * @param {object} payload
 */
const plainOf = (typ, payload) =>
  typ === 'fullcup-slots+jwe' ? padded(payload) : utf8(JSON.stringify(payload));

/**
 * Seals under the head key of an age.
 * @param {HeadTyp} typ
 * @param {number} epoch
 * @param {string} vid
 * @param {CryptoKey} head
 * @param {object} payload
 */
export const sealHead = (typ, epoch, vid, head, payload) =>
  seal({ alg: 'A256KW', enc: ENC, typ, kid: String(epoch), vid }, head, plainOf(typ, { v: 1, ...payload }));

/**
 * @param {string} jwe
 * @param {HeadTyp} typ
 * @param {number} epoch
 * @param {string} vid
 * @param {CryptoKey} head
 */
export async function openHead(jwe, typ, epoch, vid, head) {
  const parts = read(jwe, headShape(typ));
  if (parts.header.kid !== String(epoch) || parts.header.vid !== vid) throw new Refused('not-this-record');
  const payload = unpadded(await open(parts, head));
  if (payload.v !== 1) throw new Refused('damaged');
  return payload;
}

const TO_SLOT = {
  alg: is('ECDH-ES+A256KW'),
  enc: is(ENC),
  typ: is('fullcup-vk+jwe'),
  kid: isKid,
  vid: isId,
  sid: isShortId,
  epk: isEpk,
};

/**
 * Seals to a public key, from a pair that is used once.
 * @param {Point} to
 * @param {object} header without its last key, `epk`
 * @param {Bytes} plain
 */
export async function sealTo(to, header, plain) {
  const once = await makePair();
  const [mine, theirs] = await Promise.all([privateKey(once, 'ECDH'), publicKey(to, 'ECDH')]);
  const epk = { kty: 'EC', crv: 'P-256', x: once.x, y: once.y };
  return seal({ ...header, epk }, await agree(mine, theirs), plain);
}

/**
 * @param {import('./jose.js').Parts & { header: any }} parts
 * @param {CryptoKey} mine
 */
export async function openTo(parts, mine) {
  let theirs;
  try {
    theirs = await publicKey(parts.header.epk, 'ECDH');
  } catch {
    // No such point on the curve.
    throw new Refused('header');
  }
  return open(parts, await agree(mine, theirs));
}

/**
 * Wraps the vault key to a slot.
 * @param {Point} key of the slot
 * @param {{ vid: string, sid: string, epoch: number }} names
 * @param {Bytes} vk
 */
export const wrapVaultKey = (key, { vid, sid, epoch }, vk) =>
  sealTo(
    key,
    { alg: 'ECDH-ES+A256KW', enc: ENC, typ: 'fullcup-vk+jwe', kid: String(epoch), vid, sid },
    utf8(JSON.stringify({ v: 1, vid, epoch, vk: b64(vk) })),
  );

/**
 * @param {string} jwe
 * @param {{ vid: string, sid: string, epoch: number }} names
 * @param {Pair} pair of the slot
 */
export async function unwrapVaultKey(jwe, { vid, sid, epoch }, pair) {
  const parts = read(jwe, TO_SLOT);
  const { header } = parts;
  if (header.vid !== vid || header.sid !== sid || header.kid !== String(epoch)) {
    throw new Refused('not-this-record');
  }
  return vaultKeyIn(await openTo(parts, await privateKey(pair, 'ECDH')), vid, epoch);
}

/**
 * @param {Bytes} plain
 * @param {string} vid
 * @param {number} epoch
 */
function vaultKeyIn(plain, vid, epoch) {
  const payload = unpadded(plain);
  if (payload.v !== 1 || payload.vid !== vid || payload.epoch !== epoch) throw new Refused('not-this-record');
  return exactly(payload.vk, 32);
}

/**
 * The vault key of the age before, for reading history.
 * @param {string} jwe
 * @param {number} epoch of the statement that carries it
 * @param {string} vid
 * @param {CryptoKey} head
 */
export async function openOld(jwe, epoch, vid, head) {
  const payload = await openHead(jwe, 'fullcup-old+jwe', epoch, vid, head);
  if (payload.vid !== vid || payload.epoch !== epoch - 1) throw new Refused('not-this-record');
  return exactly(payload.vk, 32);
}

const TRAY = {
  alg: is('ECDH-ES+A256KW'),
  enc: is(ENC),
  typ: is('fullcup-tray+jwe'),
  vid: isId,
  tid: isId,
  epk: isEpk,
};

/**
 * A tap while locked: anyone on this phone can put one in, only the open vault takes it out.
 * @param {Point} receive
 * @param {string} vid
 * @param {object} payload
 */
export async function sealTap(receive, vid, payload) {
  const tid = newId();
  const header = { alg: 'ECDH-ES+A256KW', enc: ENC, typ: 'fullcup-tray+jwe', vid, tid };
  return { tid, jwe: await sealTo(receive, header, padded(payload)) };
}

/**
 * @param {string} jwe
 * @param {string} vid
 * @param {CryptoKey} receive
 */
export async function openTap(jwe, vid, receive) {
  const parts = read(jwe, TRAY);
  if (parts.header.vid !== vid) throw new Refused('not-this-record');
  return { tid: /** @type {string} */ (parts.header.tid), payload: unpadded(await openTo(parts, receive)) };
}

