/** What can go wrong on the way to an answer, and what readers then get. */

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";

import { open } from "./browser.js";
import { host } from "./host.js";
import { build, buildOf } from "./library.js";
import { SearchBox } from "./search-box.js";
import { stage } from "./stage.js";

/** @typedef {import("playwright-core").Route} Route */

const HOT = "**/search/*/hot.gz";
const POSTINGS = "**/search/*/idx-*.bin";
const ENGINE = "**/search/engine.wasm.gz";

/** What comes over a line that breaks off. @param {Route} route */
async function cutShort(route) {
  const response = await route.fetch();
  const body = await response.body();
  await route.fulfill({ response, body: body.subarray(0, Math.floor(body.length / 2)) });
}

/** Closes a tab, whatever is still on its way to it. @param {import("playwright-core").Page} page */
async function leave(page) {
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await page.context().close();
}

describe("Trouble with a search", () => {
  const site = build();
  const stand = stage(() => host(site));

  /** A tab whose browser may complain: what is missing is missing. @param {(page: import("playwright-core").Page) => Promise<unknown>} prepare */
  async function visit(prepare) {
    const { page } = await open(stand.browser);
    await prepare(page);
    await page.goto(stand.server.address);
    const box = new SearchBox(page);
    await box.open();
    return { page, box };
  }

  for (const [what, pattern] of [["the hot file", HOT], ["a chunk", POSTINGS], ["the engine", ENGINE]]) {
    it(`says that ${what} came damaged, and goes on when it's whole`, async () => {
      const { page, box } = await visit((page) => page.route(pattern, cutShort));
      await box.input.fill("calibration");
      await box.retry.waitFor();
      assert.match(await box.problem.innerText(), /damaged/);
      await page.unroute(pattern);
      await box.retry.click();
      await box.answered();
      assert.ok(await box.problem.isHidden());
      await leave(page);
    });

    it(`fetches ${what} again where it came damaged once`, async () => {
      const seen = new Set();
      const once = async (/** @type {Route} */ route) => {
        const url = route.request().url();
        await (seen.has(url) ? route.continue() : cutShort(route));
        seen.add(url);
      };
      const { page, box } = await visit((page) => page.route(pattern, once));
      await box.search("calibration");
      await leave(page);
    });
  }

  it("answers other questions while a part is missing", async () => {
    const { page, box } = await visit(async () => {});
    await box.search("alarm");
    await page.route(POSTINGS, (route) => route.abort());
    await box.input.fill("xylophone");
    await box.status.filter({ hasText: /nothing/i }).waitFor();
    await leave(page);
  });

  it("takes the new index where the site was built anew", async () => {
    const pump = (/** @type {string} */ text) => `+++\ntitle = "Pump"\n+++\n\n${text}\n`;
    const settings = { "fieldbook.toml": 'name = "Small"\n' };
    const before = await host(buildOf({ ...settings, "content/index.md": pump("An old spindle.") }));
    const after = buildOf({ ...settings, "content/index.md": pump("A new spindle."), "content/more.md": pump("A spindle more.") });

    const { page } = await open(stand.browser);
    const isOpened = page.waitForResponse(HOT);
    await page.goto(before.address);
    await isOpened;
    await page.route("**/search/**", (route) => {
      const file = path.join(after, new URL(route.request().url()).pathname);
      return existsSync(file) ? route.fulfill({ path: file }) : route.fulfill({ status: 404, body: "" });
    });
    const box = new SearchBox(page);
    await box.open();
    await box.search("spindle");
    assert.equal(await box.results.count(), 2);
    await leave(page);
    await before.stop();
  });

  it("makes a new engine where one has crashed, and says so where that crashes too", async () => {
    const trap = "throw new WebAssembly.RuntimeError('unreachable');";
    let crashes = 1;
    const crash = async (/** @type {Route} */ route) => {
      const response = await route.fetch();
      const body = await response.text();
      crashes -= 1;
      await route.fulfill({ response, body: crashes < 0 ? body : body.replace(/(\n\s*search\(request\) \{)/, `$1 ${trap}`) });
    };
    const { page, box } = await visit((page) => page.route("**/search/engine.js", crash));
    await box.search("calibration");
    await leave(page);

    crashes = 2;
    const again = await visit((page) => page.route("**/search/engine.js", crash));
    await again.box.input.fill("calibration");
    await again.box.retry.waitFor();
    assert.match(await again.box.problem.innerText(), /stopped/);
    await again.box.retry.click();
    await again.box.answered();
    await leave(again.page);
  });

  it("asks to read the page again where its scripts are gone", async () => {
    const { page, box } = await visit((page) => page.route(ENGINE, (route) => route.fulfill({ status: 404, body: "gone" })));
    await box.input.fill("calibration");
    await box.problem.filter({ hasText: /reload/i }).waitFor();
    await page.unroute(ENGINE);
    await box.retry.click();
    await box.marked("fieldbook:results", "calibration");
    await leave(page);
  });

  it("gives quick results, and says that they are all, where the engine may not run", async () => {
    const forbid = async (/** @type {Route} */ route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), "content-security-policy": "script-src 'self'" } });
    };
    const { page, box } = await visit((page) => page.route("**/js/search/worker.js", forbid));
    await box.input.fill("alarm");
    await box.status.filter({ hasText: /quick results only/i }).waitFor();
    assert.ok((await box.results.count()) > 1);
    assert.ok(await box.problem.isHidden());
    await box.input.fill('"alarm list"');
    await box.problem.filter({ hasText: /can.t run/ }).waitFor();
    await leave(page);
  });
});
