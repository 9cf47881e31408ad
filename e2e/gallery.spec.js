// axe on every named example of the kit, in every theme.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { expect, test } from "@playwright/test";
import { findings, run } from "./axe.js";

const FOLDER = process.env.FULLCUP_GALLERY ?? "e2e/test-results/gallery";
/** @type {Record<string, string>} */
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
  ".js": "text/javascript",
};

/** @type {import("node:http").Server} */
let server;
let place = "";

test.beforeAll(async () => {
  server = createServer((ask, answer) => {
    const name = (ask.url ?? "/").split("/").pop() ?? "";
    try {
      const body = readFileSync(join(FOLDER, name));
      answer.writeHead(200, { "content-type": TYPES[extname(name)] ?? "text/plain" }).end(body);
    } catch {
      answer.writeHead(404).end();
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", () => ready(undefined)));
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("the gallery has no port");
  place = `http://127.0.0.1:${address.port}`;
});

test.afterAll(() => server.close());

test("axe finds nothing in the kit, light and dark, on a phone and a desk", async ({ page }) => {
  await page.goto(`${place}/system.html`);
  expect(await findings(page)).toEqual([]);
});

for (const theme of ["light", "dark", "sun"]) {
  test(`axe finds nothing in the kit when ${theme} was chosen`, async ({ page }) => {
    await page.goto(`${place}/${theme}.html`);
    expect(await run(page)).toEqual([]);
  });
}
