// Words typed into every private field are on the phone that opened them and nowhere else: not in the database and
// what stands beside it, not in a backup or in what leaves with everything, not in the log, not in what goes over the
// line; as they are, in two bytes a letter, as base64, as hexadecimal digits, or compressed.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inflateRawSync, inflateSync, gunzipSync } from "node:zlib";
import { command, expect, named, openIn, signIn, test } from "../house.js";

/** Every word begins like this; nothing else in the world does. */
const MARK = "qzxwanary";
/** How many entries each place gets. */
const ENTRIES = 7;

/** The mark in each dress, long enough that chance does not write it. */
function dresses() {
  const plain = Buffer.from(MARK, "latin1");
  const wide = Buffer.from(MARK, "utf16le");
  const found = [plain, wide, Buffer.from(wide).swap16(), Buffer.from(plain.toString("hex")), Buffer.from(plain.toString("hex").toUpperCase())];
  // In base64 a word looks different at each of three places; the letters at its ends depend on their neighbors.
  for (const before of [0, 1, 2]) {
    const text = Buffer.concat([Buffer.alloc(before), plain]).toString("base64").replace(/=+$/, "");
    found.push(Buffer.from(text.slice(before === 0 ? 0 : before + 1, -1)));
  }
  return found;
}

const DRESSES = dresses();

/** @param {Buffer} bytes */
const holds = (bytes) => DRESSES.some((dress) => bytes.includes(dress));

/** Everything in these bytes that was compressed. @param {Buffer} bytes */
function* opened(bytes) {
  // A zip's entries, gzip, zlib: wherever one may begin.
  for (let at = 0; at < bytes.length - 4; at += 1) {
    const [one, two] = [bytes[at], bytes[at + 1]];
    try {
      if (one === 0x1f && two === 0x8b && bytes[at + 2] === 8) yield gunzipSync(bytes.subarray(at), { finishFlush: 2 });
      else if (one === 0x78 && (two === 0x01 || two === 0x9c || two === 0xda)) yield inflateSync(bytes.subarray(at), { finishFlush: 2 });
      else if (one === 0x50 && two === 0x4b && bytes[at + 2] === 3 && bytes[at + 3] === 4) {
        const from = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
        if (bytes.readUInt16LE(at + 8) === 8) yield inflateRawSync(bytes.subarray(from), { finishFlush: 2 });
      }
    } catch {
      // It began like it and was something else.
    }
  }
}

/** @param {Buffer} bytes */
function found(bytes) {
  if (holds(bytes)) return true;
  for (const inside of opened(bytes)) if (holds(inside)) return true;
  return false;
}

/** @param {string} folder @returns {string[]} */
function files(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : [path];
  });
}

// coverage: 2, 3, 6, 7, 8, 10, 14, 15, 17, 19, 20, 21, 22, 34, 37, 39, 43, 44, 48, 75, 83, 84, 93, 94, 97, 98, 105, 107, 108, 109, 110, 111, 120, 122
test("300 words typed into every private field are nowhere but on the phone", async ({ browser }) => {
  test.setTimeout(300_000);
  const folder = mkdtempSync(join(tmpdir(), "fullcup-canary-"));
  const house = await openIn(folder);
  const context = await browser.newContext({ baseURL: house.url, viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  /** @type {Buffer[]} */
  const line = [];
  context.on("request", (request) => {
    line.push(Buffer.from(request.url()));
    line.push(Buffer.from(JSON.stringify(request.headers())));
    const body = request.postDataBuffer();
    if (body) line.push(body);
  });
  let number = 0;
  const word = () => `${MARK}${String((number += 1)).padStart(4, "0")}`;
  try {
    // The search can find something: a word in a work note is in the database.
    await signIn(page, named(house, "Dee Alvarez"));
    await page.goto("/contacts/new");
    await page.locator('input[name="with"]').first().evaluate((field) => /** @type {HTMLElement} */ (field).click());
    await page.locator('input[name="kind"][value="call"]').evaluate((field) => /** @type {HTMLElement} */ (field).click());
    await page.locator('textarea[name="note"]').evaluate((field) => {
      /** @type {HTMLTextAreaElement} */ (field).value = "zzworkcanary";
    });
    await page.getByRole("button", { name: "Save" }).first().click();
    await page.waitForURL(/\/saved$/);

    // The first minute.
    await page.goto("/me");
    await page.getByText("Half", { exact: true }).first().click();
    await page.getByRole("button", { name: "Make my key" }).click();
    const code = (await page.locator("main .code li:visible").allInnerTexts()).map((text) => text.replace(/\s/g, "").slice(-4));
    expect(code).toHaveLength(7);
    await page.getByRole("button", { name: "I have it" }).click();
    for (const field of await page.locator("main input:visible").all()) {
      const group = Number(/\d/.exec(await field.evaluate((one) => /** @type {HTMLInputElement} */ (one).labels?.[0]?.textContent ?? ""))?.[0]);
      await field.fill(code[group - 1]);
    }
    await page.getByRole("button", { name: "Check" }).click();
    await expect(page.getByRole("heading", { name: "Your private space is open" })).toBeVisible();

    // What was behind a cup.
    await page.goto("/me#now");
    await page.getByText("Low", { exact: true }).first().click();
    await page.getByText("Add a few words").click();
    await page.fill("#cup-own", word());
    await page.fill("#cup-text", word());
    await page.getByRole("button", { name: "Save" }).click();

    // Every place for entries, as the document lists them.
    const html = await (await context.request.get("/me")).text();
    const places = [...html.matchAll(/data-form="entry" data-shelf="([a-z-]+)"/g)].map((match) => match[1]);
    expect(places.length).toBeGreaterThan(25);
    for (const place of places) {
      await page.evaluate((hash) => (location.hash = hash), `#${place}`);
      const form = page.locator(`form[data-shelf="${place}"]`);
      await expect(form).toBeVisible();
      for (let time = 0; time < ENTRIES; time += 1) {
        if (time > 0) await page.locator('main [data-do="add"]:visible').click();
        for (const field of await form.locator('textarea, input[type="text"], input:not([type])').all()) await field.fill(word());
        await form.getByRole("button", { name: "Save" }).click();
        await expect(form).toBeHidden();
      }
    }
    // Both plans, each part.
    for (const plan of ["plan", "work-plan"]) {
      await page.evaluate((hash) => (location.hash = hash), `#${plan}`);
      for (const part of await page.locator("main details.plan-part:visible").all()) {
        await part.locator("summary").click();
        for (const add of await part.locator('[data-do="line"], [data-do="step"]').all()) {
          await add.click();
          await part.locator("textarea").last().fill(word());
        }
        await part.locator("summary").click();
      }
    }
    // What changed, beside the picture of my pattern.
    await page.evaluate(() => (location.hash = "#pattern"));
    const change = page.locator('main form[data-form="mark"]');
    await change.waitFor({ state: "attached" });
    await page.locator("main details").evaluateAll((all) => all.forEach((one) => one.setAttribute("open", "")));
    const changed = word();
    await change.locator("#mark-text").fill(changed);
    await change.locator("#mark-day").fill("2026-02-16");
    await change.getByRole("button").click();
    await expect(page.getByText(changed).first()).toBeVisible();
    // Looking for something is typing too.
    await page.evaluate(() => (location.hash = "#find"));
    await page.locator('main input[type="search"]:visible, main input:visible').first().fill(word());
    expect(number).toBeGreaterThan(300);
    // Everything is sent, sealed.
    await page.evaluate(() => (location.hash = "#find"));
    await page.locator('main input[type="search"]:visible, main input:visible').first().fill(`${MARK}0010`);
    await expect(page.getByText(`${MARK}0010`).first()).toBeVisible();
    await expect
      .poll(async () => {
        const said = await (await context.request.get("/vault", { headers: { accept: "application/json" } })).json();
        return said.total;
      }, { timeout: 60_000 })
      .toBeGreaterThan(places.length * ENTRIES);

    command(folder, ["backup", join(folder, "copy")]);
    command(folder, ["export", "--agency", "Harbor Street Recovery Center", join(folder, "leaving")]);
  } finally {
    await context.close();
    await house.stop();
  }
  const log = Buffer.from(house.said());
  const all = files(folder);
  expect(all.length).toBeGreaterThan(2);
  const told = all.some((path) => readFileSync(path).includes("zzworkcanary"));
  expect(told, "the search can find what is there").toBe(true);
  expect(all.filter((path) => found(readFileSync(path))), "files").toEqual([]);
  expect(found(log), "the log").toBe(false);
  expect(line.length).toBeGreaterThan(50);
  expect(line.filter(found).length, "requests").toBe(0);
  rmSync(folder, { recursive: true, force: true });
});
