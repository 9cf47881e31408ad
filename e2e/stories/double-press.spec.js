// Two presses of one button are one change: from a thumb that slips, and from a line that is slow.
import { expect, named, signIn, test } from "../house.js";
import { beginContact, fresh, isSaved, isThereOnce } from "../form.js";

/**
 * Presses twice while the first press is still on its way, and lets both through.
 * @param {import("@playwright/test").Page} page
 * @param {string} path where the form goes
 * @returns {Promise<number>} how many requests were sent
 */
async function pressTwice(page, path) {
  const button = page.locator(".savebar button");
  let sent = 0;
  /** @type {() => void} */
  let go = () => {};
  const held = new Promise((free) => (go = () => free(undefined)));
  await page.route(`**${path}`, async (route) => {
    if (route.request().method() === "POST") {
      sent += 1;
      await held;
    }
    await route.continue();
  });
  await button.dblclick();
  await button.click({ force: true });
  go();
  return sent;
}

test("a contact pressed twice is there once", async ({ page, house }) => {
  await signIn(page, named(house, "Zora Fields"));
  const note = fresh("The bus was late, so we talked.");
  const person = await beginContact(page, note);
  expect(await pressTwice(page, "/contacts")).toBe(1);
  await isSaved(page);
  await isThereOnce(page, person, note);
});

test("an appointment pressed twice is there once", async ({ page, house }) => {
  await signIn(page, named(house, "Earl Watts"));
  await page.goto("/people");
  const person = /** @type {string} */ (
    await page.locator('main a[href^="/people/"]:not([href$="/new"])').first().getAttribute("href")
  );
  await page.goto(`/appointments/new?with=${person.split("/").pop()}`);
  const title = fresh("Clinic");
  await page.fill('input[name="title"]', title);
  const tomorrow = new Date(Date.now() + 36 * 3_600_000).toISOString().slice(0, 10);
  await page.fill('input[name="day"]', tomorrow);
  await page.fill('input[name="time"]', "10:30");
  expect(await pressTwice(page, "/appointments")).toBe(1);
  await page.waitForURL(/\?saved=1$/);
  await isThereOnce(page, person, title);
});

test("a hand-over pressed twice asks once", async ({ page, house }) => {
  await signIn(page, named(house, "Joy Mbeki"));
  await page.goto("/people");
  const person = /** @type {string} */ (
    await page.locator('main a[href^="/people/"]:not([href$="/new"])').first().getAttribute("href")
  );
  await page.goto(`${person}/hand-over`);
  await page.locator("form[method=post]").first().waitFor();
  const choice = page.locator('label:has(input[name="to"])').first();
  if (await choice.isVisible()) await choice.click();
  else await page.locator('select[name="to"]').selectOption({ index: 1 });
  const note = fresh("Likes to walk.");
  await page.locator("textarea").first().fill(note);
  expect(await pressTwice(page, `${person}/hand-over`)).toBe(1);
  await page.waitForURL((url) => url.pathname === person);
  await expect(page.getByText("by Joy Mbeki. No answer yet")).toHaveCount(1);
});

test("two copies of one form, in two tabs, are one contact", async ({ page, context, house }) => {
  await signIn(page, named(house, "Dee Alvarez"));
  const note = fresh("Same words, twice.");
  const person = await beginContact(page, note);
  const key = await page.locator('form[action="/contacts"] input[name="key"]').inputValue();
  // The form as a second tab restores it: the same key, the same answers, sent beside the first.
  const fields = await page.locator('form[action="/contacts"]').evaluate((form) =>
    [...new FormData(/** @type {HTMLFormElement} */ (form))].map(([name, value]) => [name, String(value)]),
  );
  expect(key).not.toBe("");
  const send = () =>
    page.evaluate(async (fields) => {
      const body = new URLSearchParams(fields);
      const answer = await fetch("/contacts", { method: "POST", body, headers: { accept: "application/json" } });
      return answer.json();
    }, fields);
  const answers = await Promise.all([send(), send(), send()]);
  expect(new Set(answers.map((answer) => answer.to)).size).toBe(1);
  expect(answers[0].to).toMatch(/^\/contacts\//);
  const other = await context.newPage();
  await isThereOnce(other, person, note);
});
