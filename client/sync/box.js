// What the pages use of the private circle: one box per person and browser. Everything behind it
// (keys, storage, sending) is somebody else's file.
//
// In this first form it keeps everything in memory only, so that pages can be built against it.

/**
 * @typedef {{ code: string } | { words: string } | { prf: Uint8Array }} Secret what opens a slot
 * @typedef {Record<string, unknown> & { v: number, t: string, at: string }} Payload
 * @typedef {'phone' | 'safe' | 'needs-you'} KeptState on this phone; the server has the same; waits for a decision
 * @typedef {{ rid: string, ver: number, t: string, payload: Payload, state: KeptState,
 *   alts?: { alt: string, payload: Payload }[], note?: 'put-away-elsewhere' }} Kept
 *   `alts`: other versions of the same thing, from another phone; `choose` picks one.
 * @typedef {{ account: string, name: string, roles: string[], signedIn: boolean }} Who
 * @typedef {{ waiting: number, lastSent: string | null, needsYou: { rid: string, why: string }[],
 *   stamp: string | null, evicted: boolean, trouble: string[] }} Status `lastSent` is a local time, "10:42";
 *   `trouble` holds plain reasons: 'older', 'missing', 'restored', 'changed-key', 'damaged', 'quota', 'sign-in', 'away', 'not-us', 'old-page'
 * @typedef {{ sid: string, kind: 'code' | 'words' | 'passkey', name: string, made: string, tested: string | null }} Slot
 */

/** @param {number} count */
function letters(count) {
  const bytes = crypto.getRandomValues(new Uint8Array(count));
  return Array.from(bytes, (byte) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[byte % 32]).join('');
}

/** The local time with its zone, as records carry it: "2026-03-02T09:00:00-05:00". @param {Date} [day] */
export function localTime(day = new Date()) {
  const two = (/** @type {number} */ number) => String(Math.floor(Math.abs(number))).padStart(2, '0');
  const off = -day.getTimezoneOffset();
  const date = `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
  const time = `${two(day.getHours())}:${two(day.getMinutes())}:${two(day.getSeconds())}`;
  return `${date}T${time}${off < 0 ? '-' : '+'}${two(off / 60)}:${two(off % 60)}`;
}

export class Box {
  constructor() {
    /** @type {Who | null} */
    this.who = null;
    /** @type {'none' | 'tapped' | 'locked' | 'open'} */
    this.state = 'none';
    /** @type {Record<string, any> | null} the first screen's things, by type, opened before the rest */
    this.digest = null;
    /** @type {Map<string, Kept>} */
    this.all = new Map();
    /** @type {Set<() => void>} */
    this.told = new Set();
    this.code = '';
  }

  tell() {
    for (const fn of this.told) fn();
  }

  /**
   * Something said in one tap, while there is no vault or it is locked. Resolves when it is on disk.
   * @param {Record<string, unknown> & { t: string }} payload
   */
  async tap(payload) {
    const rid = letters(22);
    const kept = /** @type {Payload} */ ({ v: 1, at: localTime(), ...payload });
    this.all.set(rid, { rid, ver: 1, t: payload.t, payload: kept, state: 'phone' });
    if (this.state === 'none') this.state = 'tapped';
    this.tell();
  }

  /** Makes the vault on this device; it is sent by `confirm`. @returns {Promise<{ code: string }>} */
  async begin() {
    this.code = letters(28).replace(/(....)(?=.)/g, '$1-');
    return { code: this.code };
  }

  /** After the code was typed back. @returns {Promise<void>} */
  async confirm() {
    this.state = 'open';
    this.tell();
  }

  /** Opens the vault. Throws `Refused` of `client/vault/vault.js`. @param {Secret} _secret */
  async unlock(_secret) {
    this.state = 'open';
    this.tell();
  }

  /** Forgets every key. */
  lock() {
    if (this.state === 'open') this.state = 'locked';
    this.tell();
  }

  /**
   * Resolves when it is saved on this phone, never before.
   * @param {string} t type
   * @param {Record<string, unknown>} fields what the person wrote; `at` may be among them
   * @param {string} [rid] of the record that this changes
   * @returns {Promise<Kept>}
   */
  async save(t, fields, rid = letters(22)) {
    const before = this.all.get(rid);
    const payload = /** @type {Payload} */ ({ v: 1, t, at: before?.payload.at ?? localTime(), ...fields });
    const kept = /** @type {Kept} */ ({ rid, ver: (before?.ver ?? 0) + 1, t, payload, state: 'phone' });
    this.all.set(rid, kept);
    this.tell();
    return kept;
  }

  /** @param {string} rid */
  async putAway(rid) {
    this.all.delete(rid);
    this.tell();
  }

  /** Newest first by `payload.at`. @param {string} t @returns {Kept[]} */
  list(t) {
    return [...this.all.values()]
      .filter((kept) => kept.t === t)
      .sort((a, b) => Date.parse(b.payload.at) - Date.parse(a.payload.at));
  }

  /** @param {string} rid @returns {Kept | null} */
  get(rid) {
    return this.all.get(rid) ?? null;
  }

  /** Over everything, on this device. @param {string} text @returns {Kept[]} */
  search(text) {
    const wanted = text.toLowerCase();
    return [...this.all.values()].filter((kept) => JSON.stringify(kept.payload).toLowerCase().includes(wanted));
  }

  /** Makes one of `alts` the version that stays; `alt` '' keeps the one on top. @param {string} _rid @param {string} _alt */
  async choose(_rid, _alt) {}

  /** @returns {Status} */
  status() {
    return { waiting: 0, lastSent: null, needsYou: [], stamp: null, evicted: false, trouble: [] };
  }

  /** Sends and fetches now; never throws. */
  async sync() {}

  /** Calls after every change. @param {() => void} fn @returns {() => void} ends it */
  onchange(fn) {
    this.told.add(fn);
    return () => void this.told.delete(fn);
  }

  /** @returns {Promise<Slot[]>} */
  async slots() {
    return [];
  }

  /** Adds six generated words. @param {Secret} _secret @returns {Promise<string>} the words, shown once */
  async addWords(_secret) {
    return 'one two three four five six';
  }

  /** Adds a passkey of this device; asks for it twice. @param {Secret} _secret */
  async addPasskey(_secret) {}

  /** The secret of a passkey slot: asks for the passkey. @returns {Promise<{ prf: Uint8Array }>} */
  async askPasskey() {
    return { prf: new Uint8Array(64) };
  }

  /** Notes that a slot was tried and opened. @param {Secret} _secret @param {string} _sid */
  async markTested(_secret, _sid) {}

  /** @param {Secret} _secret @param {string} _sid */
  async removeSlot(_secret, _sid) {}

  /** New key for everything. @param {Secret} _secret */
  async rotate(_secret) {}

  /** A zip with JSON, Markdown by kind and photos. @returns {Promise<Blob>} */
  async exportReadable() {
    return new Blob(['{}'], { type: 'application/zip' });
  }

  /** @returns {Promise<{ jwe: string, words: string }>} */
  async exportSealed() {
    return { jwe: '', words: '' };
  }

  /** Deletes the vault after 7 days. @param {Secret} _secret */
  async erase(_secret) {}

  /** Takes the deletion back. @param {Secret} _secret */
  async keep(_secret) {}

  /** A new empty vault; the old box is sealed for 12 months. @returns {Promise<{ code: string }>} then `confirm` */
  async startAgain() {
    return this.begin();
  }
}

/**
 * The box of the person who uses this browser.
 * @param {{ online: boolean }} _wishes `online`: ask the server first
 * @returns {Promise<Box>}
 */
export async function openBox(_wishes) {
  const box = new Box();
  box.who = { account: 'demo', name: 'Dee', roles: ['peer_worker'], signedIn: true };
  return box;
}
