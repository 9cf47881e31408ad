// Signing out destroys nothing: what was not sent stays on this phone, sealed, for the next sign-in of the same
// person. They are told, and say so in so many letters, because on a phone that is given away it is lost. Without
// a line the browser forgets who they are at once, and the session ends when the line is back.

import { forget, unsent } from '../sync/unsent.js';
import { account, element, say } from './say.js';

/** A cookie that says that a session is still to be ended. */
const OWES = 'fullcup-owes-sign-out';

/** @param {number} seconds */
function owes(seconds) {
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  document.cookie = `${OWES}=1; Path=/; SameSite=Strict; Max-Age=${seconds}${secure}`;
}

/** Ends the session that was left without a line. */
export async function owed() {
  const response = await fetch('/sign-out', { method: 'POST', headers: { accept: 'application/json' } }).catch(() => null);
  if (!response) return;
  owes(0);
  location.replace('/sign-in');
}

/** @param {HTMLFormElement} form */
async function leave(form) {
  await forget().catch(() => {});
  if (navigator.onLine) {
    form.submit();
    return;
  }
  owes(34_560_000);
  location.replace('/offline');
}

/**
 * @param {HTMLFormElement} form
 * @param {number} count
 */
function askFirst(form, count) {
  if (form.querySelector('[data-sure]')) return;
  const field = document.createElement('input');
  field.id = 'leaving-sure';
  field.className = 'input';
  field.autocomplete = 'off';
  const label = element('label', say('leaving-type'), 'label');
  label.setAttribute('for', field.id);
  const line = element('p', say('leaving-unsent').replace('{count}', String(count)), 'note');
  line.setAttribute('role', 'status');
  const box = element('div', '', 'stack stack--3');
  box.dataset.sure = '';
  box.append(line, label, field);
  form.prepend(box);
  field.focus();
}

/** @param {Document} page */
export function start(page) {
  for (const form of page.querySelectorAll('form[data-part~="leaving"]')) {
    if (!(form instanceof HTMLFormElement)) continue;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const typed = form.querySelector('[data-sure] input');
      const word = say('leaving-word').toLowerCase();
      if (typed instanceof HTMLInputElement && typed.value.trim().toLowerCase() === word) return void leave(form);
      void unsent(account()).catch(() => 0).then((count) => (count > 0 ? askFirst(form, count) : leave(form)));
    });
  }
}
