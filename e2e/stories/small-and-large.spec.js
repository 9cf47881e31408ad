// WCAG 1.4.4 and 1.4.10: nothing runs out of a narrow screen, and text may be twice as large.
import { expect, signIn, someone, test } from "../house.js";
import { WALKERS, walk } from "../pages.js";

/**
 * What stands further right than the screen is wide.
 * @param {import("@playwright/test").Page} page
 */
async function overflow(page) {
  return page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const wide = [...document.body.querySelectorAll("*")].filter(
      (part) => part.getBoundingClientRect().right > root.clientWidth + 1,
    );
    return wide.slice(0, 3).map((part) => `${part.tagName.toLowerCase()}.${part.className}`);
  });
}

/**
 * @param {import("@playwright/test").Page} page
 * @param {number} pixels the size that the person chose for text
 */
async function setText(page, pixels) {
  const debug = await page.context().newCDPSession(page);
  await debug.send("Page.setFontSizes", { fontSizes: { standard: pixels, fixed: pixels } });
}

const SIZES = [
  { name: "at 320 pixels", width: 320, text: 16 },
  { name: "at 360 pixels with text twice as large", width: 360, text: 32 },
];

for (const { name, width, text } of SIZES) {
  for (const role of WALKERS) {
    test(`${name} nothing runs off the screen of a ${role}`, async ({ page, house }) => {
      test.setTimeout(180_000);
      await page.setViewportSize({ width, height: 640 });
      await setText(page, text);
      if (role !== "stranger") await signIn(page, someone(house, role));
      /** @type {string[]} */
      const wrong = [];
      await walk(page, async (path) => {
        const wide = await overflow(page);
        if (wide.length > 0) wrong.push(`${path}: ${wide.join(", ")}`);
      });
      expect(wrong).toEqual([]);
    });
  }
}
