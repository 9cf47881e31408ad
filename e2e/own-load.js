// How long a server takes until many boxes with changed records are in sync.
//
//     node e2e/own-load.js URL ACCOUNTS.json [SYNCS] [RECORDS]
//
// Real vaults of a hundred people, made and sealed as a phone makes them before the clock runs; then SYNCS requests with
// RECORDS changed records each, eight at a time. Prints one line of JSON.
import { readFileSync } from "node:fs";
import { create, hash, newId } from "../client/vault/vault.js";

const PEOPLE = 100;
const AT_ONCE = 8;

const [url, file, syncs = "5000", records = "10"] = process.argv.slice(2);
if (!url || !file) throw new Error("node e2e/own-load.js URL ACCOUNTS.json [SYNCS] [RECORDS]");

/** @param {string} cookie @param {string} path @param {unknown} body */
async function post(cookie, path, body) {
  const headers = { cookie, origin: url, "sec-fetch-site": "same-origin", accept: "application/json", "content-type": "application/json" };
  const answer = await fetch(url + path, { method: "POST", headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}

/** @param {{ email: string, password: string }} account */
async function enter({ email, password }) {
  const headers = { origin: url, "sec-fetch-site": "same-origin" };
  const body = new URLSearchParams({ email, password });
  const answer = await fetch(`${url}/sign-in`, { method: "POST", headers, body, redirect: "manual" });
  if (answer.status !== 303) throw new Error(`sign-in answered ${answer.status}`);
  return answer.headers.getSetCookie().map((one) => one.split(";")[0]).join("; ");
}

const accounts = JSON.parse(readFileSync(file, "utf8"))
  .filter((/** @type {any} */ one) => one.state === "active")
  .slice(0, PEOPLE);
const rounds = Math.ceil(Number(syncs) / accounts.length);
/** @type {{ cookie: string, bodies: unknown[] }[]} */
const people = [];
for (const account of accounts) {
  const cookie = await enter(account);
  const { vault, bundle } = await create();
  await post(cookie, "/vault/new", bundle);
  const bodies = [];
  const rids = Array.from({ length: Number(records) }, () => newId());
  /** @type {string[]} */
  let before = rids.map(() => "");
  for (let round = 1; round <= rounds; round += 1) {
    const payload = { v: 1, t: "cup", at: "2026-03-02T09:00:00.000-05:00", level: round % 5 };
    const sealed = await Promise.all(rids.map((rid, at) => vault.seal(rid, round, before[at], payload)));
    before = await Promise.all(sealed.map((jwe) => hash(jwe)));
    bodies.push({ vid: vault.vid, since: 0, items: rids.map((rid, at) => ({ rid, jwe: sealed[at] })) });
  }
  people.push({ cookie, bodies });
}

const start = performance.now();
let done = 0;
await Promise.all(
  Array.from({ length: AT_ONCE }, async (_, hand) => {
    for (let at = hand; at < people.length; at += AT_ONCE) {
      let since = 0;
      for (const body of people[at].bodies) {
        const said = await post(people[at].cookie, "/vault/sync", { .../** @type {any} */ (body), since });
        if (!said.results.every((/** @type {any} */ one) => one.ok)) throw new Error(JSON.stringify(said.results));
        since = said.seq;
        done += 1;
      }
    }
  }),
);
process.stdout.write(`${JSON.stringify({ syncs: done, records: done * Number(records), seconds: (performance.now() - start) / 1000 })}\n`);
