// No page is left out: every door that shows one was walked through by somebody.
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { BY_SECRET, FILES, shown, WALKERS } from "./pages.js";

test("axe has looked behind every door that shows a page", () => {
  const reached = new Set(
    [...WALKERS, ...BY_SECRET].flatMap((role) => JSON.parse(readFileSync(`e2e/test-results/axe/${role}.json`, "utf8"))),
  );
  const missed = shown()
    .map((door) => door.path)
    .filter((path) => !reached.has(path) && !FILES.includes(path));
  expect(missed).toEqual([]);
});
