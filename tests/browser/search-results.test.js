/** What search shows of what it finds: pieces of text, filters and their counts, the order, the way back. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { open } from "./browser.js";
import { host } from "./host.js";
import { build, buildOf } from "./library.js";
import { SearchBox } from "./search-box.js";
import { stage } from "./stage.js";

/** A word that more pages have than are shown at first. */
const FREQUENT = "customer";

describe("Results of a search", () => {
  const stand = stage(() => host(build()));

  /** A tab on a page with the search box open. @param {string} address */
  async function visit(address = stand.server.address) {
    const tab = await open(stand.browser);
    await tab.page.goto(address);
    const box = new SearchBox(tab.page);
    await box.open();
    return { tab, page: tab.page, box };
  }

  it("shows the piece of a page's text that was found, without moving anything", async () => {
    const { tab, page, box } = await visit();
    await box.search("rotated");
    const heights = () => box.results.evaluateAll((items) => items.map((item) => item.getBoundingClientRect().height));
    const before = await heights();
    await box.excerpts.locator("mark").first().waitFor();
    assert.match(await box.excerpts.locator("mark").first().innerText(), /rotat/i);
    assert.deepEqual(await heights(), before);
    await tab.close();
  });

  it("shows pieces of results further down once they are looked at", async () => {
    const { tab, page, box } = await visit();
    await box.search("alarm");
    assert.ok((await box.results.count()) > 5);
    await box.results.nth(5).scrollIntoViewIfNeeded();
    await box.results.nth(5).hover();
    await page.waitForFunction(() => document.querySelectorAll("#search-results > li")[5]?.querySelector(".search-text mark, .search-title mark"));
    await tab.close();
  });

  it("cuts pieces from the page itself where the library makes no files for programs", async () => {
    const site = buildOf({
      "fieldbook.toml": 'name = "Small"\n[outputs]\njson = false\nmarkdown = false\n',
      "content/index.md": "+++\ntitle = \"Home\"\n+++\n\nWelcome.\n",
      "content/pump.md": "+++\ntitle = \"Pump\"\nsummary = \"About it.\"\n+++\n\nBegin here.\n\n## Care {#care}\n\nGrease the spindle twice a year.\n",
    });
    const server = await host(site);
    const { tab, box } = await visit(server.address);
    await box.search("spindle");
    await box.excerpts.filter({ hasText: "Grease the spindle twice a year." }).waitFor();
    await tab.close();
    await server.stop();
  });

  it("shows more after those that are there, and goes on at the first of them", async () => {
    const { tab, page, box } = await visit();
    await box.search(FREQUENT);
    const before = await box.results.locator(".search-title").allInnerTexts();
    await box.more.click();
    await page.waitForFunction((count) => document.querySelectorAll("#search-results > li").length > count, before.length);
    const after = await box.results.locator(".search-title").allInnerTexts();
    assert.deepEqual(after.slice(0, before.length), before);
    const next = await box.results.nth(before.length).locator(".search-title").evaluate((link) => /** @type {HTMLAnchorElement} */ (link).href);
    assert.equal(await box.focused(), next);
    await tab.close();
  });

  it("counts as many pages for a filter as it then finds, and takes several", async () => {
    const { tab, page, box } = await visit();
    await box.search("alarm");
    const group = page.locator("#search-facets fieldset").first();
    // Filters are drawn after the results.
    await group.locator(".search-count").first().waitFor();
    const counts = (await group.locator(".search-count").allInnerTexts()).map(Number);
    const said = async () => Number((await box.status.innerText()).match(/\d+/)?.[0]);
    /** @param {() => Promise<void>} change */
    const after = async (change) => {
      const before = await page.evaluate(() => performance.getEntriesByName("fieldbook:results").length);
      await change();
      await page.waitForFunction((before) => performance.getEntriesByName("fieldbook:results").length > before, before);
    };
    for (const [at, count] of counts.slice(0, 3).entries()) {
      await after(() => group.locator("input").nth(at).check());
      assert.equal(await said(), count);
      await after(() => group.locator("input").nth(at).uncheck());
    }
    await after(() => group.locator("input").nth(0).check());
    await after(() => group.locator("input").nth(1).check());
    assert.equal(await said(), counts[0] + counts[1]);
    assert.equal(new URL(page.url()).searchParams.getAll("f").length, 2);
    await tab.close();
  });

  it("keeps the order under a reader when the engine's answer follows the first", async () => {
    const tab = await open(stand.browser);
    const { page } = tab;
    /** @type {() => void} */
    let release = () => {};
    const isReleased = new Promise((resolve) => (release = () => resolve(undefined)));
    await page.route("**/search/engine.wasm.gz", async (route) => {
      await isReleased;
      await route.continue();
    });
    await page.goto(stand.server.address);
    const box = new SearchBox(page);
    await box.open();
    await page.keyboard.type("alarm");
    await box.marked("fieldbook:first", "alarm");
    const before = await box.results.locator(".search-title").allInnerTexts();
    await page.keyboard.press("ArrowDown");
    const focused = await box.focused();
    release();
    await box.answered();
    assert.deepEqual((await box.results.locator(".search-title").allInnerTexts()).slice(0, before.length), before);
    assert.equal(await box.focused(), focused);
    await tab.close();
  });

  it("leads back to the result that was followed, with query and filters", async () => {
    const { tab, page, box } = await visit();
    await box.search("alarm");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    const followed = await box.focused();
    await page.keyboard.press("Enter");
    await page.waitForURL(followed);
    await page.goBack();
    await page.waitForFunction((href) => document.activeElement instanceof HTMLAnchorElement && document.activeElement.href === href, followed);
    assert.equal(await box.input.inputValue(), "alarm");
    await page.goForward();
    await page.waitForURL(followed);
    await tab.close();
  });

  it("tells why a result stands where it does by ?, and no more by another", async () => {
    const { tab, page, box } = await visit();
    await box.search("encryption keys");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("?");
    const table = box.results.first().locator(".search-explanation");
    await table.waitFor();
    assert.match(await table.innerText(), /encryption[^]*keys[^]*score/i);
    await page.keyboard.press("?");
    await table.waitFor({ state: "detached" });
    await tab.close();
  });

  it("opens the first result when Enter is pressed before the answer is there", async () => {
    const { tab, page, box } = await visit();
    await page.keyboard.type("encryption at rest");
    await page.keyboard.press("Enter");
    // The path: what was typed stands in the address of the page that is left, too.
    await page.waitForURL(({ pathname }) => pathname.includes("encrypt"));
    assert.match(await page.locator("h1").innerText(), /encrypt/i);
    await tab.close();
  });
});
