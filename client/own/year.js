// The year as squares: one for each day, empty where nothing was said.

/** @param {Date} day */
const keyOf = (day) =>
  `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, '0')}-${String(day.getDate()).padStart(2, '0')}`;

/**
 * @param {{ at: string, level: number }[]} cups newest first
 * @param {Date} now
 * @returns {{ day: string, level: number | null }[]} from a Sunday a year ago to today
 */
export function year(cups, now) {
  /** @type {Map<string, number>} */
  const last = new Map();
  for (const { at, level } of cups) if (!last.has(at.slice(0, 10))) last.set(at.slice(0, 10), level);
  const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 364, 12);
  day.setDate(day.getDate() - day.getDay());
  const squares = [];
  const end = keyOf(now);
  for (;;) {
    const key = keyOf(day);
    squares.push({ day: key, level: last.get(key) ?? null });
    if (key >= end) return squares;
    day.setDate(day.getDate() + 1);
  }
}
