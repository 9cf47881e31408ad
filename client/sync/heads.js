// This device's heads: which versions it saw. Another device that misses one of them is told
// (docs/vault.md section 6).

import { notThere, readList, shardOf, shardsFor, stampOf, writeList } from '../vault/heads.js';

/** @typedef {import('./core.js').Sync} Sync */

/** @param {Sync} sync */
function heads(sync) {
  return [...sync.opened].filter(([, { payload }]) => payload.t === 'head');
}

/** Every record but heads, as the server has it. @param {Sync} sync */
function seen(sync) {
  return [...sync.rows.values()].flatMap((row) => {
    const head = sync.opened.get(row.rid)?.payload.t === 'head';
    return row.safe && !head ? [{ rid: row.rid, ver: row.safe.ver, hash: row.safe.hash }] : [];
  });
}

/**
 * What some device saw and this one does not find.
 * @param {Sync} sync
 */
export function missing(sync) {
  const there = new Map([...sync.rows].map(([rid, { ver, hash }]) => [rid, { ver, hash }]));
  return heads(sync).flatMap(([, { payload }]) => {
    try {
      // Another text of the same version is a conflict on its way, not a loss.
      return notThere(readList(String(payload.list)), there).filter(({ why }) => why !== 'other');
    } catch {
      return [];
    }
  });
}

/**
 * Writes the heads of this device, where something changed. True when something was written.
 * @param {Sync} sync
 * @param {string} dev
 * @param {string} at
 */
export async function writeHeads(sync, dev, at) {
  const all = seen(sync);
  const of = shardsFor(all.length);
  let wrote = false;
  for (let shard = 0; shard < of; shard += 1) {
    const list = writeList(all.filter(({ rid }) => shardOf(rid, of) === shard));
    const mine = heads(sync).find(([, { payload }]) => payload.dev === dev && payload.shard === shard);
    if (mine?.[1].payload.list === list && mine[1].payload.of === of) continue;
    const fields = { dev, shard, of, list };
    await sync.save(mine?.[0] ?? sync.newId(), 'head', { at, fields, seen: mine?.[1].payload.rev ?? null });
    wrote = true;
  }
  return wrote;
}

/** Number of records and three words. @param {Sync} sync */
export async function stamp(sync) {
  const { count, words } = await stampOf(seen(sync));
  return `${count} ${words}`;
}
