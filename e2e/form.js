// The steps that many stories share: a contact begun, and what became of it.
import { expect } from "./house.js";

/**
 * Opens the form of a contact with the first person of the list, and answers its three questions.
 * @param {import("@playwright/test").Page} page
 * @param {string} note what is written about it; nothing when empty
 * @returns {Promise<string>} the address of the person's page
 */
export async function beginContact(page, note) {
  await page.goto("/people");
  const person = await page.locator('main a[href^="/people/"]:not([href$="/new"])').first().getAttribute("href");
  if (!person) throw new Error("nobody is walked with");
  await page.goto(`/contacts/new?with=${person.split("/").pop()}`);
  await page.locator('label:has(input[name="kind"])').filter({ hasText: "Call" }).click();
  await page.locator('label:has(input[name="minutes"])').filter({ hasText: "15" }).click();
  for (const more of await page.locator("form details:not([open]) > summary").all()) await more.click();
  if (note) await page.locator('textarea[name="note"]').fill(note);
  return person;
}

/** @param {import("@playwright/test").Page} page */
export function save(page) {
  return page.getByRole("button", { name: "Save contact" });
}

/** @param {import("@playwright/test").Page} page */
export async function isSaved(page) {
  await page.waitForURL(/\/contacts\/[^/]+\/saved$/);
  await expect(page.getByRole("status").filter({ hasText: "Saved" }).first()).toBeVisible();
}

/**
 * The person's page tells of exactly one contact with this note.
 * @param {import("@playwright/test").Page} page
 * @param {string} person
 * @param {string} note
 */
export async function isThereOnce(page, person, note) {
  await page.goto(person);
  await expect(page.getByText(note)).toHaveCount(1);
}

/** A text that nobody has written before. @param {string} words */
export const fresh = (words) => `${words} ${Date.now()}`;
