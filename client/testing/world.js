// What the tests of sync share: chance by a seed, a store in memory, keys that cost nothing, a server.
import { createHash } from 'node:crypto';

/**
 * Numbers from 0 up to 1, the same for the same seed (a 32-bit shift register).
 * @param {number} seed
 * @returns {() => number}
 */
export function chance(seed) {
  let state = (seed + 1) * 0x9e3779b1 >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 4294967296;
  };
}

/** @param {string} text */
const letters = (text) => Buffer.from(text).toString('base64url');

/** @param {string} text */
export const hash = async (text) => createHash('sha256').update(text).digest('base64url');

/**
 * A vault that seals nothing: the header is as in docs/vault.md section 5, the text stands open.
 * @param {string} vid
 * @param {() => number} random
 */
export function openVault(vid, random) {
  return {
    vid,
    epoch: 1,
    /** @type {(rid: string, ver: number, prev: string, payload: object) => Promise<string>} */
    async seal(rid, ver, prev, payload) {
      const header = { alg: 'A256KW', enc: 'A256GCM', typ: 'fullcup-rec+jwe', kid: '1', vid, rid, ver, prev, kc: '' };
      const text = letters(JSON.stringify(payload));
      return `${letters(JSON.stringify(header))}.${Math.floor(random() * 1e9)}..${text}.`;
    },
    /** @type {(jwe: string, expected: { rid: string, ver?: number, hash?: string }) => Promise<any>} */
    async open(jwe, { rid, ver, hash: known }) {
      const parts = jwe.split('.');
      const header = JSON.parse(Buffer.from(parts[0], 'base64url').toString());
      const fits = header.vid === vid && header.rid === rid && (ver === undefined || header.ver === ver);
      if (!fits || (known !== undefined && known !== (await hash(jwe)))) {
        throw Object.assign(new Error('not this record'), { reason: 'not-this-record' });
      }
      return JSON.parse(Buffer.from(parts[3], 'base64url').toString());
    },
  };
}

/** Like IndexedDB: what was put together is there together, and is there after a crash. */
export class MemoryStore {
  constructor() {
    /** @type {Map<string, import('../sync/core.js').Row>} */
    this.records = new Map();
    /** @type {Map<string, any>} */
    this.notes = new Map();
    /** @type {Map<string, any>} */
    this.taps = new Map();
    /** Called before each access; a test stops the world here. @type {(what: string) => void} */
    this.pass = () => {};
  }

  async rows() {
    this.pass('rows');
    return [...this.records.values()];
  }

  async waiting() {
    return [...this.records.values()].filter((row) => row.items.length > 0).map((row) => row.rid);
  }

  /** @param {string[]} rids */
  async get(rids) {
    this.pass('get');
    return rids.map((rid) => this.records.get(rid) ?? null);
  }

  /** @type {import('../sync/core.js').Store['put']} */
  async put(changes, meta = {}, untray = []) {
    this.pass('put');
    const stale = [];
    for (const { was, row } of changes) {
      if ((this.records.get(row.rid)?.mark ?? null) !== was) stale.push(row.rid);
      else this.records.set(row.rid, Object.freeze(row));
    }
    if (stale.length === 0) {
      for (const [name, value] of Object.entries(meta)) this.notes.set(name, structuredClone(value));
      for (const tid of untray) this.taps.delete(tid);
    }
    this.pass('put done');
    return stale;
  }

  /** @param {string} name */
  async meta(name) {
    this.pass('meta');
    return structuredClone(this.notes.get(name));
  }

  async tray() {
    return [...this.taps.values()];
  }

  /** @param {{ tid: string, jwe: string }} tap */
  async addTray(tap) {
    this.taps.set(tap.tid, tap);
  }
}

/** The server as the contract says, honest. */
export class Server {
  constructor() {
    /** @type {Map<string, { ver: number, hash: string, jwe: string, seq: number }>} */
    this.records = new Map();
    /** @type {Map<string, string[]>} every version that was ever accepted */
    this.history = new Map();
    this.seq = 0;
    this.restored = 'r1';
    this.page = 200;
  }

  /** @param {import('../sync/core.js').Question} asked */
  async sync({ since, items, restored: word }) {
    const results = [];
    for (const { rid, jwe } of items) results.push(await this.take(rid, jwe, word === this.restored));
    const all = [...this.records].map(([rid, { seq, jwe }]) => ({ rid, seq, jwe }));
    const found = all.filter((one) => one.seq > since).sort((a, b) => a.seq - b.seq);
    const changes = found.slice(0, this.page);
    const more = found.length > changes.length;
    const { restored, seq } = this;
    return { results, changes, more, total: this.records.size, seq, restored, n: 1, epoch: 1 };
  }

  /** @param {string} rid @param {string} jwe @param {boolean} back */
  async take(rid, jwe, back) {
    const header = JSON.parse(Buffer.from(jwe.split('.')[0], 'base64url').toString());
    const stored = this.records.get(rid);
    const hashed = await hash(jwe);
    if (stored?.hash === hashed) return { rid, ok: true, seq: stored.seq, hash: hashed };
    const follows = header.ver === (stored?.ver ?? 0) + 1 && header.prev === (stored?.hash ?? '');
    if (!follows && !(back && header.ver > (stored?.ver ?? 0))) {
      // Without a stored record there is nothing to show: the sender begins again.
      return stored ? { rid, conflict: { jwe: stored.jwe, seq: stored.seq } } : { rid, refused: 'parent' };
    }
    this.seq += 1;
    this.records.set(rid, { ver: header.ver, hash: hashed, jwe, seq: this.seq });
    this.history.set(rid, [...(this.history.get(rid) ?? []), jwe]);
    return { rid, ok: true, seq: this.seq, hash: hashed };
  }
}
