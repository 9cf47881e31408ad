// axe on every page that each role can come to, at both widths, in both themes.
import { mkdirSync, writeFileSync } from "node:fs";
import { findings } from "./axe.js";
import { expect, signIn, someone, test } from "./house.js";
import { WALKERS, walk } from "./pages.js";

const REACHED = "e2e/test-results/axe";

test.describe.configure({ mode: "parallel" });

/**
 * A peer worker's day has something in it at any hour: a contact just saved, an appointment tomorrow.
 * @param {import("@playwright/test").Page} page
 */
async function fillTheDay(page) {
  await page.goto("/contacts/new");
  await page.locator('label:has(input[name="with"])').first().click();
  await page.locator('label:has(input[name="kind"])').first().click();
  await page.locator('label:has(input[name="minutes"])').first().click();
  await page.getByRole("button", { name: "Save contact" }).click();
  await page.waitForURL(/\/contacts\/[^/]+\/saved$/);
  const saved = new URL(page.url()).pathname;
  await page.goto("/appointments/new");
  const tomorrow = new Date(Date.now() + 36 * 3_600_000).toISOString().slice(0, 10);
  await page.fill('input[name="title"]', "Coffee");
  await page.fill('input[name="day"]', tomorrow);
  await page.fill('input[name="time"]', "10:30");
  await page.locator("form[method=post] button.btn--big, form[method=post] button.btn").first().click();
  await page.waitForURL(/\?saved=1$/);
  return [saved, new URL(page.url()).pathname];
}

/**
 * A manager's spreadsheet, read and not yet in: with a row that is refused and a word to be asked.
 * @param {import("@playwright/test").Page} page
 */
async function bringASheet(page) {
  await page.goto("/imports");
  await page.locator('label:has(input[value="contacts"])').click();
  const sheet = "Date,Minutes,Type,Who,Peer worker\n2/2/2026,45,Wobble,Nobody Known,Dee Alvarez\n2/3/2026,long,Call,Nobody Known,Dee Alvarez\n";
  await page.locator('input[type="file"]').setInputFiles({ name: "log.csv", mimeType: "text/csv", buffer: Buffer.from(sheet) });
  await page.getByRole("button", { name: "Read it" }).click();
  await page.waitForURL(/\/imports\/[^/]+$/);
  return [new URL(page.url()).pathname];
}

/**
 * An administrator's list of people who work here, read and not yet in.
 * @param {import("@playwright/test").Page} page
 */
async function bringPeople(page) {
  await page.goto("/accounts/imports");
  await page.locator('label:has(input[value="people"])').click();
  const sheet = "Name,E-mail,Role\nWren Abara,wren@example.org,Peer worker\nNoor Haddad,noor at example,Wizard\n";
  await page.locator('input[type="file"]').setInputFiles({ name: "people.csv", mimeType: "text/csv", buffer: Buffer.from(sheet) });
  await page.getByRole("button", { name: "Read it" }).click();
  await page.waitForURL(/\/imports\/[^/]+$/);
  return [new URL(page.url()).pathname];
}

for (const role of WALKERS) {
  test(`axe finds nothing on any page of a ${role}`, async ({ page, house }) => {
    if (role !== "stranger") await signIn(page, someone(house, role));
    const before = { "peer-worker": fillTheDay, "program-manager": bringASheet, administrator: bringPeople }[role];
    const more = before ? await before(page) : [];
    /** @type {string[]} */
    const wrong = [];
    const look = async (/** @type {string} */ path) => {
      const found = await findings(page);
      wrong.push(...found.map((finding) => `${path} ${finding}`));
    };
    const reached = await walk(page, look, more);
    mkdirSync(REACHED, { recursive: true });
    writeFileSync(`${REACHED}/${role}.json`, JSON.stringify(reached));
    expect(reached.length).toBeGreaterThan(0);
    expect(wrong).toEqual([]);
  });
}
