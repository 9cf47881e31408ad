// Nothing is lost when the line drops, and nothing is there twice when it comes back.
import { expect, named, signIn, test } from "../house.js";
import { beginContact, fresh, isSaved, isThereOnce, save } from "../form.js";

test("the line drops while Jess types: it stays, is kept on the phone, and goes out by itself, once", async ({ page, context, house }) => {
  await signIn(page, named(house, "Jess Tran"));
  const person = await beginContact(page, "");
  await context.setOffline(true);
  const note = fresh("We filled in the form at the kitchen table.");
  const field = page.locator('textarea[name="note"]');
  await field.pressSequentially(note);
  await expect(page.getByText("The draft isn’t saved yet. Keep this page open.")).toBeVisible();
  await save(page).click();
  const told = page.getByRole("status").filter({ hasText: "No signal." });
  await expect(told).toHaveText("No signal. It’s kept on this phone and goes out by itself when you’re back online.");
  await expect(told).toBeInViewport();
  await expect(field).toHaveValue(note);

  await context.setOffline(false);
  await isSaved(page);
  await isThereOnce(page, person, note);
});

test("the answer to a save is lost: pressing again ends in one contact", async ({ page, house }) => {
  await signIn(page, named(house, "Owen Tate"));
  const note = fresh("He picked up his mail.");
  const person = await beginContact(page, note);
  let arrived = 0;
  await page.route("**/contacts", async (route) => {
    // The house gets it and answers; the answer never comes to the phone.
    const answer = await route.fetch({ maxRedirects: 0 });
    if (answer.ok()) arrived += 1;
    await route.abort("connectionreset");
  });
  await save(page).click();
  await expect(page.getByRole("status").filter({ hasText: "No signal." })).toBeVisible();
  await expect(page.locator('textarea[name="note"]')).toHaveValue(note);
  expect(arrived).toBe(1);
  await page.unroute("**/contacts");
  await save(page).click();
  await isSaved(page);
  await isThereOnce(page, person, note);
});

test("the house does not answer a press for a while: the button says it is busy", async ({ page, house }) => {
  await signIn(page, named(house, "Tammy Yazzie"));
  const note = fresh("Coffee, and the bus pass.");
  const person = await beginContact(page, note);
  /** @type {() => void} */
  let go = () => {};
  const held = new Promise((free) => (go = () => free(undefined)));
  await page.route("**/contacts", async (route) => {
    await held;
    await route.continue();
  });
  await save(page).click();
  const busy = page.locator('button[aria-busy="true"]');
  await expect(busy).toHaveText("Saving");
  go();
  await isSaved(page);
  await isThereOnce(page, person, note);
});
