import { expect, signIn, someone, test } from "../house.js";

test.use({ javaScriptEnabled: false });

test("with no script at all a contact is logged", async ({ page, house }) => {
  await signIn(page, someone(house, "peer-worker"));
  await page.goto("/contacts/new");
  await page.locator('label:has(input[name="with"])').first().click();
  await page.locator('label:has(input[name="kind"])').filter({ hasText: "Call" }).click();
  await page.locator('label:has(input[name="minutes"])').filter({ hasText: "15" }).click();
  await page.getByRole("button", { name: "Save contact" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Saved" }).first()).toBeVisible();
});

test("with no script an incomplete form comes back with everything in it", async ({ page, house }) => {
  await signIn(page, someone(house, "peer-worker"));
  await page.goto("/contacts/new");
  await page.locator('label:has(input[name="kind"])').filter({ hasText: "Call" }).click();
  await page.getByRole("button", { name: "Save contact" }).click();
  await expect(page).toHaveTitle(/^Error: /);
  await expect(page.getByRole("alert").getByRole("link").first()).toBeVisible();
  await expect(page.locator('label:has(input[name="kind"])').filter({ hasText: "Call" }).locator("input")).toBeChecked();
});

test("with no script the way in and out is open", async ({ page, house }) => {
  await signIn(page, someone(house, "administrator"));
  await page.goto("/accounts");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.goto("/help");
  await expect(page.getByText("988").first()).toBeVisible();
});
