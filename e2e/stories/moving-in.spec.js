// A program moves in on an afternoon: upload, mapping, dry run, bring in, merge; and it can leave again.
import { mkdirSync } from "node:fs";
import { findings } from "../axe.js";
import { expect, named, signIn, someone, test } from "../house.js";

const SHOTS = process.env.FULLCUP_SHOTS;

/** @param {import("@playwright/test").Page} page @param {string} name */
async function look(page, name) {
  expect(await findings(page), name).toEqual([]);
  for (const width of SHOTS ? [390, 1280] : []) {
    for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
      mkdirSync(`${SHOTS}`, { recursive: true });
      await page.setViewportSize({ width, height: 844 });
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `${SHOTS}/${name}-${width}-${colorScheme}.png`, fullPage: true });
    }
  }
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: "light" });
}

/**
 * @param {import("@playwright/test").Page} page
 * @param {string} what
 * @param {string} name
 * @param {string} text
 */
async function bring(page, what, name, text) {
  await page.goto("/imports");
  await page.locator(`label:has(input[value="${what}"])`).click();
  await page.locator('input[type="file"]').setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
  await page.getByRole("button", { name: "Read it" }).click();
  await page.waitForURL(/\/imports\/[^/]+$/);
}

const PEOPLE = `Name;Phone;Peer worker;Since;Notes
Josephine Kowalczyk;413-555-0101;Dee Alvarez;1/5/2026;Likes mornings
Jozephine Kowalczyk;413-555-0101;Marcus Bell;1/6/2026;Works nights
Ash Lindqvist;call me;Dee Alvarez;1/7/2026;
Teo Park;413-555-0104;D. Alvarez;1/8/2026;
`;

const CONTACTS = `Date,Start,Length,Type,Location,Who,Peer worker,Notes
1/12/2026,10:00 AM,45 min,Face to face,Cafe,Josephine Kowalczyk,Dee Alvarez,"Coffee, and a form"
1/13/2026,,20,Wobble,,Teo Park,Dee Alvarez,
1/14/2026,,1:15,Call,,Nobody Known,Dee Alvarez,Long talk
`;

test("a program moves in on an afternoon", async ({ page, browser, house }) => {
  test.setTimeout(180_000);
  await signIn(page, someone(house, "program-manager"));
  await page.goto("/imports");
  await look(page, "imports");
  await bring(page, "participants", "people.csv", PEOPLE);
  await expect(page.getByRole("heading", { name: "people.csv" })).toBeVisible();
  await expect(page.getByText("2 rows come in").first()).toBeVisible();
  await expect(page.getByText("Write it like 413-555-0142.")).toBeVisible();
  await look(page, "participants-open");
  await page.getByLabel("Who is “D. Alvarez”?").selectOption({ label: "Dee Alvarez" });
  await page.getByRole("button", { name: "Show it like this" }).click();
  await expect(page.getByText("3 rows come in").first()).toBeVisible();
  // Nothing comes in while a refused row is not spoken of.
  await page.getByRole("button", { name: "Bring in 3 people" }).click();
  await expect(page).toHaveTitle(/^Error: /);
  await page.locator('label:has(input[name="leave_out"])').click();
  await page.getByRole("button", { name: "Bring in 3 people" }).click();
  await expect(page.getByRole("heading", { name: "3 people came in" })).toBeVisible();
  await look(page, "participants-in");

  await bring(page, "contacts", "log.csv", CONTACTS);
  await page.getByLabel(/what does “Wobble” mean/).selectOption("walk");
  await page.locator('label:has(input[value="add"])').click();
  await look(page, "contacts-open");
  await page.getByRole("button", { name: "Show it like this" }).click();
  await page.getByRole("button", { name: "Bring in 3 contacts" }).click();
  await expect(page.getByRole("heading", { name: "3 contacts came in" })).toBeVisible();
  await look(page, "contacts-in");

  // The same file again adds nothing.
  await bring(page, "contacts", "log.csv", CONTACTS);
  await expect(page.getByText("No row comes in").first()).toBeVisible();
  await page.getByRole("button", { name: "Put the file aside" }).click();
  await expect(page.getByText("Put aside.")).toBeVisible();

  // Whoever supervises both workers says that the two are one.
  const loretta = await (await browser.newContext({ baseURL: house.url, hasTouch: true, reducedMotion: "reduce" })).newPage();
  await signIn(loretta, named(house, "Loretta Hines"));
  await loretta.goto("/people");
  await loretta.getByRole("link", { name: "Look at them" }).click();
  await look(loretta, "alike");
  await loretta.getByRole("button", { name: /keep Josephine Kowalczyk/ }).first().click();
  await expect(loretta.getByText("They are one record now.")).toBeVisible();
  await loretta.goto("/people?find=Josephine");
  await loretta.getByRole("link", { name: "Josephine Kowalczyk" }).first().click();
  await expect(loretta.getByText("Likes mornings")).toBeVisible();
  await expect(loretta.getByText("Works nights")).toBeVisible();
  await expect(loretta.getByText("Coffee, and a form")).toBeVisible();
  await look(loretta, "person-merged");
});

test("two people leave with everything", async ({ page, browser, house }) => {
  await signIn(page, someone(house, "program-manager"));
  await page.goto("/leave-with-everything");
  await page.getByLabel("Who gets it?").fill("Northside Peer Center");
  await page.getByLabel("What for?").fill("We move to their house");
  await page.getByRole("button", { name: "Ask" }).click();
  await expect(page.getByText("A privacy officer sees it now.")).toBeVisible();
  await look(page, "leave-asked");
  const officer = await (await browser.newContext({ baseURL: house.url, hasTouch: true, reducedMotion: "reduce" })).newPage();
  await signIn(officer, someone(house, "privacy-officer"));
  await officer.goto("/leave-with-everything");
  await look(officer, "leave-officer");
  await officer.getByRole("button", { name: /^Agree/ }).click();
  await expect(officer.getByText(/^Agreed\./)).toBeVisible();
  await page.goto("/leave-with-everything");
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Take the file" }).click();
  expect((await download).suggestedFilename()).toMatch(/^everything-.*\.zip$/);
});
