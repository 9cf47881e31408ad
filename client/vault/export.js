// A sealed export: one JWE that every JOSE tool opens with six words (docs/vault.md section 9).

import { b64, exactly, random, textOf, utf8 } from './bytes.js';
import { is, isId, open, pbes2, read, seal } from './jose.js';
import { Refused } from './refused.js';
import { makeWords, plainWords } from './words.js';

/** The common limit of JOSE tools; the words have 77 bits. */
const ROUNDS = 8_192;
const MOST_ROUNDS = 5_000_000;

const SHAPE = {
  alg: is('PBES2-HS512+A256KW'),
  enc: is('A256GCM'),
  typ: is('fullcup-export+jwe'),
  p2s: isId,
  p2c: (/** @type {unknown} */ it) => Number.isInteger(it) && Number(it) >= 0,
};

/** @param {string} json */
export async function sealExport(json) {
  const words = await makeWords();
  const p2s = random(16);
  const header = {
    alg: 'PBES2-HS512+A256KW',
    enc: 'A256GCM',
    typ: 'fullcup-export+jwe',
    p2s: b64(p2s),
    p2c: ROUNDS,
  };
  return { jwe: await seal(header, await pbes2(words, p2s, ROUNDS), utf8(json)), words };
}

/**
 * @param {string} jwe
 * @param {string} words
 * @returns {Promise<string>} the JSON
 */
export async function openExport(jwe, words) {
  const parts = read(jwe, SHAPE);
  const { p2s, p2c } = parts.header;
  if (p2c < ROUNDS || p2c > MOST_ROUNDS) throw new Refused('rounds');
  const kek = await pbes2(plainWords(words), exactly(p2s, 16), p2c);
  return textOf(await open(parts, kek, 'wrong-secret'));
}
