// Eight weeks as one picture: mugs, load, refill, on one time axis. Shapes carry it; what is missing is dotted or left out.

const SVG = 'http://www.w3.org/2000/svg';

/**
 * @param {string} name @param {Record<string, string | number>} [at] @param {(Node | string)[]} [inside]
 * @returns {SVGElement}
 */
export function draw(name, at = {}, inside = []) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(at)) made.setAttribute(key, String(value));
  made.append(...inside);
  return made;
}

/** @param {string} text @param {number} x @param {number} y @param {string} [more] @param {string} [anchor] */
const words = (text, x, y, more = 'c-txt--sm', anchor = 'middle') =>
  draw('text', { class: `c-txt ${more}`, x, y, 'text-anchor': anchor }, [text]);

/** The inside of the mug: where full is, and how deep it goes. */
const FULL = 28;
const DEPTH = 56.5;
const topOf = (/** @type {number} */ level) => FULL + DEPTH * (1 - level / 4);
const water = (/** @type {number} */ level, /** @type {string} */ name) =>
  draw('path', { class: name, d: `M16.5 ${topOf(level)}H66.5V78a6.5 6.5 0 0 1-6.5 6.5H23a6.5 6.5 0 0 1-6.5-6.5Z` });

/**
 * @typedef {{ day: string, middle: number | null, low: number, high: number, cups: number, hours: number | null,
 *   heavy: number, share: number, refills: number | null, mark: string }} Shown
 *   `share`: the part of contacts that were heavy; `refills`: null where nothing was said at all
 */

/** @param {Shown} week @param {number} x */
function mug({ middle, low, high, cups }, x) {
  const line = `mug-line${cups < 3 ? ' mug-dash' : ''}`;
  const inside = [draw('path', { class: 'mug-body', d: 'M14 21V78a9 9 0 0 0 9 9H60a9 9 0 0 0 9-9V21Z' })];
  if (middle !== null) {
    if (high > middle) inside.push(water(high, 'mug-range'));
    inside.push(water(middle, 'mug-water'), draw('path', { class: 'mug-top', d: `M16.5 ${topOf(middle)}H66.5` }));
    if (low < middle) inside.push(draw('path', { class: 'mug-lo', d: `M20 ${topOf(low)}H63` }));
  }
  inside.push(
    draw('path', { class: line, d: 'M14 22V78a9 9 0 0 0 9 9H60a9 9 0 0 0 9-9V22M69 35h6a11 11 0 0 1 11 11v8a11 11 0 0 1-11 11h-6' }),
    draw('rect', { class: 'mug-rim', x: 8, y: 15, width: 67, height: 8, rx: 4 }),
  );
  return draw('g', { transform: `translate(${x - 18.5} 20) scale(0.44)` }, inside);
}

const BARS = { top: 112, base: 176 };
const DOTS = { base: 262, step: 9.6, most: 6 };

/** @param {Shown} week @param {number} x @param {number} most */
function bar({ hours, share }, x, most) {
  if (hours === null) return [];
  const height = most === 0 ? 0 : ((BARS.base - BARS.top) * hours) / most;
  const box = { x: x - 12, width: 24 };
  const y = BARS.base - height;
  return [
    draw('rect', { ...box, class: 'c-load-soft', y, height }),
    draw('rect', { ...box, fill: 'url(#hatched)', y: BARS.base - height * share, height: height * share }),
    draw('rect', { ...box, class: 'c-load-edge', y, height }),
    words(String(Math.round(hours)), x, y - 4),
  ];
}

/** @param {Shown} week @param {number} x */
function dots({ refills }, x) {
  if (refills === null) return [];
  const shown = Math.min(refills, DOTS.most);
  const found = Array.from({ length: shown }, (_, at) => draw('circle', { class: 'c-water', cx: x, cy: DOTS.base - at * DOTS.step, r: 4 }));
  if (refills > shown) found.push(words(String(refills), x, DOTS.base - shown * DOTS.step));
  return found;
}

/**
 * @param {Shown[]} weeks
 * @param {{ title: string, told: string, cup: string, cupLine: string, load: string, loadLine: string, refill: string, refillLine: string, soFar: string }} said
 * @param {(day: string) => string} dayWords
 */
export function picture(weeks, said, dayWords) {
  const most = Math.max(0, ...weeks.map((week) => week.hours ?? 0));
  const place = (/** @type {number} */ at) => 20 + at * 43;
  const hatch = draw('pattern', { id: 'hatched', width: 5, height: 5, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
    [draw('path', { class: 'c-hatch', d: 'M0 0V5' })]);
  const rows = [[said.cup, said.cupLine, 11], [said.load, said.loadLine, 92], [said.refill, said.refillLine, 200]];
  const made = draw('svg', { viewBox: '0 0 344 312', role: 'img', 'aria-labelledby': 'ch-t', 'aria-describedby': 'ch-d' }, [
    draw('title', { id: 'ch-t' }, [said.title]),
    draw('desc', { id: 'ch-d' }, [said.told]),
    draw('defs', {}, [hatch]),
    ...weeks.flatMap(({ mark }, at) => (mark ? [draw('rect', { class: 'c-focus', x: place(at) - 21, y: 20, width: 42, height: 272, rx: 6 })] : [])),
    ...rows.flatMap(([name, line, y]) => [
      words(String(name), 0, Number(y), 'c-txt--ink', 'start'),
      words(String(line), 344, Number(y), 'c-txt--sm', 'end'),
    ]),
    draw('path', { class: 'c-axis', d: `M0 ${BARS.base}H344M0 268H344` }),
  ]);
  weeks.forEach((week, at) => {
    const x = place(at);
    made.append(mug(week, x), ...bar(week, x, most), ...dots(week, x));
    const month = at === 0 || week.day.slice(5, 7) !== weeks[at - 1].day.slice(5, 7);
    made.append(words(month ? dayWords(week.day) : String(Number(week.day.slice(8))), x, 284));
    if (week.mark) {
      const [anchor, from] = at < 2 ? ['start', 0] : at > 5 ? ['end', 344] : ['middle', x];
      made.append(words(week.mark.slice(0, 40), Number(from), at === weeks.length - 1 ? 312 : 307, 'c-txt--sm c-txt--ink', String(anchor)));
    }
  });
  if (weeks.length > 0 && !weeks[weeks.length - 1].mark) made.append(words(said.soFar, place(weeks.length - 1), 300));
  return made;
}
