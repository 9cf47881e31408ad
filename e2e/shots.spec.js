// Pictures of every page, to be looked at by a person: e2e/shots/ROLE/page-WIDTH-THEME.png
import { mkdirSync } from "node:fs";
import { LOOKS } from "./axe.js";
import { signIn, someone, test } from "./house.js";
import { WALKERS, walk } from "./pages.js";

test.describe.configure({ mode: "parallel" });

for (const role of WALKERS) {
  test(`pictures of what a ${role} sees`, async ({ page, house }) => {
    if (role !== "stranger") await signIn(page, someone(house, role));
    const folder = `e2e/shots/${role}`;
    mkdirSync(folder, { recursive: true });
    await walk(page, async (_path, door) => {
      const name = door === "/" ? "home" : door.slice(1).replace(/[{}]/g, "").replaceAll("/", "-");
      for (const { width, colorScheme } of LOOKS) {
        await page.setViewportSize({ width, height: 844 });
        await page.emulateMedia({ colorScheme: /** @type {"light" | "dark"} */ (colorScheme) });
        await page.screenshot({
          path: `${folder}/${name}-${width}-${colorScheme}.png`,
          fullPage: true,
        });
      }
    });
  });
}
