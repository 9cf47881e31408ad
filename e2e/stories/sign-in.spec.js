import { expect, signIn, someone, test } from "../house.js";

test("a peer worker signs in and sees today", async ({ page, house }) => {
  const worker = someone(house, "peer-worker");
  await signIn(page, worker);
  await page.goto("/");
  await expect(page).toHaveURL(/\/today$/);
  await expect(page.getByRole("complementary", { name: "Who can see this" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Help now" })).toBeVisible();
});

test("a wrong password and an unknown e-mail read the same", async ({ page, house }) => {
  const worker = someone(house, "peer-worker");
  const tries = [
    [worker.email, "a password that nobody chose"],
    ["nobody@example.org", "a password that nobody chose"],
  ];
  /** @type {string[]} */
  const answers = [];
  for (const [email, password] of tries) {
    await page.goto("/sign-in");
    await page.fill('input[name="email"]', email);
    await page.fill('input[name="password"]', password);
    await page.locator('input[name="password"]').press("Enter");
    await expect(page).toHaveTitle(/^Error: /);
    await expect(page.getByRole("alert")).toBeVisible();
    // The e-mail comes back, the password never does.
    await expect(page.locator('input[name="email"]')).toHaveValue(email);
    await expect(page.locator('input[name="password"]')).toHaveValue("");
    answers.push(await page.getByRole("alert").innerText());
  }
  expect(answers[1]).toBe(answers[0]);
});

test("an invited or suspended person cannot sign in", async ({ page, house }) => {
  const outside = house.accounts.filter((account) => account.state !== "active" && account.password);
  for (const account of outside.slice(0, 3)) {
    await page.goto("/sign-in");
    await page.fill('input[name="email"]', account.email);
    await page.fill('input[name="password"]', account.password);
    await page.locator('input[name="password"]').press("Enter");
    await expect(page).toHaveTitle(/^Error: /);
  }
});

test("signing out ends the session on this phone", async ({ page, house }) => {
  await signIn(page, someone(house, "peer-worker"));
  await page.goto("/account");
  await page.getByRole("button", { name: "Sign out here", exact: true }).first().click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto("/today");
  await expect(page).toHaveURL(/\/sign-in/);
});
