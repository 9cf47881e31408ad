// The cup: one tap is saved before anything is asked; words, drains and refills may follow.

import { say } from '../parts/say.js';
import { all, dayKey, dayWords, draw, each, filled, one, put, show } from './draw.js';
import { year } from './year.js';

/** @typedef {import('./me.js').Here} Here */
/** @typedef {import('../sync/box.js').Kept} Kept */

/** @param {number} level */
export const levelWords = (level) => say(`level-${level}`);

/** @param {unknown} value @returns {string[]} */
const texts = (value) => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []);

/** How a thing is kept: on this phone, or backed up. @param {Kept | null} kept */
export const stateWords = (kept) => (kept?.state === 'safe' ? say('safe') : kept?.state === 'needs-you' ? say('needs') : say('saved'));

/** A tap while the space is open. @param {Here} here @param {number} level */
export async function tapCup(here, level) {
  const kept = await here.box.save('cup', { level });
  here.go(`cup/${kept.rid}`);
}

/** The fields of a cup, without what every record has. @param {Kept | null} kept */
function fieldsOf(kept) {
  const own = new Set(['v', 't', 'at']);
  return /** @type {Record<string, any>} */ (Object.fromEntries(Object.entries(kept?.payload ?? {}).filter(([name]) => !own.has(name))));
}

/**
 * Draws the cup that an address names, under these words; the first screen when it is not there.
 * @param {Here} here @param {string} rid @param {string} words
 */
function drawn(here, rid, words) {
  const kept = here.box.get(rid);
  if (!kept) {
    here.go('now');
    return null;
  }
  const level = Number(kept.payload.level);
  put(here.view, 'mug', draw(`mug-${level}`));
  put(here.view, 'level', filled(words, { level: levelWords(level) }));
  const tell = () => here.tell(stateWords(here.box.get(rid)));
  tell();
  return { kept, level, tell };
}

/** @param {Here} here @param {string[]} rest */
export function cup(here, [rid = '']) {
  const { box, view } = here;
  const found = drawn(here, rid, say('level-title'));
  if (!found) return undefined;
  const { kept, tell } = found;
  for (const kind of ['drains', 'fills']) chips(here, kind, texts(kept.payload[kind]));
  const own = /** @type {HTMLInputElement} */ (one(view, '#cup-own'));
  const text = /** @type {HTMLTextAreaElement} */ (one(view, '#cup-text'));
  text.value = String(kept.payload.text ?? '');
  here.on('form:cup', async (form) => {
    const chosen = (/** @type {string} */ name) =>
      /** @type {HTMLInputElement[]} */ (all(form, `input[name="${name}"]:checked`)).map((box) => box.value);
    const fields = { ...fieldsOf(box.get(rid)), drains: chosen('drains'), fills: chosen('fills'), text: text.value.trim() };
    if (own.value.trim()) fields.drains.push(own.value.trim());
    await box.save('cup', fields, rid);
    here.go(`cup-saved/${rid}`);
  });
  here.on('cup', async (button) => {
    await box.save('cup', { ...fieldsOf(box.get(rid)), level: Number(button.dataset.level) }, rid);
    here.go(`cup/${rid}`);
  });
  here.on('away', async () => {
    await box.putAway(rid);
    here.go('now');
  });
  return tell;
}

/** The usual words, and those a person added to earlier cups. @param {Here} here @param {string} kind @param {string[]} chosen */
function chips({ box, view }, kind, chosen) {
  const list = one(view, `[data-chips="${kind}"]`);
  const template = list?.querySelector('template');
  if (!list || !template) return;
  const usual = new Set(/** @type {HTMLInputElement[]} */ (all(list, 'input')).map((one) => one.value));
  const mine = [...box.list('cup').slice(0, 40).flatMap((cup) => texts(cup.payload[kind])), ...chosen];
  if (kind === 'fills') mine.push(...box.list('refill').map((kept) => String(kept.payload.text ?? '')));
  for (const word of new Set(mine)) {
    if (!word || usual.has(word)) continue;
    const chip = /** @type {DocumentFragment} */ (document.importNode(template.content, true));
    const input = /** @type {HTMLInputElement} */ (one(chip, 'input'));
    input.value = word;
    put(chip, 'text', word);
    list.append(chip);
  }
  for (const input of /** @type {HTMLInputElement[]} */ (all(list, 'input'))) input.checked = chosen.includes(input.value);
}

/** @param {Here} here @param {string[]} rest */
export function cupSaved(here, [rid = '']) {
  const { box, view } = here;
  const found = drawn(here, rid, say('cup-saved'));
  if (!found) return undefined;
  const { level, tell } = found;
  // Only the person's own tools, and never on a good day: nothing here is a lesson.
  const heavy = level <= 2;
  const tools = [...box.list('tool'), ...box.list('ground')].filter((one) => one.payload.text).slice(0, 3);
  show(view, 'tools', heavy && tools.length > 0);
  each(view, 'tools', tools, (row, tool) => put(row, 'text', String(tool.payload.text)));
  const why = any(box.list('why'));
  show(view, 'why', why);
  put(view, 'why', String(why?.payload.text ?? ''));
  const words = all(view, '[data-kind]');
  show(view, 'kind', level <= 1);
  const word = any(words);
  if (word) word.hidden = false;
  return tell;
}

/** @template T @param {T[]} list @returns {T | undefined} */
export const any = (list) => list[Math.floor(Math.random() * list.length)];

/** @param {Here} here */
export function yearPage({ box, view }) {
  const cups = box.list('cup').map((kept) => ({ rid: kept.rid, at: kept.payload.at, level: Number(kept.payload.level) }));
  show(view, 'none', cups.length === 0);
  show(view, 'some', cups.length > 0);
  const days = year(cups, new Date());
  // Two halves, so that a square on a phone is large enough to be seen.
  const half = Math.ceil(days.length / 14) * 7;
  for (const [name, part] of /** @type {const} */ ([['first', days.slice(0, half)], ['second', days.slice(half)]])) {
    const squares = document.createDocumentFragment();
    for (const { level } of part) {
      const square = document.createElement('i');
      square.className = level === null ? 'day' : `day day--${level}`;
      squares.append(square);
    }
    put(view, name, squares);
    const [from, to] = [part[0], part.at(-1)].map((one) => dayWords(`${one?.day}T12:00:00`));
    put(view, `${name}-span`, filled(say('span'), { from: from ?? '', to: to ?? '' }));
  }
  each(view, 'days', cups.slice(0, 366), (row, cup) => {
    put(row, 'day', dayWords(dayKey(cup.at) + 'T12:00:00'));
    put(row, 'level', levelWords(cup.level));
    one(row, 'a')?.setAttribute('href', `#cup/${cup.rid}`);
  });
}
