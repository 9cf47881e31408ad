// Every page that a person can come to: the doors without a parameter, and through their links
// one example of each door with one.
import { doors } from "./house.js";

/** Doors that only a secret sent to one person opens, or a form that was sent before; `axe-doors.spec.js` goes through them. */
export const BY_SECRET = ["invitations", "way-back", "set-up", "by-form"];

/** Doors that give a file to keep: there is no page to look at. */
export const FILES = [
  "/imports/{import}/refused",
  "/accounts/imports/{import}/refused",
  "/leave-with-everything/{departure}/file",
  "/program/counts.csv",
  "/program/counts.xlsx",
  // Answers for client code, sealed.
  "/vault/history/{rid}",
  "/vault/sealed/{vid}",
  "/vault/statements",
];

/** The doors that show something. */
export function shown() {
  return doors().filter((door) => door.method === "GET");
}

/** @param {string} path a door's: `/people/{id}` */
function pattern(path) {
  const parts = path.split(/\{[^}]*\}/).map((part) => part.replace(/[.*+?^$()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("[^/]+")}$`);
}

/**
 * Walks through the house as whoever is signed in, and stops once at each door.
 * @param {import("@playwright/test").Page} page
 * @param {(path: string, door: string) => Promise<void>} look called on each page
 * @param {string[]} more pages that no link leads to at this hour
 * @returns {Promise<string[]>} the doors that were walked through
 */
export async function walk(page, look, more = []) {
  const known = shown().map((door) => ({ path: door.path, shape: pattern(door.path) }));
  // A fixed path before one with a parameter: `/people/new` is not a person.
  known.sort((a, b) => a.path.split("{").length - b.path.split("{").length);
  const waiting = known.filter((door) => !door.path.includes("{")).map((door) => door.path);
  waiting.push(...more);
  /** @type {Set<string>} */
  const seen = new Set();
  while (waiting.length > 0) {
    const next = /** @type {string} */ (waiting.shift());
    const door = known.find(({ shape }) => shape.test(next.split("?")[0]))?.path;
    if (!door || seen.has(door)) continue;
    if (FILES.includes(door)) {
      seen.add(door);
      continue;
    }
    const answer = await page.goto(next);
    if (!answer || answer.status() !== 200) continue;
    if (!(answer.headers()["content-type"] ?? "").startsWith("text/html")) {
      // An answer for a program, not for a person.
      seen.add(door);
      continue;
    }
    const here = new URL(page.url()).pathname;
    const arrived = known.find(({ shape }) => shape.test(here))?.path ?? door;
    // Being sent to sign in is not being let in.
    if (arrived !== "/sign-in") seen.add(door);
    if (arrived !== door && seen.has(arrived)) continue;
    seen.add(arrived);
    await look(here, arrived);
    const links = await page.locator("a[href]").evaluateAll((all) =>
      all.map((link) => /** @type {HTMLAnchorElement} */ (link).getAttribute("href") ?? ""),
    );
    waiting.push(...links.filter((link) => link.startsWith("/") && !link.startsWith("//")));
  }
  return [...seen];
}

/** Who walks: each role once, and someone who is not signed in. */
export const WALKERS = [
  "stranger",
  "peer-worker",
  "peer-supervisor",
  "program-manager",
  "privacy-officer",
  "administrator",
];
