/** Filters of lists: by keyboard alone, with the address that says them, and what is left without JavaScript. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { open } from "./browser.js";
import { host } from "./host.js";
import { buildOf } from "./library.js";
import { stage } from "./stage.js";

const REGIONS = ["north", "south"];
const STATES = ["reviewed", "overdue", "unreviewed"];
const SETTINGS = `name = "Test"
[review]
every = "90d"
[facets.region]
label = "Region"
values = [{ id = "north", label = "The north" }, { id = "south", label = "The south" }]
[facets.product]
label = "Product"
values = ["pump", "valve"]
[[kinds.own]]
name = "note"
label = "Note"
plural = "Notes"
folder = "notes"
fields = [{ name = "weight", type = "choice", choices = ["light", "heavy"], label = "Weight" }]
[[kinds.own]]
name = "memo"
label = "Memo"
plural = "Memos"
folder = "memos"
`;

/** Of 250 notes every second is about the north, every third about pumps; 10 memos are about the north. */
function library() {
  /** @type {Record<string, string>} */
  const files = { "fieldbook.toml": SETTINGS };
  for (let number = 0; number < 250; number += 1) {
    const reviewed = { reviewed: "reviewed = 2026-11-01\n", overdue: "reviewed = 2026-01-01\n", unreviewed: "" }[STATES[number % 3]];
    const name = String(number).padStart(3, "0");
    files[`content/notes/${name}.md`] =
      `+++\ntitle = "Note ${name}"\nweight = "${number % 5 ? "light" : "heavy"}"\n` +
      `${reviewed}region = "${REGIONS[number % 2]}"\n${number % 3 ? "" : 'product = "pump"\n'}+++\nText.\n`;
  }
  for (let number = 0; number < 10; number += 1) {
    files[`content/memos/${number}.md`] =
      `+++\ntitle = "Memo ${number}"\nregion = "north"\n${number < 4 ? 'product = "valve"\n' : ""}+++\nText.\n`;
  }
  return files;
}

describe("Filters of lists", () => {
  const stand = stage(() => host(buildOf(library())));

  /** @param {import("playwright-core").Page} page */
  const status = (page) => page.locator(".filter-status").innerText();
  /** @param {import("playwright-core").Page} page */
  const shown = (page) => page.locator("[data-entries] > [data-entry]:visible").count();

  /**
   * Ticks a value with the keyboard alone.
   * @param {import("playwright-core").Page} page
   * @param {string} filter
   * @param {string} value
   */
  async function tick(page, filter, value) {
    await page.locator("summary", { hasText: filter }).focus();
    await page.keyboard.press("Enter");
    const label = page.locator(".filter[open] label", { hasText: value });
    await label.waitFor();
    for (let step = 0; step < 20 && !(await label.locator("input:focus").count()); step += 1) await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await page.keyboard.press("Escape");
    assert.equal(await page.locator(".filter[open]").count(), 0, "Escape closes");
    assert.match(await page.locator(":focus").innerText(), new RegExp(filter), "and leaves the keyboard on the filter");
  }

  it("shows what all filters leave, of each filter any value, and says how much that is", async () => {
    const tab = await open(stand.browser);
    await tab.page.goto(`${stand.server.address}kind/memo/`);
    await tick(tab.page, "Product", "Valve");
    await tab.page.waitForFunction(() => document.querySelector(".filter-status")?.textContent !== "");
    assert.equal(await status(tab.page), "4 of 10 shown");
    assert.equal(await shown(tab.page), 4);
    assert.match(tab.page.url(), /\?product=valve$/);
    await tab.close();
  });

  it("counts what each value would show, given what is chosen of the other filters", async () => {
    const tab = await open(stand.browser);
    await tab.page.goto(`${stand.server.address}facet/region/north/`);
    const count = (/** @type {string} */ value) => tab.page.locator("label", { has: tab.page.locator(`input[value="${value}"]`) }).locator(".count").innerText();
    await tab.page.locator("summary", { hasText: "Kind" }).click();
    const [notes, memos] = [await count("note"), await count("memo")];
    assert.deepEqual([notes, memos], ["125", "10"]);
    await tab.page.keyboard.press("Escape");
    await tick(tab.page, "Product", "Valve");
    await tab.page.locator("summary", { hasText: "Kind" }).click();
    assert.deepEqual([await count("note"), await count("memo")], ["0", "4"]);
    await tab.page.locator("summary", { hasText: "Product" }).click();
    assert.equal(await count("pump"), "42", "of the filter itself what more would be shown");
    await tab.close();
  });

  it("keeps the choice in the address, goes back with the stand.browser, and can be shared", async () => {
    const tab = await open(stand.browser);
    await tab.page.goto(`${stand.server.address}kind/memo/`);
    await tick(tab.page, "Product", "Valve");
    const shared = tab.page.url();
    await tab.page.goBack();
    await tab.page.waitForFunction(() => document.querySelectorAll("[data-entries] > [data-entry]:not([hidden])").length === 10);
    assert.equal(await tab.page.locator("input:checked").count(), 0);
    await tab.page.goto(shared);
    await tab.page.waitForFunction(() => document.querySelectorAll("[data-entries] > [data-entry]:not([hidden])").length === 4);
    await tab.page.getByRole("button", { name: "Clear filters" }).focus();
    await tab.page.keyboard.press("Enter");
    await tab.page.waitForFunction(() => document.querySelectorAll("[data-entries] > [data-entry]:not([hidden])").length === 10);
    assert.equal(new URL(tab.page.url()).search, "");
    await tab.close();
  });

  it("filters a list of several pages as a whole, and fetches nothing for it before", async () => {
    const tab = await open(stand.browser);
    await tab.page.goto(`${stand.server.address}facet/region/south/`);
    assert.deepEqual(tab.requests.filter((request) => /filters\.json|\/page\//.test(request.url())), []);
    await tab.page.goto(`${stand.server.address}kind/note/?region=south&product=pump`);
    await tab.page.waitForFunction(() => document.querySelector(".filter-status")?.textContent?.startsWith("42 of 250"));
    assert.equal(await shown(tab.page), 42);
    const last = tab.page.locator("[data-entries] > [data-entry]").last();
    assert.match(await last.innerText(), /Note 249/);
    assert.ok(!(await tab.page.locator("[data-pages]").isVisible()), "pages aren't offered while entries of all are shown");
    await tab.close();
  });

  it("shows a hundred at a time where more are found, and goes on from there", async () => {
    const tab = await open(stand.browser);
    await tab.page.goto(`${stand.server.address}kind/note/?region=south`);
    await tab.page.waitForFunction(() => document.querySelector(".filter-status")?.textContent !== "");
    assert.equal(await status(tab.page), "125 of 250 match, the first 100 shown");
    assert.equal(await shown(tab.page), 100);
    await tab.page.getByRole("button", { name: "Show more" }).focus();
    await tab.page.keyboard.press("Enter");
    await tab.page.waitForFunction(() => document.activeElement instanceof HTMLAnchorElement);
    assert.match(await tab.page.locator(":focus").innerText(), /Note 201/);
    assert.equal(await status(tab.page), "125 of 250 shown");
    await tab.close();
  });

  it("leads without JavaScript to the lists of each value, and through all pages", async () => {
    const tab = await open(stand.browser, { javaScriptEnabled: false });
    await tab.page.goto(`${stand.server.address}kind/note/`);
    assert.ok(!(await tab.page.locator("[data-filter-form]").isVisible()), "filters that can't work aren't shown");
    await tab.page.getByRole("main").getByRole("link", { name: "Region" }).click();
    await tab.page.getByRole("link", { name: "The north" }).click();
    assert.match(await tab.page.locator("h1").innerText(), /The north/);
    await tab.page.getByRole("link", { name: "After" }).click();
    assert.equal(await tab.page.locator(".entry").count(), 35);
    await tab.close();
  });
});
