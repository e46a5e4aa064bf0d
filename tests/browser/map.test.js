/** The content map and the worklists: tables that lead to what they count. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { open } from "./browser.js";
import { host } from "./host.js";
import { build } from "./library.js";
import { stage } from "./stage.js";

describe("The content map", () => {
  const stand = stage(() => host(build()));

  it("leads by keyboard from a number to the documents that it counts", async () => {
    const tab = await open(stand.browser);
    await tab.page.goto(`${stand.server.address}map/`);
    const cell = tab.page.getByRole("region", { name: "Industry", exact: true }).locator("td a").first();
    const counted = Number(await cell.innerText());
    await cell.focus();
    await tab.page.keyboard.press("Enter");
    const dialog = tab.page.locator("#search-dialog");
    await dialog.waitFor();
    await dialog.locator("#search-results li").first().waitFor();
    // Search has each language of a document; the map counts it once.
    assert.ok(Number.parseInt(await dialog.locator("#search-status").innerText(), 10) >= counted);
    await tab.close();
  });

  it("leads from a persona's number to that stage on the persona's page", async () => {
    const tab = await open(stand.browser, { javaScriptEnabled: false });
    await tab.page.goto(`${stand.server.address}map/`);
    const cell = tab.page.getByRole("region", { name: "Personas", exact: true }).locator("td a").first();
    const counted = Number(await cell.innerText());
    await cell.click();
    const stage = tab.page.locator(decodeURIComponent(new URL(tab.page.url()).hash));
    assert.equal(await stage.locator(".pieces li").count(), counted);
    await tab.close();
  });

  it("says in words what is missing", async () => {
    const tab = await open(stand.browser, { javaScriptEnabled: false });
    await tab.page.goto(`${stand.server.address}map/`);
    const hole = tab.page.locator(".map-missing").filter({ hasText: "Nothing" });
    assert.ok((await hole.count()) > 0);
    await tab.close();
  });

  it("lists what each owner has to do", async () => {
    const tab = await open(stand.browser, { javaScriptEnabled: false });
    await tab.page.goto(`${stand.server.address}owner/`);
    const row = tab.page.getByRole("row").filter({ has: tab.page.locator("strong") }).first();
    await row.getByRole("link").click();
    assert.ok((await tab.page.locator(".worklist section").count()) > 0);
    await tab.close();
  });
});
