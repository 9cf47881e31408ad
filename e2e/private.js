// The private circle as client code of the pages uses it: the box of whoever is signed in on a page.

/**
 * Opens the box on this page and keeps it there as `box`, with the modules beside it.
 * @param {import("@playwright/test").Page} page
 * @param {{ online?: boolean }} [wishes]
 */
export async function openBox(page, wishes = {}) {
  await page.evaluate(async (given) => {
    const start = [...document.scripts].find((script) => script.src.endsWith("/start.js"))?.src ?? "";
    const { openBox } = await import(start.replace("start.js", "sync/box.js"));
    const world = /** @type {any} */ (window);
    world.box = await openBox(given);
  }, wishes);
}

/**
 * Does something with the box of this page.
 * @template T
 * @template [A=undefined]
 * @param {import("@playwright/test").Page} page
 * @param {(box: any, given: A) => T | Promise<T>} job runs in the page
 * @param {A} [given]
 * @returns {Promise<T>}
 */
export async function inBox(page, job, given) {
  return page.evaluate(`(${job})(window.box, ${JSON.stringify(given) ?? "undefined"})`);
}

/**
 * Makes the vault of whoever is signed in; a new one when another story made one for them.
 * @param {import("@playwright/test").Page} page
 * @returns {Promise<string>} the recovery code
 */
export async function makeVault(page) {
  await openBox(page);
  return inBox(page, async (box) => {
    const { code } = box.person?.vid ? await box.startAgain() : await box.begin();
    await box.confirm();
    await box.sync();
    return code;
  });
}
