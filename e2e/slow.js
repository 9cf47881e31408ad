// A signed-in page on a slow phone (ruling 20): 400 ms a round trip, 400 kbit/s, a CPU four times slower.
//
//     node e2e/slow.js URL EMAIL PASSWORD [PATH]
//
// prints one line of JSON, in milliseconds from the start of the navigation: `paint` is when the
// page can be read (its text comes whole, in the phone's own font until ours has come), `ms` is when
// everything has come, the font too. Cold is a browser that has never been here but for the session;
// warm has been on a page before, the sign-in page for example. Each number is the median of five.
//
// Chromium holds each answer back by the round trip and lets the bytes through at the line's speed.
// It does not slow the handshake of a new connection: TCP costs one more round trip on a cold one,
// and a proxy's TLS one or two.
import { ROUND_TRIP, enter, launch, middle, phone, slow } from "./phone.js";

const TIMES = 5;

/**
 * @typedef {{ paint: number, load: number, bytes: number, requests: number }} Measured
 */

/**
 * @param {import("playwright-core").Page} page
 * @param {string} path
 * @returns {Promise<Measured>}
 */
async function open(page, path) {
  const answer = await page.goto(path, { waitUntil: "load" });
  if (answer?.status() !== 200 || new URL(page.url()).pathname !== path.split("?")[0]) {
    throw new Error(`${path} answered ${answer?.status()} at ${page.url()}`);
  }
  // The paint is written down a little after it happened.
  await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);
  return page.evaluate(() => {
    const [whole] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
    const [paint] = performance.getEntriesByName("first-contentful-paint");
    const parts = /** @type {PerformanceResourceTiming[]} */ (performance.getEntriesByType("resource"));
    // What was asked for before the page had loaded; drafts and hints come after.
    const waited = parts.filter((part) => part.startTime < whole.loadEventStart && part.transferSize > 0);
    return {
      paint: paint.startTime,
      load: whole.loadEventEnd || whole.loadEventStart,
      bytes: waited.reduce((sum, part) => sum + part.transferSize, whole.transferSize),
      requests: waited.length + 1,
    };
  });
}

/**
 * @param {string} name
 * @param {Measured[]} all
 */
function told(name, all) {
  const load = all.map((one) => one.load);
  return {
    [`${name}_ms`]: middle(load),
    [`${name}_least_ms`]: Math.round(Math.min(...load)),
    [`${name}_most_ms`]: Math.round(Math.max(...load)),
    [`${name}_paint_ms`]: middle(all.map((one) => one.paint)),
    [`${name}_bytes`]: middle(all.map((one) => one.bytes)),
    [`${name}_requests`]: middle(all.map((one) => one.requests)),
  };
}

const [url, email, password, path = "/today?work=1"] = process.argv.slice(2);
if (!url || !email || !password) throw new Error("node e2e/slow.js URL EMAIL PASSWORD [PATH]");

const browser = await launch();
try {
  const first = await browser.newContext(phone(url));
  await enter(await first.newPage(), email, password);
  const storageState = await first.storageState();
  await first.close();

  /** @type {Measured[]} */
  const cold = [];
  /** @type {Measured[]} */
  const warm = [];
  for (let time = 0; time < TIMES; time += 1) {
    // A context of its own has a cache of its own.
    const context = await browser.newContext({ ...phone(url), storageState });
    const page = await context.newPage();
    await slow(page);
    cold.push(await open(page, path));
    await page.goto("about:blank");
    warm.push(await open(page, path));
    await context.close();
  }
  const said = { times: TIMES, round_trip_ms: ROUND_TRIP, ...told("cold", cold), ...told("warm", warm) };
  process.stdout.write(`${JSON.stringify(said)}\n`);
} finally {
  await browser.close();
}
