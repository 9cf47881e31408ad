// Six generated words: 77 bits in a form that can be said and remembered.

import { random } from './bytes.js';
import { Refused } from './refused.js';

const COUNT = 6;
const LIST = 7_776;

/** @type {Promise<string[]> | undefined} */
let list;

/**
 * The list, fetched once, when it is first needed.
 * @param {() => Promise<string>} [read]
 * @returns {Promise<string[]>}
 */
export function wordList(read = fetched) {
  list ??= read().then(
    (text) => {
      const words = text.split('\n').filter(Boolean);
      // A shorter list would make phrases that can be guessed.
      if (new Set(words).size !== LIST || words.length !== LIST) throw new Refused('list');
      return words;
    },
  );
  list.catch(() => (list = undefined));
  return list;
}

async function fetched() {
  const answer = await fetch(new URL('./words.txt', import.meta.url));
  if (!answer.ok) throw new Refused('list');
  return answer.text();
}

/** Six words, each drawn evenly: 13 random bits that name no word are drawn again. */
export async function makeWords() {
  const words = await wordList();
  const chosen = [];
  while (chosen.length < COUNT) {
    const [high = 0, low = 0] = random(2);
    const word = words[((high & 31) << 8) | low];
    if (word) chosen.push(word);
  }
  return chosen.join(' ');
}

/**
 * Words as they are typed, in the one form that opens: NFKC, lower case, one space between, trimmed.
 * @param {string} typed
 */
export function plainWords(typed) {
  const words = typed.normalize('NFKC').toLowerCase().trim().split(/\s+/);
  if (words.length !== COUNT) throw new Refused('mistyped');
  return words.join(' ');
}

/**
 * The same, and says which word is not on the list.
 * @param {string} typed
 */
export async function checkWords(typed) {
  const words = plainWords(typed);
  const known = new Set(await wordList());
  const wrong = words.split(' ').flatMap((word, at) => (known.has(word) ? [] : [at + 1]));
  if (wrong.length > 0) throw new Refused('mistyped', wrong);
  return words;
}
