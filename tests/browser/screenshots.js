/** Pictures of each kind of page, for people to look at: `cargo xtask screenshots` puts them into `target/screenshots`. */

import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

import { launch, open } from "./browser.js";
import { host } from "./host.js";
import { build } from "./library.js";
import { SearchBox } from "./search-box.js";
import { tour } from "./tour.js";

const SCREENS = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
const SCHEMES = /** @type {const} */ (["light", "dark"]);
/** Pixels of a page that a picture shows at most: longer ones can't be taken in at a glance. */
const LONGEST = 4000;

const folder = process.argv[2] ?? "screenshots";
mkdirSync(folder, { recursive: true });

const site = build();
const server = await host(site);
const browser = await launch();
const stops = tour(site);
for (const [screen, viewport] of Object.entries(SCREENS)) {
  for (const colorScheme of SCHEMES) {
    const { page } = await open(browser, { viewport, colorScheme });
    /** @param {string} name */
    const picture = (name) => path.join(folder, `${name}.${screen}.${colorScheme}.png`);
    for (const { name, below } of stops) {
      await page.goto(server.address + below);
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      const clip = { x: 0, y: 0, width: viewport.width, height: Math.min(height, LONGEST) };
      await page.screenshot({ path: picture(name), fullPage: true, clip });
    }
    await page.goto(server.address);
    const box = new SearchBox(page);
    await box.open();
    await box.search("alarm");
    await page.screenshot({ path: picture("search") });
    await page.context().close();
  }
}
writeFileSync(path.join(folder, "index.html"), contactSheet([...stops.map(({ name }) => name), "search"]));
await browser.close();
await server.stop();

/** A page with all pictures side by side. @param {string[]} names */
function contactSheet(names) {
  const pictures = Object.keys(SCREENS).flatMap((screen) => SCHEMES.map((scheme) => `${screen}.${scheme}`));
  const row = (/** @type {string} */ name) => {
    const cells = pictures.map((kind) => {
      const file = `${name}.${kind}.png`;
      return `<td><a href="${file}"><img src="${file}" alt="${name}, ${kind}" loading="lazy"></a></td>`;
    });
    return `<tr><th scope="row">${name}</th>${cells.join("")}</tr>`;
  };
  const style =
    "body{font:14px system-ui;margin:1rem}th{text-align:left;vertical-align:top;padding:.5rem}td{vertical-align:top}" +
    "img{height:360px;max-width:480px;object-fit:cover;object-position:top;border:1px solid #999}";
  const head = pictures.map((kind) => `<th scope="col">${kind.replace(".", ", ")}</th>`).join("");
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Screenshots</title><style>${style}</style>
<table><thead><tr><td></td>${head}</tr></thead><tbody>
${names.map(row).join("\n")}
</tbody></table></html>
`;
}
