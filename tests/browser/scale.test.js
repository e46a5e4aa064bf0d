/** A library of 300 answers, 40 competitors and 200 case studies still has usable pages. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { gzipSync } from "node:zlib";

import { launch, open } from "./browser.js";
import { host } from "./host.js";
import { largeLibrary } from "./large-library.js";
import { buildOf, pages } from "./library.js";

/** Milliseconds from a tick to what it leaves, as a reader still takes for at once. */
const AT_ONCE = 200;
/** Bytes of HTML that a page may have, as they go over the line. */
const HEAVIEST = 60_000;
/** Lists whose filters are tried; all of them have industries. */
const FILTERED = ["kind/answer/", "kind/case-study/", "kind/swot/", "kind/proof/", "facet/stage/engage/", "review/"];

describe("A large library", () => {
  /** @type {import("playwright-core").Browser} */
  let browser;
  /** @type {import("./host.js").Host} */
  let server;
  /** @type {string} */
  let site;
  /** Pages that are no document's. @type {string[]} */
  let views;

  before(async () => {
    site = buildOf(largeLibrary());
    views = pages(site).filter((page) => !/^(answers|swot|case-studies|proof|personas|playbooks)\//.test(page));
    server = await host(site);
    browser = await launch();
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });

  it("has no page that scrolls sideways, on a phone and on a desk", async () => {
    /** @type {string[]} */
    const wide = [];
    for (const width of [390, 1280]) {
      const tab = await open(browser, { viewport: { width, height: 800 } });
      for (const below of views) {
        await tab.page.goto(server.address + below);
        const found = await tab.page.evaluate(() => document.documentElement.scrollWidth);
        if (found > width) wide.push(`${below} at ${width}: ${found} px`);
      }
      await tab.close();
    }
    assert.deepEqual(wide, []);
  });

  it("has no page that weighs too much", () => {
    const weight = (/** @type {string} */ page) => gzipSync(readFileSync(path.join(site, page, page.endsWith(".html") ? "" : "index.html"))).length;
    const heavy = pages(site).map((page) => ({ page, bytes: weight(page) })).filter(({ bytes }) => bytes > HEAVIEST);
    assert.deepEqual(heavy, []);
  });

  for (const below of FILTERED) {
    it(`filters ${below} at once`, async () => {
      const tab = await open(browser);
      await tab.page.goto(server.address + below);
      await tab.page.locator("[data-filter-form] summary", { hasText: "Industry" }).click();
      const times = await tab.page.evaluate(async () => {
        const box = /** @type {HTMLInputElement} */ (document.querySelector("[data-filter-form] details[open] input"));
        const said = /** @type {HTMLElement} */ (document.querySelector(".filter-status"));
        const times = [];
        // An odd number: in the end the box is ticked.
        for (let turn = 0; turn < 7; turn += 1) {
          const told = new Promise((resolve) => new MutationObserver(resolve).observe(said, { childList: true }));
          const begun = performance.now();
          box.click();
          await told;
          times.push(performance.now() - begun);
        }
        return times;
      });
      const took = times.sort((one, other) => one - other)[3];
      const status = await tab.page.locator(".filter-status").innerText();
      const [shown, count] = (status.match(/\d+/g) ?? []).map(Number);
      assert.ok(shown > 0 && shown < count, status);
      assert.ok(took < AT_ONCE, `${below}: ${Math.round(took)} ms`);
      await tab.close();
    });
  }
});
