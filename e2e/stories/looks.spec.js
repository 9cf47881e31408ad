// Paper, colors of the system, and no motion: what a person chose outside of Fullcup holds in it.
import { expect, named, signIn, test } from "../house.js";

/**
 * The pages of a peer worker that matter most.
 * @param {import("@playwright/test").Page} page
 * @returns {Promise<string[]>}
 */
async function pages(page) {
  await page.goto("/people");
  const person = await page.locator('main a[href^="/people/"]:not([href$="/new"])').first().getAttribute("href");
  return ["/today?work=1", person ?? "", "/contacts/new", "/account"];
}

test("on paper a person’s page and Today keep the who line, and lose everything to press", async ({ page, house }) => {
  await signIn(page, named(house, "Marcus Bell"));
  const [today, person] = await pages(page);
  for (const path of [today, person]) {
    await page.emulateMedia({ media: "screen" });
    await page.goto(path);
    await expect(page.getByRole("navigation", { name: "Main" })).toBeVisible();
    await page.emulateMedia({ media: "print" });
    await expect(page.getByRole("navigation")).toHaveCount(0);
    const pressed = await page
      .locator("button, .btn, nav, .top, .back, summary .chev, input:not([type=hidden])")
      .evaluateAll((all) => all.filter((part) => part.checkVisibility()).map((part) => part.outerHTML.slice(0, 90)));
    expect(pressed, path).toEqual([]);
    const who = page.locator(".who-line");
    await expect(who).toBeVisible();
    await expect(who).toHaveText(path === today ? "On this page" : /can see this$/);
    await expect(page.locator(".who .mark").first()).toBeVisible();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    // Black on white, whatever the screen was.
    const colors = await page.locator("body").evaluate((body) => {
      const { color, backgroundColor } = getComputedStyle(body);
      return { color, backgroundColor };
    });
    expect(colors).toEqual({ color: "rgb(0, 0, 0)", backgroundColor: "rgb(255, 255, 255)" });
  }
});

test("in the colors of the system each button has a border and the focus has a ring", async ({ page, house }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await signIn(page, named(house, "Marcus Bell"));
  for (const path of await pages(page)) {
    await page.goto(path);
    const bare = await page.locator("button, .btn, .chip > span, .opt-in").evaluateAll((all) =>
      all
        .filter((part) => part.checkVisibility())
        .filter((part) => {
          const { borderTopStyle, borderTopWidth, borderTopColor } = getComputedStyle(part);
          const clear = /rgba\(.*, 0\)|transparent/.test(borderTopColor);
          return borderTopStyle === "none" || Number.parseFloat(borderTopWidth) < 1 || clear;
        })
        .map((part) => part.outerHTML.slice(0, 90)),
    );
    expect(bare, path).toEqual([]);
    for (let stop = 0; stop < 25; stop += 1) {
      await page.keyboard.press("Tab");
      const ring = await page.evaluate(() => {
        const part = document.activeElement;
        if (!part || part === document.body) return { seen: true, at: "" };
        const drawn = [part, part.nextElementSibling, part.parentElement].filter((one) => one !== null);
        const seen = drawn.some((one) => {
          const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(one);
          const clear = /rgba\(.*, 0\)|transparent/.test(outlineColor);
          return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2 && !clear;
        });
        return { seen, at: part.outerHTML.slice(0, 90) };
      });
      expect(ring.seen, `${path}: a ring around ${ring.at}`).toBe(true);
    }
  }
});

/**
 * Everything that takes longer than a blink to change its look.
 * @param {import("@playwright/test").Page} page
 */
async function moving(page) {
  return page.evaluate(() => {
    const seconds = (/** @type {string} */ list) => Math.max(...list.split(",").map((one) => Number.parseFloat(one) * (one.trim().endsWith("ms") ? 0.001 : 1)));
    const found = [...document.querySelectorAll("*")].filter((part) =>
      [undefined, "::before", "::after"].some((which) => {
        const style = getComputedStyle(part, which);
        return seconds(style.transitionDuration) > 0.011 || (style.animationName !== "none" && seconds(style.animationDuration) > 0.011);
      }),
    );
    return found.map((part) => part.outerHTML.slice(0, 60));
  });
}

test("nothing moves for whoever asked for less motion", async ({ page, house }) => {
  await signIn(page, named(house, "Marcus Bell"));
  for (const path of await pages(page)) {
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.goto(path);
    expect(await moving(page), path).toEqual([]);
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  }
  // The same question finds what moves for everybody else.
  await page.emulateMedia({ reducedMotion: "no-preference" });
  await page.goto("/contacts/new");
  expect(await moving(page)).not.toEqual([]);
});
