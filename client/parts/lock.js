// After an idle hour the page locks in place: nothing of it can be seen, everything typed stays,
// and one touch of the passkey brings it back (ruling 7). The session has ended by then, so
// locking is no curtain in front of an open door.

import { known, signIn } from './passkey.js';
import { account, element, say } from './say.js';

const HOUR = 3_600_000;

/**
 * Whether an hour has passed without a sign of life.
 * @param {number} last
 * @param {number} now
 */
export const idle = (last, now) => now - last >= HOUR;

/** @type {HTMLDialogElement | null} */
let dialog = null;
/** @type {HTMLElement[]} */
let covered = [];

/** Shows the page again, to the person it was made for. */
function open() {
  dialog?.close();
  dialog?.remove();
  dialog = null;
  for (const part of covered) part.hidden = false;
  covered = [];
  document.dispatchEvent(new Event('fullcup:back'));
}

/**
 * @param {string | undefined} who
 * @param {HTMLElement} line
 */
function back(who, line) {
  if (who && who === account()) open();
  else line.textContent = say('lock-other');
}

/** The account that is signed in in this browser now. */
async function signedIn() {
  const response = await fetch('/session', { headers: { accept: 'application/json' } });
  return response.ok ? (await response.json()).account : undefined;
}

/**
 * @param {string} words
 * @param {string} look
 * @param {(line: HTMLElement) => Promise<void>} job
 * @param {HTMLElement} line
 */
function button(words, look, job, line) {
  const made = element('button', words, look);
  made.setAttribute('type', 'button');
  made.addEventListener('click', () => {
    line.textContent = '';
    job(line).catch(() => (line.textContent = say('lock-again')));
  });
  return made;
}

function lock() {
  if (dialog || !account()) return;
  for (const part of document.body.children) {
    if (part instanceof HTMLElement && !part.hidden) {
      part.hidden = true;
      covered.push(part);
    }
  }
  const made = document.createElement('dialog');
  dialog = made;
  const title = element('h2', say('lock-title'));
  title.id = 'lock-title';
  made.setAttribute('aria-labelledby', title.id);
  const line = element('p', '');
  line.setAttribute('role', 'status');
  const acts = element('div', '', 'acts');
  if (known()) {
    acts.append(button(say('lock-open'), 'btn btn--big', async () => back((await signIn()).account, line), line));
  }
  const password = element('a', say('lock-password'), 'btn btn--2 btn--big');
  password.setAttribute('href', '/sign-in');
  password.setAttribute('target', '_blank');
  password.setAttribute('rel', 'noopener');
  acts.append(password, button(say('lock-back'), 'btn btn--3', async () => back(await signedIn(), line), line));
  made.append(title, element('p', say('lock-text')), line, acts);
  // Escape closes a dialog; this one opens by signing in alone.
  made.addEventListener('cancel', (event) => event.preventDefault());
  document.body.append(made);
  made.showModal();
}

/** @param {Document} page */
export function start(page) {
  let last = Date.now();
  const alive = () => {
    if (!idle(last, Date.now())) last = Date.now();
  };
  // A phone that slept comes back late: look before counting the touch that woke it.
  const look = () => {
    if (idle(last, Date.now())) lock();
  };
  for (const sign of ['pointerdown', 'keydown', 'input']) {
    page.addEventListener(sign, () => (look(), alive()), { passive: true, capture: true });
  }
  page.addEventListener('visibilitychange', look);
  page.addEventListener('fullcup:ended', lock);
  page.addEventListener('fullcup:back', () => (last = Date.now()));
  window.addEventListener('pageshow', look);
  setInterval(look, 20_000);
}
