/** The same site under a path of a host, and by the program's own server. */

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { launch, open } from "./browser.js";
import { host } from "./host.js";
import { build, serve } from "./library.js";
import { SearchBox } from "./search-box.js";

describe("Hosting", () => {
  /** @type {import("playwright-core").Browser} */
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser.close());

  /** Opens the site, searches, and goes where the first result leads. @param {string} address */
  async function searchAndOpen(address) {
    const tab = await open(browser);
    await tab.page.goto(address);
    const box = new SearchBox(tab.page);
    await box.open();
    await box.search("encryption at rest");
    await tab.page.keyboard.press("ArrowDown");
    await tab.page.keyboard.press("Enter");
    await tab.page.waitForURL((url) => url.href.startsWith(address) && /encryption/.test(url.href));
    assert.match(await tab.page.locator("h1").innerText(), /encrypt/i);
    for (const request of tab.requests) {
      assert.ok(request.url().startsWith(address) || request.url().startsWith("blob:"), `${request.url()} is elsewhere`);
    }
    await tab.close();
  }

  it("works under a path", async () => {
    const base = "/books/field/";
    const server = await host(build("--base-url", `https://example.com${base}`), base);
    await searchAndOpen(server.address);
    await server.stop();
  });

  it("is served by the program itself", async () => {
    const server = await serve();
    await searchAndOpen(server.address);
    await server.stop();
  });
});
