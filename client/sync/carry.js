// Work that is carried for hours without a line: whom one walks with and what the day holds. Sealed with the vault, on
// this device alone, never sent back; it opens only while the vault is open.

import { newId } from '../vault/bytes.js';
import { localTime } from './time.js';
import { ask } from './wire.js';

/**
 * @typedef {{ id: string, name: string, next: string, on: string, last: string | null }} Carried
 * @typedef {{ at: string, minutes: number, title: string, place: string, with: string | null }} Planned
 * @typedef {{ taken: string, day: string, people: Carried[], planned: Planned[] }} Copy `taken`: a local time
 */

/** Letters of a copy; people met longest ago leave first. A record holds no more. */
const LETTERS = 1_500_000;
/** Milliseconds between two copies: each is a look at names, and stands in the trail. */
const EVERY = 3_600_000;

/**
 * As much as fits, those met last first.
 * @param {Carried[]} people
 * @param {number} [letters]
 */
export function fitting(people, letters = LETTERS) {
  const sorted = people.toSorted((a, b) => (b.last ?? '').localeCompare(a.last ?? ''));
  let left = letters;
  return sorted.filter((one) => (left -= JSON.stringify(one).length) >= 0);
}

/**
 * Takes a new copy, when the last is old enough. Quiet when there is no line or nobody to carry.
 * @param {import('./box.js').Box} box
 */
export async function take(box) {
  const { vault, store, who } = box;
  if (!vault || !store || !who?.roles.includes('peer-worker')) return;
  const before = await store.meta('carried');
  if (before && Date.now() - Date.parse(before.taken) < EVERY) return;
  const answer = await ask('/today/carry.json');
  const { day, people, planned } = answer.ok ? answer.body : { day: '', people: null, planned: [] };
  if (!Array.isArray(people) || !Array.isArray(planned)) return;
  const [rid, taken] = [newId(), localTime()];
  const copy = { v: 1, t: 'carried', at: taken, day, people: fitting(people), planned };
  const jwe = await vault.seal(rid, 1, '', copy);
  if (box.vault === vault) await store.setMeta('carried', { rid, jwe, taken });
}

/**
 * The copy that is here; null without one, and while the vault is locked.
 * @param {import('./box.js').Box} box
 * @returns {Promise<Copy | null>}
 */
export async function carried(box) {
  const kept = await box.store?.meta('carried');
  if (!kept || !box.vault) return null;
  const read = await box.vault.open(kept.jwe, { rid: kept.rid, ver: 1 }).catch(() => null);
  return read ? { taken: kept.taken, day: read.day, people: read.people, planned: read.planned } : null;
}
