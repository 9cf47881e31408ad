// A small world for the model test: three devices with two tabs each, one server, a line that loses, repeats and
// delays, and a stop at any access to storage. One seed is one schedule.
import assert from 'node:assert/strict';
import { Sync } from '../sync/core.js';
import { values } from '../sync/merge.js';
import { MemoryStore, Server, chance, hash, openVault } from './world.js';

/** @typedef {import('../sync/merge.js').Payload} Payload */
/** @typedef {{ rid: string, rev: string, text: string }} Said */

class Crash extends Error {}

const VID = 'the-vault';

/** One person's phone. */
class Device {
  /** @param {World} world @param {number} number */
  constructor(world, number) {
    this.world = world;
    this.number = number;
    this.store = new MemoryStore();
    /** Until the next stop; none while 0. */
    this.left = 0;
    /** Lives so far: what a stopped tab had begun goes no further. */
    this.life = 0;
    /** Said here and shown as saved. @type {Said[]} */
    this.said = [];
    /** @type {Sync[]} */
    this.tabs = [];
  }

  /** Both tabs, anew from what is stored. */
  async restart() {
    this.left = 0;
    this.life += 1;
    this.tabs = await Promise.all([0, 1].map(() => this.tab()));
    const [tab] = this.tabs;
    for (const { rid, rev } of this.said) {
      const payload = tab.opened.get(rid)?.payload;
      const there = payload && (values(payload).some((value) => value.rev === rev) || payload.past?.includes(rev));
      assert.ok(there, `saved on device ${this.number}, gone after a restart: ${rid} ${rev}`);
    }
  }

  async tab() {
    const { random, newId, merging } = this.world;
    const { life } = this;
    const pass = () => {
      if (life !== this.life || (this.left > 0 && (this.left -= 1) === 0)) throw new Crash('stopped');
    };
    const store = Object.assign(Object.create(this.store), { pass });
    const wire = { sync: (/** @type {any} */ asked) => (pass(), this.world.carry(asked)) };
    const sync = new Sync({ vid: VID, store, wire, hash, newId, merging });
    await sync.load();
    await sync.open(openVault(VID, random));
    return sync;
  }

  /**
   * Does something in one of the tabs; a stop ends it and both tabs begin again.
   * @param {(tab: Sync) => Promise<unknown>} job
   */
  async run(job) {
    try {
      await job(this.tabs[this.world.under(2)]);
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      this.life += 1;
      await this.restart();
    }
    this.left = 0;
  }

  /** @param {Sync} tab @param {string} rid */
  shown(tab, rid) {
    const payload = tab.opened.get(rid)?.payload;
    return payload ? values(payload) : [];
  }

  /** Something new, or a change of what stands there. @param {Sync} tab */
  async act(tab) {
    const { world } = this;
    const rids = [...tab.rows.keys()];
    const rid = rids.length > 0 && world.under(4) > 0 ? rids[world.under(rids.length)] : world.newId();
    const seen = this.shown(tab, rid);
    const what = world.under(10);
    if (what === 0 && seen.length > 0) return tab.putAway(rid, 'now');
    if (what <= 2 && seen.length > 1) return tab.choose(rid, seen[world.under(seen.length)].rev);
    const text = `text ${(world.texts += 1)}`;
    await tab.save(rid, 'why', { at: 'now', fields: { text }, seen: seen[0]?.rev ?? null });
    const payload = /** @type {Payload} */ (tab.opened.get(rid)?.payload);
    const value = values(payload).find((one) => one.text === text);
    // Another write of the same tab may be on top already; it has this one's name among the past.
    if (value) this.said.push({ rid, rev: value.rev, text });
  }
}

export class World {
  /** @param {number} seed @param {{ restore?: boolean, merging?: typeof import('../sync/merge.js').merge }} [wishes] */
  constructor(seed, { restore = false, merging } = {}) {
    this.random = chance(seed);
    this.merging = merging;
    this.restore = restore;
    this.server = new Server();
    this.server.page = 1 + this.under(5);
    this.ids = 0;
    this.texts = 0;
    this.calm = false;
    /** Questions that come late. @type {any[]} */
    this.late = [];
    this.newId = () => `r${(this.ids += 1)}`;
    this.devices = [0, 1, 2].map((number) => new Device(this, number));
  }

  /** A whole number from 0. @param {number} end */
  under(end) {
    return Math.floor(this.random() * end);
  }

  /** The line. @param {any} asked @returns {Promise<any>} */
  async carry(asked) {
    const luck = this.calm ? 9 : this.under(10);
    if (luck === 0) return { ok: false, why: 'away' };
    if (luck === 1) {
      this.late.push(asked);
      return { ok: false, why: 'away' };
    }
    if (luck === 2) return { ok: false, why: ['sign-in', 'later', 'not-us'][this.under(3)] };
    const reply = await this.server.sync(asked);
    if (luck === 3) return { ok: false, why: 'away' };
    if (luck === 4) return { ok: true, reply: await this.server.sync(asked) };
    if (luck === 5 && this.late.length > 0) await this.server.sync(this.late.splice(this.under(this.late.length), 1)[0]);
    return { ok: true, reply };
  }

  /** One step of somebody. */
  async step() {
    const device = this.devices[this.under(3)];
    // Some steps are stopped in the middle.
    if (this.under(4) === 0) device.left = 1 + this.under(14);
    const kind = this.under(8);
    if (kind < 4) await device.run((tab) => device.act(tab));
    else if (kind < 6) await device.run((tab) => tab.flush());
    else await device.run((tab) => Promise.all([tab.flush(), device.act(tab)]));
  }

  /** @param {number} steps */
  async live(steps) {
    for (const device of this.devices) await device.restart();
    const backup = this.restore ? this.under(steps) : -1;
    const goesBack = backup < 0 ? -1 : backup + this.under(steps - backup);
    /** @type {any} */
    let kept = null;
    for (let step = 0; step < steps; step += 1) {
      if (step === backup) kept = structuredClone({ records: this.server.records, seq: this.server.seq });
      if (step === goesBack) {
        Object.assign(this.server, structuredClone(kept), { restored: 'r2', history: new Map() });
        this.late = [];
      }
      await this.step();
    }
  }

  /** The line holds, and everybody sends until nothing is left. */
  async quiet() {
    this.calm = true;
    for (const device of this.devices) await device.restart();
    for (let turn = 0; turn < 4; turn += 1) {
      for (const device of this.devices) await device.tabs[0].flush();
    }
  }

  /** What must hold afterwards. */
  async check() {
    const [first] = this.devices;
    const rids = [...first.tabs[0].rows.keys()].sort();
    assert.deepEqual([...this.server.records.keys()].sort(), rids, 'the server has every record, and no other');
    const said = this.devices.flatMap((device) => device.said);
    for (const { store, tabs: [tab], number } of this.devices) {
      assert.equal(tab.waiting(), 0, `device ${number} has sent everything`);
      assert.equal(tab.bad.size, 0);
      if (!this.restore) assert.deepEqual([...tab.trouble], [], 'no false alarm');
      assert.deepEqual([...tab.rows.keys()].sort(), rids, 'the same records everywhere');
      for (const rid of rids) {
        assert.equal(store.records.get(rid)?.safe?.hash, this.server.records.get(rid)?.hash, 'what is called safe is there');
        assert.deepEqual(tab.opened.get(rid)?.payload, first.tabs[0].opened.get(rid)?.payload, 'the same text everywhere');
      }
      for (const { rid, rev, text } of said) {
        const payload = tab.opened.get(rid)?.payload;
        assert.ok(payload, `a record that was saved is on device ${number}`);
        const there = values(payload).some((value) => value.rev === rev && value.text === text);
        assert.ok(there || payload.past?.includes(rev), `said and neither shown nor replaced: ${text}`);
        if (!there && !this.restore) assert.ok(await this.inHistory(rid, text), `replaced and not in the history: ${text}`);
      }
    }
    if (!this.restore) await this.checkChains();
  }

  /** @param {string} rid @param {string} text */
  async inHistory(rid, text) {
    return (this.server.history.get(rid) ?? []).some((jwe) =>
      Buffer.from(jwe.split('.')[3], 'base64url').toString().includes(JSON.stringify(text)),
    );
  }

  /** The server never held a version without the one before it. */
  async checkChains() {
    for (const versions of this.server.history.values()) {
      let prev = '';
      for (const [index, jwe] of versions.entries()) {
        const header = JSON.parse(Buffer.from(jwe.split('.')[0], 'base64url').toString());
        assert.deepEqual([header.ver, header.prev], [index + 1, prev]);
        prev = await hash(jwe);
      }
    }
  }
}

/**
 * One schedule from beginning to end.
 * @param {number} seed
 * @param {{ restore?: boolean, merging?: typeof import('../sync/merge.js').merge }} [wishes]
 */
export async function schedule(seed, wishes) {
  const world = new World(seed, wishes);
  await world.live(24);
  await world.quiet();
  await world.check();
}
