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
 * Sets the size that the person chose for text, in pixels, in the browser's own settings.
 * @param {import("@playwright/test").Page} page
 */
async function textSize(page) {
  const debug = await page.context().newCDPSession(page);
  return async (/** @type {number} */ pixels) => {
    await debug.send("Page.setFontSizes", { fontSizes: { standard: pixels, fixed: pixels } });
    await page.waitForFunction(
      (pixels) => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) === pixels,
      pixels,
    );
  };
}

const SIZES = [
  { name: "320 pixels", width: 320, text: 16 },
  { name: "360 pixels with text twice as large", width: 360, text: 32 },
  { name: "390 pixels with text twice as large", width: 390, text: 32 },
];

for (const role of WALKERS) {
  test(`on a narrow phone and with text twice as large nothing runs off the screen of a ${role}`, async ({ page, house }) => {
    test.setTimeout(180_000);
    const setText = await textSize(page);
    await page.setViewportSize({ width: 320, height: 640 });
    if (role !== "stranger") await signIn(page, someone(house, role));
    /** @type {string[]} */
    const wrong = [];
    await walk(page, async (path) => {
      for (const { name, width, text } of SIZES) {
        await page.setViewportSize({ width, height: 640 });
        await setText(text);
        const wide = await overflow(page);
        if (wide.length > 0) wrong.push(`${path} at ${name}: ${wide.join(", ")}`);
      }
    });
    expect(wrong).toEqual([]);
  });
}
