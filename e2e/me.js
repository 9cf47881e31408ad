// Me as a person uses it: the first minute, the lock, places.
import { expect } from "@playwright/test";

/** The place that is drawn now. @param {import("@playwright/test").Page} page @param {string} name */
export const drawn = (page, name) => expect(page.locator("#view")).toHaveAttribute("data-view", name);

/** Goes to a place within the document. @param {import("@playwright/test").Page} page @param {string} name */
export async function place(page, name) {
  await page.evaluate((to) => void (location.hash = to), name);
  await drawn(page, name.split("/")[0]);
}

/**
 * The first minute, as somebody new has it: one tap, the code, two groups typed back.
 * @param {import("@playwright/test").Page} page
 * @returns {Promise<string>} the recovery code
 */
export async function firstMinute(page) {
  await page.goto("/me");
  await drawn(page, "first");
  await page.getByRole("button", { name: "Half" }).click();
  await drawn(page, "tapped");
  return makeKey(page);
}

/** From "Make my key" to the open space. @param {import("@playwright/test").Page} page */
export async function makeKey(page) {
  await page.getByRole("button", { name: "Make my key" }).click();
  await drawn(page, "kit");
  const groups = await page.locator(".screen .code li span").allTextContents();
  await page.getByRole("button", { name: "I have it" }).click();
  await drawn(page, "check");
  for (const field of ["group-a", "group-b"]) {
    const label = (await page.locator(`label[for="${field}"]`).textContent()) ?? "";
    await page.locator(`#${field}`).fill((groups[Number(label.replace(/\D/g, "")) - 1] ?? "").toLowerCase());
  }
  await page.getByRole("button", { name: "Check" }).click();
  await drawn(page, "made");
  await page.getByRole("link", { name: "Go on to Me" }).click();
  await drawn(page, "now");
  return groups.join("-");
}

/**
 * Writes one entry.
 * @param {import("@playwright/test").Page} page
 * @param {string} shelf
 * @param {Record<string, string>} fields
 */
export async function write(page, shelf, fields) {
  await place(page, shelf);
  const form = page.locator("form[data-form='entry']");
  if (!(await form.isVisible())) await page.getByRole("button", { name: "Add one" }).click();
  for (const [name, words] of Object.entries(fields)) await form.locator(`[name="${name}"]`).fill(words);
  await form.getByRole("button", { name: "Save" }).click();
  await expect(page.locator(".entry .own").filter({ hasText: Object.values(fields)[0] }).first()).toBeVisible();
}
