// Ways in, and the key itself, against the real server: added, tried, taken away, turned; and what happens to storage
// that a browser clears or that is full.
import { asWritten, expect, named, signIn, test } from "../house.js";
import { inBox, makeVault, openBox } from "../private.js";

/** @param {import("@playwright/test").Page} page @param {string} text */
const write = (page, text) => inBox(page, async (box, given) => (await box.save("why", { text: given })).rid, text);

/** What a job refuses with. @param {import("@playwright/test").Page} page @param {string} job @param {unknown} [given] */
const refusal = (page, job, given) =>
  page.evaluate(`(${job})(window.box, ${JSON.stringify(given) ?? "undefined"}).then(() => "", (error) => error.reason ?? String(error))`);

test("six words are added, tried and open; the key turns; a way in goes; another phone opens it all", async ({ page, browser, house }) => {
  await signIn(page, named(house, "Ken Ishida"));
  const code = await makeVault(page);
  for (const text of ["one", "two", "three"]) await write(page, text);
  await inBox(page, (box) => box.sync());
  const words = await inBox(page, (box, given) => box.addWords({ code: given }), code);
  expect(words.split(" ")).toHaveLength(6);
  // Nothing goes while fewer than two others were tried.
  const slots = await inBox(page, (box) => box.slots());
  expect(slots.map((/** @type {any} */ one) => one.kind).toSorted()).toEqual(["code", "words"]);
  const own = slots.find((/** @type {any} */ one) => one.kind === "words");
  await inBox(page, (box, given) => box.markTested({ words: given.words }, given.sid), { words, sid: own.sid });
  expect(await refusal(page, "(box, given) => box.removeSlot({ code: given.code }, given.sid)", { code, sid: own.sid })).toBe("untested");

  await inBox(page, (box, given) => box.rotate({ words: given }), words);
  expect(await inBox(page, (box) => [box.vault.epoch, box.status().trouble, box.status().waiting])).toEqual([2, [], 0]);
  await write(page, "after the turn");
  await inBox(page, (box) => box.sync());

  const context = await browser.newContext({ baseURL: house.url });
  await asWritten(context);
  const other = await context.newPage();
  await signIn(other, named(house, "Ken Ishida"));
  await openBox(other);
  await inBox(other, async (box, given) => (await box.unlock({ words: given }), await box.ready, await box.sync()), words);
  const texts = await inBox(other, (box) => box.list("why").map((/** @type {any} */ kept) => kept.payload.text));
  expect(texts.toSorted()).toEqual(["after the turn", "one", "three", "two"]);
  await context.close();

  // Away, and back within the days of grace.
  await inBox(page, (box, given) => box.erase({ code: given }), code);
  expect(await inBox(page, (box) => box.server.erasing)).toMatch(/^\d{4}-\d\d-\d\d$/);
  await inBox(page, (box, given) => box.keep({ code: given }), code);
  expect(await inBox(page, (box) => box.server.erasing)).toBeNull();

  const size = await inBox(page, async (box) => (await box.exportReadable()).size);
  expect(size).toBeGreaterThan(200);
  const sealed = await inBox(page, async (box) => box.exportSealed());
  expect(sealed.words.split(" ")).toHaveLength(6);
});

test("10, 11: a passkey is one way in among others; when it is gone the code still opens", async ({ page, house }) => {
  const line = await page.context().newCDPSession(page);
  await line.send("WebAuthn.enable");
  const options = { protocol: "ctap2", ctap2Version: "ctap2_1", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true, hasPrf: true };
  const { authenticatorId } = await line.send("WebAuthn.addVirtualAuthenticator", /** @type {any} */ ({ options }));
  await page.goto(house.url.replace("127.0.0.1", "localhost") + "/sign-in");
  const account = named(house, "Lou Ferris");
  await page.fill('input[name="email"]', account.email);
  await page.fill('input[name="password"]', account.password);
  await page.locator('form:has(input[name="password"]) button[type="submit"]').first().click();
  await expect(page).not.toHaveURL(/\/sign-in$/);
  const code = await makeVault(page);
  await inBox(page, (box, given) => box.addPasskey({ code: given }, "This phone"), code);
  await write(page, "kept");
  await inBox(page, (box) => box.sync());
  await inBox(page, (box) => box.lock());
  await inBox(page, async (box) => (await box.unlock(await box.askPasskey()), await box.ready));
  expect(await inBox(page, (box) => box.state)).toBe("open");
  expect((await inBox(page, (box) => box.slots())).filter((/** @type {any} */ one) => one.kind === "passkey" && one.tested)).toHaveLength(1);

  await inBox(page, (box) => box.lock());
  await line.send("WebAuthn.removeVirtualAuthenticator", { authenticatorId });
  // Another one, which derives something else: refused, nothing changed.
  await line.send("WebAuthn.addVirtualAuthenticator", /** @type {any} */ ({ options }));
  expect(await refusal(page, "async (box) => box.unlock({ prf: new Uint8Array(64).fill(7) })")).toBe("wrong-secret");
  await inBox(page, async (box, given) => (await box.unlock({ code: given }), await box.ready), code);
  expect(await inBox(page, (box) => box.list("why").length)).toBe(1);
});

test("27, 28: no room left, then cleared by the browser: it is told, and what the server has comes back", async ({ page, house }) => {
  await signIn(page, named(house, "Mina Shah"));
  const code = await makeVault(page);
  await write(page, "before");
  await inBox(page, (box) => box.sync());
  const line = await page.context().newCDPSession(page);
  // As a browser does when its disk is full.
  await page.evaluate(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (...given) {
      if (/** @type {any} */ (window).full && this.name === "outbox") throw new DOMException("full", "QuotaExceededError");
      return put.apply(this, given);
    };
    /** @type {any} */ (window).full = true;
  });
  const why = await refusal(page, "(box) => box.save('why', { text: 'x'.repeat(500000) })");
  expect(why).toBe("quota");
  expect(await inBox(page, (box) => [box.list("why").length, box.status().trouble])).toEqual([1, ["quota"]]);
  await page.evaluate(() => void (/** @type {any} */ (window).full = false));
  await write(page, "after");
  await inBox(page, (box) => box.sync());
  expect(await inBox(page, (box) => [box.list("why").length, box.status().trouble])).toEqual([2, []]);

  // 28: the browser clears what was kept, with something that was not sent.
  await page.context().setOffline(true);
  await write(page, "never sent");
  // Shut before the line is back: whoever hears of it sends at once.
  await page.route("**/vault/sync", (route) => route.abort());
  await page.context().setOffline(false);
  await inBox(page, (box) => (box.lock(), box.store.close(), box.people.store.close(), box.desk.store.close()));
  await line.send("Storage.clearDataForOrigin", { origin: house.url, storageTypes: "indexeddb" });
  await page.unroute("**/vault/sync");
  await page.reload();
  await openBox(page);
  expect(await inBox(page, (box) => box.status())).toMatchObject({ evicted: true });
  await inBox(page, async (box, given) => (await box.unlock({ code: given }), await box.ready, await box.sync()), code);
  expect((await inBox(page, (box) => box.list("why").map((/** @type {any} */ kept) => kept.payload.text))).toSorted()).toEqual(["after", "before"]);
});
