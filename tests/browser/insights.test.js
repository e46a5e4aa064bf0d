/** Insight pages: what was reported of the sample library, whose use is made up. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { AxeBuilder } from "@axe-core/playwright";

import { open } from "./browser.js";
import { host } from "./host.js";
import { build } from "./library.js";
import { stage } from "./stage.js";

const TOPICS = ["", "inventory/", "use/", "gaps/", "freshness/", "bids/", "return/", "definitions/"];
const DOCUMENT = "documents/swot/glaciant/";

describe("Insight pages", () => {
  const stand = stage(() => host(build()));

  /** @param {string} topic */
  const address = (topic) => `${stand.server.address}insights/${topic}`;

  it("say that what they show is made up, without violations, in light and dark", async () => {
    for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
      const tab = await open(stand.browser, { colorScheme });
      for (const topic of [...TOPICS, DOCUMENT]) {
        await tab.page.goto(address(topic));
        assert.match(await tab.page.getByRole("note").innerText(), /made up/, topic);
        const { violations } = await new AxeBuilder({ page: tab.page }).analyze();
        assert.deepEqual(violations.map(({ id, nodes }) => `${topic} ${id}: ${nodes[0]?.target.join(" ")}`), []);
      }
      await tab.close();
    }
  });

  it("fit a phone of 320 pixels, and their charts keep within", async () => {
    const tab = await open(stand.browser, { viewport: { width: 320, height: 640 } });
    for (const topic of [...TOPICS, DOCUMENT]) {
      await tab.page.goto(address(topic));
      const wide = await tab.page.evaluate(() => {
        const edge = document.documentElement.clientWidth;
        const marks = [...document.querySelectorAll("svg.chart *")];
        const beyond = marks.filter((mark) => mark.getBoundingClientRect().right > edge + 1);
        return { page: document.documentElement.scrollWidth - edge, marks: beyond.map((mark) => mark.textContent) };
      });
      assert.deepEqual(wide, { page: 0, marks: [] }, topic);
    }
    await tab.close();
  });

  it("have the table behind each chart one click away, with the figures that the chart says", async () => {
    const tab = await open(stand.browser, { javaScriptEnabled: false });
    await tab.page.goto(address("gaps/"));
    const part = tab.page.locator("#searches");
    const chart = part.getByRole("img");
    assert.match((await chart.getAttribute("aria-labelledby")) ?? "", /searches-title/);
    const table = part.getByRole("table");
    assert.ok(!(await table.isVisible()));
    await part.locator("summary").focus();
    await tab.page.keyboard.press("Enter");
    await table.waitFor();
    const cells = await table.locator("td").allInnerTexts();
    const drawn = await chart.locator("text.chart-value").allTextContents();
    assert.deepEqual(drawn, cells);
    await tab.close();
  });

  it("lead from a figure to its definition, and to its rows as CSV", async () => {
    const tab = await open(stand.browser, { javaScriptEnabled: false });
    await tab.page.goto(address("return/"));
    const part = tab.page.locator("#lift");
    const csv = await part.getByRole("link", { name: "All rows as CSV" }).getAttribute("href");
    const rows = await (await tab.page.request.get(new URL(csv ?? "", stand.server.address).href)).text();
    assert.match(rows, /^\ufeffdocument,lift,lower,upper,compared-with,compared-without\r\n/);
    assert.equal(rows.trim().split("\r\n").length - 1, await part.locator("tbody tr").count());
    await part.getByRole("link", { name: /What it means/ }).click();
    assert.match(tab.page.url(), /definitions\/#lift$/);
    assert.match(await tab.page.locator("#lift").innerText(), /Mantel–Haenszel/);
    await tab.close();
  });

  it("filter their rows by the keyboard alone, and keep the choice in the address", async () => {
    const tab = await open(stand.browser);
    await tab.page.goto(address("use/"));
    await tab.page.locator(".filter summary", { hasText: "Kind" }).focus();
    await tab.page.keyboard.press("Enter");
    const swot = tab.page.locator('.filter input[value="swot"]');
    await swot.waitFor();
    await swot.focus();
    await tab.page.keyboard.press("Space");
    const hidden = tab.page.locator("#documents tbody tr[hidden]");
    await hidden.first().waitFor({ state: "attached" });
    const shown = await tab.page.locator("#documents tbody tr:visible td:nth-child(2)").allInnerTexts();
    assert.ok(shown.length > 0 && shown.every((kind) => kind === "SWOT analyses"), shown.join());
    assert.match(tab.page.url(), /kind=swot/);
    await tab.close();
  });

  it("say that a group is too small where it is", async () => {
    const tab = await open(stand.browser, { javaScriptEnabled: false });
    await tab.page.goto(address("return/"));
    assert.ok((await tab.page.getByText("fewer than 5").count()) > 0);
    await tab.close();
  });

  it("keep how the work goes apart from what came of it, and are led to from the document", async () => {
    const tab = await open(stand.browser);
    await tab.page.goto(`${stand.server.address}swot/glaciant/`);
    await tab.page.getByRole("link", { name: "How it is used" }).click();
    await tab.page.locator(".insights-group").first().waitFor();
    const groups = await tab.page.locator(".insights-group > h2").allInnerTexts();
    assert.deepEqual(groups, ["How the work goes", "What came of it"]);
    await tab.page.getByRole("link", { name: "To the document" }).click();
    await tab.page.waitForURL(`${stand.server.address}swot/glaciant/`);
    await tab.close();
  });

  it("print charts and findings without what is only to be clicked", async () => {
    const tab = await open(stand.browser);
    await tab.page.goto(address("return/"));
    await tab.page.emulateMedia({ media: "print" });
    assert.ok(await tab.page.locator("svg.chart").first().isVisible());
    assert.ok(!(await tab.page.locator(".insights-topics").isVisible()));
    assert.ok(!(await tab.page.locator(".insight-links").first().isVisible()));
    await tab.close();
  });

  it("have what is used most on home and in the list of each stage, marked as made up", async () => {
    const tab = await open(stand.browser, { javaScriptEnabled: false });
    await tab.page.goto(stand.server.address);
    const home = tab.page.getByRole("region", { name: "Most used, by stage" });
    assert.match(await home.innerText(), /made up/);
    await home.getByRole("link", { name: "Engage" }).click();
    const list = tab.page.getByRole("region", { name: "Most used in this stage" });
    assert.ok((await list.locator("li").count()) > 2);
    await tab.close();
  });
});
