// A supervisor's Monday: what needs them, a visit that moves to somebody with room and back, supervision
// dates, and a deputy. One supervisor on a desk, two workers on their phones.
import { expect, named, signIn, test } from "../house.js";

/** Two days from now, as a date field takes it. */
function dayAfterTomorrow() {
  return new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
}

/**
 * Plans a visit with the first person of whoever is signed in.
 * @param {import("@playwright/test").Page} page
 * @returns {Promise<{ person: string, visit: string }>}
 */
async function plan(page) {
  await page.goto("/appointments/new");
  const first = page.locator('select[name="with"] option:not([value=""])').first();
  const person = (await first.textContent()) ?? "";
  await page.selectOption('select[name="with"]', (await first.getAttribute("value")) ?? "");
  await page.fill('input[name="day"]', dayAfterTomorrow());
  await page.fill('input[name="time"]', "10:30");
  await page.fill('input[name="minutes"]', "45");
  await page.getByRole("button", { name: "Save appointment" }).click();
  await expect(page).toHaveURL(/\/appointments\/[^/]+\?saved=1$/);
  return { person: person.trim(), visit: new URL(page.url()).pathname };
}

test("a supervisor moves a visit to somebody who has room, and takes that back", async ({ browser, house, page }) => {
  const fresh = async (/** @type {string} */ name) => {
    const context = await browser.newContext({ baseURL: house.url });
    const other = await context.newPage();
    await signIn(other, named(house, name));
    return other;
  };
  const marcus = await fresh("Marcus Bell");
  const { person, visit } = await plan(marcus);
  await signIn(page, named(house, "Rosa Delgado"));
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Team" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Team this week");
  await expect(page.getByRole("heading", { name: "Needs you" })).toBeVisible();
  // Everything that needs them has a verb.
  for (const line of await page.locator(".needs > li").all()) {
    await expect(line.locator("a.btn")).toHaveCount(1);
  }
  await page.getByRole("rowheader", { name: "Marcus Bell" }).getByRole("link").click();
  await page.locator(`a[href="/team/room?visit=${visit.split("/").pop()}"]`).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Who has room");
  await page.getByRole("button", { name: "Move it to Robin" }).click();
  await expect(page.getByText("Robin goes. Both see it on Today.")).toBeVisible();
  // Robin sees the visit and the name, and nothing else of the record.
  const robin = await fresh("Robin Okafor");
  await robin.goto("/today?work=1");
  await expect(robin.getByText(`You go to ${person} for Marcus`)).toBeVisible();
  await robin.goto(visit);
  await expect(robin.getByText("You see this visit, and no more of their record.")).toBeVisible();
  await expect(robin.locator('main a[href^="/people/"]')).toHaveCount(0);
  await marcus.goto("/today?work=1");
  await expect(marcus.getByText(`Robin goes to ${person} for you`)).toBeVisible();
  // And back.
  await page.getByRole("button", { name: "Give it back to Marcus" }).click();
  await expect(page.getByText("Marcus goes after all.")).toBeVisible();
  const gone = await robin.goto(visit);
  expect(gone?.status()).toBe(404);
});

test("a supervisor writes down supervision, and names a deputy", async ({ house, page }) => {
  await signIn(page, named(house, "Rosa Delgado"));
  await page.goto("/team");
  await page.getByRole("rowheader", { name: "Robin Okafor" }).getByRole("link").click();
  await page.fill('input[name="next"]', dayAfterTomorrow());
  await page.getByRole("button", { name: "Save dates" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Saved" }).first()).toBeVisible();
  await page.goto("/team/deputy");
  await page.selectOption('select[name="deputy"]', { index: 1 });
  await page.fill('input[name="last"]', dayAfterTomorrow());
  await page.getByRole("button", { name: "Name this deputy" }).click();
  await expect(page.getByText(/stands in for you until the end of/)).toBeVisible();
  await page.getByRole("button", { name: /Take it back/ }).click();
  await expect(page.getByText(/stands in for you until the end of/)).toHaveCount(0);
});

test("on a phone the team is cards, and nothing runs off the side", async ({ house, page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, named(house, "Rosa Delgado"));
  await page.goto("/team");
  await expect(page.locator(".board tr").nth(1)).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
