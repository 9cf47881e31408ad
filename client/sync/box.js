// What the pages use of the private circle: one box per person and browser. Keys are in `client/vault/`,
// records in `core.js`, databases and sending in `home.js`.

import { newId } from '../vault/bytes.js';
import { sealTap } from '../vault/sealed.js';
import { digestOf, wordsOf } from './digest.js';
import { Home, SOON } from './home.js';
import { openPeople } from './people.js';
import { localTime } from './time.js';
import { ask } from './wire.js';

export { localTime } from './time.js';

/**
 * @typedef {import('./home.js').Secret} Secret
 * @typedef {import('./home.js').Payload} Payload
 * @typedef {import('./home.js').Kept} Kept
 * @typedef {import('./home.js').Status} Status
 * @typedef {import('./home.js').Slot} Slot
 * @typedef {import('./home.js').Who} Who
 * @typedef {import('./home.js').Vault} Vault
 * @typedef {import('./core.js').Sync} Sync
 */

/** Milliseconds: between two looks at the server, from a change to a new digest. */
const EVERY = 120_000;
const DIGEST = 1_500;

/** @param {string} why */
const refused = (why) => Object.assign(new Error(why), { reason: why });

/** Reading a time is slow, and lists are sorted often. @type {WeakMap<Kept, number>} */
const times = new WeakMap();

/** @param {Kept} kept */
function when(kept) {
  const known = times.get(kept);
  if (known !== undefined) return known;
  const time = Date.parse(kept.payload.at) || 0;
  times.set(kept, time);
  return time;
}

/** Newest first. @param {Kept} a @param {Kept} b */
const newest = (a, b) => when(b) - when(a);

export class Box extends Home {
  /**
   * Something said in one tap, while there is no vault or it is locked. Resolves when it is on disk.
   * @param {Record<string, unknown> & { t: string }} payload
   */
  async tap(payload) {
    const full = /** @type {Payload} */ ({ v: 1, at: localTime(), ...payload });
    if (this.core?.vault) {
      await this.save(full.t, full);
      return;
    }
    if (this.store && this.person?.vid && this.person.receive) {
      await this.store.addTray(await sealTap(this.person.receive, this.person.vid, full));
    } else {
      const tid = await this.needDesk().lay('tap', full);
      if (!this.person?.vid) {
        this.taps.push({ rid: tid, ver: 1, rev: '', t: full.t, payload: full, state: 'phone' });
        this.state = 'tapped';
      }
    }
    await this.remember();
    this.tell();
  }

  needDesk() {
    if (!this.desk) throw refused('sign-in');
    return this.desk;
  }

  /** @returns {Sync} */
  needOpen() {
    if (!this.core?.vault) throw refused('locked');
    return this.core;
  }

  /** Makes the vault on this device; `confirm` sends it. @returns {Promise<{ code: string }>} */
  async begin() {
    const { create } = await import('../vault/vault.js');
    const { vault, code, bundle } = await create();
    this.begun = { vault, bundle, again: false };
    return { code };
  }

  /** A new empty vault; the old box is sealed for 12 months. `confirm` sends it. @returns {Promise<{ code: string }>} */
  async startAgain() {
    const { code } = await this.begin();
    if (this.begun) this.begun.again = true;
    return { code };
  }

  /**
   * After the code was typed back: the server gets the vault, and first taps move in. Throws with `reason`
   * 'away' (try again), 'sign-in', or 'exists': another phone of this person made one, and its code opens it.
   */
  async confirm() {
    if (!this.begun || !this.person) throw refused('sign-in');
    const { vault, bundle, again } = this.begun;
    const answer = await ask(again ? '/vault/again' : '/vault/new', { method: 'POST', body: bundle });
    if (!answer.ok) {
      if (answer.status === 409 && answer.body?.vid) await this.took(answer.body);
      throw refused(answer.why === 'refused' ? answer.body.refused : answer.why);
    }
    this.begun = null;
    await this.took(answer.body);
    await this.opened(vault);
  }

  /** Opens the vault. Throws `Refused` of `client/vault/`. @param {Secret} secret */
  async unlock(secret) {
    if (!this.person?.state) throw refused('locked');
    const { unlock } = await import('../vault/vault.js');
    await this.opened(await unlock(this.person.state, secret, this.person.known));
  }

  /**
   * A vault is open: its first screen at once, the rest after it.
   * @param {Vault} vault
   */
  async opened(vault) {
    const { store, core } = this;
    if (!store || !core) throw refused('locked');
    this.vault = vault;
    core.vault = vault;
    await this.pin(vault);
    this.state = 'open';
    const sealed = await store.meta('digest');
    const read = sealed ? await vault.open(sealed.jwe, { rid: sealed.rid, ver: 1 }).catch(() => null) : null;
    this.digest = read?.digest ?? null;
    this.tell();
    this.ready = this.openRest(vault);
    if (this.digest) void this.ready.catch(() => this.tell());
    else await this.ready;
  }

  /** @param {Vault} vault */
  async openRest(vault) {
    const core = this.needOpen();
    await core.open(vault);
    await this.moveIn();
    this.digest = null;
    this.lookAtHeads(core);
    this.tell();
    await this.freshDigest();
    void this.sync().then(async () => {
      await (await import('./carry.js')).take(this);
      await (await import('./load.js')).take(this);
    }).catch(() => {});
  }

  /** What the device keeps of a vault that it opened: an older statement is refused next time. @param {Vault} vault */
  async pin(vault) {
    const { person } = this;
    if (!person) return;
    const state = { ...person.state, ...vault.state };
    this.person = { ...person, known: await vault.known(), receive: vault.receive, state };
    await this.people?.keep(this.person);
  }

  /** First taps become records of the same name: doing it twice does it once. */
  async moveIn() {
    const core = this.needOpen();
    for (const { tid, text } of (await this.desk?.all('tap')) ?? []) {
      if (!core.rows.has(tid)) await core.write(tid, (before, ver) => before ?? core.made(text, ver));
      await this.desk?.clear([tid]);
    }
    this.taps = [];
  }

  /**
   * Resolves when it is saved on this phone, never before.
   * @param {string} t type
   * @param {Record<string, unknown>} fields what the person wrote; `at` may be among them
   * @param {string} [rid] of the record that this changes
   * @param {Kept} [seen] what they saw while they wrote; without it, what `get` or `list` gave last
   * @returns {Promise<Kept>}
   */
  async save(t, fields, rid = newId(), seen) {
    const core = this.needOpen();
    const before = core.kept(rid);
    const given = typeof fields.at === 'string' ? fields.at : undefined;
    const at = given ?? before?.payload.at ?? localTime();
    await this.trying(core.save(rid, t, { at, fields, seen: seen?.rev ?? this.shown.get(rid) ?? before?.rev ?? null }));
    await this.remember();
    const kept = core.kept(rid);
    if (!kept) throw refused('locked');
    this.shown.set(rid, kept.rev);
    this.later();
    return kept;
  }

  /** @param {string} rid */
  async putAway(rid) {
    await this.trying(this.needOpen().putAway(rid, localTime()));
    this.later();
  }

  /** Makes one of `alts` the version that stays; '' keeps the one on top. @param {string} rid @param {string} alt */
  async choose(rid, alt) {
    await this.trying(this.needOpen().choose(rid, alt));
    this.later();
  }

  /** @template T @param {Promise<T>} job */
  async trying(job) {
    try {
      const done = await job;
      this.core?.trouble.delete('quota');
      this.core?.trouble.delete('storage');
      return done;
    } catch (error) {
      const why = /** @type {any} */ (error)?.reason;
      if (['quota', 'storage', 'old-page'].includes(why)) this.core?.trouble.add(why);
      this.tell();
      throw error;
    }
  }

  /** Newest first by `payload.at`. @param {string} t @returns {Kept[]} */
  list(t) {
    if (!this.core?.vault) return this.taps.filter((kept) => kept.t === t).sort(newest);
    const found = this.everything().filter((kept) => kept.t === t);
    for (const early of this.digest?.[t] ?? []) {
      if (!this.core.opened.has(early.rid)) found.push(early);
    }
    for (const { rid, rev } of found) this.shown.set(rid, rev);
    return found.sort(newest);
  }

  /** @returns {Kept[]} */
  everything() {
    const core = this.core;
    if (!core?.vault) return [];
    return [...core.opened.keys()].flatMap((rid) => {
      const kept = core.kept(rid);
      return kept && kept.t !== 'head' ? [kept] : [];
    });
  }

  /** @param {string} rid @returns {Kept | null} */
  get(rid) {
    const early = () => Object.values(this.digest ?? {}).flat().find((one) => one.rid === rid);
    const kept = this.core?.kept(rid) ?? early() ?? null;
    if (kept) this.shown.set(rid, kept.rev);
    return kept;
  }

  /** Over everything, on this device; every word must be there. @param {string} text @returns {Kept[]} */
  search(text) {
    const wanted = text.toLowerCase().split(/\s+/).filter(Boolean);
    if (wanted.length === 0) return [];
    return this.everything().filter((kept) => {
      const words = this.wordsIn(kept);
      return wanted.every((word) => words.includes(word));
    }).sort(newest);
  }

  /** @param {Kept} kept */
  wordsIn(kept) {
    const name = `${kept.rev} ${kept.alts?.length ?? 0}`;
    let known = this.words.get(kept.rid);
    if (known?.rev !== name) {
      known = { rev: name, words: wordsOf([kept.payload, ...(kept.alts ?? [])]) };
      this.words.set(kept.rid, known);
    }
    return known.words;
  }

  /** Something changed here: send it soon, and a new digest for the next unlock. */
  later() {
    this.tell();
    this.timer('send', SOON, () => this.sync());
    this.timer('digest', DIGEST, () => this.freshDigest());
  }

  async freshDigest() {
    const { core, vault, store } = this;
    if (!core?.vault || !vault || !store || this.digest) return;
    const rid = newId();
    const payload = { v: 1, t: 'digest', at: localTime(), digest: digestOf(this.everything().sort(newest)) };
    const jwe = await vault.seal(rid, 1, '', payload);
    if (this.vault === vault) await store.setMeta('digest', { rid, jwe });
  }

  /**
   * Work carried on this phone for hours without a line: people and today's appointments, as they were at `taken`.
   * @returns {Promise<import('./carry.js').Copy | null>}
   */
  async carried() {
    return (await import('./carry.js')).carried(this);
  }

  /** The ways in. @returns {Promise<Slot[]>} */
  async slots() {
    return this.vault ? this.vault.slots() : [];
  }

  /** Adds six generated words. @param {Secret} secret @returns {Promise<string>} the words, shown once */
  async addWords(secret) {
    return (await import('./keys.js')).addWords(this, secret);
  }

  /** Adds a new recovery code. @param {Secret} secret @returns {Promise<string>} the code, shown once */
  async addCode(secret) {
    return (await import('./keys.js')).addCode(this, secret);
  }

  /**
   * Adds a passkey of this device; asks for it twice, and it counts only when both answers are the same. Throws with
   * `reason` 'no-prf' where the passkey cannot do it; then nothing was changed.
   * @param {Secret} secret
   * @param {string} [name] of this phone
   */
  async addPasskey(secret, name) {
    return (await import('./keys.js')).addPasskey(this, secret, name);
  }

  /** The secret of a passkey slot: asks for the passkey. @returns {Promise<{ prf: Uint8Array }>} */
  async askPasskey() {
    return (await import('./keys.js')).askPasskey();
  }

  /** Notes that a slot opened: the secret is the one of this slot. @param {Secret} secret @param {string} sid */
  async markTested(secret, sid) {
    return (await import('./keys.js')).markTested(this, secret, sid);
  }

  /** @param {Secret} secret @param {string} sid */
  async removeSlot(secret, sid) {
    return (await import('./keys.js')).removeSlot(this, secret, sid);
  }

  /** New key for everything. Throws with `reason` 'not-whole' while something is missing, waits or does not open. @param {Secret} secret */
  async rotate(secret) {
    return (await import('./keys.js')).rotate(this, secret);
  }

  /** Deletes the vault after 7 days. @param {Secret} secret */
  async erase(secret) {
    return (await import('./keys.js')).control(this, 'erase', {}, secret);
  }

  /** Takes the deletion back. @param {Secret} secret */
  async keep(secret) {
    return (await import('./keys.js')).control(this, 'keep', {}, secret);
  }

  /** A zip with JSON, Markdown by kind and photos. @returns {Promise<Blob>} */
  async exportReadable() {
    await this.ready;
    return (await import('./takeaway.js')).readable(this.everything());
  }

  /** One sealed file and the six words that open it, shown once. @returns {Promise<{ jwe: string, words: string }>} */
  async exportSealed() {
    await this.ready;
    return (await import('./takeaway.js')).sealed(this.everything());
  }
}

/**
 * The box of the person who uses this browser.
 * @param {{ online?: boolean }} [wishes] `online`: ask the server first
 * @returns {Promise<Box>}
 */
export async function openBox({ online = true } = {}) {
  const box = new Box();
  box.people = await openPeople();
  if (online && (await box.refresh())) watch(box);
  else {
    const person = await box.people.last();
    if (person) {
      const { account, name, roles } = person;
      box.who = { account, name, roles, signedIn: !online };
      await box.use(person);
      watch(box);
    }
  }
  return box;
}

/** Sends when the line comes back, when the page is shown, and now and then. @param {Box} box */
function watch(box) {
  const send = () => void box.sync();
  addEventListener('online', send);
  document.addEventListener('visibilitychange', send);
  setInterval(send, EVERY);
  send();
}
