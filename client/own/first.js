// The first minute, and the lock: one thing a page.

import { say } from '../parts/say.js';
import { draw, each, filled, one, put, show } from './draw.js';
import { levelWords } from './cup.js';
import { codeGroups, plainGroup, secretOf, two } from './secret.js';

/** @typedef {import('./me.js').Here} Here */

/**
 * One tap on a mug without a key: on this phone when it is said to be.
 * @param {Here} here
 * @param {(level: number) => void} after
 */
function taps(here, after) {
  here.on('cup', async (button) => {
    const level = Number(button.dataset.level);
    await here.box.tap({ t: 'cup', level });
    after(level);
  });
}

/** @param {Here} here */
export function first(here) {
  taps(here, () => here.go('now'));
}

/** @param {Here} here */
export function tapped(here) {
  const { box, view } = here;
  const [last] = box.list('cup');
  const level = Number(last?.payload.level ?? 2);
  put(view, 'mug', draw(`mug-${level}`));
  put(view, 'level', `${levelWords(level)}. ${say(`hint-${level}`)}.`);
  taps(here, () => here.go('now'));
  here.on('make', async () => {
    here.passed.code = (await box.begin()).code;
    here.go('kit');
  });
}

/** @param {Here} here */
export function kit(here) {
  const { view, passed } = here;
  const groups = codeGroups(passed.code ?? '');
  each(view, 'groups', groups, (row, group) => put(row, 'text', group));
  put(view, 'where', `${location.host}/me`);
  here.on('print', () => print());
  here.on('hide', (button) => {
    const hidden = one(view, '.code')?.classList.toggle('is-hidden');
    const label = button.lastChild;
    if (label) label.textContent = say(hidden ? 'hidden' : 'shown');
  });
  here.on('have', () => here.go('check'));
}

/** @param {Here} here */
export function check(here) {
  const { box, view, passed } = here;
  const groups = codeGroups(passed.code ?? '');
  const asked = two(groups.length);
  const fields = /** @type {HTMLInputElement[]} */ ([one(view, '#group-a'), one(view, '#group-b')]);
  put(view, 'group-a', filled(say('group'), { number: asked[0] + 1 }));
  put(view, 'group-b', filled(say('group'), { number: asked[1] + 1 }));
  here.on('kit', () => here.go('kit'));
  here.on('form:check', async () => {
    if (!fields.every((field, at) => plainGroup(field.value) === plainGroup(groups[asked[at] ?? 0] ?? ''))) {
      here.tell(say('wrong'));
      fields[0]?.focus();
      return;
    }
    const secret = { code: passed.code ?? '' };
    await box.confirm();
    passed.code = undefined;
    fresh = secret;
    here.go('made');
  });
}

/** The code of the space that was made a moment ago, so that a second way in needs no typing. @type {{ code: string } | null} */
let fresh = null;

/** @param {Here} here */
export function made(here) {
  const { box, view, passed } = here;
  const secret = fresh;
  if (!secret || typeof PublicKeyCredential !== 'function') {
    const touch = one(view, '[data-do="passkey"]');
    if (touch?.parentElement) touch.parentElement.hidden = true;
  }
  here.on('passkey', async (button) => {
    if (!secret) return;
    await box.addPasskey(secret);
    button.hidden = true;
    here.tell(say('done'));
  });
  here.on('six', async () => {
    if (!secret) return;
    passed.words = (await box.addWords(secret)).split(' ');
    here.go('words');
  });
}

/** Six words, shown once. @param {Here} here */
export function shownWords(here) {
  const { view, passed } = here;
  each(view, 'words', passed.words ?? [], (row, word, at) => {
    put(row, 'number', String(at + 1));
    put(row, 'text', word);
  });
  here.on('home', () => {
    passed.words = undefined;
    here.go('now');
  });
}

/** @param {Here} here */
export function locked(here) {
  fresh = null;
  const { box, view } = here;
  const slots = /** @type {{ kind: string }[]} */ (box.person?.state?.slots ?? []);
  show(view, 'passkey', slots.some((slot) => slot.kind === 'passkey') && typeof PublicKeyCredential === 'function');
  const field = /** @type {HTMLInputElement} */ (one(view, '#secret'));
  here.on('touch', async () => box.unlock(await box.askPasskey()));
  here.on('form:unlock', async () => {
    if (!field.value.trim()) {
      here.tell(say('secret-empty'));
      field.focus();
      return;
    }
    const secret = secretOf(field.value);
    try {
      await box.unlock(secret);
    } catch (error) {
      const { reason, group } = /** @type {{ reason?: string, group?: number }} */ (error);
      if (reason !== 'mistyped' || !group || !('words' in secret)) throw error;
      here.tell(filled(say('mistyped-word'), { number: group }));
    }
  });
  taps(here, (level) => put(view, 'tapped', `${levelWords(level)}. ${say('sealed-tap')}`));
}

/** @param {Here} here */
export function again(here) {
  here.on('home', () => here.go('now'));
  here.on('again', async () => {
    here.passed.code = (await here.box.startAgain()).code;
    here.go('kit');
  });
}
