// Where one person's things lie on this device, and how they reach the server: databases, tabs, timers.
// What pages do with them is in `box.js`.

import { hash, newId, newShortId } from '../vault/bytes.js';
import { Sync } from './core.js';
import { openDesk } from './desk.js';
import { missing, stamp, writeHeads } from './heads.js';
import { deskName, mark, marked, vaultName } from './people.js';
import { openStore } from './store.js';
import { alone, tabs } from './tabs.js';
import { localTime } from './time.js';
import { ask, wire } from './wire.js';

/**
 * @typedef {{ code: string } | { words: string } | { prf: Uint8Array }} Secret what opens a slot
 * @typedef {Record<string, unknown> & { v: number, t: string, at: string }} Payload
 * @typedef {'phone' | 'safe' | 'needs-you'} KeptState on this phone; the server has the same; waits for a decision
 * @typedef {{ rid: string, ver: number, rev: string, t: string, payload: Payload, state: KeptState,
 *   alts?: { alt: string, payload: Payload }[], note?: 'put-away-elsewhere' }} Kept
 *   `alts`: other versions of the same thing, from another phone; `choose` picks one. `rev` names what is on top.
 * @typedef {{ account: string, name: string, roles: string[], signedIn: boolean }} Who
 * @typedef {{ waiting: number, lastSent: string | null, needsYou: { rid: string, why: string }[], stamp: string | null,
 *   evicted: boolean, trouble: string[] }} Status `lastSent` is a local time with its zone; `evicted`: the
 *   browser cleared what was here, what was not sent with it; `trouble` holds plain reasons: 'older', 'missing', 'restored', 'cut',
 *   'damaged', 'turned', 'quota', 'storage', 'old-page', 'sign-in', 'away', 'not-us', 'later', 'gone', 'put-aside'
 * @typedef {{ sid: string, kind: 'code' | 'words' | 'passkey', name: string, made: string, tested: string }} Slot
 * @typedef {import('./people.js').Person} Person
 * @typedef {import('../vault/vault.js').Vault} Vault
 */

/** Milliseconds from a change to sending. */
export const SOON = 400;
/** Heads are written at most so often while a box is open. */
const HEADS = 600_000;

export class Home {
  constructor() {
    /** @type {Who | null} */
    this.who = null;
    /** @type {'none' | 'tapped' | 'locked' | 'open'} */
    this.state = 'none';
    /** The first screen's things by type, opened before the rest. @type {Record<string, Kept[]> | null} */
    this.digest = null;
    /** Resolves when everything is open. @type {Promise<void>} */
    this.ready = Promise.resolve();
    /** What the server said of the account: `erasing`, `sealed`, `leaving`, `refused_control`. @type {any} */
    this.server = null;
    this.evicted = false;
    /** @type {string | null} */
    this.stamp = null;
    /** @type {Set<() => void>} */
    this.told = new Set();
    /** What pages were given last, by record: an edit replaces that and nothing else. @type {Map<string, string>} */
    this.shown = new Map();
    /** @type {Map<string, { rev: string, words: string }>} */
    this.words = new Map();
    /** First taps, while there is no vault. @type {Kept[]} */
    this.taps = [];
    this.letters = 0;
    /** @type {import('./people.js').People | null} */
    this.people = null;
    /** @type {Person | null} */
    this.person = null;
    /** @type {import('./desk.js').Desk | null} */
    this.desk = null;
    /** @type {import('./store.js').Store | null} */
    this.store = null;
    /** @type {Sync | null} */
    this.core = null;
    /** @type {Vault | null} */
    this.vault = null;
    /** Made and not yet sent. @type {{ vault: Vault, bundle: any, again: boolean } | null} */
    this.begun = null;
    /** @type {Record<string, ReturnType<typeof setTimeout> | undefined>} */
    this.timers = {};
    this.headsAt = 0;
    this.now = Promise.resolve();
    /** @type {Promise<void> | null} */
    this.next = null;
    /** @type {{ tell: (news: import('./tabs.js').News) => void, close: () => void } | null} */
    this.channel = null;
  }

  tell() {
    for (const fn of this.told) fn();
  }

  /** Calls after every change. @param {() => void} fn @returns {() => void} ends it */
  onchange(fn) {
    this.told.add(fn);
    return () => void this.told.delete(fn);
  }

  /** Forgets every key. */
  lock() {
    this.vault?.lock();
    this.vault = null;
    this.core?.lock();
    this.digest = null;
    this.words.clear();
    this.shown.clear();
    if (this.state === 'open') this.state = 'locked';
    this.tell();
  }

  /** @param {string} name @param {number} after @param {() => Promise<unknown>} job */
  timer(name, after, job) {
    clearTimeout(this.timers[name]);
    this.timers[name] = setTimeout(() => void job().catch(() => {}), after);
  }

  /** Sends and fetches now; never throws. Whoever asks while it runs gets another round after it. */
  sync() {
    this.next ??= this.now.then(() => {
      this.next = null;
      this.now = this.round();
      return this.now;
    });
    return this.next;
  }

  /** One round, in one tab at a time. */
  async round() {
    const { core, person } = this;
    if (!core || !person?.vid) return;
    clearTimeout(this.timers.send);
    await alone(`fullcup-send-${person.vid}`, () => this.send(core)).catch((error) => {
      core.trouble.add(error?.reason ?? 'storage');
    });
    this.tell();
  }

  /** @param {Sync} core */
  async send(core) {
    const before = core.waiting();
    await core.catchUp();
    await core.flush();
    if (core.vault) this.lookAtHeads(core);
    const quiet = core.waiting() === 0 && core.trouble.size === 0;
    if (core.vault && quiet && Date.now() - this.headsAt > HEADS) {
      this.headsAt = Date.now();
      if (await writeHeads(core, await this.device(), localTime())) await core.flush();
      this.stamp = await stamp(core).catch(() => null);
    }
    if (before > 0 && core.waiting() === 0 && this.person) {
      this.person = { ...this.person, lastSent: localTime() };
      await this.people?.keep(this.person);
    }
    if (core.trouble.has('turned')) await this.refresh();
    await this.remember();
  }

  /** What another device saw must be here too. @param {Sync} core */
  lookAtHeads(core) {
    for (const { why } of missing(core)) core.trouble.add(why);
  }

  /** The name of this browser in heads. */
  async device() {
    const known = await this.store?.meta('dev');
    if (known) return known;
    const fresh = newShortId();
    await this.store?.setMeta('dev', fresh);
    return fresh;
  }

  /** The wish that the browser does not clear what is kept here. */
  async remember() {
    if (!this.person || this.timers.kept) return;
    this.timers.kept = setTimeout(() => {}, 0);
    await navigator.storage?.persist?.().catch(() => false);
  }

  /** Asks the server how things stand. True when it answered. */
  async refresh() {
    const answer = await ask('/vault');
    if (!answer.ok) {
      if (this.who && answer.why === 'sign-in') this.who = { ...this.who, signedIn: false };
      return false;
    }
    await this.took(answer.body);
    return true;
  }

  /**
   * Takes over what the server says of this person and their vault.
   * @param {any} said
   */
  async took(said) {
    const { account, name, roles } = said;
    const before = this.person?.account === account ? this.person : await this.people?.person(account);
    const fresh = { account, name, roles, vid: null, state: null, known: null, receive: null, lastSent: null };
    /** @type {Person} */
    const person = { ...fresh, ...before, name, roles };
    this.server = said;
    this.who = { account, name, roles, signedIn: true };
    const gone = said.none && person.vid;
    if (said.vid && person.vid && said.vid !== person.vid) {
      // Started again on another phone: what is here stays in its own database.
      Object.assign(person, { known: null, receive: null });
      if (this.state === 'open') this.lock();
    }
    const odd = said.vid ? await this.tookState(person, said) : '';
    await this.people?.keep(person);
    await this.use(person);
    if (gone) this.core?.trouble.add('gone');
    if (odd) this.core?.trouble.add(odd);
    if (!odd && said.vid && this.vault && said.epoch > this.vault.epoch) this.lock();
  }

  /**
   * Takes over the state of their vault. On a device that opened it before, one that is not its owner's, or older, changes
   * nothing here: no answer of a server locks anybody out of what is on their phone. Gives why, or ''.
   * @param {Person} person
   * @param {any} said
   */
  async tookState(person, { vid, statement, list, slots, n, epoch }) {
    const state = { vid, statement, list, slots, n, epoch };
    const { known, state: kept } = person;
    const sign = known?.sign;
    const asked = (/** @type {any} */ one) => JSON.stringify([one.statement, one.list, one.slots]);
    if (known && sign && kept?.vid === vid && asked(kept) !== asked(state)) {
      const { checkState, Refused } = await import('../vault/vault.js');
      try {
        person.known = await checkState(state, { ...known, sign }, kept);
      } catch (error) {
        return error instanceof Refused ? error.reason : 'damaged';
      }
    }
    Object.assign(person, { vid, state });
    return '';
  }

  /**
   * Opens this person's databases on this device.
   * @param {Person} person
   */
  async use(person) {
    const other = this.person?.account !== person.account;
    const moved = other || this.person?.vid !== person.vid;
    this.person = person;
    if (other || !this.desk) this.desk = await openDesk(await deskName(person.account));
    if (moved || (person.vid && !this.core)) {
      this.core = null;
      this.store = null;
      this.channel?.close();
      if (person.vid) await this.useVault(person.account, person.vid);
    }
    if (!person.vid) {
      const taps = await this.desk.all('tap');
      this.taps = taps.map(({ tid, text }) => ({ rid: tid, ver: 1, rev: '', t: text.t, payload: text, state: 'phone' }));
    }
    this.letters = await this.desk.count('letter');
    if (this.state !== 'open') this.state = person.vid ? 'locked' : this.taps.length > 0 ? 'tapped' : 'none';
  }

  /** @param {string} account @param {string} vid */
  async useVault(account, vid) {
    const store = await openStore(await vaultName(account, vid));
    const core = new Sync({ vid, store, wire: wire(), hash, newId });
    Object.assign(this, { store, core });
    await core.load();
    store.closed = () => {
      core.trouble.add('old-page');
      this.tell();
    };
    if (store.old) core.trouble.add('old-page');
    if ((await store.meta('here')) === undefined) {
      this.evicted = await marked(vid);
      await store.setMeta('here', true);
    }
    await mark(vid);
    this.channel = tabs(`fullcup-${vid}`, (news) => void this.heard(news));
    core.changed = (rids) => {
      if (rids.length > 0) this.channel?.tell({ changed: rids });
      this.tell();
    };
  }

  /** @param {import('./tabs.js').News} news */
  async heard(news) {
    if (!('changed' in news) || !this.core) return;
    const { changed } = this.core;
    // What another tab told is not told on.
    this.core.changed = () => {};
    await this.core.reread(news.changed).catch(() => {});
    this.core.changed = changed;
    if (this.core.waiting() > 0) this.timer('send', SOON, () => this.sync());
    this.tell();
  }

  /** @returns {Status} */
  status() {
    const { core } = this;
    const stuck = [...(core?.rows.values() ?? [])].filter((row) => row.stuck).map(({ rid, stuck: why }) => ({ rid, why }));
    const bad = [...(core?.bad ?? [])].map(([rid, why]) => ({ rid, why }));
    return {
      waiting: (core?.waiting() ?? 0) + this.taps.length + this.letters,
      lastSent: this.person?.lastSent ?? null,
      needsYou: [...stuck, ...bad],
      stamp: this.stamp,
      evicted: this.evicted,
      trouble: [...(core?.trouble ?? [])],
    };
  }
}
