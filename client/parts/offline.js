// The page without a line: a contact is written down here and goes out as a draft of its writer, who finishes it
// on Today.

import { note, openLetters } from '../sync/letters.js';
import { openPeople } from '../sync/people.js';
import { localTime } from '../sync/time.js';

/** Letters of the ids of the house. */
const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';

/** An id for a draft: chosen here, so that sending it twice keeps one. */
export function draftId(random = crypto.getRandomValues(new Uint8Array(13))) {
  // The first letter holds three bits, as in every id.
  return Array.from(random, (byte, at) => DIGITS[byte & (at === 0 ? 7 : 31)]).join('');
}

/**
 * What is sent of it.
 * @param {FormData} typed
 * @param {string} now
 * @returns {[string, string][]}
 */
export function draft(typed, now, id = draftId()) {
  const text = (/** @type {string} */ name) => String(typed.get(name) ?? '').trim();
  const note = [text('who'), text('note')].filter(Boolean).join(': ');
  return [['draft', id], ['minutes', text('minutes')], ['date', now.slice(0, 10)], ['time', now.slice(11, 16)], ['note', note]];
}

/** @param {Document} page */
export async function start(page) {
  const people = await openPeople();
  const account = await people.account();
  const form = page.querySelector('form[data-part~="offline"]');
  if (!account || !(form instanceof HTMLFormElement)) return;
  const letters = await openLetters(account);
  const show = (/** @type {string} */ name, /** @type {boolean} */ shown) => {
    const part = page.querySelector(`[data-${name}]`);
    if (part instanceof HTMLElement) part.hidden = !shown;
  };
  show('nobody', false);
  show('somebody', true);
  const count = async () => {
    const line = page.querySelector('[data-count]');
    const waits = (await letters.all()).length;
    if (line instanceof HTMLElement) line.textContent = waits > 0 ? (line.dataset.words ?? '').replace('{count}', String(waits)) : '';
    if (waits > 0) note(account, waits);
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const line = form.querySelector('[data-kept]');
    const told = (/** @type {string | undefined} */ words) => {
      if (line) line.textContent = words ?? '';
    };
    const typed = new FormData(form);
    const words = line instanceof HTMLElement ? line.dataset : {};
    if (!String(typed.get('who') ?? '').trim() && !String(typed.get('note') ?? '').trim()) {
      form.querySelector('input')?.focus();
      return;
    }
    const now = localTime();
    const letter = { to: '/contacts/draft', fields: draft(typed, now), at: now, about: String(typed.get('who') ?? '') };
    letters.keep(crypto.randomUUID(), letter).then(
      () => {
        form.reset();
        told(words.words);
        return count();
      },
      () => told(words.full),
    );
  });
  await count();
}
