// A program's own lines stand under 988 and 911: on the page for everybody who is signed in, and in Me without a line too.
import { expect, named, signIn, someone, test } from "../house.js";
import { drawn } from "../me.js";

// coverage: 53
test("a program's night line is one tap away, without a line too", async ({ browser, house, page }) => {
  const desk = await (await browser.newContext({ baseURL: house.url })).newPage();
  await signIn(desk, someone(house, "program-manager", (account) => account.agency === named(house, "Dee Alvarez").agency && account.program === named(house, "Dee Alvarez").program));
  await desk.goto("/help/lines");
  await desk.fill('input[name="name-1"]', "Night line");
  await desk.fill('input[name="phone-1"]', "413-555-0142");
  await desk.fill('input[name="said-1"]', "9 PM to 7 AM");
  await desk.getByRole("button", { name: "Save the lines" }).click();
  await expect(desk.getByRole("status").filter({ hasText: "Saved" }).first()).toBeVisible();

  await signIn(page, named(house, "Dee Alvarez"));
  await page.goto("/help");
  await expect(page.getByRole("link", { name: "Call Night line" })).toHaveAttribute("href", /^tel:/);
  // In Me they come with the page, and looking at Help now asks for nothing.
  const came = page.waitForResponse((answer) => answer.url().endsWith("/help/lines.json"));
  await page.goto("/me");
  await came;
  await drawn(page, "first");
  /** @type {string[]} */
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.context().setOffline(true);
  await page.getByRole("link", { name: "Help now" }).click();
  await drawn(page, "help");
  await expect(page.getByRole("link", { name: "Call Night line" })).toHaveAttribute("href", "tel:4135550142");
  await expect(page.getByText("413-555-0142. 9 PM to 7 AM")).toBeVisible();
  expect(asked.filter((path) => path.includes("help"))).toEqual([]);
  await page.context().setOffline(false);
});
