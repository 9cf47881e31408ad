// Me: the first minute, a tap on Today while it is locked, a plan on paper, and no barrier anywhere.
import { findings } from "../axe.js";
import { expect, named, signIn, test } from "../house.js";
import { drawn, firstMinute, makeKey, place, write } from "../me.js";

/** Every place of the document, as the server wrote it. @param {import("@playwright/test").Page} page */
const places = (page) =>
  page.locator('template[id^="v-"]').evaluateAll((all) => all.map((one) => one.id.slice(2)));

/** Drawn only on the way in, or with something that was made a moment ago. */
const BY_THE_WAY = ["first", "tapped", "signin", "kit", "check", "made", "words", "locked", "again", "sealed", "cup", "cup-saved"];

test("the first minute: a tap counts before anything is asked, then the key, typed back", async ({ page, house }) => {
  await signIn(page, named(house, "Marcus Bell"));
  await page.goto("/me");
  await drawn(page, "first");
  await page.getByRole("button", { name: "Low" }).click();
  await drawn(page, "tapped");
  await expect(page.getByText("Not yet recoverable.")).toBeVisible();
  await page.reload();
  await drawn(page, "tapped");
  expect(await findings(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });

  await page.getByRole("button", { name: "Make my key" }).click();
  await drawn(page, "kit");
  expect(await findings(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole("button", { name: "I have it" }).click();
  await drawn(page, "check");
  expect(await findings(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.locator("#group-a").fill("0000");
  await page.locator("#group-b").fill("0000");
  await page.getByRole("button", { name: "Check" }).click();
  await expect(page.getByText("Those groups do not match your code.")).toBeVisible();
  await page.reload();
  await drawn(page, "tapped");
  await makeKey(page);

  // The tap moved in, and is backed up.
  await place(page, "year");
  await page.getByText("Show as a list").click();
  await expect(page.locator("[data-each='days'] li")).toHaveCount(1);
  await expect(page.locator("[data-each='days'] li")).toContainText("Low");
});

// coverage: 1, 81, 85
test("a tap on Today while it is locked is there after the key, and nothing is drawn before", async ({ page, house }) => {
  await signIn(page, named(house, "Robin Okafor"));
  const code = await firstMinute(page);
  await write(page, "why", { text: "Somebody sat with me." });

  await page.goto("/today");
  await expect(page.getByText("Somebody sat with me.")).toHaveCount(0);
  await page.locator(".private").getByRole("button", { name: "Empty" }).click();
  await expect(page.getByText("Sealed on this phone.")).toBeVisible();

  await page.goto("/me");
  await drawn(page, "locked");
  expect(await page.content()).not.toContain("Somebody sat with me.");
  await page.locator("#secret").fill("river button maple lantern bread quiet");
  await page.getByRole("button", { name: "Open" }).click();
  await expect(page.getByText("That did not open it.")).toBeVisible();
  await page.locator("#secret").fill(code.toLowerCase().replaceAll("-", " "));
  await page.getByRole("button", { name: "Open" }).click();
  await drawn(page, "now");
  await expect(page.getByText("Somebody sat with me.")).toBeVisible();
  await place(page, "year");
  await page.getByText("Show as a list").click();
  await expect(page.locator("[data-each='days']")).toContainText("Empty");

  await page.getByRole("button", { name: "Lock" }).click();
  await drawn(page, "locked");
  expect(await page.content()).not.toContain("Somebody sat with me.");
});

test("a plan is kept by itself, moves without dragging, and prints with room for a pen", async ({ page, house }) => {
  await signIn(page, named(house, "Dee Alvarez"));
  await firstMinute(page);
  await place(page, "plan");
  const part = page.locator('details[data-section="early"]');
  await part.locator("summary").click();
  await part.locator("textarea").first().fill("I skip lunch");
  await page.keyboard.press("Enter");
  await page.keyboard.type("I get short with my kids");
  await part.getByRole("button", { name: "Add a step" }).click();
  await page.keyboard.type("Tell Yvonne, today");
  await expect(page.getByText(/Saved on this phone|Backed up/).first()).toBeVisible();
  await part.locator('[data-do="up"]').nth(1).click();
  await expect(part.locator('[data-lines="lines"] textarea').first()).toHaveValue("I get short with my kids");
  await place(page, "now");
  await expect(page.locator(".waits li")).toHaveCount(0);
  await place(page, "plan");
  await part.locator("summary").click();
  await expect(part.locator('[data-lines="lines"] textarea').first()).toHaveValue("I get short with my kids");

  await page.evaluate(() => void (window.print = () => {}));
  await page.getByRole("button", { name: "Print" }).click();
  await page.emulateMedia({ media: "print" });
  const paper = page.locator(".plan-paper");
  await expect(paper.getByText("Tell Yvonne, today")).toBeVisible();
  await expect(paper.locator('[data-paper="back"] li')).toHaveCount(3);
  await expect(page.locator(".who, .nav").first()).toBeHidden();
  await page.emulateMedia({ media: "screen" });
});

// coverage: 5, 16, 86, 87, 90, 121
test("work is no refill, everything is found again, and can be put away", async ({ page, house }) => {
  await signIn(page, named(house, "Loretta Hines"));
  await firstMinute(page);
  await place(page, "refill");
  await page.locator("#refill-text").fill("An extra shift");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("That is work.")).toBeVisible();
  await page.locator("#refill-text").fill("Walk the dog by the river");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.locator(".entry")).toHaveCount(1);
  await write(page, "person", { text: "Yvonne", phone: "555-0133" });

  await place(page, "now");
  await page.getByRole("button", { name: "Walk the dog by the river" }).click();
  await expect(page.getByText(/Walk the dog by the river\. (Saved on this phone|Backed up)/)).toBeVisible();
  await expect(page.getByRole("link", { name: "Call Yvonne" })).toHaveAttribute("href", "tel:5550133");
  await page.getByRole("link", { name: "Help now" }).click();
  await drawn(page, "help");
  await expect(page.getByRole("link", { name: "Call 988" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Call Yvonne" })).toBeVisible();

  await place(page, "find");
  await page.locator("#find-text").fill("river");
  await page.locator("[data-each='found'] a").first().click();
  await drawn(page, "refill");
  await page.getByRole("button", { name: /^Change/ }).first().click();
  await page.getByRole("button", { name: "Put away" }).click();
  await expect(page.locator(".entry")).toHaveCount(0);
});

test("axe finds nothing on any place of Me", async ({ page, house }) => {
  test.setTimeout(240_000);
  await signIn(page, named(house, "Rosa Delgado"));
  await firstMinute(page);
  await write(page, "person", { text: "Yvonne", phone: "555-0133" });
  await write(page, "why", { text: "Somebody sat with me." });
  await place(page, "now");
  await page.getByRole("button", { name: "Low" }).click();
  await drawn(page, "cup");
  const cup = new URL(page.url()).hash.slice(1);
  /** @type {string[]} */
  const found = [];
  for (const name of [...(await places(page)).filter((one) => !BY_THE_WAY.includes(one)), cup, cup.replace("cup/", "cup-saved/")]) {
    await place(page, name);
    found.push(...(await findings(page)).map((finding) => `${name}: ${finding}`));
  }
  await page.getByRole("button", { name: "Lock" }).click();
  await drawn(page, "locked");
  found.push(...(await findings(page)).map((finding) => `locked: ${finding}`));
  await place(page, "again");
  found.push(...(await findings(page)).map((finding) => `again: ${finding}`));
  expect(found).toEqual([]);
});

test("without an account, and after the session: help, a blank plan, and a page that says nothing", async ({ page }) => {
  await page.goto("/me");
  await drawn(page, "signin");
  await page.getByRole("link", { name: "Help now" }).click();
  await drawn(page, "help");
  await page.goto("/safety");
  await page.getByRole("link", { name: "Leave this page now" }).click();
  await expect(page).toHaveURL(/\/notes$/);
  await page.goto("/me/blank-plan");
  await expect(page.getByRole("heading", { name: "My wellness plan" })).toBeVisible();
});
