// Private records of a phone: kept there, sent, met with those of another phone, and never lost. The numbers are
// those of the list of attacks and faults in the design of the vault.
import { asWritten, expect, named, signIn, test } from "../house.js";
import { inBox, makeVault, openBox } from "../private.js";

test("the first taps come before any key, and are records afterwards", async ({ page, house }) => {
  await signIn(page, named(house, "Willa James"));
  await openBox(page);
  await inBox(page, (box) => box.tap({ t: "cup", level: 2 }));
  expect(await inBox(page, (box) => [box.state, box.list("cup").length])).toEqual(["tapped", 1]);
  await page.reload();
  await openBox(page);
  expect(await inBox(page, (box) => [box.state, box.list("cup")[0].payload.level])).toEqual(["tapped", 2]);
  const code = await makeVault(page);
  const kept = await inBox(page, (box) => box.list("cup"));
  expect(kept).toMatchObject([{ t: "cup", state: "safe", payload: { level: 2 } }]);

  // A tap while it is locked stays in the tray, and is a record at the next unlock.
  await inBox(page, (box) => box.lock());
  await inBox(page, (box) => box.tap({ t: "cup", level: 4 }));
  expect(await inBox(page, (box) => box.list("cup"))).toEqual([]);
  await inBox(page, (box, given) => box.unlock({ code: given }), code);
  await inBox(page, async (box) => (await box.ready, await box.sync()));
  expect(await inBox(page, (box) => box.list("cup").map((/** @type {any} */ one) => one.payload.level))).toEqual([4, 2]);
});

/**
 * A second phone of the same person.
 * @param {import("@playwright/test").Browser} browser
 * @param {import("../house.js").House} house
 * @param {string} name
 */
async function anotherPhone(browser, house, name) {
  const context = await browser.newContext({ baseURL: house.url });
  await asWritten(context);
  const page = await context.newPage();
  await signIn(page, named(house, name));
  await openBox(page);
  return { context, page };
}

/** @param {import("@playwright/test").Page} page @param {string} code */
async function unlock(page, code) {
  await inBox(page, async (box, given) => {
    await box.unlock({ code: given });
    await box.ready;
    await box.sync();
  }, code);
}

/** @param {import("@playwright/test").Page} page @param {string} text @param {string} [rid] */
function write(page, text, rid) {
  return inBox(page, async (box, given) => (await box.save("why", { text: given.text }, given.rid)).rid, { text, rid });
}

/** @param {import("@playwright/test").Page} page */
const sync = (page) => inBox(page, (box) => box.sync());

/** @param {import("@playwright/test").Page} page @param {string} rid */
const texts = (page, rid) =>
  inBox(page, (box, given) => {
    const kept = box.get(given);
    return [kept?.payload.text, ...(kept?.alts ?? []).map((/** @type {any} */ alt) => alt.payload.text)];
  }, rid);

test("22, 23: two phones without a line write the same thing: both texts are there, in one record", async ({ page, context, browser, house }) => {
  await signIn(page, named(house, "Yusuf Ali"));
  const code = await makeVault(page);
  const rid = await write(page, "For the people I walk with");
  const away = await write(page, "To be put away");
  await sync(page);
  const other = await anotherPhone(browser, house, "Yusuf Ali");
  await unlock(other.page, code);
  expect(await texts(other.page, rid)).toEqual(["For the people I walk with"]);

  await context.setOffline(true);
  await other.context.setOffline(true);
  await write(page, "Said here", rid);
  await write(other.page, "Said there", rid);
  await inBox(page, (box, given) => box.putAway(given), away);
  await write(other.page, "Kept after all", away);
  expect((await inBox(page, (box) => box.status())).waiting).toBe(2);
  await context.setOffline(false);
  await other.context.setOffline(false);
  for (let turn = 0; turn < 3; turn += 1) {
    await sync(page);
    await sync(other.page);
  }
  const both = await texts(page, rid);
  expect(both.toSorted()).toEqual(["Said here", "Said there"]);
  expect(await texts(other.page, rid)).toEqual(both);
  expect(await inBox(page, (box) => box.list("why").length)).toBe(2);
  expect(await inBox(page, (box, given) => box.get(given), away)).toMatchObject({ payload: { text: "Kept after all" }, note: "put-away-elsewhere" });

  // Picked on one phone: it stays picked, however often they meet.
  await inBox(page, async (box, given) => {
    await box.choose(given, "");
    await box.sync();
  }, rid);
  await sync(other.page);
  await sync(page);
  expect(await texts(page, rid)).toEqual([both[0]]);
  expect(await texts(other.page, rid)).toEqual([both[0]]);
  await other.context.close();
});

test("25: whatever the line answers, nothing that waits is dropped", async ({ page, house }) => {
  await signIn(page, named(house, "Hattie Boone"));
  await makeVault(page);
  const answers = [401, 403, 409, 413, 429, 500, 503, 0, 200];
  let now = 0;
  await page.route("**/vault/sync", (route) => {
    if (now === 0) return route.abort("connectionreset");
    // A captive portal answers with a page and 200.
    return route.fulfill({ status: now, contentType: "text/html", body: "<h1>Sign in to the bus station</h1>" });
  });
  for (now of answers) {
    await write(page, `while it answers ${now}`);
    await sync(page);
  }
  const status = await inBox(page, (box) => box.status());
  // What was written, and this phone's own head.
  expect(status.waiting).toBeGreaterThanOrEqual(answers.length);
  expect(status.needsYou).toEqual([]);
  expect(status.trouble).toEqual(expect.arrayContaining(["sign-in", "later", "away", "not-us"]));
  const states = await inBox(page, (box) => box.list("why").map((/** @type {any} */ one) => one.state));
  expect(states).not.toContain("safe");
  await page.unroute("**/vault/sync");
  await sync(page);
  const after = await inBox(page, (box) => box.list("why").map((/** @type {any} */ one) => one.state));
  expect(after).toEqual(answers.map(() => "safe"));
});

test("26, 29: two tabs write, the browser is closed at once, and everything is there again", async ({ page, context, house }) => {
  await signIn(page, named(house, "Ivan Cruz"));
  const code = await makeVault(page);
  const rid = await write(page, "Before");
  await sync(page);
  const tab = await context.newPage();
  await tab.goto("/");
  await openBox(tab);
  await unlock(tab, code);
  await context.setOffline(true);
  await write(page, "Typed in the first tab", rid);
  await write(tab, "Typed in the second, which had not seen it", rid);
  await tab.close();
  await page.close();
  await context.setOffline(false);
  const again = await context.newPage();
  await again.goto("/");
  await openBox(again);
  await unlock(again, code);
  const all = await texts(again, rid);
  expect(all).toContain("Typed in the second, which had not seen it");
  const status = await inBox(again, (box) => box.status());
  expect(status.waiting).toBe(0);
});

test("24: a phone that says 1970 and one that says 2099 lose nothing and agree", async ({ page, browser, house }) => {
  await page.clock.setFixedTime(new Date("1970-01-01T00:00:00Z"));
  await signIn(page, named(house, "Dina Marsh"));
  const code = await makeVault(page);
  const rid = await write(page, "First");
  await sync(page);
  const other = await anotherPhone(browser, house, "Dina Marsh");
  await other.page.clock.setFixedTime(new Date("2099-12-31T23:59:59Z"));
  await unlock(other.page, code);
  await write(other.page, "Written in 2099", rid);
  await sync(other.page);
  await sync(page);
  expect(await texts(page, rid)).toEqual(["Written in 2099"]);
  await write(page, "Then in 1970", rid);
  await sync(page);
  await sync(other.page);
  expect(await texts(page, rid)).toEqual(["Then in 1970"]);
  expect(await texts(other.page, rid)).toEqual(["Then in 1970"]);
  await other.context.close();
});
