/**
 * Person-first hints beside a work note: which word may hurt, and what could be
 * said instead. Pure: text and list in, hints out; nothing is kept or sent.
 *
 * The same rule as `domain::language`, word for word; both pass the cases in
 * `vectors/language.json`. It never looks inside quotation marks: a person's own
 * words are theirs. In doubt it says nothing.
 */

/**
 * @typedef {{id: string, why: string, when: string, forms: string[], prefer: string[],
 *   unlessAfter?: string[], unlessBefore?: string[]}} Row
 * @typedef {{rows: Row[], person: Record<string, string[]>}} List
 * @typedef {{start: number, end: number, word: string, prefer: string[], id: string, why: string}} Hint
 *   `start` and `end` as in `text.slice(start, end)`.
 * @typedef {{start: number, end: number, stemEnd: number, written: string, low: string,
 *   stem: string, quoted: boolean}} Token places in `chars`
 * @typedef {{chars: string[], tokens: Token[]}} Read
 */

const CUT = ["til", "till", "cause", "cuz", "em", "n", "round", "bout", "tis", "twas", "ol", "nother"];

/** @param {string | undefined} c */
const isWord = (c) => c !== undefined && /^[\p{Alphabetic}\p{N}\p{M}]$/u.test(c);
/** @param {string | undefined} c */
const isApostrophe = (c) => c === "'" || c === "’";
/** @param {string | undefined} c */
const isNumeric = (c) => c !== undefined && /^\p{N}$/u.test(c);
/** @param {string | undefined} c */
const isBlank = (c) => c === undefined || " \t\n\r\u00a0\u202f".includes(c);
/** @param {string} c */
const isGap = (c) => " \t\n\r\u00a0\u202f-‐‑\u00ad".includes(c);
/** Only ASCII, as on the server. @param {string} text */
const lower = (text) => text.replace(/[A-Z]/g, (c) => c.toLowerCase());

/**
 * The hints for a text, in its order; they never overlap.
 * @param {string} text
 * @param {List} list
 * @returns {Hint[]}
 */
export function hints(text, list) {
  const read = readText(text);
  const forms = index(list);
  /** @type {Hint[]} */
  const found = [];
  for (let at = 0; at < read.tokens.length; ) {
    const best = read.tokens[at].quoted ? undefined : longest(read, at, forms, list);
    if (!best) {
      at += 1;
      continue;
    }
    const start = read.chars.slice(0, read.tokens[at].start).join("").length;
    const last = read.tokens[at + best.words - 1];
    const word = read.chars.slice(read.tokens[at].start, last.stemEnd).join("");
    const { prefer, id, why } = best.row;
    found.push({ start, end: start + word.length, word, prefer, id, why });
    at += best.words;
  }
  return found;
}

/** @type {WeakMap<List, Map<string, {row: Row, words: string[]}[]>>} */
const indexes = new WeakMap();

/** Every form by its first word. @param {List} list */
function index(list) {
  let forms = indexes.get(list);
  if (!forms) {
    forms = new Map();
    for (const row of list.rows) {
      for (const form of row.when === "exact" ? [row.id] : row.forms) {
        const words = form.split(" ");
        const same = forms.get(words[0]) ?? [];
        same.push({ row, words });
        forms.set(words[0], same);
      }
    }
    indexes.set(list, forms);
  }
  return forms;
}

/**
 * @param {Read} read @param {number} at
 * @param {Map<string, {row: Row, words: string[]}[]>} forms @param {List} list
 */
function longest(read, at, forms, list) {
  const token = read.tokens[at];
  /** @type {{row: Row, words: number} | undefined} */
  let best;
  for (const first of new Set([token.low, token.stem])) {
    for (const { row, words } of forms.get(first) ?? []) {
      if ((!best || words.length > best.words) && has(read, at, words) && applies(row, read, at, words.length, list)) {
        best = { row, words: words.length };
      }
    }
  }
  return best;
}

/** @param {Row} row @param {Read} read @param {number} at @param {number} words @param {List} list */
function applies(row, read, at, words, list) {
  if (row.when === "exact" && read.tokens[at].written !== row.forms[0]) return false;
  if (row.when === "person" && !isMeant(read, at, list)) return false;
  const after = (row.unlessAfter ?? []).some((phrase) => {
    const from = at - phrase.split(" ").length;
    return from >= 0 && has(read, from, phrase.split(" ")) && joins(read, at - 1);
  });
  const last = at + words - 1;
  return !after && !(row.unlessBefore ?? []).some((phrase) => joins(read, last) && has(read, last + 1, phrase.split(" ")));
}

// Words

/** @param {string} text @returns {Read} */
function readText(text) {
  const chars = Array.from(text);
  const inQuotes = quoted(chars);
  /** @type {Token[]} */
  const tokens = [];
  for (let at = 0; at < chars.length; ) {
    if (!isWord(chars[at])) {
      at += 1;
      continue;
    }
    const start = at;
    while (isWord(chars[at]) || (isApostrophe(chars[at]) && isWord(chars[at + 1]))) at += 1;
    const written = chars.slice(start, at).join("").replaceAll("’", "'");
    const low = lower(written);
    const owns = low.endsWith("'s");
    const stem = owns ? low.slice(0, -2) : low;
    tokens.push({ start, end: at, stemEnd: owns ? at - 2 : at, written, low, stem, quoted: inQuotes[start] });
  }
  return { chars, tokens };
}

/** Only blank space or hyphens before the next token. @param {Read} read @param {number} at */
function joins({ chars, tokens }, at) {
  const [one, next] = [tokens[at], tokens[at + 1]];
  if (!one || !next || one.quoted !== next.quoted) return false;
  const gap = chars.slice(one.end, next.start);
  return gap.every(isGap) && gap.filter((c) => c === "\n").length < 2;
}

/** @param {Read} read @param {number} at @param {string[]} words */
function has(read, at, words) {
  return words.every((word, ahead) => {
    const token = read.tokens[at + ahead];
    const isLast = ahead + 1 === words.length;
    return (
      token !== undefined &&
      !token.quoted &&
      (token.low === word || (isLast && token.stem === word)) &&
      (isLast || joins(read, at + ahead))
    );
  });
}

// Of a person or of a thing

/** @param {Read} read @param {number} at @param {List} list */
function isMeant(read, at, list) {
  const { tokens } = read;
  /** @param {string} name @param {string} word */
  const is = (name, word) => list.person[name].includes(word);
  /** @param {Token} token */
  const isNumber = (token) => /^[0-9]+$/.test(token.low);
  /** @param {Token} token */
  const isThing = (token) => is("things", token.low) || is("things", token.stem);
  /** @param {Token} token */
  const isPerson = (token) =>
    is("people", token.low) ||
    is("people", token.stem) ||
    is("contracted", token.low) ||
    (/^\p{Uppercase}/u.test(token.written) && !isThing(token));
  /** @param {number} from @returns {number | undefined} */
  const stepBack = (from) => {
    for (let back = from; back > 0 && joins(read, back - 1); ) {
      back -= 1;
      if (!is("between", tokens[back].low)) return back;
    }
    return undefined;
  };
  /** @param {number} verb @returns {Token | undefined} */
  const subject = (verb) => {
    let back = stepBack(verb);
    while (back !== undefined && ["copulas", "auxiliaries", "becoming"].some((name) => is(name, tokens[Number(back)].low))) {
      back = stepBack(back);
    }
    return back === undefined ? undefined : tokens[back];
  };

  const next = tokens[at + 1];
  if (joins(read, at) && !(isNumber(next) || is("follow", next.low) || is("numbers", next.low))) return false;

  const goesOn = lasts(read, at, is, isNumber);
  const before = stepBack(at);
  if (before === undefined) return goesOn;
  const token = tokens[before];
  if (is("becoming", token.low)) {
    const who = subject(before);
    return !who || !isThing(who);
  }
  if (is("copulas", token.low)) {
    const who = subject(before);
    return !who || isPerson(who);
  }
  if (is("contracted", token.low) || (token.low !== token.stem && isPerson(token))) return true;
  if (is("units", token.low) && joins(read, before - 1)) {
    const number = tokens[before - 1];
    if (isNumber(number) || is("numbers", number.low)) return true;
  }
  return goesOn && !isThing(token);
}

/**
 * Whether a stretch of time comes next.
 * @param {Read} read @param {number} at
 * @param {(name: string, word: string) => boolean} is @param {(token: Token) => boolean} isNumber
 */
function lasts(read, at, is, isNumber) {
  let counted = false;
  for (let step = 0; step < 5 && joins(read, at + step); step += 1) {
    const token = read.tokens[at + step + 1];
    if (step === 0 && token.low === "since") return true;
    if (counted && is("units", token.low)) return true;
    const counts = isNumber(token) || is("numbers", token.low);
    if (!counts && !is("about", token.low)) return false;
    counted ||= counts;
  }
  return false;
}

// Quotation marks: in doubt a character is quoted

/** @param {string[]} text @returns {boolean[]} */
function quoted(text) {
  const inside = text.map(() => false);
  for (let at = 0; at < text.length; ) {
    const end = opensDouble(text, at) ? doubleEnd(text, at) : opensSingle(text, at) ? singleEnd(text, at) : undefined;
    if (end !== undefined) inside.fill(true, at, end + 1);
    at = (end ?? at) + 1;
  }
  return inside;
}

/** @param {string[]} text @param {number} at */
function beginsLine(text, at) {
  let back = at - 1;
  while (back >= 0 && text[back] !== "\n" && isBlank(text[back])) back -= 1;
  return back < 0 || text[back] === "\n";
}

/** @param {string[]} text @param {number} at */
function opensDouble(text, at) {
  if ("“„«".includes(text[at])) return true;
  if (text[at] === "”") return isBlank(text[at - 1]) && isWord(text[at + 1]);
  return text[at] === '"' && (!isNumeric(text[at - 1]) || isWord(text[at + 1]));
}

/** @param {string[]} text @param {number} start */
function doubleEnd(text, start) {
  let depth = 1;
  for (let at = start + 1; at < text.length; at += 1) {
    const c = text[at];
    if (c === "“" && text[start] === "„") depth -= 1;
    else if ((c === "“" || c === '"') && beginsLine(text, at)) continue;
    else if ("“„«".includes(c)) depth += 1;
    else if ("”»".includes(c)) depth -= 1;
    else if (c === '"' && (text[start] === '"' || (depth === 1 && !isBlank(text[at - 1]) && !isWord(text[at + 1])))) return at;
    if (depth === 0) return at;
  }
  return text.length - 1;
}

/** @param {string[]} text @param {number} at */
function opensSingle(text, at) {
  const opens = text[at] === "‘" || (text[at] === "'" && (isBlank(text[at - 1]) || "([—–-/:".includes(text[at - 1])));
  if (!opens || !isWord(text[at + 1]) || isNumeric(text[at + 1])) return false;
  let end = at + 1;
  while (isWord(text[end])) end += 1;
  return !CUT.includes(lower(text.slice(at + 1, end).join("")));
}

/** @param {string[]} text @param {number} start */
function singleEnd(text, start) {
  let end;
  for (let at = start + 1; at < text.length; at += 1) {
    if (end !== undefined && (opensSingle(text, at) || text[at] === "\n")) break;
    if (isApostrophe(text[at]) && !isBlank(text[at - 1]) && !isWord(text[at + 1])) end = at;
  }
  return end ?? text.length - 1;
}
