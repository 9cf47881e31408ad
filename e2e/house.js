// The house that a story is told in: a real server for each worker, with the demo's people.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { test as base, expect } from "@playwright/test";

/**
 * @typedef {{ name: string, email: string, password: string, roles: string[], state: string,
 *   agency: string, program: string, team: string }} Account
 * @typedef {{ method: string, path: string, circle: string, roles: string[] }} Door
 * @typedef {{ url: string, accounts: Account[] }} House
 */

/** The day of the demo, so that a story reads the same on any day. */
export const TODAY = "2026-03-02";

const BINARY = process.env.FULLCUP_BINARY ?? "target/debug/fullcup";

/** Every door, as the binary itself lists them. */
export function doors() {
  const json = execFileSync(BINARY, ["doors", "--json"], { encoding: "utf8" });
  return /** @type {Door[]} */ (JSON.parse(json));
}

/**
 * Starts a house and returns when it is ready. `said` gives the end of its log; all of it with `whole`.
 * @param {string[]} words
 * @param {{ whole?: boolean, env?: Record<string, string> }} [wishes]
 * @returns {Promise<{ url: string, said: () => string, stop: () => Promise<void> }>}
 */
async function start(words, { whole = false, env = {} } = {}) {
  const child = spawn(BINARY, [...words, "--listen", "127.0.0.1:0"], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...env },
  });
  let said = "";
  child.stderr.on("data", (text) => (said = whole ? said + text : (said + text).slice(-4000)));
  const url = await new Promise((ready, broken) => {
    child.on("error", broken);
    child.on("exit", (code) => broken(new Error(`the house ended with ${code}\n${said}`)));
    createInterface({ input: child.stdout }).on("line", (line) => {
      const match = /^Fullcup is ready on (http:\S+)$/.exec(line);
      if (match) ready(match[1]);
    });
  });
  const stop = async () => {
    const gone = new Promise((end) => child.once("exit", end));
    child.kill("SIGTERM");
    await gone;
  };
  return { url, said: () => said, stop };
}

/**
 * Starts the demo.
 * @returns {Promise<House & { stop: () => Promise<void> }>}
 */
async function open() {
  const folder = mkdtempSync(join(tmpdir(), "fullcup-e2e-"));
  const accounts = join(folder, "accounts.json");
  const { url, stop } = await start(["demo", "--accounts", accounts, "--today", TODAY]);
  const away = async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { url, accounts: JSON.parse(readFileSync(accounts, "utf8")), stop: away };
}

/**
 * Starts the demo in this folder, with everything that it can log.
 * @param {string} folder
 * @returns {Promise<House & { said: () => string, stop: () => Promise<void> }>}
 */
export async function openIn(folder) {
  const accounts = join(folder, "accounts.json");
  const words = ["--data", join(folder, "data"), "demo", "--keep", "--accounts", accounts, "--today", TODAY];
  const { url, said, stop } = await start(words, { whole: true, env: { FULLCUP_LOG_LEVEL: "trace" } });
  return { url, accounts: JSON.parse(readFileSync(accounts, "utf8")), said, stop };
}

/** What a command of the binary does with the house in this folder. @param {string} folder @param {string[]} words */
export function command(folder, words) {
  execFileSync(BINARY, ["--data", join(folder, "data"), ...words], { encoding: "utf8" });
}

/**
 * Starts an empty house: nobody has an account, and the terminal says the one-time code.
 * @returns {Promise<{ url: string, code: () => string, stop: () => Promise<void> }>}
 */
export async function openEmpty() {
  const folder = mkdtempSync(join(tmpdir(), "fullcup-e2e-empty-"));
  const { url, said, stop } = await start(["--data", folder]);
  const away = async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  };
  // On the line by itself, after the sentence that says what it is for.
  const code = () => /type this code, once:\s+(\S+)/.exec(said())?.[1] ?? "";
  return { url, code, stop: away };
}

/**
 * Somebody of the demo by name.
 * @param {House} house
 * @param {string} name
 */
export function named(house, name) {
  const found = house.accounts.find((account) => account.name === name);
  if (!found) throw new Error(`nobody of the demo is called ${name}`);
  return found;
}

/**
 * Someone of the demo who may sign in.
 * @param {House} house
 * @param {string} role
 * @param {(account: Account) => boolean} [also]
 */
export function someone(house, role, also = () => true) {
  const fits = (/** @type {Account} */ account) =>
    account.state === "active" && account.roles.includes(role) && also(account);
  // One role alone shows what that role sees.
  const found =
    house.accounts.find((account) => fits(account) && account.roles.length === 1) ??
    house.accounts.find(fits);
  if (!found) throw new Error(`the demo has no active ${role}`);
  return found;
}

/**
 * Signs in by the form, as a person would, and puts aside what is shown only the first time.
 * @param {import("@playwright/test").Page} page
 * @param {Account} account
 */
export async function signIn(page, account) {
  await page.goto("/sign-in");
  await page.fill('input[name="email"]', account.email);
  await page.fill('input[name="password"]', account.password);
  await page.locator('form:has(input[name="password"]) button[type="submit"], form:has(input[name="password"]) button:not([type])').first().click();
  await expect(page).not.toHaveURL(/\/sign-in$/);
}

/**
 * While client code is written: its files as they are now, without a build. Never set in a check.
 * @param {import("@playwright/test").BrowserContext} context
 */
export async function asWritten(context) {
  const folder = process.env.FULLCUP_CLIENT;
  if (!folder) return;
  const path = (/** @type {string} */ url) => join(folder, new URL(url).pathname.split("/").slice(3).join("/"));
  await context.route(/\/assets\/[0-9a-f]+\/(own|parts|sync|vault)\//, (route) =>
    route.fulfill({ path: path(route.request().url()) }),
  );
}

/**
 * @typedef {import("@playwright/test").PlaywrightTestArgs
 *   & import("@playwright/test").PlaywrightTestOptions} OfTest
 * @typedef {import("@playwright/test").PlaywrightWorkerArgs
 *   & import("@playwright/test").PlaywrightWorkerOptions} OfWorker
 * @type {import("@playwright/test").Fixtures<{}, { house: House }, OfTest, OfWorker>}
 */
const fixtures = {
  /** The running house of this worker. */
  house: [
    async ({}, use) => {
      const house = await open();
      await use(house);
      await house.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  baseURL: async ({ house }, use) => use(house.url),
  context: async ({ context }, use) => {
    await asWritten(context);
    await use(context);
  },
  /** Fails the story when the page breaks the content policy or a script of ours throws. */
  page: async ({ page }, use) => {
    /** @type {string[]} */
    const wrong = [];
    page.on("pageerror", (error) => wrong.push(String(error)));
    page.on("console", (line) => {
      if (line.type() === "error" && /Content Security Policy|Refused to/.test(line.text())) {
        wrong.push(line.text());
      }
    });
    await use(page);
    expect(wrong, "nothing breaks in the page").toEqual([]);
  },
};

export const test = base.extend(fixtures);

export { expect };
