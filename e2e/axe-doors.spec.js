// axe where no link leads: doors that a secret opens, pages that answer a form, and refusals.
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { findings } from "./axe.js";
import { beginContact, fresh, save } from "./form.js";
import { expect, named, openEmpty, signIn, test } from "./house.js";
import { code } from "./totp.js";

/** Doors that only a secret opens, and that were looked behind here. */
const REACHED = "e2e/test-results/axe";

/** @param {string} name @param {string[]} doors */
function reached(name, doors) {
  mkdirSync(REACHED, { recursive: true });
  writeFileSync(`${REACHED}/${name}.json`, JSON.stringify(doors));
}

/**
 * Nothing is found on the page as it stands.
 * @param {import("@playwright/test").Page} page
 * @param {string | RegExp} heading what the page is called, so that it is the page that was meant
 */
async function isFine(page, heading) {
  await expect(page.getByRole("heading", { name: heading }).first()).toBeAttached();
  expect(await findings(page), `${heading}`).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: "light" });
}

/**
 * A link that Sam makes for somebody, and shows once.
 * @param {import("@playwright/test").Page} page
 * @param {string} name
 * @param {string} button
 */
async function linkFor(page, name, button) {
  await page.goto(`/accounts?find=${encodeURIComponent(name)}`);
  await page.getByRole("link", { name }).click();
  await page.getByRole("button", { name: button }).click();
  return (await page.locator("main code").innerText()).trim();
}

test("axe finds nothing on an invitation, from the link to the codes", async ({ page, browser, house }) => {
  await signIn(page, named(house, "Sam Whitfield"));
  const link = await linkFor(page, "Ned Calloway", "Make the link");
  await isFine(page, "Invitation for Ned Calloway");
  const ned = await (await browser.newContext()).newPage();
  await ned.goto(link);
  await isFine(ned, "Welcome, Ned Calloway");
  await ned.getByLabel("Choose a password").fill("too short");
  await ned.getByRole("button", { name: "Come in" }).click();
  await expect(ned).toHaveTitle(/^Error: /);
  await isFine(ned, "Welcome, Ned Calloway");
  await ned.getByLabel("Choose a password").fill("eleven pears in a paper bag");
  await ned.getByRole("button", { name: "Come in" }).click();
  await isFine(ned, "Keep these ten codes");
  await ned.context().clearCookies();
  await ned.goto(link);
  await isFine(ned, "This link is closed");
  reached("invitations", ["/invitations/{token}"]);
});

test("axe finds nothing on a way back in", async ({ page, browser, house }) => {
  await signIn(page, named(house, "Sam Whitfield"));
  const link = await linkFor(page, "Abe Kowalski", "Make a link back in");
  await isFine(page, "A way back in for Abe Kowalski");
  const abe = await (await browser.newContext()).newPage();
  await abe.goto(link);
  await isFine(abe, "Welcome back, Abe Kowalski");
  await abe.getByLabel("New password").fill("too short");
  await abe.getByRole("button", { name: "Save and sign in" }).click();
  await expect(abe).toHaveTitle(/^Error: /);
  await isFine(abe, "Welcome back, Abe Kowalski");
  await abe.goto(`${link}x`);
  await isFine(abe, "This link is closed");
  reached("way-back", ["/way-back/{token}"]);
});

test("axe finds nothing on the set-up page of an empty house", async ({ browser }) => {
  const house = await openEmpty();
  try {
    const page = await (await browser.newContext({ baseURL: house.url })).newPage();
    await page.goto("/set-up");
    await isFine(page, "Set up Fullcup");
    await page.getByRole("button", { name: "Set up" }).click();
    await expect(page).toHaveTitle(/^Error: /);
    await isFine(page, "Set up Fullcup");
    reached("set-up", ["/set-up"]);
  } finally {
    await house.stop();
  }
});

test("axe finds nothing on the pages of signing in that answer a try", async ({ page, house }) => {
  // From here on this account asks for a code: nobody else's story is told with it.
  const nadia = named(house, "Nadia Petrov");
  await page.goto("/sign-in");
  await page.fill('input[name="email"]', nadia.email);
  await page.fill('input[name="password"]', "not the password, by a slip");
  await page.locator('input[name="password"]').press("Enter");
  await expect(page).toHaveTitle(/^Error: /);
  await isFine(page, "Welcome back");
  await page.goto("/sign-in/recovery");
  await page.fill('input[name="email"]', nadia.email);
  await page.fill('input[name="code"]', "wrong-code");
  await page.locator('input[name="code"]').press("Enter");
  await expect(page).toHaveTitle(/^Error: /);
  await isFine(page, "Use a recovery code");

  await signIn(page, nadia);
  await page.goto("/account/codes");
  await page.getByRole("button", { name: "Set up an app" }).click();
  await isFine(page, "Add Fullcup to your app");
  const secret = (await page.locator("main code").innerText()).trim();
  await page.fill('input[name="code"]', "000000");
  await page.getByRole("button", { name: "Turn codes on" }).click();
  await expect(page).toHaveTitle(/^Error: /);
  await isFine(page, "Add Fullcup to your app");
  await page.fill('input[name="code"]', code(secret, Date.now()));
  await page.getByRole("button", { name: "Turn codes on" }).click();
  await expect(page.getByText("Six-digit codes are on.").first()).toBeVisible();
  await page.getByRole("button", { name: "Sign out here", exact: true }).click();
  await page.fill('input[name="email"]', nadia.email);
  await page.fill('input[name="password"]', nadia.password);
  await page.locator('input[name="password"]').press("Enter");
  await isFine(page, "Six digits from your phone");
  await page.fill('input[name="code"]', "000000");
  await page.locator('input[name="code"]').press("Enter");
  await expect(page).toHaveTitle(/^Error: /);
  await isFine(page, "Six digits from your phone");
});

test("axe finds nothing on what is said when something cannot be done", async ({ page, context, house }) => {
  expect((await page.goto("/nowhere/at/all"))?.status()).toBe(404);
  await isFine(page, "This page isn’t here");
  await signIn(page, named(house, "Ken Ishida"));
  expect((await page.goto("/nowhere/at/all"))?.status()).toBe(404);
  await isFine(page, "This page isn’t here");

  // A form on somebody else's page that is sent here.
  const trap = `<form method="post" action="${house.url}/contacts"><button>Win</button></form>`;
  const elsewhere = createServer((_, answer) => answer.writeHead(200, { "content-type": "text/html" }).end(trap));
  await new Promise((ready) => elsewhere.listen(0, "127.0.0.1", () => ready(undefined)));
  try {
    const { port } = /** @type {import("node:net").AddressInfo} */ (elsewhere.address());
    await page.goto(`http://localhost:${port}/`);
    const refused = page.waitForResponse((answer) => answer.request().method() === "POST");
    await page.getByRole("button", { name: "Win" }).click();
    expect((await refused).status()).toBe(403);
    await isFine(page, "That came from another site");
  } finally {
    elsewhere.close();
  }

  const person = await beginContact(page, "");
  const note = page.locator('textarea[name="note"]');
  await note.evaluate((field) => field.removeAttribute("maxlength"));
  await note.fill("too long ".repeat(40_000));
  await save(page).click();
  await isFine(page, "That was too long to save");

  // The same key with other words: somebody went back and changed what was saved.
  await beginContact(page, fresh("First."));
  const key = await page.locator('form[action="/contacts"] input[name="key"]').inputValue();
  await save(page).click();
  await page.waitForURL(/\/saved$/);
  await beginContact(page, fresh("Second."));
  await page.locator('form[action="/contacts"] input[name="key"]').evaluate((field, key) => {
    /** @type {HTMLInputElement} */ (field).value = key;
  }, key);
  await save(page).click();
  await isFine(page, "This was already saved");

  await beginContact(page, fresh("Late."));
  await expect(page.getByText("Draft saved").first()).toBeVisible();
  await context.clearCookies({ name: "fullcup" });
  await save(page).click();
  await isFine(page, "Sign in to save this");
  const ken = named(house, "Ken Ishida");
  await page.fill('input[name="email"]', ken.email);
  await page.fill('input[name="password"]', ken.password);
  await page.locator('input[name="password"]').press("Enter");
  await isFine(page, "Your text is here");
  expect(person).not.toBe("");
});

test("axe finds nothing on a copy of a record, and on who has room for a visit", async ({ page, browser, house }) => {
  await signIn(page, named(house, "Rosa Delgado"));
  await page.goto("/people");
  const person = await page.locator('main a[href^="/people/"]:not([href$="/new"])').first().getAttribute("href");
  await page.goto(`${person}/copy`);
  for (const field of await page.locator("main form[method=post] :is(input[type=text], input:not([type]), textarea)").all()) {
    await field.fill("County housing office");
  }
  for (const choice of await page.locator("main form[method=post] :is(input[type=radio], input[type=checkbox])").all()) {
    await choice.check({ force: true });
  }
  await page.locator("main form[method=post] button").last().click();
  await page.waitForURL(/\/copy\/[^/?]+/);
  expect(await findings(page)).toEqual([]);
  const marcus = await (await browser.newContext()).newPage();
  await signIn(marcus, named(house, "Marcus Bell"));
  await marcus.goto("/people");
  const with_ = await marcus.locator('main a[href^="/people/"]:not([href$="/new"])').first().getAttribute("href");
  await marcus.goto(`/appointments/new?with=${with_?.split("/").pop()}`);
  await marcus.fill('input[name="title"]', fresh("Clinic"));
  await marcus.fill('input[name="day"]', new Date(Date.now() + 36 * 3_600_000).toISOString().slice(0, 10));
  await marcus.fill('input[name="time"]', "10:30");
  await marcus.locator("main form[method=post] button").last().click();
  await marcus.waitForURL(/\?saved=1$/);
  const visit = new URL(marcus.url()).pathname.split("/").pop();
  await page.goto(`/team/room?visit=${visit}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Who has room");
  expect(await findings(page)).toEqual([]);
  reached("by-form", ["/people/{id}/copy/{copy}", "/team/room"]);
});
