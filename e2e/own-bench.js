// The private circle on a cheap phone (ruling 20), with five years of records.
//
//     node e2e/own-bench.js URL EMAIL PASSWORD [RECORDS]
//
// prints one line of JSON: milliseconds (the median of five where it is repeated) and bytes. The CPU is four times
// slower throughout; the line is slow where something is sent or fetched.
import { inBox, makeVault, openBox } from "./private.js";
import { enter, launch, middle, phone, slow } from "./phone.js";

const TIMES = 5;
const WORDS = "river button maple lantern bread quiet stone letter window garden morning bus kettle porch".split(" ");

const [url, email, password, records = "6000"] = process.argv.slice(2);
if (!url || !email || !password) throw new Error("node e2e/own-bench.js URL EMAIL PASSWORD [RECORDS]");

/**
 * How long a job in the page takes, in the page's own time.
 * @param {import("playwright-core").Page} page
 * @param {string} job an async function of the box
 * @param {unknown} [given]
 * @returns {Promise<number>}
 */
const took = (page, job, given) =>
  inBox(page, /** @type {any} */ (`async (box, given) => {
    const start = performance.now();
    await (${job})(box, given);
    return performance.now() - start;
  }`), given);

/** @param {import("playwright-core").Page} page @param {string} job @param {(time: number) => unknown} given */
async function times(page, job, given) {
  const all = [];
  for (let time = 0; time < TIMES; time += 1) all.push(await took(page, job, given(time)));
  return middle(all);
}

const browser = await launch();
try {
  const context = await browser.newContext(phone(url));
  const page = await context.newPage();
  await enter(page, email, password);
  await page.goto("/help");
  const code = await makeVault(page);
  await inBox(page, async (box, { count, words }) => {
    for (let at = 0; at < count; at += 1) {
      const text = `${words[at % words.length]} ${words[(at * 7) % words.length]} ${at}`;
      await box.save(at % 4 === 0 ? "journal" : "cup", at % 4 === 0 ? { text } : { level: at % 5 });
    }
    while (box.status().waiting > 0) await box.sync();
  }, { count: Number(records), words: WORDS });

  // The client's code, as it travels.
  const files = await (await context.request.get("/.well-known/fullcup-files.json")).json();
  const list = /** @type {{ path: string }[]} */ (files.files);
  let modules = 0;
  for (const { path } of list.filter((file) => /\.js$/.test(file.path))) {
    const answer = await context.request.get(path, { headers: { "accept-encoding": "gzip" } });
    modules += Number(answer.headers()["content-length"] ?? (await answer.body()).length);
  }

  // A phone that was here before: opens, taps, looks for something.
  await page.goto("/help");
  await slow(page, { line: false });
  const [unlock, ready] = [/** @type {number[]} */ ([]), /** @type {number[]} */ ([])];
  for (let time = 0; time < TIMES; time += 1) {
    await page.reload();
    await openBox(page);
    unlock.push(await took(page, "(box, code) => box.unlock({ code })", code));
    ready.push(await took(page, "(box) => box.ready"));
  }
  const tap = await times(page, "(box, level) => box.save('cup', { level })", (time) => time % 5);
  await inBox(page, (box) => box.search("porch"));
  const search = await times(page, "(box, word) => box.search(word)", (time) => WORDS[time]);

  // A sync with nothing to say.
  await inBox(page, async (box) => {
    while (box.status().waiting > 0) await box.sync();
    await box.sync();
  });
  let [bytes, requests] = [0, 0];
  const line = await context.newCDPSession(page);
  await line.send("Network.enable");
  line.on("Network.requestWillBeSent", () => (requests += 1));
  line.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
  await inBox(page, (box) => box.sync());
  await page.waitForTimeout(300);
  const empty = { empty_requests: requests, empty_bytes: bytes };

  // Another phone: the page, and everything from the server.
  const other = await browser.newContext({ ...phone(url), storageState: await context.storageState() });
  const fresh = await other.newPage();
  await slow(fresh);
  await fresh.goto("/me", { waitUntil: "load" });
  const first = await fresh.evaluate(() => {
    const [whole] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
    const parts = /** @type {PerformanceResourceTiming[]} */ (performance.getEntriesByType("resource"));
    return parts.reduce((sum, part) => sum + part.transferSize, whole.transferSize);
  });
  const said = {
    records: Number(records),
    unlock_ms: middle(unlock),
    ready_ms: middle(ready),
    tap_ms: tap,
    search_ms: search,
    ...empty,
    modules_bytes: modules,
    first_page_bytes: first,
  };
  process.stdout.write(`${JSON.stringify(said)}\n`);
} finally {
  await browser.close();
}
