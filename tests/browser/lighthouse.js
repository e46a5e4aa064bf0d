/**
 * Lighthouse on each kind of page, as a table; fails where a score is too low. `cargo xtask lighthouse` runs it:
 *
 *     node lighthouse.js FOLDER_OF_LIGHTHOUSE [NAME…]
 */

import path from "node:path";
import { pathToFileURL } from "node:url";

import { host } from "./host.js";
import { build } from "./library.js";
import { tour } from "./tour.js";

/** What every page must reach, of 100. */
const LEAST = 95;
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
/** That a site isn't to be found by search engines outside is no fault of a page. */
const FOR_INFORMATION = "seo";

const [folder = ".", ...only] = process.argv.slice(2);
/** @param {string} module */
const load = (module) => import(pathToFileURL(path.resolve(folder, "node_modules", module)).href);
const { default: lighthouse } = await load("lighthouse/core/index.js");
const { launch } = await load("chrome-launcher/dist/index.js");

const site = build();
const server = await host(site, "/", { compress: true });
// As root, as on most build machines, Chromium's sandbox doesn't start.
const flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage"];
const chrome = await launch({ chromePath: process.env.CHROME, chromeFlags: flags });
const stops = tour(site).filter(({ name, below }) => below !== "404.html" && (only.length === 0 || only.includes(name)));
const width = Math.max(...stops.map(({ name }) => name.length));
console.log(`${"page".padEnd(width)}  ${CATEGORIES.join("  ")}`);
let tooLow = 0;
for (const { name, below } of stops) {
  const { lhr } = await lighthouse(server.address + below, { port: chrome.port, onlyCategories: CATEGORIES, logLevel: "silent" });
  const cells = CATEGORIES.map((category) => {
    const score = Math.round((lhr.categories[category].score ?? 0) * 100);
    if (score < LEAST && category !== FOR_INFORMATION) tooLow += 1;
    return String(score).padStart(category.length);
  });
  console.log(`${name.padEnd(width)}  ${cells.join("  ")}`);
  for (const fault of faults(lhr)) console.log(`${" ".repeat(width)}  ${fault}`);
}
await chrome.kill();
await server.stop();
if (tooLow > 0) {
  console.error(`${tooLow} scores are under ${LEAST}`);
  process.exitCode = 1;
}

/**
 * What weighs in a category that isn't full, in a line each.
 *
 * @param {any} lhr
 * @returns {string[]}
 */
function faults(lhr) {
  return CATEGORIES.flatMap((category) =>
    lhr.categories[category].auditRefs
      .filter((/** @type {any} */ { id, weight }) => weight > 0 && (lhr.audits[id].score ?? 1) < 0.9)
      .map((/** @type {any} */ { id }) => `${category}: ${lhr.audits[id].title} ${lhr.audits[id].displayValue ?? ""}`),
  );
}
