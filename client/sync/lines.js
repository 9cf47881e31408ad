// A program's own lines under 988 and 911. They are fetched when Me opens, once a day at most, and never when somebody looks
// at Help now: the server cannot tell who looked. They are nobody's secret, and stay for when there is no line.

import { localTime } from './time.js';
import { ask } from './wire.js';

/** @typedef {{ name: string, phone: string, said: string }} Line */
/** @typedef {{ people: import('./people.js').People | null, who: { account: string, signedIn: boolean } | null }} Where */

/** Fetches them anew when the last were not of today. @param {Where} where */
export async function takeLines({ people, who }) {
  if (!people || !who?.signedIn) return;
  const [name, today] = [`lines:${who.account}`, localTime().slice(0, 10)];
  if ((await people.store.meta(name))?.taken === today) return;
  const answer = await ask('/help/lines.json');
  if (answer.ok && Array.isArray(answer.body.lines)) await people.store.setMeta(name, { taken: today, lines: answer.body.lines });
}

/** Those that are here. @param {Where} where @returns {Promise<Line[]>} */
export async function ownLines({ people, who }) {
  const kept = who ? await people?.store.meta(`lines:${who.account}`) : null;
  return kept?.lines ?? [];
}
