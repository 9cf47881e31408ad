// A form that could not be sent is kept on this phone and goes out by itself when the line is back. A line at the
// top of the page says how many wait, which were sent back, and when something was sent last.

import { note, noted, openLetters } from '../sync/letters.js';
import { openPeople } from '../sync/people.js';
import { alone } from '../sync/tabs.js';
import { localTime } from '../sync/time.js';
import { account, element, say } from './say.js';

/** @typedef {import('../sync/letters.js').Letters} Letters */
/** @typedef {import('../sync/letters.js').Waiting} Waiting */

/** Milliseconds between two tries while something waits. */
const AGAIN = 60_000;
/** @type {HTMLElement | null} */
let strip = null;

/**
 * What a form says, as its writer knows it again: whom it was with, or how it begins.
 * @param {HTMLFormElement} form
 */
function about(form) {
  const chosen = form.querySelector('input[name="with"]:checked');
  const name = chosen?.closest('label')?.textContent?.trim();
  const note = form.elements.namedItem('note');
  return name || (note instanceof HTMLTextAreaElement ? note.value.slice(0, 60) : '');
}

/**
 * The fields with the day and time at which it happened: the server would take the time at which they come.
 * @param {URLSearchParams} body
 * @returns {[string, string][]}
 */
export function dated(body, now = localTime()) {
  const fields = [...body];
  if (!body.get('date') && !body.get('time')) {
    const kept = fields.filter(([name]) => name !== 'date' && name !== 'time');
    return [...kept, ['date', now.slice(0, 10)], ['time', now.slice(11, 16)]];
  }
  return fields;
}

/**
 * @param {Letters} letters
 * @param {Waiting[]} waits
 */
async function show(letters, waits) {
  note(letters.account, waits.length);
  if (!strip) {
    strip = element('section', '', 'note outbox');
    strip.setAttribute('role', 'status');
    strip.dataset.outbox = '';
    document.getElementById('main')?.prepend(strip);
  }
  strip.hidden = waits.length === 0;
  const last = await letters.last();
  const words = say(last ? 'outbox-waiting-last' : 'outbox-waiting');
  const line = element('p', words.replace('{count}', String(waits.length)).replace('{time}', last ?? ''));
  const stuck = waits.filter(({ letter }) => letter.stuck);
  strip.replaceChildren(line, ...stuck.map((one) => sentBack(letters, one)));
}

/**
 * One that the server sent back: its page says what to put right.
 * @param {Letters} letters
 * @param {Waiting} one
 */
function sentBack(letters, { key, letter }) {
  const row = element('p', say('outbox-stuck').replace('{about}', letter.about));
  const open = element('button', say('outbox-open'), 'btn btn--2');
  open.setAttribute('type', 'button');
  open.addEventListener('click', () => {
    const form = document.createElement('form');
    form.method = 'post';
    form.action = letter.to;
    form.hidden = true;
    for (const [name, value] of letter.fields) {
      const field = document.createElement('textarea');
      field.name = name;
      field.value = value;
      form.append(field);
    }
    document.body.append(form);
    form.submit();
  });
  const away = element('button', say('outbox-away'), 'btn btn--3');
  away.setAttribute('type', 'button');
  away.addEventListener('click', () => {
    if (!confirm(say('outbox-away-sure'))) return;
    void letters.away(key).then(async () => show(letters, await letters.all()));
  });
  const acts = element('span', '', 'acts');
  acts.append(open, away);
  row.append(acts);
  return row;
}

/** The key of the form on this page that was kept, while nothing of it was changed since. */
let here = '';

/** @param {Letters} letters */
async function send(letters) {
  await alone(`fullcup-letters-${letters.account}`, async () => {
    /** @type {string | null} */
    let goes = null;
    const { waits } = await letters.send((key, to) => {
      if (key === here) goes = to;
    });
    await show(letters, waits);
    if (goes) location.assign(goes);
  });
}

/**
 * @param {Letters} letters
 * @param {CustomEvent<{ to: string, body: URLSearchParams, told: (words: string) => void }>} event
 */
async function keep(letters, { target, detail: { to, body, told } }) {
  if (!(target instanceof HTMLFormElement)) return;
  const key = body.get('key') ?? crypto.randomUUID();
  body.set('key', key);
  try {
    await letters.keep(key, { to: new URL(to, location.href).pathname, fields: dated(body), at: localTime(), about: about(target) });
  } catch {
    told(say('outbox-full'));
    return;
  }
  here = key;
  told(say('outbox-kept'));
  await show(letters, await letters.all());
}

/** @param {Document} page */
export async function start(page) {
  const whose = account();
  if (!whose) return;
  const letters = await openLetters(whose);
  void openPeople().then((people) => people.met(whose));
  page.addEventListener('fullcup:nowhere', (event) => {
    if (!(event.target instanceof HTMLFormElement) || !event.target.dataset.part?.split(' ').includes('outbox')) return;
    event.preventDefault();
    void keep(letters, /** @type {any} */ (event));
  });
  page.addEventListener('input', () => (here = ''));
  const round = () => void send(letters).catch(() => {});
  addEventListener('online', round);
  page.addEventListener('fullcup:back', round);
  page.addEventListener('visibilitychange', round);
  setInterval(round, AGAIN);
  const waits = await letters.all();
  const lost = waits.length === 0 ? noted(whose) : 0;
  if (waits.length === 0 && lost === 0) return;
  await show(letters, waits);
  if (lost > 0 && strip) {
    strip.hidden = false;
    strip.replaceChildren(element('p', say('outbox-lost').replace('{count}', String(lost))));
  } else round();
}
