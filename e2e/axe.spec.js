// axe on every page that each role can come to, at both widths, in both themes.
import { mkdirSync, writeFileSync } from "node:fs";
import { findings } from "./axe.js";
import { expect, signIn, someone, test } from "./house.js";
import { WALKERS, walk } from "./pages.js";

const REACHED = "e2e/test-results/axe";

test.describe.configure({ mode: "parallel" });

for (const role of WALKERS) {
  test(`axe finds nothing on any page of a ${role}`, async ({ page, house }) => {
    if (role !== "stranger") await signIn(page, someone(house, role));
    /** @type {string[]} */
    const wrong = [];
    const reached = await walk(page, async (path) => {
      const found = await findings(page);
      wrong.push(...found.map((finding) => `${path} ${finding}`));
    });
    mkdirSync(REACHED, { recursive: true });
    writeFileSync(`${REACHED}/${role}.json`, JSON.stringify(reached));
    expect(reached.length).toBeGreaterThan(0);
    expect(wrong).toEqual([]);
  });
}
