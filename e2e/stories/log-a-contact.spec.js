import { expect, signIn, someone, test } from "../house.js";

/**
 * Counts what the hand does from now on, across pages.
 * @param {import("@playwright/test").Page} page
 */
async function countHands(page) {
  const hands = { touches: 0, typed: 0 };
  await page.exposeFunction("handMoved", (/** @type {string} */ kind) => {
    if (kind === "pointerdown") hands.touches += 1;
    else hands.typed += 1;
  });
  const listen = () => {
    for (const kind of ["pointerdown", "keydown"]) {
      // @ts-expect-error the function that this test put there
      addEventListener(kind, () => globalThis.handMoved(kind), { capture: true });
    }
  };
  await page.addInitScript(listen);
  await page.evaluate(listen);
  return hands;
}

/**
 * Today with its work open, on duty or not.
 * @param {import("@playwright/test").Page} page
 */
async function openWork(page) {
  await page.goto("/today");
  const work = page.getByRole("link", { name: /open today/i });
  if (await work.isVisible()) await work.tap();
}

test("from Today to saved in at most six touches and no typing", async ({ page, house }) => {
  await signIn(page, someone(house, "peer-worker"));
  await page.goto("/today");
  const hands = await countHands(page);
  const work = page.getByRole("link", { name: /open today/i });
  if (await work.isVisible()) await work.tap();
  await page.locator('a[href^="/contacts/new"]').first().tap();
  const form = page.locator('form:has(input[name="kind"])');
  await expect(form).toBeVisible();
  if ((await form.locator('input[name="with"]:checked').count()) === 0) {
    await form.locator('label:has(input[name="with"])').first().tap();
  }
  await form.locator('label:has(input[name="kind"])').filter({ hasText: "In person" }).tap();
  await form.locator('label:has(input[name="minutes"])').filter({ hasText: "30" }).tap();
  await form.getByRole("button", { name: "Save contact" }).tap();
  await expect(page.getByRole("status").filter({ hasText: "Saved" }).first()).toBeVisible();
  expect(hands.touches).toBeGreaterThan(0);
  expect(hands.touches).toBeLessThanOrEqual(6);
  expect(hands.typed).toBe(0);
});

test("a saved contact is on the person's page and on Today", async ({ page, house }) => {
  await signIn(page, someone(house, "peer-worker"));
  await page.goto("/people");
  await page.locator('a[href^="/people/"]:not([href$="/new"])').first().click();
  const person = new URL(page.url()).pathname;
  await page.locator('a[href^="/contacts/new?with="]').first().click();
  const note = `We walked to the library and back. ${Date.now()}`;
  await page.locator('label:has(input[name="kind"])').filter({ hasText: "In person" }).click();
  await page.locator('label:has(input[name="minutes"])').filter({ hasText: "45" }).click();
  for (const more of await page.locator("form details:not([open]) > summary").all()) {
    await more.click();
  }
  await page.locator('textarea[name="note"]').fill(note);
  await page.getByRole("button", { name: "Save contact" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Saved" }).first()).toBeVisible();
  await page.goto(person);
  await expect(page.getByText(note)).toBeVisible();
});

test("what was typed is there again after the page was closed", async ({ page, house }) => {
  await signIn(page, someone(house, "peer-worker", (worker) => worker.team !== ""));
  await page.goto("/contacts/new");
  for (const more of await page.locator("form details:not([open]) > summary").all()) {
    await more.click();
  }
  const note = `He found the form. ${Date.now()}`;
  const kept = page.waitForResponse((answer) => answer.url().endsWith("/contacts/draft"));
  await page.locator('textarea[name="note"]').pressSequentially(note);
  expect((await kept).ok()).toBe(true);
  await expect(page.getByText("Draft saved").first()).toBeVisible();
  await openWork(page);
  await page.locator('a[href*="draft="]').first().click();
  await expect(page.locator('textarea[name="note"]')).toHaveValue(/^He found the form/);
});
