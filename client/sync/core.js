// The records of one vault on this device: kept, changed, opened. Sending is in `flush.js`.
//
// Pure: storage, line, keys, hash and chance come from outside, and no clock decides anything.
//
// **Invariant:** what was shown as saved is in the store before `write` resolves, and stays in `items`
// until the server says the hash of it (`model.test.js`).
import { flush } from './flush.js';
import { header } from './header.js';
import { adds, merge, pick, putAway, shown, write } from './merge.js';

/**
 * @typedef {import('./merge.js').Payload} Payload
 * @typedef {{ jwe: string, ver: number, hash: string, again?: true }} Item one version that waits to be sent;
 *   `again`: the server had it before it was put back to an earlier day
 * @typedef {{ rid: string, mark: number, jwe: string, ver: number, hash: string,
 *   safe: { ver: number, hash: string } | null, top: number, items: Item[], stuck: string }} Row
 *   a record here. `jwe`, `ver`, `hash`: the newest version. `safe`: the version that the server said it has.
 *   `top`: the highest version that the server ever showed or took; a lower one is refused. `items`: what
 *   waits, oldest first, the newest version last. `mark` grows with every change, so that two tabs notice
 *   each other. `stuck`: why the server does not take it.
 * @typedef {Omit<Row, 'jwe' | 'items'> & { waits: number, again: boolean }} Brief
 * @typedef {{ was: number | null, row: Row }} Change `was`: the mark that the change was made from
 * @typedef {{
 *   rows: () => Promise<Row[]>,
 *   waiting: () => Promise<string[]>,
 *   get: (rids: string[]) => Promise<(Row | null)[]>,
 *   put: (changes: Change[], meta?: Record<string, unknown>, untray?: string[]) => Promise<string[]>,
 *   meta: (name: string) => Promise<any>,
 *   tray: () => Promise<{ tid: string, jwe: string }[]>,
 * }} Store `put` is one transaction and gives the rids that somebody else changed meanwhile; these were not written
 * @typedef {{
 *   vid: string, epoch: number,
 *   seal: (rid: string, ver: number, prev: string, payload: object) => Promise<string>,
 *   open: (jwe: string, expected: { rid: string, ver?: number, hash?: string, current?: boolean }) => Promise<any>,
 *   openTap?: (jwe: string) => Promise<{ tid: string, payload: any }>,
 * }} Vault
 * @typedef {{ vid: string, since: number, items: { rid: string, jwe: string }[], restored?: string }} Question
 * @typedef {{ results: any[], changes: { rid: string, seq: number, jwe: string }[], more: boolean, total: number,
 *   seq: number, restored: string, n: number, epoch: number }} Reply
 * @typedef {{ ok: true, reply: Reply } | { ok: false, why: string }} Heard
 * @typedef {import('./box.js').Kept} Kept
 */

/** @param {Row} row @returns {Brief} */
function brief({ jwe, items, ...row }) {
  return { ...row, waits: items.length, again: items[0]?.again ?? false };
}

export class Sync {
  /**
   * @param {{ vid: string, store: Store, wire: { sync: (asked: Question) => Promise<Heard> },
   *   hash: (text: string) => Promise<string>, newId: () => string, merging?: typeof merge }} given
   *   `merging`: another way to merge, for a test that must catch it
   */
  constructor({ vid, store, wire, hash, newId, merging = merge }) {
    this.vid = vid;
    this.store = store;
    this.wire = wire;
    this.hash = hash;
    this.newId = newId;
    this.merging = merging;
    /** @type {Vault | null} */
    this.vault = null;
    /** @type {Map<string, Brief>} */
    this.rows = new Map();
    /** Newest versions, opened. @type {Map<string, { hash: string, payload: Payload }>} */
    this.opened = new Map();
    /** As pages show them, until the row or the text changes. @type {Map<string, { row: Brief, hash: string, kept: Kept | null }>} */
    this.views = new Map();
    /** Records that do not open, and why. @type {Map<string, string>} */
    this.bad = new Map();
    /** What the person must know. @type {Set<string>} */
    this.trouble = new Set();
    /** @type {Promise<unknown>} */
    this.writing = Promise.resolve();
    /** @type {Promise<void> | null} */
    this.sending = null;
    /** Called with the rids that changed. @type {(rids: string[]) => void} */
    this.changed = () => {};
  }

  /** Reads what is on this device, unopened. */
  async load() {
    const rows = await this.store.rows();
    this.rows = new Map(rows.map((row) => [row.rid, brief(row)]));
    this.bad = new Map((await this.store.meta('strange')) ?? []);
  }

  /**
   * Opens everything on this device, and what was tapped while it was locked. What does not open is named and
   * left alone.
   * @param {Vault} vault
   */
  async open(vault) {
    if (vault.vid !== this.vid) throw Object.assign(new Error('another vault'), { reason: 'not-this-record' });
    this.vault = vault;
    const rows = await this.store.rows();
    for (let at = 0; at < rows.length && this.vault; at += 100) {
      const some = rows.slice(at, at + 100);
      await Promise.all(some.map((row) => this.payloadOf(row).catch(() => null)));
      for (const row of some) if (!this.outdated(row)) this.rows.set(row.rid, brief(row));
    }
    await this.emptyTray();
    this.changed([]);
  }

  /** Forgets the key and everything that was opened with it. */
  lock() {
    this.vault = null;
    this.opened.clear();
    this.views.clear();
    this.changed([]);
  }

  /** What was tapped while locked becomes a record of the same name, so that doing it twice does it once. */
  async emptyTray() {
    for (const { tid, jwe } of await this.store.tray()) {
      const tap = await this.vault?.openTap?.(jwe).catch(() => null);
      if (!this.vault) return;
      const [there] = await this.store.get([tid]);
      if (there) await this.store.put([], {}, [tid]);
      else if (tap) await this.write(tid, (before, ver) => before ?? this.made(tap.payload, ver), [tid]);
      else this.trouble.add('damaged');
    }
  }

  /** @param {any} fields @param {number} ver @returns {Payload} */
  made(fields, ver) {
    return write(null, null, { t: fields.t, at: fields.at, fields, ver, chance: this.newId().slice(0, 8) });
  }

  /**
   * The payload of a row's newest version.
   * @param {Row} row
   * @returns {Promise<Payload>}
   */
  async payloadOf(row) {
    const known = this.opened.get(row.rid);
    if (known?.hash === row.hash) return known.payload;
    try {
      const payload = await this.key().open(row.jwe, { rid: row.rid, ver: row.ver, hash: row.hash });
      if (this.vault && !this.outdated(row)) this.opened.set(row.rid, { hash: row.hash, payload });
      this.bad.delete(row.rid);
      return payload;
    } catch (error) {
      if (this.vault) this.bad.set(row.rid, reason(error));
      throw error;
    }
  }

  /** @returns {Vault} */
  key() {
    if (!this.vault) throw Object.assign(new Error('locked'), { reason: 'locked' });
    return this.vault;
  }

  /**
   * A new version of a record, on this device when it resolves. One after the other.
   * @param {string} rid
   * @param {(before: Payload | null, ver: number) => Payload} make
   * @param {string[]} [untray] taps that this record takes the place of
   * @returns {Promise<void>}
   */
  write(rid, make, untray = []) {
    const run = this.writing.then(() => this.writeNow(rid, make, untray));
    this.writing = run.catch(() => {});
    return run;
  }

  /** @type {Sync['write']} */
  async writeNow(rid, make, untray = []) {
    for (let turn = 0; turn < 20; turn += 1) {
      const [row] = await this.store.get([rid]);
      // A record that does not open is not thrown away: it stays in the history under the new version.
      const before = row ? await this.payloadOf(row).catch(() => null) : null;
      const item = await this.seal(rid, row ?? { ver: 0, hash: '' }, (ver) => make(before, ver));
      const { payload, ...sent } = item;
      const next = {
        rid, mark: (row?.mark ?? 0) + 1, ...sent, safe: row?.safe ?? null, top: row?.top ?? 0,
        items: [...(row?.items ?? []), sent], stuck: '',
      };
      const stale = await this.store.put([{ was: row?.mark ?? null, row: next }], {}, untray);
      if (stale.length === 0) {
        await this.learn(next, payload);
        this.changed([rid]);
        return;
      }
    }
    throw Object.assign(new Error('always changed by another tab'), { reason: 'busy' });
  }

  /**
   * The version after `base`.
   * @param {string} rid
   * @param {{ ver: number, hash: string }} base
   * @param {(ver: number) => Payload} make
   */
  async seal(rid, base, make) {
    const ver = base.ver + 1;
    const payload = make(ver);
    const jwe = await this.key().seal(rid, ver, base.hash, payload);
    return { jwe, ver, hash: await this.hash(jwe), payload };
  }

  /**
   * Takes a stored row into memory, and opens what another tab wrote.
   * @param {Row} row
   * @param {Payload} [payload]
   */
  async learn(row, payload) {
    if (this.outdated(row)) return;
    if (payload && this.vault) this.opened.set(row.rid, { hash: row.hash, payload });
    else if (this.vault) await this.payloadOf(row).catch(() => null);
    if (!this.outdated(row)) this.rows.set(row.rid, brief(row));
  }

  /** Whether memory knows a later state of this row. @param {Row} row */
  outdated(row) {
    return (this.rows.get(row.rid)?.mark ?? 0) > row.mark;
  }

  /**
   * Another tab changed these.
   * @param {string[]} rids
   */
  async reread(rids) {
    for (const row of await this.store.get(rids)) {
      if (row) await this.learn(row);
    }
    this.changed(rids);
  }

  /**
   * @param {string} rid
   * @param {string} t
   * @param {{ at: string, fields: Record<string, unknown>, seen: string | null }} what
   */
  async save(rid, t, { at, fields, seen }) {
    const what = (/** @type {number} */ ver) => ({ t, at, fields, ver, chance: this.newId().slice(0, 8) });
    await this.write(rid, (before, ver) => write(before, seen, what(ver)));
  }

  /** @param {string} rid @param {string} at */
  async putAway(rid, at) {
    const what = (/** @type {number} */ ver) => ({ at, ver, chance: this.newId().slice(0, 8) });
    await this.write(rid, (before, ver) => (before ? putAway(before, what(ver)) : this.made({ t: 'gone', at }, ver)));
  }

  /** @param {string} rid @param {string} alt */
  async choose(rid, alt) {
    const what = (/** @type {number} */ ver) => ({ ver, chance: this.newId().slice(0, 8) });
    await this.write(rid, (before, ver) => {
      if (!before) throw new Error('nothing to choose from');
      return pick(before, alt, what(ver));
    });
  }

  /**
   * A record as pages show it; null when it is not open, or put away.
   * @param {string} rid
   * @returns {Kept | null}
   */
  kept(rid) {
    const row = this.rows.get(rid);
    const known = this.opened.get(rid);
    if (!row || !known) return null;
    const view = this.views.get(rid);
    if (view?.row === row && view.hash === known.hash) return view.kept;
    const kept = this.view(row, known.payload);
    this.views.set(rid, { row, hash: known.hash, kept });
    return kept;
  }

  /** @param {Brief} row @param {Payload} payload @returns {Kept | null} */
  view(row, payload) {
    const { rid } = row;
    const { top, alts, elsewhere } = shown(payload);
    if (top.t === 'gone') return null;
    const state = row.stuck ? 'needs-you' : row.waits > 0 || !row.safe ? 'phone' : 'safe';
    const kept = /** @type {Kept} */ ({ rid, ver: row.ver, rev: top.rev, t: top.t, payload: top, state });
    if (alts.length > 0) kept.alts = alts.map((alt) => ({ alt: alt.rev, payload: alt }));
    if (elsewhere) kept.note = 'put-away-elsewhere';
    return kept;
  }

  /** Learns what other tabs have put out to be sent, or have sent. */
  async catchUp() {
    const there = new Set(await this.store.waiting());
    const fresh = [...there].filter((rid) => !this.rows.get(rid)?.waits);
    const gone = [...this.rows.values()].filter((row) => row.waits > 0 && !there.has(row.rid)).map((row) => row.rid);
    for (const row of await this.store.get([...fresh, ...gone])) if (row) await this.learn(row);
  }

  /** Sends what waits and takes what is new; one at a time, and never throws for a line that is down. */
  async flush() {
    this.sending ??= flush(this).finally(() => (this.sending = null));
    await this.sending;
  }

  /** How many records wait to be sent. */
  waiting() {
    return [...this.rows.values()].filter((row) => row.waits > 0).length;
  }

  /**
   * What another device wrote, taken over: `null` when there is nothing to do. Nothing of ours is lost: what the
   * other version does not hold goes on top of it as versions of their own.
   * @param {Row | null} row
   * @param {string} rid
   * @param {string} jwe
   * @param {boolean} [back] the server was put back to an earlier day and says so
   * @returns {Promise<{ row: Row, payload?: Payload, older: boolean } | null>}
   */
  async adopt(row, rid, jwe, back = false) {
    const said = header(jwe);
    if (!said || said.rid !== rid || said.vid !== this.vid) {
      throw Object.assign(new Error('another record'), { reason: 'not-this-record' });
    }
    const hash = await this.hash(jwe);
    const from = { ver: said.ver, hash };
    if (row?.safe?.hash === hash) return null;
    const own = row ? row.items.findIndex((item) => item.hash === hash) : -1;
    if (row && own >= 0) return { row: accepted(row, own), older: false };
    const payload = await this.key().open(jwe, { rid, ver: said.ver, hash, current: true });
    const plain = { rid, mark: (row?.mark ?? 0) + 1, jwe, ...from, safe: from, top: said.ver, items: [], stuck: '' };
    if (!row) return { row: plain, payload, older: false };
    const older = said.ver < row.top;
    if (older && (back || row.items[0]?.again) && !adds(payload, await this.payloadOf(row))) {
      return row.items[0]?.again ? null : { row: sentAgain(row), older };
    }
    const { items, last } = await this.rebase(row, { ...from, payload });
    const top = Math.max(row.top, said.ver);
    if (items.length === 0) return { row: { ...plain, top }, payload, older };
    return { row: { ...plain, ...items[items.length - 1], top, items }, payload: last, older };
  }

  /**
   * What this device has and the base does not, as versions on top of the base, higher than every
   * version that was seen: after a server went back, others must not take it for an old one.
   * @param {Row} row
   * @param {{ ver: number, hash: string, payload: Payload | null }} base `payload` null: the server has nothing
   */
  async rebase(row, base) {
    /** @type {Item[]} */
    const items = [];
    let last = base.payload;
    let at = { ver: base.ver, hash: base.hash };
    const add = async (/** @type {Payload} */ payload) => {
      const { payload: _, ...item } = await this.seal(row.rid, at, () => payload);
      items.push(item);
      at = item;
      last = payload;
    };
    for (const payload of await this.chain(row)) {
      if (!last) await add(payload);
      else if (adds(payload, last)) await add(this.merging(last, payload));
    }
    while (last && at.ver <= row.top && base.ver < row.top) await add(last);
    return { items, last: /** @type {Payload} */ (last) };
  }

  /** Payloads of what waits, oldest first; of the newest version when nothing waits. @param {Row} row */
  async chain(row) {
    if (row.items.length === 0) return [await this.payloadOf(row)];
    /** @type {Payload[]} */
    const found = [];
    for (const { jwe, ver, hash } of row.items) {
      try {
        found.push(await this.key().open(jwe, { rid: row.rid, ver, hash }));
      } catch (error) {
        this.bad.set(row.rid, reason(error));
        throw error;
      }
    }
    return found;
  }
}

/**
 * The row after the server took its items up to this one.
 * @param {Row} row
 * @param {number} index
 * @returns {Row}
 */
export function accepted(row, index) {
  const { ver, hash } = row.items[index];
  const items = row.items.slice(index + 1);
  return { ...row, mark: row.mark + 1, safe: { ver, hash }, top: Math.max(row.top, ver), items, stuck: '' };
}

/**
 * The row whose newest versions the server lost when it was put back: they go there again as they are.
 * @param {Row} row
 * @returns {Row}
 */
export function sentAgain(row) {
  const { jwe, ver, hash } = row;
  const [first, ...rest] = row.items.length > 0 ? row.items : [{ jwe, ver, hash }];
  return { ...row, mark: row.mark + 1, safe: null, items: [{ ...first, again: true }, ...rest], stuck: '' };
}

/** Why something was refused, in one word. @param {unknown} error @returns {string} */
export function reason(error) {
  const said = error && typeof error === 'object' && 'reason' in error ? error.reason : null;
  return typeof said === 'string' ? said : 'damaged';
}
