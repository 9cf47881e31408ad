// What opens the private circle is never sent as a password. The number is that of the list of attacks in the
// design of the vault.
import { expect, named, signIn, test } from "../house.js";
import { inBox, makeVault } from "../private.js";

test("14: a new password that is the words of the private space is not sent, and any other is", async ({ page, house }) => {
  const jess = named(house, "Jess Tran");
  await signIn(page, jess);
  const code = await makeVault(page);
  const words = await inBox(page, (box, given) => box.addWords({ code: given }), code);
  /** @type {string[]} */
  const sent = [];
  page.on("request", (request) => sent.push(request.postData() ?? ""));

  await page.goto("/account/password");
  await page.getByLabel("New password").fill(words.toUpperCase());
  const old = page.getByLabel("Password now");
  if (await old.count()) await old.fill(jess.password);
  await page.getByRole("button", { name: /password/i }).click();
  await expect(page.getByRole("alert")).toContainText("open your private space");
  await expect(page.getByLabel("New password")).toHaveValue("");
  const first = encodeURIComponent(words.split(" ").slice(0, 2).join(" ").toUpperCase()).replaceAll("%20", "+");
  expect(sent.filter((body) => body.includes(first))).toEqual([]);

  await page.getByLabel("New password").fill("six other words that are fine");
  await page.getByRole("button", { name: /password/i }).click();
  await expect(page).not.toHaveURL(/\/account\/password$/);
});
