// A reminder that a person set for themselves: of their own early signs, while the cup stays low. Nothing is set by itself.

/** Check-ins that make "stays low", the level that is low, and the days that count as now. */
const RUN = 3;
const LOW = 1;
const DAYS = 14;

/**
 * @param {{ at: string, level: number }[]} cups newest first
 * @param {Date} now
 */
export function staysLow(cups, now) {
  const last = cups.slice(0, RUN);
  const first = last.at(-1);
  if (!first || last.length < RUN) return false;
  return last.every(({ level }) => level <= LOW) && now.getTime() - Date.parse(first.at) <= DAYS * 86_400_000;
}
