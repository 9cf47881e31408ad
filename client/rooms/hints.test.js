import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { hints } from "./hints.js";

/** @param {string} name */
const vectors = (name) => JSON.parse(readFileSync(new URL(`../../vectors/${name}`, import.meta.url), "utf8"));
/** @type {import("./hints.js").List} */
const list = vectors("language_list.json");
/** @type {{text: string, hints: [number, string, string][]}[]} */
const cases = vectors("language.json");

test("every shared case gives the same hints as on the server", () => {
  assert.ok(cases.length > 100, `only ${cases.length} cases`);
  for (const { text, hints: expected } of cases) {
    const found = hints(text, list).map(({ start, word, id }) => [Array.from(text.slice(0, start)).length, word, id]);
    assert.deepEqual(found, expected, JSON.stringify(text));
  }
});

test("a hint says where the word is in the text field", () => {
  for (const { text } of cases) {
    for (const { start, end, word } of hints(text, list)) assert.equal(text.slice(start, end), word);
  }
});

test("every form of the list is found", () => {
  for (const row of list.rows.filter((row) => row.when === "always")) {
    for (const form of row.forms) {
      const [first] = hints(`Yes, ${form}, so.`, list);
      assert.deepEqual([first?.word, first?.id, first?.prefer], [form, row.id, row.prefer], form);
    }
  }
});

test("a long note is read while someone types", () => {
  const note = "Andre has been clean 3 weeks. The room is clean. “I am an addict”, he said. ".repeat(130);
  const from = performance.now();
  assert.equal(hints(note, list).length, 130);
  assert.ok(performance.now() - from < 1000);
});
