// A draft, saved on the server while it is typed (ruling 5). Nothing of it is kept in the browser's
// own storage: the next person at this phone must not find it.

import { element, say } from './say.js';

/** Milliseconds from the last key to saving, and from a failure to the next try. */
const PAUSE = 800;
const AGAIN = 5_000;

/** Characters up to which a browser still sends a draft of a page that is gone. */
const KEPT_ALIVE = 60_000;

/**
 * Saves after a pause, one at a time, and again when something was typed meanwhile.
 * @param {() => Promise<boolean>} save true when it was saved
 * @param {(saved: boolean) => void} tell
 * @param {{ set: (job: () => void, ms: number) => unknown, clear: (timer: any) => void }} clock
 */
export function saver(save, tell, clock) {
  let timer = /** @type {unknown} */ (null);
  let running = false;
  let changed = false;

  async function run() {
    timer = null;
    if (running) return;
    running = true;
    changed = false;
    const saved = await save();
    running = false;
    tell(saved);
    if (!saved) wait(AGAIN);
    else if (changed) wait(PAUSE);
  }

  /** @param {number} ms */
  function wait(ms) {
    if (timer !== null) clock.clear(timer);
    timer = clock.set(() => void run(), ms);
  }

  return {
    /** Something was typed. */
    typed() {
      changed = true;
      if (!running) wait(PAUSE);
    },
    /** Saves what waits, at once. */
    now() {
      if (timer !== null) {
        clock.clear(timer);
        void run();
      }
    },
    /** Saves no more. */
    stop() {
      if (timer !== null) clock.clear(timer);
      timer = null;
      running = true;
    },
  };
}

/** @param {HTMLFormElement} form */
function watch(form) {
  const to = form.dataset.draft;
  if (!to) return;
  const line = form.querySelector('[data-draft-status]') ?? element('p', '', 'small quiet');
  line.setAttribute('role', 'status');
  // Above the bar with the button: under it nobody would see it.
  if (!line.parentElement) form.insertBefore(line, form.querySelector(':scope > .savebar'));

  const drafts = saver(
    async () => {
      const body = new URLSearchParams();
      for (const [name, value] of new FormData(form)) {
        if (typeof value === 'string') body.append(name, value);
      }
      const headers = { accept: 'application/json' };
      // A browser refuses to send more than 64 kB after the page has gone; a long note goes while it is open.
      const keepalive = String(body).length < KEPT_ALIVE;
      const response = await fetch(to, { method: 'POST', body, headers, keepalive }).catch(() => null);
      if (response?.status === 401) document.dispatchEvent(new Event('fullcup:ended'));
      if (!response?.ok) return false;
      const answer = await response.json().catch(() => ({}));
      const field = form.elements.namedItem('draft');
      if (field instanceof HTMLInputElement && typeof answer.draft === 'string') field.value = answer.draft;
      return true;
    },
    (saved) => {
      line.textContent = say(saved ? 'draft-saved' : 'draft-waits');
    },
    { set: (job, ms) => setTimeout(job, ms), clear: (timer) => clearTimeout(timer) },
  );

  form.addEventListener('input', () => drafts.typed());
  form.addEventListener('change', () => drafts.typed());
  window.addEventListener('online', () => drafts.now());
  document.addEventListener('fullcup:back', () => drafts.now());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') drafts.now();
  });
}

/** @param {Document} page */
export function start(page) {
  for (const form of page.querySelectorAll('form[data-draft]')) {
    if (form instanceof HTMLFormElement) watch(form);
  }
}
