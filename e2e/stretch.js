// What a page of the stretched language shows: words that are in no word file, and text that was cut.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const INVENTED = "crates/fullcup/src/invent";

/**
 * Tells what people of the demo typed from words of the house: every text in the sources that
 * invent the demo, names put together from them, and who has an account.
 * @param {import("./house.js").House} house
 * @returns {(text: string) => boolean}
 */
export function typed(house) {
  const sources = readdirSync(INVENTED).filter((name) => name.endsWith(".rs"));
  const texts = sources.flatMap((name) =>
    [...readFileSync(join(INVENTED, name), "utf8").matchAll(/"((?:[^"\\]|\\.)*)"/gs)].map(([, text]) =>
      text.replace(/\\\s*\n\s*/g, "").replaceAll('\\"', '"'),
    ),
  );
  const accounts = house.accounts.flatMap(({ name, email, agency, program, team }) => [
    ...[name, email, agency, program, team],
    name.split(" ")[0],
  ]);
  const known = new Set([...texts, ...accounts]);
  const long = texts.filter((text) => text.includes(" "));
  const initials = /^\p{Lu}{1,2}$/u;
  return (text) =>
    known.has(text.replace(/^[\s,]+/, "")) ||
    initials.test(text) ||
    (text.includes(" ") && long.some((one) => one.includes(text))) ||
    text.split(/[\s,]+/).every((word) => known.has(word) || !/\p{L}/u.test(word));
}

/**
 * Texts of the page that stand outside the brackets of a message, and hold letters.
 * @param {import("@playwright/test").Page} page
 * @returns {Promise<{ text: string, at: string }[]>}
 */
export async function outside(page) {
  return page.evaluate(() => {
    const bare = (/** @type {string} */ text) => {
      let depth = 0;
      let rest = "";
      for (const letter of text) {
        if (letter === "[") depth += 1;
        else if (letter === "]" && depth > 0) depth -= 1;
        else if (depth === 0) rest += letter;
      }
      return rest.replace(/\s+/g, " ").trim();
    };
    // What a program wrote for a program (an id, a fingerprint) is no word.
    const MACHINE = "script, style, noscript, textarea, code";
    /** @type {{ text: string, at: string }[]} */
    const found = [];
    const see = (/** @type {string | null} */ text, /** @type {Element} */ part, /** @type {string} */ what) => {
      const rest = bare(text ?? "");
      if (/\p{L}/u.test(rest)) {
        found.push({ text: rest, at: `${part.tagName.toLowerCase()}.${part.className}${what}` });
      }
    };
    see(document.title, document.documentElement, " title");
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const part = node.parentElement;
      if (part && !part.closest(MACHINE)) see(node.textContent, part, "");
    }
    for (const name of ["aria-label", "aria-description", "title", "placeholder", "alt"]) {
      for (const part of document.body.querySelectorAll(`[${name}]`)) {
        see(part.getAttribute(name), part, ` ${name}`);
      }
    }
    return found;
  });
}

/**
 * What runs off the screen, what hides a part of its own text, and what spills out of its box.
 * @param {import("@playwright/test").Page} page
 * @returns {Promise<string[]>}
 */
export async function cut(page) {
  return page.evaluate(() => {
    const root = document.documentElement;
    const wrong = [];
    const name = (/** @type {Element} */ part) =>
      `${part.tagName.toLowerCase()}.${part.getAttribute("class") ?? ""} “${(part.textContent ?? "").trim().slice(0, 40)}”`;
    if (root.scrollWidth > root.clientWidth) wrong.push(`the page is ${root.scrollWidth} wide`);
    for (const part of document.body.querySelectorAll("*")) {
      if (!(part instanceof HTMLElement) || part.matches(".vh, .skip, input, select") || part.closest(".vh")) continue;
      // The save bar reaches over the padding of the page on purpose.
      if (part.matches("form:has(> .savebar)")) continue;
      if (part.clientWidth === 0) continue;
      const style = getComputedStyle(part);
      const hides = [style.overflowX, style.overflowY].some((way) => way === "hidden" || way === "clip");
      const wide = part.scrollWidth > part.clientWidth + 1;
      const high = part.scrollHeight > part.clientHeight + 1;
      if (hides && (wide || high)) wrong.push(`cut: ${name(part)}`);
      // A label is not clipped by its button, but runs over what stands beside it.
      else if (wide && style.display !== "inline" && !/auto|scroll/.test(style.overflowX)) {
        wrong.push(`spills by ${part.scrollWidth - part.clientWidth}: ${name(part)}`);
      }
    }
    return wrong;
  });
}
