// Without a line: what opens, what is kept, and under whose name it goes out.
import { beginContact, fresh, isThereOnce, save } from "../form.js";
import { expect, named, signIn, test } from "../house.js";
import { inBox, makeVault } from "../private.js";

test.use({ serviceWorkers: "allow" });

/** The service worker has everything. @param {import("@playwright/test").Page} page */
async function kept(page) {
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
}

test("a contact that could not be sent goes out from the next page, and is there once", async ({ page, context, house }) => {
  await signIn(page, named(house, "Owen Tate"));
  const note = fresh("We looked at the bus times.");
  const person = await beginContact(page, note);
  await page.route("**/contacts", (route) => route.abort("connectionreset"));
  await save(page).click();
  await expect(page.getByText("1 waiting to be sent")).toBeVisible();
  await page.goto("/today");
  await expect(page.getByText("1 waiting to be sent")).toBeVisible();
  await page.unroute("**/contacts");
  const sent = page.waitForResponse((answer) => answer.url().endsWith("/contacts") && answer.ok());
  await page.goto("/today");
  await sent;
  await expect(page.getByText("waiting to be sent")).toBeHidden();
  await isThereOnce(page, person, note);
  await context.close();
});

test("33: signing out says what was not sent, and nobody else at this phone sends it", async ({ page, house }) => {
  await signIn(page, named(house, "Tammy Yazzie"));
  const note = fresh("Only Tammy sends this.");
  const person = await beginContact(page, note);
  await page.route("**/contacts", (route) => route.abort("connectionreset"));
  await save(page).click();
  await expect(page.getByText("1 waiting to be sent")).toBeVisible();
  await page.goto("/account", { waitUntil: "networkidle" });
  await page.getByRole("button", { name: "Sign out here" }).click();
  await expect(page.getByText("On this phone and nowhere else: 1.")).toBeVisible();
  await page.getByLabel("to sign out all the same").fill("sign out");
  await page.getByRole("button", { name: "Sign out here" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);

  // Somebody else at the same phone: nothing goes out, and nothing of it is told.
  await page.unroute("**/contacts");
  let posted = 0;
  page.on("request", (request) => void (request.method() === "POST" && request.url().endsWith("/contacts") && (posted += 1)));
  await signIn(page, named(house, "Owen Tate"));
  await page.goto("/today");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByText("waiting to be sent")).toBeHidden();
  await expect(page.getByText("This browser cleared")).toBeHidden();
  expect(posted).toBe(0);
  await page.goto("/account", { waitUntil: "networkidle" });
  await page.getByRole("button", { name: "Sign out here" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);

  // The first page after signing in may send it at once.
  const sent = page.waitForResponse((answer) => answer.url().endsWith("/contacts") && answer.ok(), { timeout: 30_000 });
  await signIn(page, named(house, "Tammy Yazzie"));
  await page.goto("/contacts/new");
  await sent;
  await isThereOnce(page, person, note);
});

test("without a line: help, the private space and a page to write a contact open; it becomes a draft", async ({ page, context, house }) => {
  await signIn(page, named(house, "Jess Tran"));
  await page.goto("/me");
  await kept(page);
  await page.goto("/contacts/new");
  await context.setOffline(true);
  for (const path of ["/me", "/help"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
  }
  await page.goto("/people");
  await expect(page.getByRole("heading", { name: "No signal" })).toBeVisible();
  const who = fresh("Ana");
  await page.getByLabel("With whom").fill(who);
  await page.locator("label").filter({ hasText: "30 min" }).click();
  await page.getByRole("button", { name: "Keep it on this phone" }).click();
  await expect(page.getByText("Kept on this phone.")).toBeVisible();
  await expect(page.getByText("1 waiting to be sent")).toBeVisible();
  await context.setOffline(false);
  const sent = page.waitForResponse((answer) => answer.url().endsWith("/contacts/draft") && answer.ok());
  await page.goto("/today");
  await sent;
});

test("31: a script that is answered by a page is an error, and is not kept", async ({ page, context, house }) => {
  await signIn(page, named(house, "Jess Tran"));
  await page.goto("/today");
  await kept(page);
  const found = await page.evaluate(async () => {
    const names = await caches.keys();
    const paths = (await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))).flat();
    return paths.map((request) => new URL(request.url).pathname);
  });
  expect(found.some((path) => path.endsWith("/sync/box.js"))).toBe(true);
  // Files of this release and public documents, nothing of anybody.
  expect(found.filter((path) => !path.startsWith("/assets/")).every((path) => ["/me", "/offline", "/help", "/safety"].includes(path))).toBe(true);
  expect(await page.evaluate(async () => fetch("/assets/0123456789abcdef/none.js").then((answer) => answer.status, () => "error"))).toBe(404);
  await context.setOffline(true);
  const again = await page.evaluate(async () => {
    const start = [...document.scripts].find((script) => script.src.endsWith("/start.js"))?.src ?? "";
    return (await fetch(start)).headers.get("content-type");
  });
  expect(again).toContain("javascript");
});

test("people and the day are carried, sealed, and open only while the vault is open", async ({ page, context, house }) => {
  await signIn(page, named(house, "Carl Jensen"));
  await page.goto("/people");
  const name = (await page.locator('main a[href^="/people/"]:not([href$="/new"])').first().textContent())?.trim().split("\n")[0] ?? "";
  const code = await makeVault(page);
  await expect.poll(() => inBox(page, async (box) => (await box.carried())?.people.length ?? 0)).toBeGreaterThan(0);
  await context.setOffline(true);
  const carried = await inBox(page, (box) => box.carried());
  expect(carried.day).toMatch(/^\d{4}-\d\d-\d\d$/);
  expect(carried.people.some((/** @type {any} */ one) => name.includes(one.name) || one.name.includes(name))).toBe(true);
  // What lies on the phone names nobody, and a locked vault shows nobody.
  const lies = await inBox(page, async (box) => JSON.stringify(await box.store.meta("carried")));
  for (const one of carried.people) expect(lies).not.toContain(one.name);
  await inBox(page, (box) => box.lock());
  expect(await inBox(page, (box) => box.carried())).toBeNull();
  await inBox(page, async (box, given) => (await box.unlock({ code: given }), await box.ready), code);
  expect(await inBox(page, async (box) => (await box.carried()).people.length)).toBe(carried.people.length);
});
