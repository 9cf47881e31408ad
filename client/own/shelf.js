// One part for every place where entries are kept: it knows nothing of what they are about. The template
// says which fields there are, and the name of the template is the type of its records.

import { say } from '../parts/say.js';
import { stateWords } from './cup.js';
import { all, dayWords, each, one, put, show } from './draw.js';
import { dialed } from './now.js';
import { hang, take } from './photo.js';

/** @typedef {import('./me.js').Here} Here */
/** @typedef {import('../sync/box.js').Kept} Kept */

/** @param {Kept} kept @param {string} name */
const text = (kept, name) => (typeof kept.payload[name] === 'string' ? String(kept.payload[name]) : '');

/**
 * Whether somebody files work as a refill. It may feel good, and it still takes (seed 001).
 * @param {string} what
 * @param {string} words of work, with commas between
 */
export function isWork(what, words) {
  const said = ` ${what.toLowerCase().replace(/[^\p{L}]+/gu, ' ')} `;
  return words.split(',').some((word) => word.trim() !== '' && said.includes(` ${word.trim()} `));
}

/** @param {Here} here @param {string[]} rest */
export function shelf(here, [wanted = '']) {
  const { box, view } = here;
  const t = view.dataset.view ?? '';
  const form = /** @type {HTMLFormElement} */ (one(view, 'form[data-form="entry"]'));
  const add = /** @type {HTMLElement} */ (one(view, '[data-do="add"]'));
  const away = one(form, '[data-do="away"]');
  /** What is being changed, as it was seen. @type {Kept | null} */
  let editing = null;
  /** @type {string} */
  let photo = '';
  /** What was saved last, to say how it stands. */
  let last = '';

  const list = () => {
    const entries = box.list(t);
    const sides = all(view, 'section[data-side]');
    show(view, 'none', entries.length === 0);
    if (sides.length === 0) {
      each(view, 'entries', entries, row);
    }
    for (const side of sides) {
      const own = entries.filter((kept) => kept.payload.side === side.dataset.side);
      side.hidden = own.length === 0;
      each(side, side.dataset.side ?? '', own, row);
    }
    practice();
  };

  const practice = () => {
    const place = one(view, '.practice');
    const said = box.list(t).map((kept) => text(kept, 'text')).filter(Boolean);
    if (!place) return;
    place.hidden = said.length === 0;
    const shown = one(place, '[data-put="practice"]')?.textContent;
    const others = said.filter((words) => words !== shown);
    put(place, 'practice', others[Math.floor(Math.random() * others.length)] ?? said[0] ?? '');
  };

  /** @param {HTMLElement} row @param {Kept} kept */
  const row = (row, kept) => {
    row.dataset.rid = kept.rid;
    for (const name of ['text', 'then', 'when', 'feel', 'who', 'about', 'safe', 'down', 'why']) {
      put(row, name, text(kept, name));
      show(row, name, text(kept, name));
    }
    put(row, 'day', dayWords(kept.payload.at));
    put(row, 'state', kept.state === 'safe' ? '' : stateWords(kept));
    put(row, 'name', ` ${text(kept, 'text').slice(0, 40)}`);
    hang(row, kept.payload.photo);
    const number = dialed(text(kept, 'phone'));
    const call = one(row, '[data-tel]');
    if (call) call.hidden = number === '';
    call?.setAttribute('href', `tel:${number}`);
    const [other] = kept.alts ?? [];
    show(row, 'two', other);
    put(row, 'other', String(other?.payload.text ?? ''));
  };

  /** @param {HTMLElement} button */
  const entryOf = (button) => box.get(button.closest('[data-rid]')?.getAttribute('data-rid') ?? '');

  /** @param {Kept | null} kept @param {boolean} [focus] */
  const open = (kept, focus = true) => {
    editing = kept;
    form.reset();
    photo = kept ? text(kept, 'photo') : '';
    for (const field of /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll('[name]'))) {
      if (!kept) continue;
      if (field.type === 'radio') field.checked = field.value === text(kept, field.name);
      else field.value = text(kept, field.name);
    }
    shownPhoto();
    if (away) away.hidden = !kept;
    form.hidden = false;
    add.hidden = true;
    if (focus) one(form, 'textarea, input[type="text"], input[type="tel"]')?.focus();
  };
  const close = () => {
    form.hidden = true;
    add.hidden = false;
    editing = null;
  };
  const shownPhoto = () => {
    const place = one(form, '[data-if="photo"]');
    if (!place) return;
    place.hidden = photo === '';
    hang(place, photo);
  };

  here.on('add', () => open(null));
  here.on('cancel', close);
  here.on('practice', practice);
  here.on('change', (button) => open(entryOf(button)));
  here.on('idea', (button) => {
    const field = /** @type {HTMLInputElement} */ (one(form, 'input[type="text"][name], textarea[name]'));
    field.value = button.textContent ?? '';
    const next = /** @type {HTMLElement | null} */ (one(form, `[name]:not([name="${field.name}"]):not([type="radio"])`));
    (next ?? field).focus();
  });
  here.on('away', async () => {
    if (!editing) return;
    await box.putAway(editing.rid);
    close();
    list();
    add.focus();
  });
  here.on('photo-off', () => {
    photo = '';
    shownPhoto();
  });
  here.on('keep-this', async (button) => {
    const kept = entryOf(button);
    if (kept) await box.choose(kept.rid, '');
    list();
  });
  here.on('keep-other', async (button) => {
    const kept = entryOf(button);
    const [other] = kept?.alts ?? [];
    if (kept && other) await box.choose(kept.rid, other.alt);
    list();
  });
  form.addEventListener('change', async (event) => {
    const field = /** @type {HTMLInputElement} */ (event.target);
    const file = field.dataset.take === 'photo' ? field.files?.[0] : undefined;
    if (!file) return;
    try {
      photo = await take(file);
      shownPhoto();
    } catch {
      here.tell(say('photo'));
    }
    field.value = '';
  });
  here.on('form:entry', async () => {
    /** @type {Record<string, unknown>} */
    const fields = {};
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields[name] = value.trim();
    if (photo) fields.photo = photo;
    const written = Object.entries(fields).some(([name, value]) => name !== 'side' && value !== '') || t === 'tank';
    if (!written) {
      here.tell(say('empty'));
      one(form, 'textarea, input[type="text"]')?.focus();
      return;
    }
    if (t === 'refill' && isWork(String(fields.text ?? ''), say('work-words'))) {
      here.tell(say('no-work'));
      return;
    }
    const kept = await box.save(t, fields, editing?.rid, editing ?? undefined);
    last = kept.rid;
    close();
    list();
    here.tell(`${stateWords(kept)}.`);
    add.focus();
  });

  list();
  // An empty place is ready to write in, and asks for nothing.
  if (box.list(t).length === 0) open(null, false);
  const asked = wanted ? box.get(wanted) : null;
  if (asked) {
    const place = one(view, `[data-rid="${CSS.escape(wanted)}"]`);
    place?.classList.add('is-found');
    queueMicrotask(() => place?.scrollIntoView({ block: 'center' }));
  }
  // What comes from another phone is drawn when nobody is writing: a form in use stays as it is.
  return () => {
    if (last) here.tell(`${stateWords(box.get(last))}.`);
    if (form.hidden) list();
  };
}
