/** What authors see while they write: `fieldbook serve` beside an editor. */

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { launch, open } from "./browser.js";
import { serveOf } from "./library.js";
import { SearchBox } from "./search-box.js";

const PARAGRAPHS = Array.from({ length: 60 }, (_, number) => `Paragraph ${number} of a long page.`);

/** @param {string[]} paragraphs */
const one = (paragraphs, title = "Page one") => `+++\ntitle = "${title}"\n+++\n## Part\n\n${paragraphs.join("\n\n")}\n\n- [ ] first\n- [ ] second\n`;

const FILES = {
  "fieldbook.toml": 'name = "Small book"\ntheme = "own"\n',
  "content/one.md": one(PARAGRAPHS),
  "content/two.md": '+++\ntitle = "Page two"\n+++\nSecond.\n',
  "themes/own/static/css/code.css": "pre { color: rgb(1, 2, 3) }\n",
};

describe("While authors write", () => {
  /** @type {import("./library.js").Served} */
  let library;
  /** @type {import("playwright-core").Browser} */
  let browser;
  before(async () => {
    library = await serveOf(FILES);
    browser = await launch();
  });
  after(async () => {
    await browser.close();
    await library.stop();
  });

  it("a save shows in the open page, which keeps its place, its focus and what was typed", async () => {
    const tab = await open(browser);
    const { page } = tab;
    await page.goto(`${library.address}one/`);
    await page.evaluate(() => {
      const typed = document.createElement("input");
      typed.id = "typed";
      document.querySelector("main")?.append(typed);
    });
    await page.locator("#typed").fill("half a word");
    await page.locator("#typed").focus();
    await page.getByText("Paragraph 30 of").evaluate((paragraph) => paragraph.scrollIntoView({ block: "center" }));
    const scrolled = await page.evaluate(() => scrollY);
    assert.ok(scrolled > 0);
    await page.evaluate(() => document.body.setAttribute("data-same-page", ""));

    library.write("content/one.md", one(PARAGRAPHS.map((text, number) => (number === 31 ? "Written just now." : text))));
    await page.getByText("Written just now.").waitFor();
    assert.equal(await page.getByText("Paragraph 31 of").count(), 0);
    assert.equal(await page.getByText("Paragraph 32 of").count(), 1);
    assert.equal(await page.evaluate(() => scrollY), scrolled);
    assert.equal(await page.locator("#typed").inputValue(), "half a word");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "typed");
    assert.equal(await page.locator("body[data-same-page]").count(), 1);
    await tab.close();
  });

  it("a new title shows in a list that is open", async () => {
    const tab = await open(browser);
    await tab.page.goto(`${library.address}kind/page/`);
    await tab.page.getByRole("link", { name: "Page two" }).first().waitFor();
    library.write("content/two.md", '+++\ntitle = "Renamed"\n+++\nSecond.\n');
    await tab.page.getByRole("main").getByRole("link", { name: "Renamed" }).waitFor();
    assert.equal(await tab.page.getByRole("main").getByRole("link", { name: "Page two" }).count(), 0);
    await tab.close();
  });

  it("a style sheet is swapped where it stands", async () => {
    const tab = await open(browser);
    const { page } = tab;
    await page.goto(`${library.address}two/`);
    await page.evaluate(() => {
      document.body.setAttribute("data-same-page", "");
      document.querySelector("main")?.append(document.createElement("pre"));
    });
    await page.waitForFunction(() => getComputedStyle(document.querySelector("main pre") ?? document.body).color === "rgb(1, 2, 3)");
    library.write("themes/own/static/css/code.css", "pre { color: rgb(4, 5, 6) }\n");
    await page.waitForFunction(() => getComputedStyle(document.querySelector("main pre") ?? document.body).color === "rgb(4, 5, 6)");
    assert.equal(await page.locator("body[data-same-page]").count(), 1);
    await tab.close();
  });

  it("what is wrong in its document shows over a page, in the terminal's words, until it is mended", async () => {
    const tab = await open(browser);
    const { page } = tab;
    await page.goto(`${library.address}two/`);
    library.write("content/two.md", "+++\ntitle = [\n+++\nSecond.\n");
    const panel = page.getByRole("alert");
    await panel.getByText("error[FB202]").first().waitFor();
    assert.match(await panel.innerText(), /content\/two\.md:1:10|content\/two\.md:2:10/);
    library.write("content/two.md", '+++\ntitle = "Mended"\n+++\nSecond.\n');
    await page.getByRole("heading", { name: "Mended" }).waitFor();
    await panel.waitFor({ state: "detached" });
    await tab.close();
  });

  it("while a template is broken the last good page stays", async () => {
    const tab = await open(browser);
    const { page } = tab;
    await page.goto(`${library.address}one/`);
    await page.getByText("Paragraph 1 of").waitFor();
    library.write("themes/own/templates/page.html", "{% if %}");
    const panel = page.getByRole("alert");
    await panel.getByText("themes/own/templates/page.html:1").first().waitFor();
    await page.getByText("Paragraph 1 of").waitFor();
    library.write("themes/own/templates/page.html", '{% extends "default/page.html" %}');
    await panel.waitFor({ state: "detached" });
    await page.getByText("Paragraph 1 of").waitFor();

    library.write("fieldbook.toml", "name = [\n");
    await panel.getByText("fieldbook.toml").first().waitFor();
    library.write("fieldbook.toml", FILES["fieldbook.toml"]);
    await panel.waitFor({ state: "detached" });
    await tab.close();
  });

  it("search finds what was just written", async () => {
    const tab = await open(browser);
    const { page } = tab;
    library.write("content/three.md", '+++\ntitle = "Zebra crossing"\n+++\nStripes.\n');
    // The index is made beside everything else, and takes its time: a reader who doesn't find it yet looks again.
    const end = Date.now() + 60_000;
    for (;;) {
      assert.ok(Date.now() < end, "the index never had it");
      await page.goto(`${library.address}one/`);
      const box = new SearchBox(page);
      await box.open();
      await box.input.fill("zebra");
      await box.marked("fieldbook:results", "zebra");
      if ((await box.links.filter({ hasText: "Zebra crossing" }).count()) > 0) break;
    }
    await tab.close();
  });

  it("what was just written comes into the results that are open", async () => {
    const tab = await open(browser);
    const { page } = tab;
    await page.goto(`${library.address}one/`);
    const box = new SearchBox(page);
    await box.open();
    await box.search("paragraph");
    library.write("content/four.md", '+++\ntitle = "Paragraph of zinc"\n+++\nMetal.\n');
    await box.links.filter({ hasText: "Paragraph of zinc" }).waitFor();
    await tab.close();
  });
});
