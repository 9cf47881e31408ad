// axe-core in a page of ours, whose content policy lets no foreign script in.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Both widths and both themes of every page. */
export const LOOKS = [
  { width: 390, colorScheme: "light" },
  { width: 390, colorScheme: "dark" },
  { width: 1280, colorScheme: "light" },
  { width: 1280, colorScheme: "dark" },
];

/**
 * What axe finds on the page as it stands, in words.
 * @param {import("@playwright/test").Page} page
 * @param {object} [options] axe's own
 * @returns {Promise<string[]>}
 */
export async function run(page, options = { runOnly: { type: "tag", values: RULES } }) {
  // The debugger may evaluate what the page itself may not: the policy stays on.
  const debug = await page.context().newCDPSession(page);
  try {
    await debug.send("Runtime.evaluate", { expression: `window.axe || (() => {${source}})()` });
    const { result, exceptionDetails } = await debug.send("Runtime.evaluate", {
      expression: `axe.run(document, ${JSON.stringify(options)}).then((result) => result.violations.flatMap((rule) =>
        rule.nodes.map((node) => rule.id + ": " + rule.help + " at " + node.target.join(" ") + " " +
          node.any.concat(node.all).map((check) => check.message).join("; "))))`,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description);
    return result.value;
  } finally {
    await debug.detach();
  }
}

/**
 * Opens every disclosure and lets axe look at all widths and themes.
 * @param {import("@playwright/test").Page} page
 * @returns {Promise<string[]>} findings, each with the look it was found in
 */
export async function findings(page) {
  /** @type {string[]} */
  const all = [];
  for (const { width, colorScheme } of LOOKS) {
    await page.setViewportSize({ width, height: 844 });
    await page.emulateMedia({ colorScheme: /** @type {"light" | "dark"} */ (colorScheme) });
    await page.evaluate(() => {
      for (const details of document.querySelectorAll("details")) details.open = true;
    });
    // A theme changes colors alone, so the other rules need one look at each width.
    const options =
      colorScheme === "dark"
        ? { runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] } }
        : { runOnly: { type: "tag", values: RULES } };
    const found = await run(page, { ...options, resultTypes: ["violations"] });
    all.push(...found.map((finding) => `${width} ${colorScheme}: ${finding}`));
  }
  return all;
}
