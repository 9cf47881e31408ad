// The first screen: what matters now. And Help now, and finding things again.

import { say } from '../parts/say.js';
import { ownLines } from '../sync/lines.js';
import { any, stateWords, tapCup } from './cup.js';
import { all, dayWords, each, filled, one, put, show } from './draw.js';
import { hang } from './photo.js';
import { staysLow } from './remind.js';

/** @typedef {import('./me.js').Here} Here */
/** @typedef {import('../sync/box.js').Kept} Kept */

/** @param {Kept} kept @param {string} name */
const text = (kept, name = 'text') => (typeof kept.payload[name] === 'string' ? String(kept.payload[name]).trim() : '');

/** What a telephone dials. @param {string} number */
export const dialed = (number) => number.replace(/[^\d+*#]/g, '');

/** People to call. @param {Here} here @param {Kept[]} people */
function callable({ view }, people) {
  each(view, 'people', people, (row, kept) => {
    put(row, 'text', text(kept));
    put(row, 'name', ` ${text(kept)}`);
    put(row, 'why', text(kept, 'why'));
    const number = dialed(text(kept, 'phone'));
    const call = one(row, '[data-tel]');
    if (call) call.hidden = number === '';
    call?.setAttribute('href', `tel:${number}`);
  });
}

/** People for oneself: those from work only when there is nobody else. @param {Here} here */
function mine({ box }) {
  const people = box.list('person').filter((kept) => text(kept, 'phone'));
  const own = people.filter((kept) => kept.payload.side !== 'work');
  return own.length > 0 ? own : people;
}

/** @param {Here} here */
export function now(here) {
  const { box, view } = here;
  here.on('cup', (button) => tapCup(here, Number(button.dataset.level)));
  const refills = box.list('refill').filter((kept) => text(kept));
  show(view, 'refills', refills.length > 0);
  show(view, 'no-refills', refills.length === 0);
  each(view, 'refills', refills.slice(0, 8), (row, kept) => {
    put(row, 'text', text(kept));
    const button = one(row, 'button');
    if (button) button.dataset.rid = kept.rid;
  });
  here.on('refill', async (button) => {
    const what = one(button, '[data-put]')?.textContent ?? '';
    const kept = await box.save('filled', { what });
    button.classList.add('is-done');
    here.tell(`${what}. ${stateWords(kept)}.`);
  });
  const people = mine(here);
  show(view, 'no-people', people.length === 0);
  callable(here, people.slice(0, 3));
  waits(here);
  const card = () => {
    const cards = ['why', 'mantra', 'good', 'victory', 'seed', 'strength'].flatMap((t) => box.list(t)).filter((kept) => text(kept));
    const shown = one(view, '[data-put="card"]')?.textContent;
    const next = any(cards.length > 1 ? cards.filter((kept) => text(kept) !== shown) : cards);
    show(view, 'card', next);
    if (next) {
      put(view, 'card', text(next));
      put(view, 'card-from', dayWords(next.payload.at));
    }
  };
  card();
  here.on('card', card);
  // Of the rest nothing moves under the thumb: what is new is there at the next look.
  return () => waits(here);
}

/** What waits: a plan to look at again, two versions of one page. @param {Here} here */
function waits({ box, view }) {
  /** @type {{ words: string, to: string }[]} */
  const found = [];
  const [asked] = box.list('again');
  const today = new Date().toLocaleDateString('en-CA');
  if (asked && text(asked, 'day') && text(asked, 'day') <= today) found.push({ words: say('asked'), to: 'plan' });
  const cups = box.list('cup').map(({ payload }) => ({ at: payload.at, level: Number(payload.level) }));
  if (box.list('remind').length > 0 && staysLow(cups, new Date())) found.push({ words: say('remind'), to: 'signs' });
  const types = new Set(all(document, 'template[id^="v-"]').map((one) => one.id.slice(2)));
  for (const t of types) {
    if (box.list(t).some((kept) => (kept.alts?.length ?? 0) > 0)) found.push({ words: filled(say('two-waiting'), { place: nameOf(t) }), to: t });
  }
  each(view, 'waits', found, (row, wait) => {
    put(row, 'text', wait.words);
    one(row, 'a')?.setAttribute('href', `#${wait.to}`);
  });
}

/** @param {Here} here */
export function help(here) {
  const { box, view } = here;
  const open = box.state === 'open';
  const people = open ? mine(here) : [];
  show(view, 'people', people.length > 0);
  callable(here, people);
  const ground = open ? box.list('ground') : [];
  show(view, 'ground', ground.length > 0);
  each(view, 'ground', ground.slice(0, 3), (row, kept) => {
    put(row, 'text', text(kept));
    hang(row, kept.payload.photo);
  });
  void ownLines(box).then((lines) => {
    show(view, 'lines', lines.length > 0);
    each(view, 'lines', lines, (row, line) => {
      put(row, 'name', line.name);
      put(row, 'said', [line.phone, line.said].filter(Boolean).join('. '));
      one(row, 'a')?.setAttribute('href', `tel:${dialed(line.phone)}`);
    });
  });
}

/** The place of a record in words, where it has one. @param {string} t */
const nameOf = (t) => (t === 'cup' ? say('cup') : placeOf(t));

/** The title of a page. @param {string} t */
function placeOf(t) {
  const template = document.getElementById(`v-${t}`);
  const title = template instanceof HTMLTemplateElement ? template.content.querySelector('h1')?.textContent : '';
  return title || '';
}

/** @param {Here} here */
export function find(here) {
  const { box, view } = here;
  const field = /** @type {HTMLInputElement} */ (one(view, '#find-text'));
  const look = () => {
    const found = box.search(field.value).filter((kept) => nameOf(kept.t)).slice(0, 60);
    here.tell(field.value.trim() && found.length === 0 ? say('found-none') : '');
    each(view, 'found', found, (row, kept) => {
      const lines = Array.isArray(kept.payload.lines) ? kept.payload.lines.join('. ') : '';
      put(row, 'text', text(kept) || lines || text(kept, 'then'));
      put(row, 'where', nameOf(kept.t));
      put(row, 'day', dayWords(kept.payload.at));
      one(row, 'a')?.setAttribute('href', kept.t === 'cup' ? `#cup/${kept.rid}` : `#${kept.t}/${kept.rid}`);
    });
  };
  field.addEventListener('input', look);
  here.on('form:find', look);
  field.focus();
}
