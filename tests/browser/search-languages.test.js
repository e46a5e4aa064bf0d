/** Search over pages that are written from right to left, and over many values of a filter. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { AxeBuilder } from "@axe-core/playwright";

import { open } from "./browser.js";
import { host } from "./host.js";
import { buildOf } from "./library.js";
import { SearchBox } from "./search-box.js";
import { stage } from "./stage.js";

/** More than are shown at once. */
const REGIONS = Array.from({ length: 14 }, (_, number) => `region-${number + 10}`);

const document = (/** @type {string} */ title, /** @type {string} */ text, facets = "") => `+++\ntitle = "${title}"\n${facets}+++\n\n${text}\n`;

const LIBRARY = {
  "fieldbook.toml": `name = "دليل"\nlanguage = "ar"\nlanguages = ["ar", "en"]\n\n[facets.region]\nlabel = "Region"\nvalues = ${JSON.stringify(REGIONS)}\n`,
  "content/index.md": document("الصفحة الأولى", "مرحبا بكم."),
  "content/encryption.md": document("تشفير البيانات", "نحن نشفر البيانات المخزنة.\n\n## المفاتيح\n\nتتغير المفاتيح كل عام. AES-256."),
  "content/encryption.en.md": document("Encryption of data", "We encrypt data at rest.\n\n## Keys\n\nThey change each year."),
  ...Object.fromEntries(REGIONS.map((id) => [`content/offices/${id}.md`, document(`مكتب ${id}`, "مفتاح في كل مكتب.", `region = ["${id}"]\n`)])),
};

describe("Search from right to left", () => {
  const stand = stage(() => host(buildOf(LIBRARY)));

  /** @param {number} [width] */
  async function visit(width = 1280) {
    const tab = await open(stand.browser);
    await tab.page.setViewportSize({ width, height: 800 });
    await tab.page.goto(stand.server.address);
    const box = new SearchBox(tab.page);
    await box.open();
    return { tab, page: tab.page, box };
  }

  it("finds a word with its article, and shows each result in its own direction", async () => {
    const { tab, page, box } = await visit();
    await box.search("المفاتيح");
    assert.equal(await page.locator("#search-dialog").evaluate((dialog) => getComputedStyle(dialog).direction), "rtl");
    const first = box.results.first().locator(".search-title");
    assert.equal(await first.innerText(), "تشفير البيانات");
    assert.equal(await first.evaluate((title) => getComputedStyle(title).direction), "rtl");
    await box.search("encryption");
    const english = box.results.filter({ hasText: "Encryption of data" }).locator(".search-title");
    assert.equal(await english.evaluate((title) => getComputedStyle(title).direction), "ltr");
    await tab.close();
  });

  it("leads by the keyboard, and has no faults that axe knows", async () => {
    const { tab, page, box } = await visit();
    await box.search("المفاتيح");
    await page.keyboard.press("ArrowDown");
    const { violations } = await new AxeBuilder({ page }).include("#search-dialog").analyze();
    assert.deepEqual(violations.map(({ id }) => id), []);
    await page.keyboard.press("Enter");
    await page.waitForURL(/encryption/);
    await tab.close();
  });

  it("fits a narrow screen", async () => {
    const { tab, page, box } = await visit(320);
    await box.search("المفاتيح");
    assert.ok(await page.evaluate(() => globalThis.document.documentElement.scrollWidth <= 320));
    assert.ok(await box.dialog.evaluate((dialog) => dialog.scrollWidth <= dialog.clientWidth));
    await tab.close();
  });

  it("shows ten values of a filter, and the others on wish", async () => {
    const { tab, page, box } = await visit();
    await box.search("مفتاح");
    const group = page.locator("#search-facets fieldset").filter({ hasText: "Region" });
    const more = group.getByRole("button");
    await more.waitFor();
    assert.equal(await group.locator("input").count(), 10);
    const before = await group.locator("input").evaluateAll((boxes) => boxes.map((box) => /** @type {HTMLInputElement} */ (box).value));
    await more.click();
    assert.equal(await group.locator("input").count(), REGIONS.length);
    const focused = await page.evaluate(() => /** @type {HTMLInputElement} */ (globalThis.document.activeElement).value);
    assert.ok(REGIONS.includes(focused) && !before.includes(focused), `${focused} was there before`);
    await tab.close();
  });
});

describe("A host that sends no parts of files", () => {
  const stand = stage(() => host(buildOf(LIBRARY), "/", { partial: false }));

  it("is searched all the same", async () => {
    const tab = await open(stand.browser);
    await tab.page.goto(stand.server.address);
    const box = new SearchBox(tab.page);
    await box.open();
    await box.search('"تتغير المفاتيح"');
    assert.equal(await box.results.count(), 1);
    await tab.close();
  });
});
