// A manager's month end: is anything really changing, the figures of one team, a named change, the
// files for the funder, an interval that is set, and who changed what. Nobody's name is on the way.
import { readFileSync } from "node:fs";
import { expect, signIn, someone, test } from "../house.js";

/** @param {import("@playwright/test").Page} page @param {import("@playwright/test").Locator} link */
async function download(page, link) {
  const [file] = await Promise.all([page.waitForEvent("download"), link.click()]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

test("a manager closes a month", async ({ house, page }) => {
  await signIn(page, someone(house, "program-manager"));
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Program" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("How the program is doing");
  await expect(page.getByText(/Too new to say|Usual ups and downs|A real change/).first()).toBeVisible();
  // Every chart has its table, with the same months.
  for (const table of await page.getByText(/ as a table$/).all()) await table.click();
  await expect(page.getByRole("table").first()).toBeVisible();
  // What a figure means is one touch away, and the way back as well.
  await page.getByRole("link", { name: "What the figures mean" }).first().click();
  await expect(page.getByText("Each is counted once, however often they were met.")).toBeVisible();
  await page.goBack();
  // One team.
  const team = page.locator('select[name="team"]');
  const options = await team.locator("option").allTextContents();
  expect(options.length).toBeGreaterThan(1);
  await team.selectOption({ index: 1 });
  await page.getByRole("button", { name: "Show" }).first().click();
  await expect(page).toHaveURL(/team=/);
  await expect(page.getByRole("rowheader", { name: options[1] ?? "" }).first()).toBeVisible();
  // A change that was made in the middle of the year gets its name.
  await page.goto("/program/changes");
  await page.fill('input[name="words"]', "A second evening group");
  await page.locator('select[name="month"]').selectOption({ index: 1 });
  await page.getByRole("button", { name: "Save the change" }).click();
  await expect(page.getByText("A second evening group").first()).toBeVisible();
  // The files, which hide more than the screen does.
  await page.goto("/program");
  const csv = await download(page, page.getByRole("link", { name: "CSV" }));
  expect(csv.name).toMatch(/\.csv$/);
  const lines = csv.bytes.toString("utf8").replace(/^\uFEFF/, "").trim().split(/\r?\n/);
  expect(lines[0]).toContain("Contacts");
  expect(lines.length).toBeGreaterThan(20);
  expect(lines.some((line) => line.includes("not shown") || line.includes("under 11"))).toBe(true);
  const sheet = await download(page, page.getByRole("link", { name: "Excel" }));
  expect(sheet.bytes.subarray(0, 2).toString()).toBe("PK");
  // How often supervision is held, and who changed it.
  await page.goto("/program/settings");
  await page.fill('input[name="interval"]', "21");
  await page.getByRole("button", { name: "Save the settings" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Saved" }).first()).toBeVisible();
  await expect(page.getByText(/to 21/).first()).toBeVisible();
});

test("no page of a month end names anybody whom the program supports", async ({ browser, house, page }) => {
  const worker = await (await browser.newContext({ baseURL: house.url })).newPage();
  await signIn(worker, someone(house, "peer-worker"));
  await worker.goto("/people");
  const names = await worker.locator('main a[href^="/people/"]').allTextContents();
  expect(names.length).toBeGreaterThan(3);
  await signIn(page, someone(house, "program-manager"));
  for (const path of ["/program", "/program/definitions", "/program/changes", "/program/settings", "/program/counts.csv"]) {
    const text = await (await page.request.get(path)).text();
    for (const name of names) expect(text.includes(name.trim()), `${path}: ${name}`).toBe(false);
  }
});
