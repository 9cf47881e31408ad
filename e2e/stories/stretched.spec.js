// A longer language than English: nothing runs off a phone, nothing is cut, and every word on a page
// stands in a word file. Each message of the language `en-XA` stands between brackets.
import { expect, signIn, someone, test } from "../house.js";
import { WALKERS, walk } from "../pages.js";
import { cut, outside, typed } from "../stretch.js";

// Whoever is not signed in gets the language that the browser asks for.
test.use({ locale: "en-XA" });

/**
 * Chooses the language for the account. No page offers it, so the form of the colors carries it.
 * @param {import("@playwright/test").Page} page
 */
async function chooseStretched(page) {
  await page.goto("/account");
  const form = page.locator('form[action="/account/display"]');
  await form.evaluate((form) => {
    const field = document.createElement("input");
    field.name = "language";
    field.value = "en-XA";
    form.append(field);
  });
  await form.locator("button").click();
  await page.waitForURL(/said=display$/);
  await expect(page.locator("html")).toHaveAttribute("lang", "en-XA");
}

for (const role of WALKERS) {
  test(`in a longer language no page of a ${role} runs over, and every word is in a word file`, async ({ page, house }) => {
    test.setTimeout(180_000);
    if (role !== "stranger") {
      // The other agency: whoever the other stories are told of keeps English.
      await signIn(page, someone(house, role, (account) => account.agency === "Cedar Ridge Peer Network"));
      await chooseStretched(page);
    }
    const isTyped = typed(house);
    /** @type {Set<string>} */
    const wrong = new Set();
    await walk(page, async (_path, door) => {
      await page.evaluate(() => {
        for (const details of document.querySelectorAll("details")) details.open = true;
      });
      for (const { text, at } of await outside(page)) {
        if (!isTyped(text)) wrong.add(`${door}: ${at}: ${text}`);
      }
      for (const width of [390, 320]) {
        await page.setViewportSize({ width, height: 844 });
        for (const what of await cut(page)) wrong.add(`${door} at ${width}: ${what}`);
      }
    });
    expect([...wrong].sort()).toEqual([]);
  });
}
