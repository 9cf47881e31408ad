// From an empty folder to a peer worker who sees Today, through the browser alone.
import { expect, openEmpty, test } from "../house.js";

const PASSWORD = "seven kettles on the porch";

/**
 * @param {import("@playwright/test").Page} page
 * @param {string} name what is on the button
 */
const press = (page, name) => page.getByRole("button", { name, exact: true }).click();

test("someone founds a program by the one-time code, invites a worker, and the worker comes in", async ({ browser }) => {
  const house = await openEmpty();
  try {
    const pat = await (await browser.newContext({ baseURL: house.url })).newPage();
    // Whoever comes first is led to the set-up page, and needs what the terminal says.
    await pat.goto("/");
    await expect(pat).toHaveURL(/\/set-up$/);
    await pat.goto("/sign-in");
    await expect(pat).toHaveURL(/\/set-up$/);
    await expect.poll(house.code).not.toBe("");
    await pat.getByLabel("Code from the terminal").fill("not the code");
    await pat.getByLabel("Name of your organization").fill("Quarry Lane Peers");
    await pat.getByLabel("Name of your first program").fill("Morning Walks");
    await pat.getByLabel("Time zone").fill("America/Chicago");
    await pat.getByLabel("The name you use").fill("Pat Ainsley");
    await pat.getByLabel("Email").fill("pat@quarry.example");
    await pat.getByLabel("Password").fill(PASSWORD);
    await press(pat, "Set up");
    await expect(pat).toHaveTitle(/^Error: /);
    // What was typed is there again; the password never is.
    await expect(pat.getByLabel("Name of your organization")).toHaveValue("Quarry Lane Peers");
    await expect(pat.getByLabel("Password")).toHaveValue("");
    await pat.getByLabel("Code from the terminal").fill(house.code());
    await pat.getByLabel("Password").fill(PASSWORD);
    await press(pat, "Set up");
    await expect(pat.getByRole("heading", { name: "Keep these ten codes" })).toBeVisible();
    await pat.getByRole("link", { name: "I have kept them" }).click();

    // The door closes behind them: the code opened once.
    const stranger = await (await browser.newContext({ baseURL: house.url })).newPage();
    await stranger.goto("/set-up");
    await expect(stranger.getByLabel("Code from the terminal")).toHaveCount(0);

    await pat.goto("/accounts/new");
    await pat.getByLabel("Name").fill("Nia Brook");
    await pat.getByLabel("Email").fill("nia@quarry.example");
    await pat.locator('label:has(input[value="peer-worker"])').click();
    const place = pat.locator('select[name="place"]');
    if (await place.isVisible()) await place.selectOption({ label: "Morning Walks" });
    await press(pat, "Make the account");
    await expect(pat.getByText("The account is there.")).toBeVisible();
    await press(pat, "Make the link");
    const link = (await pat.locator("main code").innerText()).trim();
    expect(link).toMatch(/\/invitations\/\S{20,}$/);

    const nia = await (await browser.newContext({ baseURL: new URL(link).origin })).newPage();
    await nia.goto(link);
    await expect(nia.getByRole("heading", { name: "Welcome, Nia Brook" })).toBeVisible();
    await nia.getByLabel("Choose a password").fill("a boat, two oars, no hurry");
    await press(nia, "Come in");
    await expect(nia.getByRole("heading", { name: "Keep these ten codes" })).toBeVisible();
    await nia.getByRole("link", { name: "I have kept them" }).click();
    await expect(nia).toHaveURL(/\/today$/);
    // The link opened once.
    await stranger.goto(link);
    await expect(stranger.getByText("This link is closed").first()).toBeVisible();

    await nia.goto("/account");
    await press(nia, "Sign out here");
    await nia.getByLabel("Email").fill("nia@quarry.example");
    await nia.getByLabel("Password").fill("a boat, two oars, no hurry");
    await nia.getByLabel("Password").press("Enter");
    await expect(nia).toHaveURL(/\/today$/);
    // A worker looks after nobody's account.
    await nia.goto("/accounts");
    await expect(nia.getByRole("heading", { name: "This page isn’t here" })).toBeVisible();
  } finally {
    await house.stop();
  }
});
