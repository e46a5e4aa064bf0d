/** A site in several languages: the switch by keyboard and without JavaScript, lists in a language, right to left. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { AxeBuilder } from "@axe-core/playwright";

import { open } from "./browser.js";
import { host } from "./host.js";
import { build } from "./library.js";
import { stage } from "./stage.js";

const ENGLISH = "answers/security/encryption-at-rest/";
const GERMAN = `de/${ENGLISH}`;

describe("Languages", () => {
  const stand = stage(() => host(build()));

  for (const javaScriptEnabled of [true, false]) {
    it(`switches by keyboard ${javaScriptEnabled ? "with" : "without"} JavaScript`, async () => {
      const tab = await open(stand.browser, { javaScriptEnabled });
      await tab.page.goto(stand.server.address + ENGLISH);
      const control = tab.page.locator(".languages > summary");
      await control.focus();
      await tab.page.keyboard.press("Enter");
      await tab.page.keyboard.press("Tab");
      assert.equal(await tab.page.locator(":focus").getAttribute("hreflang"), "de");
      await tab.page.keyboard.press("Enter");
      await tab.page.waitForURL(stand.server.address + GERMAN);
      assert.equal(await tab.page.locator("html").getAttribute("lang"), "de");
      await tab.close();
    });
  }

  it("leads from German pages to German lists, where English entries say so", async () => {
    const tab = await open(stand.browser);
    await tab.page.goto(stand.server.address + GERMAN);
    await tab.page.getByRole("navigation", { name: "Bibliothek" }).getByRole("link", { name: /^Fallstudien/ }).click();
    await tab.page.waitForURL(`${stand.server.address}de/kind/case-study/`);
    assert.match(await tab.page.locator("h1").innerText(), /^Fallstudien/);
    const other = tab.page.locator("main a[lang=en]").first();
    assert.ok(await other.isVisible(), "nothing is left in English");
    assert.match(await tab.page.locator("main .other-language").first().innerText(), /auf Englisch|en/i);
    await tab.close();
  });

  it("says what search found in the page's language", async () => {
    const tab = await open(stand.browser);
    await tab.page.goto(`${stand.server.address}de/`);
    await tab.page.keyboard.press("/");
    await tab.page.keyboard.type("alarm");
    await tab.page.locator("#search-status", { hasText: /Seiten?\./ }).waitFor();
    await tab.page.locator("#search-facets legend", { hasText: "Phase" }).waitFor();
    await tab.page.locator(".search-kind", { hasText: "Antwort" }).first().waitFor();
    await tab.close();
  });

  it("has German pages without a violation", async () => {
    const tab = await open(stand.browser);
    /** @type {string[]} */
    const violations = [];
    for (const below of ["de/", GERMAN, "de/kind/answer/", "de/kind/case-study/", "de/facet/stage/"]) {
      await tab.page.goto(stand.server.address + below);
      const found = await new AxeBuilder({ page: tab.page }).analyze();
      violations.push(...found.violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${below} ${id}: ${target.join(" ")}`)));
    }
    await tab.page.locator(".languages > summary").click();
    const opened = await new AxeBuilder({ page: tab.page }).analyze();
    violations.push(...opened.violations.map(({ id }) => `open switch: ${id}`));
    assert.deepEqual(violations, []);
    await tab.close();
  });
});
