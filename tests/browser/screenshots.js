/** Pictures of each kind of page, for people to look at: `cargo xtask screenshots` puts them into `target/screenshots`. */

import { mkdirSync } from "node:fs";
import path from "node:path";

import { launch, open } from "./browser.js";
import { host } from "./host.js";
import { build, oneOfEachKind, pages } from "./library.js";
import { SearchBox } from "./search-box.js";

const SCREENS = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

const folder = process.argv[2] ?? "screenshots";
mkdirSync(folder, { recursive: true });

const site = build();
const server = await host(site);
const browser = await launch();
for (const [screen, viewport] of Object.entries(SCREENS)) {
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    const { page } = await open(browser, { viewport, colorScheme });
    for (const below of oneOfEachKind(pages(site))) {
      await page.goto(server.address + below);
      const name = below.replace(/\/$|\.html$/, "").replaceAll("/", "-") || "home";
      await page.screenshot({ path: path.join(folder, `${name}.${screen}.${colorScheme}.png`), fullPage: true });
    }
    await page.goto(server.address);
    const box = new SearchBox(page);
    await box.open();
    await box.search("alarm");
    await page.screenshot({ path: path.join(folder, `search.${screen}.${colorScheme}.png`) });
    await page.context().close();
  }
}
await browser.close();
await server.stop();
