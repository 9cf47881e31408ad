import { expect, someone, test } from "../house.js";

test.use({ viewport: { width: 1280, height: 800 } });

/**
 * Moves on with Tab until the focus is on what `wanted` names; each stop shows where it is.
 * @param {import("@playwright/test").Page} page
 * @param {string} wanted a selector
 */
async function tabTo(page, wanted) {
  for (let stop = 0; stop < 80; stop += 1) {
    await page.keyboard.press("Tab");
    const here = await page.evaluate((selector) => {
      const part = document.activeElement;
      if (!part || part === document.body) return { there: false, shown: true, name: "body" };
      // A chip's input is drawn by the label's text beside it.
      const drawn = [part, part.nextElementSibling, part.parentElement].filter((one) => one !== null);
      const shown = drawn.some((one) => {
        const style = getComputedStyle(one);
        return (style.outlineStyle !== "none" && style.outlineWidth !== "0px") || style.boxShadow !== "none";
      });
      return { there: part.matches(selector), shown, name: part.outerHTML.slice(0, 120) };
    }, wanted);
    expect(here.shown, `the focus can be seen on ${here.name}`).toBe(true);
    if (here.there) return;
  }
  throw new Error(`Tab never came to ${wanted}`);
}

test("with the keys alone a person signs in and logs a contact", async ({ page, house }) => {
  const worker = someone(house, "peer-worker");
  await page.goto("/sign-in");
  await page.keyboard.press("Tab");
  await expect(page.locator(":focus")).toHaveText("Skip to main content");
  await tabTo(page, 'input[name="email"]');
  await page.keyboard.type(worker.email);
  await tabTo(page, 'input[name="password"]');
  await page.keyboard.type(worker.password);
  await page.keyboard.press("Enter");
  await expect(page).not.toHaveURL(/\/sign-in$/);

  await page.goto("/contacts/new");
  await tabTo(page, 'input[name="with"]');
  await page.keyboard.press("Space");
  await tabTo(page, 'input[name="kind"]');
  await page.keyboard.press("Space");
  await tabTo(page, 'input[name="minutes"]');
  await page.keyboard.press("Space");
  await tabTo(page, 'form button:not([type="button"])');
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "Saved" }).first()).toBeVisible();
});
