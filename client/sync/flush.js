// One round of sending and fetching, again until nothing is left: what waits goes out, what is new
// comes in, and what the server says is compared with what this device knows.
//
// One stuck record never stops the others, and no answer of the server takes anything from `items`
// but the hash of the very version that was sent.
import { accepted, reason, sentAgain } from './core.js';

/**
 * @typedef {import('./core.js').Sync} Sync
 * @typedef {import('./core.js').Row} Row
 * @typedef {import('./core.js').Change} Change
 * @typedef {import('./core.js').Reply} Reply
 * @typedef {{ rid: string, jwe: string, hash: string, again: boolean }} Sent
 * @typedef {{ limit: number, listed: Set<string> | null, restart: boolean, relisted: boolean, back: boolean,
 *   since: number, moved: boolean, tried: Set<string> }} Round `listed`: what a list of everything has shown so far;
 *   `restart`: that list begins with the next question; `back`: the server says that it was put back; `tried`: what does not go out in this flush
 */

/** What a request may carry (docs: 64 items and 4 MiB). */
const ITEMS = 64;
const LETTERS = 3_500_000;
/** A record below this is never what makes a request too large: then a proxy is set up wrongly. */
const LARGE = 500_000;
/** Turns of one flush: far more than any honest server needs. */
const TURNS = 2_000;
/** While locked nothing new is asked for: it could not be opened. */
const NOTHING = Number.MAX_SAFE_INTEGER;

/** @param {Sync} sync */
export async function flush(sync) {
  /** @type {Round} */
  const round = {
    limit: ITEMS, listed: null, restart: false, relisted: false, back: false, since: 0, moved: false, tried: new Set(),
  };
  for (let turn = 0; turn < TURNS; turn += 1) {
    const sent = await question(sync, round);
    const items = sent.map(({ rid, jwe }) => ({ rid, jwe }));
    const restored = sent[0]?.again ? await sync.store.meta('restored') : undefined;
    const asked = { vid: sync.vid, since: round.since, items };
    const heard = await sync.wire.sync(restored === undefined ? asked : { ...asked, restored });
    if (!heard.ok) {
      if (heard.why === 'too-big' && sent.length > 1) {
        round.limit = Math.ceil(sent.length / 2);
        continue;
      }
      if (heard.why === 'too-big' && sent[0]?.jwe.length > LARGE) {
        await stick(sync, sent[0], 'size');
        continue;
      }
      sync.trouble.add(heard.why === 'too-big' ? 'later' : heard.why);
      return;
    }
    for (const gone of ['away', 'sign-in', 'not-us', 'later']) sync.trouble.delete(gone);
    round.moved = false;
    await results(sync, heard.reply, sent, round);
    if (!sync.vault) {
      if (!round.moved || !waits(sync, round)) return;
      continue;
    }
    if (heard.reply.epoch > sync.vault.epoch) {
      sync.trouble.add('turned');
      return;
    }
    const whole = await changes(sync, heard.reply, round);
    if (whole && !(waits(sync, round) && round.moved)) return;
  }
}

/** Whether something could still go out in this flush. @param {Sync} sync @param {Round} round */
function waits(sync, round) {
  return [...sync.rows.values()].some((row) => row.waits > 0 && !row.stuck && !round.tried.has(row.rid));
}

/**
 * The oldest waiting version of each record, as much as one request may carry.
 * @param {Sync} sync
 * @param {Round} round
 */
async function question(sync, round) {
  const rows = [...sync.rows.values()].filter((row) => row.waits > 0 && !row.stuck && !round.tried.has(row.rid));
  // What the server had before goes first and alone: for it, the chain of versions is not asked for.
  const again = rows.filter((row) => row.again);
  const rids = (again.length > 0 ? again : rows).map((row) => row.rid);
  /** @type {Sent[]} */
  const sent = [];
  let letters = 0;
  for (const row of await sync.store.get(rids.slice(0, round.limit))) {
    if (!row || row.items.length === 0) {
      if (row) await sync.learn(row);
      continue;
    }
    const [{ jwe, hash, again: before = false }] = row.items;
    letters += jwe.length;
    if (sent.length > 0 && (letters > LETTERS || sent[0].again !== before)) break;
    sent.push({ rid: row.rid, jwe, hash, again: before });
  }
  round.since = sync.vault ? ((await sync.store.meta('since')) ?? 0) : NOTHING;
  if (round.restart) round.since = 0;
  return sent;
}

/**
 * @param {Sync} sync
 * @param {Sent} sent
 * @param {string} why
 */
async function stick(sync, sent, why) {
  await change(sync, sent.rid, async (row) =>
    row && row.items[0]?.hash === sent.hash ? { row: { ...row, mark: row.mark + 1, stuck: why } } : null,
  );
}

/**
 * Changes one row from what the store holds now, again when another tab was quicker.
 * @param {Sync} sync
 * @param {string} rid
 * @param {(row: Row | null) => Promise<{ row: Row, payload?: any } | null>} make
 */
async function change(sync, rid, make) {
  for (let turn = 0; turn < 20; turn += 1) {
    const [row] = await sync.store.get([rid]);
    const next = await make(row);
    if (!next) {
      if (row) await sync.learn(row);
      return false;
    }
    const stale = await sync.store.put([{ was: row?.mark ?? null, row: next.row }]);
    if (stale.length > 0) continue;
    await sync.learn(next.row, next.payload);
    sync.changed([rid]);
    return true;
  }
  return false;
}

/**
 * What became of what was sent.
 * @param {Sync} sync
 * @param {Reply} reply
 * @param {Sent[]} sent
 * @param {Round} round
 */
async function results(sync, reply, sent, round) {
  const bySender = new Map(sent.map((one) => [one.rid, one]));
  for (const result of reply.results) {
    const one = bySender.get(result.rid);
    if (!one) continue;
    if (result.ok) {
      // Nothing counts as backed up on a bare "ok": the hash must be the one of what was sent.
      const took = result.hash === one.hash && (await change(sync, one.rid, async (row) => {
        const index = row ? row.items.findIndex((item) => item.hash === one.hash) : -1;
        return row && index >= 0 ? { row: accepted(row, index) } : null;
      }));
      round.listed?.add(one.rid);
      if (took) round.moved = true;
      else if (result.hash !== one.hash) refuse(sync, round, one.rid, 'damaged');
    } else if (result.conflict) {
      await met(sync, one.rid, result.conflict.jwe, round);
    } else if (result.refused === 'parent') {
      // The server knows less than it did: only a list of everything tells what.
      round.tried.add(one.rid);
      if (sync.vault && !round.relisted) again(round);
    } else if (result.refused === 'epoch') {
      refuse(sync, round, one.rid, 'turned');
    } else {
      await stick(sync, one, result.refused === 'size' || result.refused === 'full' ? result.refused : 'header');
    }
  }
}

/** @param {Sync} sync @param {Round} round @param {string} rid @param {string} why */
function refuse(sync, round, rid, why) {
  round.tried.add(rid);
  sync.trouble.add(why);
}

/** Everything is listed again from the start. @param {Round} round */
function again(round) {
  round.listed = new Set();
  round.restart = true;
  round.relisted = true;
}

/**
 * Meets another version of a record.
 * @param {Sync} sync
 * @param {string} rid
 * @param {string} jwe
 * @param {Round} round
 */
async function met(sync, rid, jwe, round) {
  const took = await change(sync, rid, (row) => adopted(sync, row, rid, jwe, round));
  if (took) round.moved = true;
}

/**
 * What becomes of a row that meets another version; null when nothing does. A version that does not open is
 * named and changes nothing.
 * @param {Sync} sync
 * @param {Row | null} row
 * @param {string} rid
 * @param {string} jwe
 * @param {Round} round
 */
async function adopted(sync, row, rid, jwe, round) {
  try {
    const found = await sync.adopt(row, rid, jwe, round.back);
    if (found?.older && !round.back) sync.trouble.add('older');
    sync.bad.delete(rid);
    return found;
  } catch (error) {
    round.tried.add(rid);
    if (reason(error) !== 'locked') {
      sync.bad.set(rid, reason(error));
      sync.trouble.add('damaged');
    }
    return null;
  }
}

/**
 * What is new. True when everything was heard.
 * @param {Sync} sync
 * @param {Reply} reply
 * @param {Round} round
 */
async function changes(sync, reply, round) {
  const known = await sync.store.meta('restored');
  if (known !== undefined && known !== reply.restored && !round.listed) {
    sync.trouble.add('restored');
    round.back = true;
    again(round);
    return false;
  }
  if (round.restart && round.since > 0) return false;
  round.restart = false;
  await page(sync, reply, round);
  const last = reply.changes.at(-1);
  if (reply.more && last && last.seq > round.since) {
    await sync.store.put([], { since: last.seq, restored: known ?? reply.restored });
    return false;
  }
  // A page that held only what was just sent comes empty.
  if (reply.more && !last && round.moved) return false;
  const count = [...sync.rows.values()].filter((row) => row.safe).length;
  const strange = [...sync.bad.keys()].filter((rid) => !sync.rows.has(rid)).length;
  const fits = count + strange === reply.total && !reply.more;
  if (!round.listed && !fits && !round.relisted) {
    again(round);
    return false;
  }
  const lost = round.listed ? await missing(sync, reply, round) : false;
  round.listed = null;
  if (lost === 'cut' || reply.more) {
    sync.trouble.add('cut');
    return true;
  }
  const notes = { since: reply.seq, restored: reply.restored, strange: [...sync.bad].filter(([rid]) => !sync.rows.has(rid)) };
  await sync.store.put([], notes);
  if (lost === 'again') round.moved = true;
  return true;
}

/**
 * One page of changes, in one transaction.
 * @param {Sync} sync
 * @param {Reply} reply
 * @param {Round} round
 */
async function page(sync, reply, round) {
  const rows = await sync.store.get(reply.changes.map((one) => one.rid));
  /** @type {(Change & { payload?: any })[]} */
  const puts = [];
  for (const [index, { rid, jwe }] of reply.changes.entries()) {
    round.listed?.add(rid);
    const row = rows[index];
    const found = await adopted(sync, row, rid, jwe, round);
    if (found) puts.push({ was: row?.mark ?? null, ...found });
    else if (row) await sync.learn(row);
  }
  if (puts.length === 0) return;
  const stale = new Set(await sync.store.put(puts.map(({ was, row }) => ({ was, row }))));
  for (const { row, payload } of puts) if (!stale.has(row.rid)) await sync.learn(row, payload);
  sync.changed(puts.map(({ row }) => row.rid));
  for (const { rid, jwe } of reply.changes) if (stale.has(rid)) await met(sync, rid, jwe, round);
  round.moved = true;
}

/**
 * After a list of everything: what the server held once and does not show goes there again.
 * @param {Sync} sync
 * @param {Reply} reply
 * @param {Round} round
 * @returns {Promise<false | 'cut' | 'again'>} 'cut': the list was shorter than it said, so nothing is concluded from it
 */
async function missing(sync, reply, { listed, back, tried }) {
  if (listed?.size !== reply.total || reply.more) return 'cut';
  const gone = [...sync.rows.values()].filter((row) => row.safe && !listed.has(row.rid));
  for (const { rid } of gone) {
    tried.delete(rid);
    if (!back) sync.trouble.add('missing');
    await change(sync, rid, async (row) => {
      if (!row?.safe) return null;
      if (back) return { row: sentAgain(row) };
      const fresh = await sync.rebase(row, { ver: 0, hash: '', payload: null }).catch(() => null);
      if (!fresh) {
        sync.trouble.add('damaged');
        return null;
      }
      const { items, last } = fresh;
      const tip = items[items.length - 1];
      return { row: { ...row, ...tip, mark: row.mark + 1, safe: null, items, stuck: '' }, payload: last };
    });
  }
  return gone.length > 0 ? 'again' : false;
}
