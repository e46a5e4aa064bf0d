/** Two documents of a kind beside each other: by keyboard alone, by address, and what is left without JavaScript. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { AxeBuilder } from "@axe-core/playwright";

import { open } from "./browser.js";
import { host } from "./host.js";
import { buildOf } from "./library.js";
import { stage } from "./stage.js";

const proof = (/** @type {string} */ title, /** @type {string} */ body) =>
  `+++\ntitle = "${title}"\ntype = "demo"\nowner = "Ada"\n+++\nLead of ${title}.\n\n${body}`;
const FILES = {
  "fieldbook.toml": 'name = "Test"\n',
  "content/proof/one.md": proof("One", "## When\n\nEarly in one.\n\n## Only here\n\nMore [above](#when).\n"),
  "content/proof/two.md": proof("Two", "## When\n\nLate in two.\n\n## Elsewhere\n\nText.\n"),
  "content/proof/zwölf & 12.md": proof("Twelve", "## When\n\nNever.\n"),
};

describe("Compare", () => {
  const stand = stage(() => host(buildOf(FILES, "--base-url", "/book/"), "/book/"));

  /**
   * The words of both sides under a heading.
   * @param {import("playwright-core").Page} page
   * @param {string} heading
   */
  const sides = async (page, heading) => {
    const part = page.locator(".compare-part", { has: page.getByRole("heading", { name: heading, exact: true }) });
    const texts = await part.locator(".compare-side").allInnerTexts();
    return texts.map((text) => text.trim());
  };

  it("begins at a document and lays another beside it, by keyboard alone", async () => {
    const tab = await open(stand.browser);
    await tab.page.goto(`${stand.server.address}proof/one/`);
    await tab.page.getByRole("link", { name: /compare with/i }).focus();
    await tab.page.keyboard.press("Enter");
    const second = tab.page.getByLabel("Second");
    await tab.page.waitForFunction(() => document.querySelectorAll("select[name=b] option").length === 4);
    assert.equal(await tab.page.getByLabel("First").inputValue(), "proof/one/");
    await second.focus();
    await tab.page.keyboard.type("Two");
    await tab.page.locator(".compare-names").waitFor();
    assert.deepEqual(await sides(tab.page, "When"), ["Early in one.", "Late in two."]);
    assert.deepEqual(await sides(tab.page, "Only here"), ["More above.", "Nothing"]);
    assert.deepEqual(await sides(tab.page, "Elsewhere"), ["Nothing", "Text."]);
    assert.match((await sides(tab.page, "In short")).join(" | "), /Lead of One\. .*Lead of Two\./s);
    assert.deepEqual(await sides(tab.page, "Owner"), ["Ada", "Ada"]);
    assert.match(await tab.page.getByRole("link", { name: "above" }).getAttribute("href") ?? "", /\/book\/proof\/one\/#when$/);
    assert.deepEqual((await new AxeBuilder({ page: tab.page }).analyze()).violations.map((violation) => violation.id), []);
    const shared = tab.page.url();
    await tab.page.goBack();
    await tab.page.waitForFunction(() => !location.search.includes("two"));
    assert.notEqual(await second.inputValue(), "proof/two/", "the browser's way back leads to what was chosen before");
    await tab.page.goto(shared);
    await tab.page.locator(".compare-names").waitFor();
    await tab.close();
  });

  it("finds documents whose names have to be encoded, and no page that isn't offered", async () => {
    const tab = await open(stand.browser);
    await tab.page.goto(`${stand.server.address}proof/one/`);
    const asked = new URLSearchParams({ kind: "proof", a: "proof/zwölf & 12/", b: "proof/two/" });
    await tab.page.goto(`${stand.server.address}compare/?${asked}`);
    await tab.page.locator(".compare-names").waitFor();
    assert.deepEqual(await sides(tab.page, "When"), ["Never.", "Late in two."]);
    await tab.page.goto(`${stand.server.address}compare/?kind=proof&a=//elsewhere.example/&b=proof/two/`);
    await tab.page.waitForFunction(() => document.querySelectorAll("select[name=b] option").length === 4);
    assert.equal(await tab.page.getByLabel("First").inputValue(), "");
    assert.equal(await tab.page.locator(".compare-names").count(), 0);
    await tab.close();
  });

  it("says so where a page is gone", async () => {
    const tab = await open(stand.browser);
    stand.server.missing.add("proof/two/");
    await tab.page.goto(`${stand.server.address}compare/?kind=proof&a=proof/one/&b=proof/two/`);
    await tab.page.waitForFunction(() => document.querySelector("[data-compare-status]")?.textContent !== "");
    assert.match(await tab.page.getByRole("status").last().innerText(), /couldn't be read/);
    stand.server.missing.clear();
    await tab.page.context().close();
  });

  it("fits a phone", async () => {
    const tab = await open(stand.browser, { viewport: { width: 320, height: 640 } });
    await tab.page.goto(`${stand.server.address}compare/?kind=proof&a=proof/one/&b=proof/two/`);
    await tab.page.locator(".compare-names").waitFor();
    assert.ok((await tab.page.evaluate(() => document.documentElement.scrollWidth)) <= 320);
    await tab.close();
  });

  it("says without JavaScript what would be here, and leads to the lists", async () => {
    const tab = await open(stand.browser, { javaScriptEnabled: false });
    await tab.page.goto(`${stand.server.address}compare/`);
    await tab.page.getByRole("main").getByRole("link", { name: "Proof" }).click();
    assert.match(await tab.page.locator("h1").innerText(), /Proof/);
    await tab.close();
  });
});
