// The private sheets of Today: written here, read in Me. They stand in a template that is the same for
// everybody, and the server never learns whether anything was put in.

import { account, say } from './say.js';

/** @typedef {import('../sync/box.js').Box} Box */

/** @type {Promise<Box> | null} */
let opening = null;

/** The box of whoever this page was made for, opened at the first tap and not before. */
function box() {
  opening ??= open().catch((error) => {
    opening = null;
    throw error;
  });
  return opening;
}

async function open() {
  const { openBox } = await import('../sync/box.js');
  // What this phone knows is enough for a tap, and asks nobody. Another person's box never is.
  const here = await openBox({ online: false });
  if (here.who?.account === account()) return here;
  const asked = await openBox({ online: true });
  if (asked.who?.account !== account()) throw new Error('another person');
  // Me is the same document for everybody: the colors of this person are told to it here.
  await asked.people?.store.setMeta('theme', document.documentElement.dataset.theme ?? '');
  return asked;
}

/**
 * @param {HTMLElement} sheet
 * @param {string} words
 */
function tell(sheet, words) {
  const line = sheet.querySelector('[role="status"]');
  if (line) line.textContent = words;
}

/** @param {Box} mine */
const where = (mine) => say(mine.state === 'tapped' ? 'tap-first' : 'tap-sealed');

/**
 * @param {HTMLElement} sheet
 * @param {HTMLElement} button
 * @param {() => Promise<string>} job gives what is said when it is on disk
 */
async function run(sheet, button, job) {
  if (button.getAttribute('aria-busy') === 'true') return;
  button.setAttribute('aria-busy', 'true');
  try {
    tell(sheet, await job());
  } catch {
    tell(sheet, say('tap-again'));
  } finally {
    button.removeAttribute('aria-busy');
  }
}

/** @param {HTMLElement} part */
async function victory(part) {
  const field = part.querySelector('textarea');
  const text = field?.value.trim() ?? '';
  if (!field) return '';
  if (text === '') {
    field.focus();
    return '';
  }
  const mine = await box();
  await mine.tap({ t: 'victory', text });
  field.value = '';
  return where(mine);
}

/** @param {Document} page */
export function start(page) {
  for (const template of page.querySelectorAll('template[data-part="private"]')) {
    if (template instanceof HTMLTemplateElement) template.replaceWith(page.importNode(template.content, true));
  }
  for (const sheet of page.querySelectorAll('.private > section')) {
    sheet.addEventListener('click', (event) => {
      const button = event.target instanceof Element ? event.target.closest('[data-do]') : null;
      if (!(button instanceof HTMLElement) || !(sheet instanceof HTMLElement)) return;
      const level = Number(button.dataset.level);
      const job = async () => {
        if (button.dataset.do === 'victory') return victory(sheet);
        const mine = await box();
        await mine.tap({ t: 'cup', level });
        return `${button.textContent?.trim()}. ${where(mine)}`;
      };
      void run(sheet, button, job);
    });
  }
}
