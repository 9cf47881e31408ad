// One touch, with an authenticator that Chromium plays.
import { expect, named, signIn, test } from "../house.js";
import { beginContact, fresh, isSaved, isThereOnce, save } from "../form.js";

// Browsers keep passkeys for names, not for numbers.
test.use({ baseURL: async ({ house }, use) => use(house.url.replace("127.0.0.1", "localhost")) });

/**
 * A phone that knows its owner.
 * @param {import("@playwright/test").Page} page
 * @param {boolean} [knows] whether its owner's finger is the one on it
 */
async function phone(page, knows = true) {
  const debug = await page.context().newCDPSession(page);
  await debug.send("WebAuthn.enable");
  const options = /** @type {const} */ ({
    protocol: "ctap2",
    transport: "internal",
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: true,
  });
  const { authenticatorId } = await debug.send("WebAuthn.addVirtualAuthenticator", {
    options: { ...options, isUserVerified: knows },
  });
  return {
    /** Another finger, or the owner's again. */
    isOwners: (/** @type {boolean} */ isUserVerified) =>
      debug.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified }),
    /** Takes the passkeys off this phone: it is another one now. */
    forget: () => debug.send("WebAuthn.clearCredentials", { authenticatorId }),
    keys: async () => (await debug.send("WebAuthn.getCredentials", { authenticatorId })).credentials,
  };
}

/** @param {import("@playwright/test").Page} page */
async function addPhone(page) {
  await page.goto("/account");
  await page.getByRole("link", { name: "Passkeys" }).click();
  await page.getByRole("button", { name: "Add this phone" }).click();
  await page.waitForURL(/said=passkey-added$/);
  await expect(page.getByRole("status").filter({ hasText: "This phone can sign you in now." })).toBeVisible();
}

/** @param {import("@playwright/test").Page} page */
async function signOut(page) {
  await page.goto("/account");
  await page.getByRole("button", { name: "Sign out here", exact: true }).click();
  await page.waitForURL(/\/sign-in/);
}

const touch = (/** @type {import("@playwright/test").Page} */ page) =>
  page.getByRole("button", { name: "Sign in with this phone" });

/** @param {import("@playwright/test").Page} page */
async function isToldInPlainWords(page) {
  const said = page.getByText("That didn’t work. Try again, or use your password.");
  await expect(said).toBeVisible();
  await expect(said).toHaveAttribute("role", "status");
}

test("Robin adds a phone, comes in with one touch, and takes it away again", async ({ page, house }) => {
  const key = await phone(page);
  await signIn(page, named(house, "Robin Okafor"));
  await addPhone(page);
  expect(await key.keys()).toHaveLength(1);

  await signOut(page);
  await touch(page).tap();
  await page.waitForURL(/\/today$/);

  await page.goto("/account/passkeys");
  await page.getByText("Rename or remove").click();
  await page.getByRole("button", { name: "Remove it" }).click();
  await expect(page.getByText("That passkey is removed.")).toBeVisible();
  // The phone still has it, and it opens nothing any more.
  expect(await key.keys()).toHaveLength(1);
  await signOut(page);
  await touch(page).tap();
  await isToldInPlainWords(page);
  await page.goto("/today");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("a phone without a passkey, and a finger that is not the owner’s, open nothing", async ({ page, house }) => {
  const key = await phone(page);
  await signIn(page, named(house, "Karl Voss"));
  await addPhone(page);
  await signOut(page);
  await key.isOwners(false);
  await touch(page).tap();
  await isToldInPlainWords(page);
  await key.isOwners(true);
  await key.forget();
  await page.reload();
  await touch(page).tap();
  await isToldInPlainWords(page);
  await page.goto("/today");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("after an idle hour the page locks in place, and one touch brings back what was typed", async ({ page, house }) => {
  await phone(page);
  await page.clock.install();
  await signIn(page, named(house, "Pilar Vega"));
  await addPhone(page);
  const note = fresh("She wants to see her sister.");
  const person = await beginContact(page, note);

  await page.clock.fastForward("01:00:30");
  // By then the house has ended the session too.
  await page.context().clearCookies();
  const lock = page.getByRole("dialog", { name: "Locked while you were away" });
  await expect(lock).toBeVisible();
  await expect(page.locator("main")).toBeHidden();
  await page.keyboard.press("Escape");
  await expect(lock).toBeVisible();

  await lock.getByRole("button", { name: "Open with this phone" }).click();
  await expect(lock).toHaveCount(0);
  await expect(page.locator('textarea[name="note"]')).toHaveValue(note);
  await save(page).click();
  await isSaved(page);
  await isThereOnce(page, person, note);
});

test("someone else’s touch does not open a locked page", async ({ page, house }) => {
  const key = await phone(page);
  await signIn(page, named(house, "Ursula Grant"));
  await addPhone(page);
  await signOut(page);
  const other = await key.keys();
  expect(other).toHaveLength(1);

  await page.clock.install();
  await signIn(page, named(house, "Fern Holloway"));
  await page.goto("/people");
  await page.clock.fastForward("01:00:30");
  const lock = page.getByRole("dialog", { name: "Locked while you were away" });
  await lock.getByRole("button", { name: "Open with this phone" }).click();
  await expect(lock.getByText("Someone else is signed in now. This page stays locked.")).toBeVisible();
  await expect(page.locator("main")).toBeHidden();
});
