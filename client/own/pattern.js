// My pattern: eight weeks as a picture, and what seems to go together, worked out here. Nothing of it is kept or sent.

import { say } from '../parts/say.js';
import { ownLoad } from '../sync/load.js';
import { levelWords } from './cup.js';
import { dayKey, each, filled, one, put, show } from './draw.js';
import { findings } from './pattern/findings.js';
import { days, monday, number, total, weekOf, weeks } from './pattern/life.js';
import { picture } from './pattern/picture.js';
import { median } from './pattern/stats.js';

/** @typedef {import('./me.js').Here} Here */
/** @typedef {import('./pattern/findings.js').Finding} Finding */
/** @typedef {import('./pattern/picture.js').Shown} Shown */
/** @typedef {import('../sync/box.js').Kept} Kept */

const SHOWN = 8;
const day = (/** @type {Kept} */ kept) => dayKey(String(kept.payload.at));
const texts = (/** @type {unknown} */ value) => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []);

/** @param {Here['box']} box @returns {Promise<import('./pattern/life.js').Life>} */
async function lifeOf(box) {
  const cups = box.list('cup').map((kept) => ({
    day: day(kept),
    level: Number(kept.payload.level),
    drains: texts(kept.payload.drains),
    fills: texts(kept.payload.fills),
  }));
  return {
    today: new Date().toLocaleDateString('en-CA'),
    cups,
    filled: box.list('filled').map((kept) => ({ day: day(kept), what: String(kept.payload.what ?? '') })),
    load: await ownLoad(box),
    marks: box.list('mark').map(day),
  };
}

/** The weeks of the picture. @param {import('./pattern/life.js').Life} life @param {Kept[]} marks @returns {Shown[]} */
export function shownOf(life, marks) {
  const now = weekOf(number(life.today));
  const known = new Map(weeks(life).map((week) => [week.at, week]));
  return Array.from({ length: SHOWN }, (_, at) => now - SHOWN + 1 + at).map((at) => {
    const week = known.get(at);
    const cups = week?.cups ?? [];
    const load = week?.load ?? null;
    const contacts = load ? total(load, 'contacts') : 0;
    const heavy = load ? total(load, 'heavy') : 0;
    return {
      day: monday(at),
      middle: cups.length > 0 ? median(cups) : null,
      low: Math.min(...cups),
      high: Math.max(...cups),
      cups: cups.length,
      hours: load && total(load, 'minutes') / 60,
      heavy,
      share: contacts > 0 ? heavy / contacts : 0,
      refills: week && week.said > 0 ? week.refills : null,
      mark: String(marks.find((kept) => weekOf(number(day(kept))) === at)?.payload.text ?? ''),
    };
  });
}

/** The shape of the weeks in one word id. @param {(number | null)[]} middles of complete weeks */
export function shape(middles) {
  const there = middles.flatMap((one) => one ?? []);
  if (there.length < 4) return 'few';
  const [first, last] = [there[0], there[there.length - 1]];
  const [lowest, highest] = [Math.min(...there), Math.max(...there)];
  if (first - lowest >= 1 && last - lowest >= 1) return 'back';
  if (first - last >= 1) return 'down';
  if (last - first >= 1) return 'up';
  return highest - lowest >= 1.5 ? 'both' : 'level';
}

/** @param {string} at */
const short = (at) => new Date(`${at}T12:00:00`).toLocaleDateString('en-US', { month: 'short', day: 'numeric' });
/** A level between two words is the lower one: half a step is not promised. @param {number | null} level */
const cupWords = (level) => (level === null ? say('pattern-missing') : levelWords(Math.floor(level)));

/** @param {Finding} finding */
function sentence({ id, way, word, back }) {
  const side = way > 0 ? 'more' : 'less';
  if (id === 'letgo' && way < 0 && back > 1) return filled(say('pattern-letgo-back'), { day: back });
  return filled(say(`pattern-${id}-${side}`), { word });
}

/** What it rests on. @param {Finding} finding */
function rests({ id, sure, agree, of, days, units }) {
  const start = filled(say('pattern-rests'), { days });
  if (id === 'outside') return `${start} ${filled(say('pattern-rests-weeks'), { weeks: units })}`;
  const words = id === 'trend' || of === 0 ? '' : ` ${filled(say('pattern-true'), { agree, of })}`;
  return `${start}${words} ${say(sure === 'early' ? 'pattern-chance' : 'pattern-together')}`;
}

/** @param {Here} here */
export function pattern(here) {
  const { box, view } = here;
  const form = /** @type {HTMLFormElement | null} */ (one(view, 'form'));
  here.on('form:mark', async () => {
    const field = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (one(view, `#mark-${name}`)).value.trim();
    if (!field('text') || !field('day')) return here.tell(say('empty'));
    await box.save('mark', { text: field('text'), at: `${field('day')}T12:00:00Z` });
    form?.reset();
    await drawn();
    here.tell(say('done'));
  });
  here.on('unmark', async (button) => {
    await box.putAway(button.closest('[data-rid]')?.getAttribute('data-rid') ?? '');
    await drawn();
  });

  const remind = /** @type {HTMLInputElement} */ (one(view, '#pattern-remind'));
  remind.addEventListener('change', async () => {
    const [set] = box.list('remind');
    if (remind.checked && !set) await box.save('remind', { when: 'low' });
    if (!remind.checked && set) await box.putAway(set.rid);
    here.tell(say('done'));
  });

  const drawn = async () => {
    const life = await lifeOf(box);
    if (view.dataset.view !== 'pattern') return;
    remind.checked = box.list('remind').length > 0;
    const marks = box.list('mark');
    const own = shownOf(life, marks);
    const said = [...days(life).values()].filter(({ at, cup }) => cup !== null && at > number(life.today) - SHOWN * 7).length;
    show(view, 'none', said === 0);
    show(view, 'some', said > 0);
    put(view, 'line', said === 0 ? '' : filled(say(said < 12 ? 'pattern-few' : 'pattern-plenty'), { days: said }));
    if (said > 0) {
      const title = say(`pattern-shape-${shape(own.slice(0, -1).map(({ middle }) => middle))}`);
      put(view, 'shape', title);
      const told = own.map((week) => filled(say('pattern-week'), {
        day: short(week.day), cup: cupWords(week.middle), hours: amount(week.hours), refills: amount(week.refills),
      }));
      put(view, 'picture', picture(own, {
        title: say('pattern-picture'), told: told.join(' '), cup: say('pattern-cup'), cupLine: say('pattern-cup-line'), load: say('pattern-load'),
        loadLine: say(life.load ? 'pattern-load-line' : 'pattern-load-none'), refill: say('pattern-refill'), refillLine: say('pattern-refill-line'), soFar: say('pattern-so-far'),
      }, short));
    }
    each(view, 'weeks', own, (row, week, at) => {
      put(row, 'day', short(week.day) + (at === SHOWN - 1 ? ` (${say('pattern-so-far')})` : ''));
      put(row, 'cup', cupWords(week.middle));
      for (const name of /** @type {const} */ (['hours', 'refills'])) put(row, name, amount(week[name]));
      put(row, 'heavy', amount(week.hours === null ? null : week.heavy));
    });
    const found = findings(life);
    show(view, 'silent', said > 0 && found.length === 0);
    each(view, 'finds', found, (row, finding) => {
      const steps = { clear: 3, likely: 2, early: 1 }[finding.sure];
      row.querySelectorAll('circle').forEach((circle, at) => circle.setAttribute('class', at < steps ? 'sure-on' : 'sure-off'));
      put(row, 'sure', say(`pattern-${finding.sure}`));
      put(row, 'text', sentence(finding));
      put(row, 'rests', rests(finding));
      const more = say(`pattern-not-${finding.id}`);
      put(row, 'not', more);
      show(row, 'not', more);
    });
    each(view, 'marks', marks, (row, mark) => {
      row.dataset.rid = mark.rid;
      put(row, 'day', short(day(mark)));
      put(row, 'text', String(mark.payload.text ?? ''));
    });
  };
  void box.ready.then(drawn);
  return () => {
    // Nothing moves while somebody writes.
    if (!form?.contains(document.activeElement)) void drawn();
  };
}

/** @param {number | null} value */
const amount = (value) => (value === null ? say('pattern-missing') : String(Math.round(value)));
