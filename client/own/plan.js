// A plan: parts that open one at a time; lines are saved as they are left, and move without dragging.

import { say } from '../parts/say.js';
import { stateWords } from './cup.js';
import { all, dayWords, filled, one, put, show } from './draw.js';
import { tidyLines } from './lines.js';

/** @typedef {import('./me.js').Here} Here */
/** @typedef {import('../sync/box.js').Kept} Kept */

/** @param {unknown} value @returns {string[]} */
const texts = (value) => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []);

/** Milliseconds after the last key until a part is saved. */
const QUIET = 900;

/** @param {Here} here */
export function plan(here) {
  const { box, view } = here;
  const t = view.dataset.view ?? 'plan';
  /** @type {Map<string, Kept>} */
  const kept = new Map();
  /** What was saved last, to say how it stands. */
  let last = '';
  const read = () => {
    for (const part of box.list(t)) {
      const section = String(part.payload.section);
      if (!kept.has(section) || part.rid !== kept.get(section)?.rid) kept.set(section, part);
    }
  };
  read();

  for (const part of /** @type {HTMLDetailsElement[]} */ (all(view, 'details[data-section]'))) {
    const name = part.dataset.section ?? '';
    const lists = all(part, 'ol[data-lines]');
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;

    /** @param {HTMLElement} list @param {string} words @param {boolean} [focus] */
    const add = (list, words, focus = false) => {
      const template = list.querySelector('template');
      if (!template) return;
      const copy = /** @type {DocumentFragment} */ (document.importNode(template.content, true));
      const field = /** @type {HTMLTextAreaElement} */ (one(copy, 'textarea'));
      field.value = words;
      list.append(copy);
      if (focus) field.focus();
    };

    const count = () => {
      const number = lists.reduce((sum, list) => sum + tidyLines(linesOf(list)).length, 0);
      put(part, 'count', number > 1 ? filled(say('lines'), { count: number }) : say(`line-${number}`));
    };

    const draw = () => {
      const payload = kept.get(name)?.payload;
      for (const list of lists) {
        for (const line of all(list, 'li')) line.remove();
        for (const words of texts(payload?.[list.dataset.lines ?? ''])) add(list, words);
      }
      const [other] = kept.get(name)?.alts ?? [];
      show(part, 'two', other);
      put(part, 'other', texts(other?.payload.lines).join('. '));
      count();
    };

    /** One after the other: the second save of a part begins with what the first one left. */
    let saving = Promise.resolve();
    const save = () => {
      clearTimeout(timer);
      saving = saving.then(saveNow);
      return saving;
    };
    const saveNow = async () => {
      /** @type {Record<string, unknown>} */
      const fields = { section: name };
      for (const list of lists) fields[list.dataset.lines ?? ''] = tidyLines(linesOf(list));
      const before = kept.get(name);
      const same = lists.every((list) => {
        const key = list.dataset.lines ?? '';
        return JSON.stringify(texts(before?.payload[key])) === JSON.stringify(fields[key]);
      });
      if (same) return;
      try {
        const saved = await box.save(t, fields, before?.rid, before);
        kept.set(name, saved);
        last = saved.rid;
        here.tell(`${stateWords(saved)}.`);
      } catch (error) {
        here.tell(here.trouble(error));
      }
      count();
    };

    draw();
    part.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(() => void save(), QUIET);
    });
    part.addEventListener('focusout', () => void save());
    part.addEventListener('keydown', (event) => {
      const field = event.target;
      if (event.key !== 'Enter' || event.shiftKey || !(field instanceof HTMLTextAreaElement)) return;
      event.preventDefault();
      const list = field.closest('ol');
      if (list instanceof HTMLElement) add(list, '', true);
    });
    part.addEventListener('click', (event) => {
      const button = event.target instanceof Element ? event.target.closest('[data-do]') : null;
      const line = button?.closest('li');
      const what = button?.getAttribute('data-do');
      if (what === 'line' && lists[0]) add(lists[0], '', true);
      if (what === 'step' && lists[1]) add(lists[1], '', true);
      if (what === 'up' && line?.previousElementSibling?.matches('li')) {
        line.previousElementSibling.before(line);
        if (button instanceof HTMLElement) button.focus();
        void save();
      }
      if (what === 'remove' && line) {
        const next = line.nextElementSibling ?? line.previousElementSibling;
        line.remove();
        (next && one(next, 'textarea') ? one(next, 'textarea') : one(part, 'summary'))?.focus();
        void save();
      }
      if (what === 'keep-this' || what === 'keep-other') {
        const mine = kept.get(name);
        const [other] = mine?.alts ?? [];
        if (mine && other) {
          void box.choose(mine.rid, what === 'keep-other' ? other.alt : '').then(() => {
            const now = box.get(mine.rid);
            if (now) kept.set(name, now);
            draw();
          });
        }
      }
    });
    part.addEventListener('toggle', () => {
      if (!part.open) return;
      for (const other of /** @type {HTMLDetailsElement[]} */ (all(view, 'details[data-section][open]'))) {
        if (other !== part) other.open = false;
      }
      if (lists[0] && lists[0].querySelectorAll('li').length === 0) add(lists[0], '');
    });
  }

  const day = /** @type {HTMLInputElement | null} */ (one(view, '#again-day'));
  const [asked] = box.list('again');
  if (day && asked) day.value = String(asked.payload.day ?? '');
  here.on('form:again', async () => {
    const saved = await box.save('again', { day: day?.value ?? '' }, box.list('again')[0]?.rid);
    here.tell(`${stateWords(saved)}.`);
  });
  here.on('print', () => {
    paper(here, kept);
    print();
  });
  return () => {
    if (last) here.tell(`${stateWords(box.get(last))}.`);
  };
}

/** @param {HTMLElement} list */
const linesOf = (list) => /** @type {HTMLTextAreaElement[]} */ (all(list, 'textarea')).map((field) => field.value);

/** Fills the sheet that is printed. @param {Here} here @param {Map<string, Kept>} kept */
function paper({ box, view }, kept) {
  put(view, 'printed', dayWords(new Date().toISOString()));
  put(view, 'why', String(box.list('why')[0]?.payload.text ?? ''));
  for (const section of all(view, '[data-paper]')) {
    for (const list of all(section, '[data-lines]')) {
      const template = list.querySelector('template');
      for (const old of all(list, 'li[data-put]')) old.remove();
      for (const words of texts(kept.get(section.dataset.paper ?? '')?.payload[list.dataset.lines ?? '']).reverse()) {
        const copy = /** @type {DocumentFragment} */ (document.importNode(/** @type {HTMLTemplateElement} */ (template).content, true));
        put(copy, 'text', words);
        template?.after(copy);
      }
    }
  }
}
