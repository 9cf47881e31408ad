// Person-first words, offered beside a note while it is written: never in the way, never kept,
// never sent anywhere. A quotation is left alone, and so is a word that the writer wants to keep.

import { hints } from '../rooms/hints.js';
import { element, say } from './say.js';

/** Milliseconds after the last key. */
const PAUSE = 500;
/** Swaps offered at once. */
const OFFERED = 2;

/** @type {Promise<import('../rooms/hints.js').List> | undefined} */
let list;

function load() {
  list ??= fetch(new URL('../rooms/hints.json', import.meta.url)).then((response) => response.json());
  return list;
}

/**
 * The other word, with a capital where the first one had one.
 * @param {string} word
 * @param {string} other
 */
export function inCase(word, other) {
  const capital = /^\p{Uppercase}/u.test(word) && !/^\p{Uppercase}{2}/u.test(word);
  return capital ? other.charAt(0).toUpperCase() + other.slice(1) : other;
}

/**
 * The first hint that the writer has not answered yet.
 * @param {import('../rooms/hints.js').Hint[]} found
 * @param {Set<string>} kept
 */
export const open = (found, kept) => found.find((hint) => !kept.has(hint.word.toLowerCase()));

/** @param {HTMLTextAreaElement} field */
function watch(field) {
  /** @type {Set<string>} */
  const kept = new Set();
  const box = element('div', '', 'sug');
  box.setAttribute('role', 'status');
  box.hidden = true;
  (field.closest('.field') ?? field).after(box);
  let timer = 0;

  async function look() {
    const found = open(hints(field.value, await load()), kept);
    box.hidden = !found;
    box.replaceChildren();
    if (!found) return;
    const acts = element('div', '', 'acts');
    for (const other of found.prefer.slice(0, OFFERED)) {
      const words = inCase(found.word, other);
      acts.append(button(words, () => {
        // The text may have changed while the buttons stood there.
        if (field.value.slice(found.start, found.end) !== found.word) return;
        field.setRangeText(words, found.start, found.end, 'end');
        field.dispatchEvent(new Event('input', { bubbles: true }));
      }));
    }
    acts.append(button(say('hint-keep'), () => kept.add(found.word.toLowerCase())));
    const why = say(`hint-${found.why}`);
    box.append(element('p', `${say('hint').replace('{word}', found.word)} ${why}`), acts);
  }

  /**
   * @param {string} words
   * @param {() => void} job
   */
  function button(words, job) {
    const made = element('button', words, 'btn btn--2');
    made.setAttribute('type', 'button');
    made.addEventListener('click', () => {
      job();
      field.focus();
      void look();
    });
    return made;
  }

  field.addEventListener('input', () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void look().catch(() => {}), PAUSE);
  });
}

/** @param {Document} page */
export function start(page) {
  for (const field of page.querySelectorAll('textarea[data-part~="hints"]')) {
    if (field instanceof HTMLTextAreaElement) watch(field);
  }
}
