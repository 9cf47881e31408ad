// Invented lives for tests: nobody's. With an effect planted, or with none; cups and work that are each like the day before.

/** A small generator of chance (mulberry32), so that every run is the same. @param {number} seed */
export function chances(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let one = Math.imul(state ^ (state >>> 15), 1 | state);
    one = (one + Math.imul(one ^ (one >>> 7), 61 | one)) ^ one;
    return ((one ^ (one >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** @typedef {'none' | 'heavy' | 'rest' | 'letgo' | 'drain' | 'fill' | 'since' | 'refill'} Effect */

const DRAINS = ['No sleep', 'Paperwork', 'A loss', 'Money', 'No beds'];
const FILLS = ['Walk', 'My meeting', 'Family', 'Prayer'];

/**
 * @param {number} seed
 * @param {{ weeks?: number, said?: number, effect?: Effect }} [wishes]
 *   `said`: share of days with a check-in
 * @returns {import('../own/pattern/life.js').Life}
 */
export function invented(seed, { weeks = 26, said = 0.6, effect = 'none' } = {}) {
  const chance = chances(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
  const start = Date.parse('2025-01-06T00:00:00Z') / 86_400_000;
  const day = (/** @type {number} */ at) => new Date((start + at) * 86_400_000).toISOString().slice(0, 10);
  const length = weeks * 7;
  /** @type {import('../own/pattern/life.js').Life} */
  const life = { today: day(length), cups: [], filled: [], load: { through: day(length - 1), days: [] }, marks: [] };
  if (effect === 'since') life.marks.push(day(Math.floor(weeks / 2) * 7));
  // Slow things: a person's own tide, and how hard the work is at the time.
  const [alike, hard] = [0.3 + 0.55 * chance(), 0.3 + 0.55 * chance()];
  let [tide, press, run, rest] = [normal(), normal(), 0, 3];
  let likes = chance();
  for (let at = 0; at < length; at += 1) {
    tide = alike * tide + Math.sqrt(1 - alike * alike) * normal();
    press = hard * press + Math.sqrt(1 - hard * hard) * normal();
    likes = Math.min(0.9, Math.max(0.1, likes + 0.05 * normal()));
    const weekend = at % 7 > 4;
    const works = chance() < (weekend ? 0.12 : 0.9);
    let heavy = 0;
    if (works) {
      const contacts = Math.max(1, Math.round(4 + 1.2 * press + normal()));
      heavy = Math.min(contacts, Math.max(0, Math.round(0.7 + 0.9 * press + 0.6 * normal())));
      const out = chance() < 0.15 ? 1 : 0;
      life.load?.days.push({ day: day(at), contacts, minutes: contacts * 45, heavy, out, over: chance() < 0.01 ? 1 : 0 });
      [run, rest] = [rest > 0 ? 1 : run + 1, 0];
    } else rest += 1;
    const drains = DRAINS.filter(() => chance() < 0.2);
    const fills = FILLS.filter(() => chance() < 0.5 * likes);
    let cup = 2.2 + 0.8 * tide + 0.3 * normal();
    if (effect === 'heavy') cup -= 0.7 * heavy - 0.5;
    if (effect === 'rest' && works) cup -= 0.35 * (run - 3);
    if (effect === 'letgo' && !works && run >= 3) cup += rest === 1 ? -1 : 0.4;
    if (effect === 'drain' && drains.includes('No sleep')) cup -= 1.2;
    if (effect === 'fill' && fills.includes('Walk')) cup += 1.2;
    if (effect === 'refill') cup += 2.5 * (likes - 0.5);
    if (effect === 'since' && at >= length / 2) cup -= 1.2;
    if (chance() < said) life.cups.push({ day: day(at), level: Math.min(4, Math.max(0, Math.round(cup))), drains, fills });
  }
  return life;
}
