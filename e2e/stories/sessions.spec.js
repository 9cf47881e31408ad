// Two people at one phone, one person at two, and a session that ends in the middle of a form.
import { expect, named, signIn, test } from "../house.js";
import { beginContact, fresh, isSaved, isThereOnce, save } from "../form.js";

/** @param {import("@playwright/test").Page} page */
async function signOut(page) {
  await page.goto("/account");
  await page.getByRole("button", { name: "Sign out here", exact: true }).click();
  await page.waitForURL(/\/sign-in/);
}

/**
 * Ends every session of this account but the one of this page.
 * @param {import("@playwright/test").Page} page
 */
async function endElsewhere(page) {
  await page.goto("/account");
  await page.getByRole("button", { name: "Sign every other device out" }).click();
  await expect(page.getByText("Every other device is signed out.").first()).toBeVisible();
}

/**
 * Types the password into the page that stands there.
 * @param {import("@playwright/test").Page} page
 * @param {import("../house.js").Account} account
 */
async function comeBack(page, account) {
  await page.fill('input[name="email"]', account.email);
  await page.fill('input[name="password"]', account.password);
  await page.locator('input[name="password"]').press("Enter");
}

test("what Dee was writing never shows to the next person at her phone", async ({ page, house }) => {
  await signIn(page, named(house, "Dee Alvarez"));
  const note = fresh("She told me about her brother.");
  await beginContact(page, "");
  const kept = page.waitForResponse((answer) => answer.url().endsWith("/contacts/draft") && answer.ok());
  await page.locator('textarea[name="note"]').pressSequentially(note);
  await kept;
  await expect(page.getByText("Draft saved").first()).toBeVisible();
  const draft = await page.locator('form[action="/contacts"] input[name="draft"]').inputValue();
  expect(draft).not.toBe("");
  await signOut(page);

  // Back leads to no page that the phone had kept.
  await page.goBack();
  await page.goBack();
  await expect(page.locator("body")).not.toContainText("She told me");
  await page.goto("/today");
  await expect(page).toHaveURL(/\/sign-in/);

  for (const name of ["Loretta Hines", "Marcus Bell"]) {
    await signIn(page, named(house, name));
    for (const path of ["/today", "/contacts/new", `/contacts/new?draft=${draft}`]) {
      await page.goto(path);
      await expect(page.locator("body")).not.toContainText("She told me");
      expect(await page.locator("textarea").evaluateAll((all) => all.map((field) => /** @type {HTMLTextAreaElement} */ (field).value).join())).toBe("");
    }
    await signOut(page);
  }
  // Nothing of it stayed in the browser either.
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
  // What the private circle keeps there is sealed, and signing out takes the name away.
  const left = await page.evaluate(async () => {
    const bytes = (/** @type {any} */ value) => new Uint8Array(value.buffer ?? value);
    const plain = (/** @type {string} */ _, /** @type {any} */ value) =>
      value instanceof ArrayBuffer || ArrayBuffer.isView(value) ? new TextDecoder("latin1").decode(bytes(value)) : value;
    const done = (/** @type {IDBRequest} */ asked) =>
      new Promise((good, bad) => Object.assign(asked, { onsuccess: () => good(asked.result), onerror: bad }));
    let said = "";
    for (const { name } of await indexedDB.databases()) {
      const found = /** @type {IDBDatabase} */ (await done(indexedDB.open(name ?? "")));
      for (const store of found.objectStoreNames) {
        said += JSON.stringify(await done(found.transaction(store).objectStore(store).getAll()), plain);
      }
      found.close();
    }
    return said;
  });
  for (const word of [note, "She told me", "Dee Alvarez", "Loretta Hines", "Marcus Bell"]) expect(left).not.toContain(word);
  await signIn(page, named(house, "Dee Alvarez"));
  await page.goto(`/contacts/new?draft=${draft}`);
  await expect(page.locator('textarea[name="note"]')).toHaveValue(note);
});

test("signed out from her other phone, a page goes to sign in, and comes back to where it was", async ({ page, browser, house }) => {
  const gloria = named(house, "Gloria Stubbs");
  await signIn(page, gloria);
  const other = await (await browser.newContext()).newPage();
  await signIn(other, gloria);
  await endElsewhere(other);
  await page.goto("/people");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await comeBack(page, gloria);
  await expect(page).toHaveURL(/\/people$/);
  await other.context().close();
});

test("the session ends in mid-form: the page locks, and what was typed is sent once after signing in", async ({ page, browser, house }) => {
  const lupe = named(house, "Lupe Serrano");
  await signIn(page, lupe);
  const note = fresh("We read the letter together.");
  const person = await beginContact(page, "");
  const other = await (await browser.newContext()).newPage();
  await signIn(other, lupe);
  await endElsewhere(other);

  await page.locator('textarea[name="note"]').pressSequentially(note);
  const lock = page.getByRole("dialog", { name: "Locked while you were away" });
  await expect(lock).toBeVisible();
  // No passkey here: the password goes into a tab beside it.
  const [tab] = await Promise.all([
    page.context().waitForEvent("page"),
    lock.getByRole("link", { name: "Sign in with a password, in a new tab" }).click(),
  ]);
  await comeBack(tab, lupe);
  await expect(tab).toHaveURL(/\/today$/);
  await tab.close();
  await lock.getByRole("button", { name: "I have signed in" }).click();
  await expect(lock).toHaveCount(0);
  await expect(page.locator('textarea[name="note"]')).toHaveValue(note);
  await save(page).click();
  await isSaved(page);
  await isThereOnce(page, person, note);
  await other.context().close();
});

test("a form sent after its session ended is kept through signing in, and saved once", async ({ page, browser, house }) => {
  const quincy = named(house, "Quincy Reed");
  await signIn(page, quincy);
  const note = fresh("He wants to call his mother.");
  const person = await beginContact(page, note);
  await expect(page.getByText("Draft saved").first()).toBeVisible();
  const other = await (await browser.newContext()).newPage();
  await signIn(other, quincy);
  await endElsewhere(other);

  await save(page).click();
  await expect(page.getByRole("heading", { name: "Sign in to save this" })).toBeVisible();
  // Not readable by whoever stands there now.
  await expect(page.locator("main")).not.toContainText(note);
  await page.fill('input[name="email"]', quincy.email);
  await page.fill('input[name="password"]', "not the password, by a slip");
  await page.locator('input[name="password"]').press("Enter");
  await expect(page).toHaveTitle(/^Error: /);
  await comeBack(page, quincy);
  await expect(page.getByRole("heading", { name: "Your text is here" })).toBeVisible();
  await page.getByRole("button", { name: "Save it now" }).dblclick();
  await isSaved(page);
  await isThereOnce(page, person, note);
  await other.context().close();
});

test("text that waited is not given to another person who signs in", async ({ page, browser, house }) => {
  const vince = named(house, "Vince Romano");
  await signIn(page, vince);
  const note = fresh("Only for Vince.");
  const person = await beginContact(page, note);
  await expect(page.getByText("Draft saved").first()).toBeVisible();
  const other = await (await browser.newContext()).newPage();
  await signIn(other, vince);
  await endElsewhere(other);
  await save(page).click();
  await expect(page.getByRole("heading", { name: "Sign in to save this" })).toBeVisible();
  await comeBack(page, named(house, "Bonnie Park"));
  await expect(page).toHaveURL(/\/today$/);
  await expect(page.locator("body")).not.toContainText("Only for Vince.");
  await other.goto(person);
  await expect(other.getByText(note)).toHaveCount(0);
  await other.context().close();
});
