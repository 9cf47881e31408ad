// One's own work by day, for one's own eyes: fetched with everything else that is kept for a day without a line, sealed with
// the vault, on this device alone, never sent back. The server is asked for the same at every opening, once a day at most, whatever
// its owner looks at afterwards.

import { newId } from '../vault/bytes.js';
import { localTime } from './time.js';
import { ask } from './wire.js';

/** @typedef {import('../own/pattern/life.js').Load} Load */

/**
 * Fetches it anew when the last was not of today. Quiet when there is no line, and for who has no such work.
 * @param {import('./box.js').Box} box
 */
export async function take(box) {
  const { vault, store, who } = box;
  if (!vault || !store || !who?.roles.includes('peer-worker')) return;
  const today = localTime().slice(0, 10);
  if ((await store.meta('load'))?.taken === today) return;
  const answer = await ask('/today/load.json');
  if (!answer.ok || !Array.isArray(answer.body.days)) return;
  const rid = newId();
  const { through, days } = answer.body;
  const jwe = await vault.seal(rid, 1, '', { v: 1, t: 'load', at: localTime(), through, days });
  if (box.vault === vault) await store.setMeta('load', { rid, jwe, taken: today });
}

/**
 * What is here; null without any, and while the vault is locked.
 * @param {import('./box.js').Box} box
 * @returns {Promise<{ through: string, days: Load[] } | null>}
 */
export async function ownLoad(box) {
  const kept = await box.store?.meta('load');
  if (!kept || !box.vault) return null;
  const read = /** @type {any} */ (await box.vault.open(kept.jwe, { rid: kept.rid, ver: 1 }).catch(() => null));
  if (!read) return null;
  /** @param {[string, number, number, number, number, number]} row */
  const named = ([day, contacts, minutes, heavy, out, over]) => ({ day, contacts, minutes, heavy, out, over });
  return { through: read.through, days: read.days.map(named) };
}
