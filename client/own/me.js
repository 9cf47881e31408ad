// Me: one document in which the private space stays open. The address after # says which page is drawn;
// what is on it comes from the box, and nothing is drawn while it is locked.

import { say } from '../parts/say.js';
import { openBox } from '../sync/box.js';
import { takeLines } from '../sync/lines.js';
import { cup, cupSaved, yearPage } from './cup.js';
import { all, clockWords, draw, filled, one, put } from './draw.js';
import { again, check, first, kit, locked, made, shownWords, tapped } from './first.js';
import { keys } from './keys.js';
import { find, help, now } from './now.js';
import { forget } from './photo.js';
import { plan } from './plan.js';
import { shelf } from './shelf.js';
import { Tired } from './tired.js';

/**
 * @typedef {import('../sync/box.js').Box} Box
 * @typedef {import('../sync/box.js').Kept} Kept
 * @typedef {{
 *   box: Box, view: HTMLElement, go: (to: string) => void, tell: (words: string) => void,
 *   trouble: (error: unknown) => string, on: (name: string, job: (button: HTMLElement, event: Event) => unknown) => void,
 *   passed: { code?: string, words?: string[], again?: boolean, level?: number, saved?: string },
 *   tired: Tired,
 * }} Here
 */

/** What stands in the line of the page, the gravest first. That there is no line is told by itself. */
export const TOLD = [
  'quota', 'storage', 'old-page', 'gone', 'older', 'forged', 'changed-key', 'not-this-record', 'header', 'missing', 'cut', 'damaged',
  'restored', 'turned', 'put-aside', 'not-us', 'sign-in',
];

/** Milliseconds that something may wait before the page says so. */
const PATIENCE = 5_000;

/** The title as the server wrote it, around the name of the page. */
const TITLE = document.title;

/** Pages that are drawn without a key. */
const OPEN = ['help', 'again', 'kit', 'check'];

/** A reason of the vault or the box in words. @param {unknown} error */
export function reason(error) {
  const refused = /** @type {{ reason?: string, group?: number, name?: string }} */ (error);
  if (refused?.name === 'NotAllowedError') return say('touch-off');
  if (refused?.reason === 'mistyped' && refused.group) return filled(say('mistyped-group'), { number: refused.group });
  return say(refused?.reason ?? 'again') || say('again');
}

/** My pattern comes when it is looked at first. @param {Here} here */
function pattern(here) {
  /** @type {(() => void) | undefined} */
  let fresh;
  const drawn = import('./pattern.js').then((own) => {
    if (here.view.dataset.view === 'pattern') fresh = own.pattern(here);
  });
  drawn.catch((error) => here.tell(reason(error)));
  return () => fresh?.();
}

class Me {
  /** @param {Box} box @param {HTMLElement} view */
  constructor(box, view) {
    this.box = box;
    this.view = view;
    this.tired = new Tired(() => this.lock());
    /** @type {Here['passed']} */
    this.passed = {};
    /** @type {Map<string, (button: HTMLElement, event: Event) => unknown>} */
    this.jobs = new Map();
    /** @type {(() => void) | null} what a page does when something changed while it is shown */
    this.fresh = null;
    this.moved = false;
    /** Since when something waits: a line that comes and goes with every save would tell nobody anything. */
    this.waits = 0;
  }

  /** @returns {Here} */
  get here() {
    return {
      box: this.box,
      view: this.view,
      passed: this.passed,
      tired: this.tired,
      go: (to) => this.go(to),
      tell: (words) => put(this.view, 'said', words),
      trouble: reason,
      on: (name, job) => void this.jobs.set(name, job),
    };
  }

  /** @param {string} to */
  go(to) {
    if (location.hash === `#${to}`) this.show();
    else location.hash = to;
  }

  lock() {
    this.passed = {};
    forget();
    this.box.lock();
    if (location.hash !== '#now') history.replaceState(null, '', '#now');
    this.show();
  }

  /** The page that the address names, or what must come before it. */
  page() {
    const asked = location.hash.slice(1) || 'now';
    const [name = 'now', ...rest] = asked.split('/');
    const { state, who } = this.box;
    if (name === 'help') return { name, rest };
    if (!who) return { name: 'signin', rest };
    if ((name === 'kit' || name === 'check') && this.passed.code) return { name, rest };
    if (state === 'none') return { name: 'first', rest };
    if (state === 'tapped') return { name: 'tapped', rest };
    if (state === 'locked') return { name: name === 'again' ? name : 'locked', rest };
    if (OPEN.includes(name) || !document.getElementById(`v-${name}`)) return { name: 'now', rest };
    return { name, rest };
  }

  show() {
    forget();
    this.jobs.clear();
    this.fresh = null;
    const { name, rest } = this.page();
    this.view.replaceChildren(draw(`v-${name}`));
    this.view.dataset.view = name;
    const here = this.here;
    const pages = /** @type {Record<string, (here: Here, rest: string[]) => void | (() => void)>} */ ({
      now, help, find, cup, 'cup-saved': cupSaved, year: yearPage, keys, first, tapped, kit, check, made, locked, again,
      plan, 'work-plan': plan, pattern, words: shownWords, sealed: shownWords,
    });
    const drawn = pages[name] ?? (one(this.view, 'form[data-form="entry"]') ? shelf : () => {});
    this.fresh = drawn(here, rest) ?? null;
    this.frame(name);
    document.title = TITLE.replace(say('title'), () => one(this.view, 'h1')?.textContent || say('title'));
    scrollTo(0, 0);
    if (this.moved) document.getElementById('main')?.focus({ preventScroll: true });
    this.moved = true;
  }

  /** What stands around the page: lock, navigation, the line of the state. @param {string} name */
  frame(name) {
    const open = this.box.state === 'open';
    if (open && !this.tired.on) this.tired.begin();
    if (!open) this.tired.end();
    const lock = document.getElementById('lock');
    if (lock) lock.hidden = !open;
    const task = ['kit', 'check', 'words', 'made', 'sealed', 'cup'].includes(name);
    const nav = one(document, 'body > .nav');
    if (nav) nav.hidden = task;
    document.body.classList.toggle('no-nav', !nav || task);
    document.body.classList.toggle('task', task);
    this.line();
  }

  /** The line under the top: offline, waiting, in need. */
  line() {
    const place = document.getElementById('line');
    if (!place) return;
    const { trouble, waiting, lastSent, needsYou, evicted } = this.box.status();
    const told = TOLD.find((why) => trouble.includes(why));
    if (waiting === 0) this.waits = 0;
    else if (this.waits === 0) {
      this.waits = Date.now();
      setTimeout(() => this.line(), PATIENCE + 100);
    }
    const long = this.waits > 0 && Date.now() - this.waits > PATIENCE;
    let words = '';
    if (evicted) words = say('evicted');
    else if (told) words = say(told);
    else if (needsYou.length > 0) words = say('needs');
    else if (!navigator.onLine) words = say('offline');
    else if (this.box.who?.signedIn === false) words = say('sign-in');
    else if (long && this.box.state === 'open') {
      words = lastSent ? filled(say('waiting'), { count: waiting, when: clockWords(lastSent) }) : filled(say('waiting-first'), { count: waiting });
    }
    if (place.textContent !== words) place.textContent = words;
    place.hidden = words === '';
  }

  /** The places of whoever holds the phone. */
  places() {
    one(document, 'body > .nav')?.remove();
    const roles = this.box.who?.roles ?? [];
    if (roles.length === 0) return;
    const bar = draw('places');
    for (const place of all(bar, '[data-roles]')) {
      const whose = (place.dataset.roles ?? '').split(' ');
      if (!whose.some((role) => roles.includes(role))) place.remove();
      place.removeAttribute('data-roles');
    }
    one(document, 'body > .top')?.after(bar);
  }

  watch() {
    addEventListener('hashchange', () => this.show());
    for (const sign of ['online', 'offline']) addEventListener(sign, () => this.line());
    document.getElementById('lock')?.addEventListener('click', () => this.lock());
    this.view.addEventListener('click', (event) => {
      const button = event.target instanceof Element ? event.target.closest('[data-do]') : null;
      const job = button instanceof HTMLElement ? this.jobs.get(button.dataset.do ?? '') : undefined;
      if (job && button instanceof HTMLElement) this.run(button, () => job(button, event));
    });
    this.view.addEventListener('submit', (event) => {
      event.preventDefault();
      const form = /** @type {HTMLFormElement} */ (event.target);
      const job = this.jobs.get(`form:${form.dataset.form}`);
      const button = one(form, '[type="submit"]');
      if (job) this.run(button, () => job(form, event));
    });
    let state = this.box.state;
    this.box.onchange(() => {
      if (this.box.state !== state) {
        state = this.box.state;
        if (state === 'open' || state === 'locked') this.show();
        if (state === 'open') setTimeout(() => void this.whole(), 0);
      } else this.fresh?.();
      this.line();
    });
  }

  /** The first screen comes from what opens first; when the rest is open it is drawn again, unless somebody writes. */
  async whole() {
    await this.box.ready.catch(() => {});
    const writing = this.view.contains(document.activeElement) && document.activeElement?.matches('input, textarea');
    if (this.box.state === 'open' && !writing && this.view.dataset.view !== 'cup') this.show();
  }

  /** Runs what a button does, once at a time, and says when it failed. @param {HTMLElement | null} button @param {() => unknown} job */
  async run(button, job) {
    if (button?.getAttribute('aria-busy') === 'true') return;
    button?.setAttribute('aria-busy', 'true');
    try {
      await job();
    } catch (error) {
      put(this.view, 'said', reason(error));
      one(this.view, '[data-put="said"]')?.scrollIntoView({ block: 'nearest' });
    } finally {
      button?.removeAttribute('aria-busy');
    }
  }
}

/** @param {Document} page */
export async function start(page) {
  const view = page.getElementById('view');
  if (!view) return;
  const box = await openBox({ online: navigator.onLine });
  void takeLines(box).catch(() => {});
  const me = new Me(box, view);
  // Help now opens within the document: without a line, and recorded nowhere.
  one(page, '.top-act--help')?.setAttribute('href', '#help');
  // What a person chose for this phone: colors, and how soon it locks.
  const [theme, minutes] = await Promise.all(['theme', 'lock-minutes'].map((name) => box.people?.store.meta(name)));
  if (theme) page.documentElement.dataset.theme = theme;
  if (minutes) me.tired.minutes = minutes;
  me.places();
  me.watch();
  me.show();
}
