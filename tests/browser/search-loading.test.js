/** What search loads, when, and in how many rounds of requests: on a slow line each costs a sixth of a second. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { open } from "./browser.js";
import { host } from "./host.js";
import { build } from "./library.js";
import { SearchBox } from "./search-box.js";
import { stage } from "./stage.js";

/** Milliseconds without a request after which none follows from what has come, even on a busy machine. */
const QUIET = 1500;

/** Files of the index, and the engine. */
const OF_SEARCH = /\/search\/(index\.json|engine\.wasm\.gz|[0-9a-f]{16}\/.+)$/;

/** Lets requests for search through in rounds: all that were made before any of them had its answer. */
class Rounds {
  /** Paths below the site's root, by round. @type {string[][]} */
  all = [];
  /** @type {{ name: string, release: () => Promise<void> }[]} */
  #held = [];
  #timer = setTimeout(() => {}, 0);

  /** @param {import("playwright-core").Page} page */
  async watch(page) {
    await page.route(OF_SEARCH, (route) => {
      this.#held.push({ name: route.request().url().replace(/.*\/search\//, ""), release: () => route.continue() });
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#next(), QUIET);
    });
  }

  async #next() {
    const held = this.#held;
    this.#held = [];
    this.all.push(held.map(({ name }) => name));
    await Promise.all(held.map(({ release }) => release()));
  }
}

/** Whether two requests bring bytes in common. @param {string} one @param {string} other */
function overlap(one, other) {
  const [first, second] = [one, other].map((asked) => {
    const [path, range] = asked.split(" bytes=");
    const [start, end] = range?.split("-").map(Number) ?? [0, Infinity];
    return { path, start, end };
  });
  return first.path === second.path && first.start <= second.end && second.start <= first.end;
}

describe("Loading of search", () => {
  const stand = stage(() => host(build()));

  /** @param {(page: import("playwright-core").Page) => Promise<unknown>} [prepare] */
  async function visit(prepare = async () => {}) {
    const tab = await open(stand.browser);
    await prepare(tab.page);
    await tab.page.goto(stand.server.address);
    return { tab, page: tab.page, box: new SearchBox(tab.page) };
  }

  /** A browser whose reader saves data. @param {import("playwright-core").Page} page */
  const saveData = (page) =>
    page.addInitScript(() => Object.defineProperty(navigator, "connection", { value: { saveData: true } }));

  it("brings engine and hot file while the browser is idle", async () => {
    const { tab, page, box } = await visit();
    await page.waitForResponse(/engine\.wasm\.gz$/).catch(() => {});
    await box.open();
    await box.search("alarm");
    await tab.close();
  });

  it("brings nothing large before somebody types where data is saved", async () => {
    const { tab, page, box } = await visit(saveData);
    await page.waitForLoadState("networkidle");
    const large = () => tab.requests.map((request) => request.url()).filter((url) => /\.(gz|bin)$/.test(url));
    assert.deepEqual(large(), []);
    await box.open();
    await page.waitForLoadState("networkidle");
    assert.deepEqual(large(), []);
    await box.search("alarm");
    assert.ok(large().length > 1);
    await tab.close();
  });

  it("shows first results after two rounds, and takes two for each later question", async () => {
    const rounds = new Rounds();
    const { tab, page, box } = await visit(async (page) => {
      await saveData(page);
    });
    await page.waitForLoadState("networkidle");
    await rounds.watch(page);
    await box.open();
    await page.keyboard.type("a");
    await box.marked("fieldbook:first", "a");
    assert.ok(rounds.all.length <= 2, JSON.stringify(rounds.all));
    await box.answered();

    const before = rounds.all.length;
    await box.search("encryption customer");
    assert.ok(rounds.all.length - before <= 2, JSON.stringify(rounds.all.slice(before)));
    await tab.close();
  });

  it("fetches nothing twice", async () => {
    stand.server.asked.length = 0;
    const { tab, page, box } = await visit();
    await box.open();
    await page.keyboard.type("encryption alarm customer", { delay: 20 });
    await box.answered();
    await box.search("calibration");
    await page.waitForLoadState("networkidle");
    const ofSearch = stand.server.asked.filter((path) => OF_SEARCH.test(`/${path}`));
    assert.ok(ofSearch.length > 2);
    const twice = ofSearch.filter((path, at) => ofSearch.slice(0, at).some((earlier) => overlap(earlier, path)));
    assert.deepEqual(twice, []);
    await tab.close();
  });

  it("has all its scripts in one round", async () => {
    const { tab, page } = await visit();
    const preloaded = await page.locator("link[rel=modulepreload]").evaluateAll((links) => links.map((link) => /** @type {HTMLLinkElement} */ (link).href));
    await page.waitForLoadState("networkidle");
    const scripts = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => /\/js\/search\/\w+\.js$/.test(name)));
    const imported = new Set(scripts.filter((name) => !/\/(main|worker)\.js$/.test(name)));
    assert.deepEqual([...imported].sort(), preloaded.sort());
    await tab.close();
  });
});
