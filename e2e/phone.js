// A cheap phone on a slow line (ruling 20), and somebody signed in on it.
import { chromium } from "playwright-core";

/** Milliseconds of a round trip. */
export const ROUND_TRIP = 400;
/** Bytes a second. */
const LINE = (400 * 1000) / 8;
/** How many times slower than this machine. */
const CPU = 4;

/** How a phone opens the house at this address. @param {string} baseURL */
export const phone = (baseURL) => ({ baseURL, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

/**
 * Slows this page down; the line may be left as it is.
 * @param {import("playwright-core").Page} page
 * @param {{ line?: boolean }} [wishes]
 */
export async function slow(page, { line = true } = {}) {
  const debug = await page.context().newCDPSession(page);
  await debug.send("Network.enable");
  if (line) {
    await debug.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: ROUND_TRIP,
      downloadThroughput: LINE,
      uploadThroughput: LINE,
    });
  }
  await debug.send("Emulation.setCPUThrottlingRate", { rate: CPU });
  return debug;
}

/** Chromium as Debian packs it. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.FULLCUP_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
  });
}

/**
 * Signs in by the form.
 * @param {import("playwright-core").Page} page
 * @param {string} email
 * @param {string} password
 */
export async function enter(page, email, password) {
  await page.goto("/sign-in");
  await page.fill('input[name="email"]', email);
  await page.fill('input[name="password"]', password);
  await page.press('input[name="password"]', "Enter");
  await page.waitForURL((where) => where.pathname !== "/sign-in");
}

/** @param {number[]} numbers */
export function middle(numbers) {
  return Math.round([...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]);
}
