/** Searching in the browser, from a static host, by keyboard and by hand. */

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { launch, open } from "./browser.js";
import { host } from "./host.js";
import { build, pages } from "./library.js";
import { SearchBox } from "./search-box.js";

describe("Searching", () => {
  /** @type {import("playwright-core").Browser} */
  let browser;
  /** @type {import("./host.js").Host} */
  let server;
  /** @type {string} */
  let site;

  before(async () => {
    site = build();
    server = await host(site);
    browser = await launch();
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });

  /** A tab on a page of the site, and its search box. */
  async function visit(below = "") {
    const tab = await open(browser);
    await tab.page.goto(server.address + below);
    return { tab, page: tab.page, box: new SearchBox(tab.page) };
  }

  it("opens by /, by Ctrl-K and by a click, and closes by Escape", async () => {
    const { tab, page, box } = await visit();
    for (const key of ["/", "Control+k"]) {
      await page.keyboard.press(key);
      await box.input.waitFor();
      assert.ok(await box.input.evaluate((input) => input === document.activeElement), `${key} leaves the focus elsewhere`);
      await page.keyboard.press("Escape");
      await box.input.waitFor({ state: "hidden" });
    }
    await box.opener.click();
    await box.input.waitFor();
    await tab.close();
  });

  it("leaves / alone where one types", async () => {
    const { tab, page, box } = await visit();
    await box.open();
    await page.keyboard.type("24/7");
    assert.equal(await box.input.inputValue(), "24/7");
    await tab.close();
  });

  it("finds a page and leads to the heading by Enter", async () => {
    const { tab, page, box } = await visit();
    await box.open();
    await box.search("encryption at rest");
    assert.match((await box.texts()).join("\n"), /encrypt/i);
    await page.keyboard.press("ArrowDown");
    const address = await box.focused();
    assert.ok(address, "the arrow leads to no result");
    await page.keyboard.press("Enter");
    await page.waitForURL(address);
    assert.match(await page.locator("h1").innerText(), /encrypt/i);
    await tab.close();
  });

  it("moves through results by arrows", async () => {
    const { tab, page, box } = await visit();
    await box.open();
    await box.search("alarm");
    assert.ok((await box.results.count()) > 1);
    await page.keyboard.press("ArrowDown");
    const first = await box.focused();
    await page.keyboard.press("ArrowDown");
    const second = await box.focused();
    assert.notEqual(first, second);
    await page.keyboard.press("ArrowUp");
    assert.equal(await box.focused(), first);
    await page.keyboard.press("ArrowUp");
    assert.ok(await box.input.evaluate((input) => input === document.activeElement), "the way back to the box is lost");
    await page.keyboard.press("Enter");
    await page.waitForURL(first);
    await tab.close();
  });

  it("shows results while a word is being typed", async () => {
    const { tab, page, box } = await visit();
    await box.open();
    await page.keyboard.type("encrypt", { delay: 30 });
    await box.answered();
    assert.match((await box.texts()).join("\n"), /encryption/i);
    await tab.close();
  });

  it("finds in spite of a typing error", async () => {
    const { tab, box } = await visit();
    await box.open();
    await box.search("encrpytion");
    assert.match((await box.texts()).join("\n"), /encryption/i);
    await tab.close();
  });

  it("finds German words by their stems", async () => {
    const { tab, box } = await visit();
    await box.open();
    await box.search("Verschlüsselungen");
    assert.match((await box.texts()).join("\n"), /verschlüssel/i);
    await tab.close();
  });

  it("says so when nothing is found", async () => {
    const { tab, box } = await visit();
    await box.open();
    await box.input.fill("xyzzyqwfp");
    await box.status.filter({ hasText: /no(thing)?\b/i }).waitFor();
    assert.equal(await box.results.count(), 0);
    await tab.close();
  });

  it("keeps query and facets in the address", async () => {
    const { tab, page, box } = await visit();
    await box.open();
    await box.search("alarm");
    const all = await box.status.innerText();
    await box.filters.first().check();
    await page.waitForFunction((all) => document.querySelector("#search-status")?.textContent !== all, all);
    const filtered = await box.texts();
    const address = new URL(page.url());
    assert.match(address.search, /q=alarm&f=/);

    const again = await open(browser);
    await again.page.goto(address.href);
    const other = new SearchBox(again.page);
    await other.answered();
    assert.equal(await other.input.inputValue(), "alarm");
    assert.deepEqual(await other.texts(), filtered);
    await again.close();
    await tab.close();
  });

  it("comes back by the back button", async () => {
    const { tab, page, box } = await visit();
    const home = page.url();
    await box.open();
    await box.search("encryption at rest");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.pathname !== new URL(home).pathname);
    await page.goBack();
    await page.waitForURL((url) => url.pathname === new URL(home).pathname);
    await tab.close();
  });

  it("asks only for static files of the site", async () => {
    const { tab, box } = await visit();
    await box.open();
    for (const query of ["encryption", "encrpytion", '"at rest"', "Vertrag", "alarm -network"]) await box.input.fill(query);
    await box.search("alarm");
    await tab.page.waitForLoadState("networkidle");
    const known = new Set(pages(site).map((below) => server.address + below));
    for (const request of tab.requests) {
      const url = new URL(request.url());
      if (url.protocol === "blob:" || url.protocol === "data:") continue;
      assert.equal(request.method(), "GET", url.href);
      assert.ok(url.href.startsWith(server.address), `${url.href} is elsewhere`);
      // Whole, or the part that was asked for.
      assert.equal((await request.response())?.status(), request.headers().range ? 206 : 200, url.href);
      assert.equal(url.search, "", `${url.href} asks a question`);
      assert.ok(known.has(url.href) || /\.\w+$/.test(url.pathname), `${url.href} is no file`);
    }
    assert.ok(tab.requests.some((request) => /search\/.+\.bin$/.test(request.url())), "no chunk of the index was read");
    await tab.close();
  });

  it("says that a part of the index is missing, and goes on when it's back", async () => {
    const tab = await open(browser);
    const { page } = tab;
    // What a query reads is found out by asking it once.
    await page.goto(server.address);
    const box = new SearchBox(page);
    await box.open();
    await box.search("calibration");
    await page.waitForLoadState("networkidle");
    const read = tab.requests.map((request) => request.url()).filter((url) => /\.(gz|bin)$/.test(url));
    assert.ok(read.length > 1, "no chunk was read");
    await page.context().close();
    for (const url of read) server.missing.add(url.slice(server.address.length));

    const lacking = await open(browser);
    await lacking.page.goto(server.address);
    const lackingBox = new SearchBox(lacking.page);
    await lackingBox.open();
    await lackingBox.input.fill("calibration");
    await lackingBox.retry.waitFor();
    server.missing.clear();
    await lackingBox.retry.click();
    // Without the engine the page takes itself for old, and is read anew.
    await lackingBox.marked("fieldbook:results", "calibration");
    await lackingBox.results.first().waitFor();
    // Here the browser complains rightly: the files were not there.
    await lacking.page.context().close();
  });
});
