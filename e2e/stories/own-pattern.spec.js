// My pattern: worked out on the phone from what was tapped there and from one's own work.
import { run as axe } from "../axe.js";
import { expect, named, signIn, test, TODAY } from "../house.js";
import { drawn, firstMinute, place, write } from "../me.js";

const DAY = 86_400_000;

// coverage: 99, 109, 135
test("weeks of taps become a picture, a table and what it cannot tell", async ({ page, house }) => {
  test.setTimeout(120_000);
  await signIn(page, named(house, "Dee Alvarez"));
  const code = await firstMinute(page);
  const today = Date.parse(`${TODAY}T15:00:00Z`);
  // The newest first: a clock that jumps ahead locks the space.
  for (let back = 1; back < 56; back += 2) {
    await page.clock.setFixedTime(today - back * DAY);
    await place(page, "now");
    await page.locator(`[data-do="cup"][data-level="${back > 20 && back < 36 ? 1 : 3}"]`).click();
    await drawn(page, "cup");
  }
  await page.clock.setFixedTime(today);
  await drawn(page, "locked");
  await page.locator("#secret").fill(code);
  const load = page.waitForResponse((answer) => answer.url().endsWith("/today/load.json"));
  await page.getByRole("button", { name: "Open" }).click();
  await drawn(page, "now");
  await load;
  /** @type {string[]} */
  const asked = [];
  page.on("request", (request) => void asked.push(new URL(request.url()).pathname));
  await place(page, "now");
  await page.getByRole("link", { name: "My pattern" }).click();
  await drawn(page, "pattern");
  await expect(page.getByRole("img", { name: "Cup, load and refill over eight weeks" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Down, and coming back" })).toBeVisible();
  await expect(page.locator(".c-load-edge").first()).toBeAttached();
  await page.getByText("Show as a table").click();
  await expect(page.locator("tbody tr")).toHaveCount(8);
  await page.getByText("What this cannot tell you").click();
  await expect(page.getByText("trust how you feel")).toBeVisible();
  await page.getByRole("textbox", { name: "What changed" }).fill("A new team");
  await page.getByLabel("On what day").fill(new Date(today - 21 * DAY).toISOString().slice(0, 10));
  await page.getByRole("button", { name: "Keep it" }).click();
  await expect(page.locator(".entry .own", { hasText: "A new team" })).toBeVisible();
  expect(await axe(page)).toEqual([]);
  // Looking at it asks the server for nothing but the program itself, and the sealed box as ever.
  expect(asked.filter((path) => !/^\/(assets|vault)\//.test(path))).toEqual([]);
  await page.getByLabel("Remind me of my signs").check();
  await page.getByRole("link", { name: "Look back on the week" }).click();
  await write(page, "look", { text: "Two wakes", feel: "Singing", then: "A day off" });
  await place(page, "pattern");
  await expect(page.getByLabel("Remind me of my signs")).toBeChecked();
});
