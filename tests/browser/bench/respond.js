/**
 * How long the bid desk takes in a browser, and whether the page can be used meanwhile: `cargo xtask bench respond` makes the library
 * and the questionnaire, and runs it:
 *
 *     node bench/respond.js SITE QUESTIONNAIRE RUNS
 *
 * It prints a line of a table for the median run: time from the choice of the file to the last answer, how much of that is finding, and
 * the longest task of the page.
 */

import { readFileSync } from "node:fs";
import path from "node:path";

import { launch, open } from "../browser.js";
import { host } from "../host.js";

const [site, questionnaire, runs] = process.argv.slice(2);
const server = await host(site, "/", { compress: true });
const browser = await launch();
const file = { name: path.basename(questionnaire), mimeType: "text/csv", buffer: readFileSync(questionnaire) };
const outcomes = [];
for (let run = 0; run < Number(runs); run += 1) outcomes.push(await visit());
await browser.close();
await server.stop();

outcomes.sort((one, other) => one.whole - other.whole);
const { whole, finding, longest } = outcomes[Math.floor(outcomes.length / 2)];
const seconds = (/** @type {number} */ milliseconds) => `${(milliseconds / 1000).toFixed(2)} s`;
console.log(`| in the browser | ${seconds(whole)} | ${seconds(finding)} | ${Math.round(longest)} ms |`);

/** A visit in a fresh profile. */
async function visit() {
  const tab = await open(browser);
  await tab.page.goto(`${server.address}respond/`, { waitUntil: "networkidle" });
  await tab.page.evaluate(() => {
    const marks = { longest: 0, begun: 0, first: 0, done: 0 };
    Object.assign(globalThis, { marks });
    // Tasks of less than 50 ms aren't told; any of that length would be one too long.
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) marks.longest = Math.max(marks.longest, duration);
    }).observe({ type: "longtask" });
    const find = (/** @type {string} */ name) => document.querySelector(`[data-${name}]`);
    find("file")?.addEventListener("change", () => (marks.begun = performance.now()), { capture: true });
    const watch = () => {
      const now = performance.now();
      if (!marks.first && find("row")) marks.first = now;
      const button = find("download");
      if (!marks.done && marks.begun && button instanceof HTMLButtonElement && !button.disabled) marks.done = now;
    };
    new MutationObserver(watch).observe(document.querySelector("[data-desk]") ?? document, { subtree: true, childList: true, attributes: true, attributeFilter: ["disabled"] });
  });
  await tab.page.locator("[data-file]").setInputFiles(file);
  await tab.page.locator("[data-download]:not([disabled])").waitFor({ timeout: 120_000 });
  // Rows that have come are still being shown for a moment.
  await tab.page.waitForTimeout(1_000);
  const { begun, first, done, longest } = await tab.page.evaluate(() => /** @type {any} */ (globalThis).marks);
  await tab.close();
  return { whole: done - begun, finding: done - first, longest };
}
