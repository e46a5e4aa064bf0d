/** Files: their pages, the list of them, search, and addresses that stay. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";

import { open } from "./browser.js";
import { host } from "./host.js";
import { build, buildOf } from "./library.js";
import { SearchBox } from "./search-box.js";
import { stage } from "./stage.js";

const DECK = "asset/decks/first.pptx/";

/** A library with files of each sort: said, unsaid, for us alone, elsewhere, and one that another has taken the place of. */
function library() {
  const said = (/** @type {string} */ title, rest = "") => `title = "${title}"\nreviewed = 2026-11-01\n${rest}`;
  return {
    "fieldbook.toml": 'name = "Files"\nlanguages = ["en", "de"]\n[facets.industry]\nvalues = ["steel", "milk"]\n',
    "content/index.md":
      '+++\ntitle = "Home"\naudience = "customer"\n+++\n[The deck](decks/first.pptx), [prices](decks/prices.xlsx), [notes](decks/notes.txt), [film](decks/film.mp4)\n\n![The list](decks/list.svg)\n',
    "content/decks/first.pptx": "one",
    "content/decks/first.pptx.toml": said("Thermoplastic deck", 'summary = "What we show first."\ntype = "deck"\naudience = "customer"\nowner = "ann@x.example"\nindustry = "steel"\nreplaces = ["old.pptx"]\n'),
    "content/decks/old.pptx": "old",
    "content/decks/old.pptx.toml": said("Old deck", 'status = "retired"\naudience = "customer"\n'),
    "content/decks/prices.xlsx": "secret",
    "content/decks/prices.xlsx.toml": said("Prices", 'type = "price-list"\n'),
    "content/decks/notes.txt": "noted",
    "content/decks/film.mp4.toml": said("Film", 'url = "https://films.example/film.mp4"\nhash = "00"\naudience = "customer"\n'),
    "content/decks/list.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><rect width="80" height="40"/></svg>',
    // A picture of 80 by 40 pixels, all of its bytes ASCII.
    "content/decks/shot.gif": "GIF89a\x50\x00\x28\x00\x00\x00\x00;",
    "content/decks/shot.gif.toml": said("Shot", 'type = "image"\n'),
    "content/decks/list.svg.toml": said("Alarm list", 'type = "image"\naudience = "customer"\n'),
  };
}

describe("Files", () => {
  const site = buildOf(library());
  const stand = stage(() => host(site));

  it("have a page with what is known of them and the ways to them", async () => {
    const tab = await open(stand.browser, { permissions: ["clipboard-read", "clipboard-write"] });
    await tab.page.goto(stand.server.address + DECK);
    const main = tab.page.locator("main");
    for (const words of [/Thermoplastic deck/, /Reviewed/, /No picture of what is inside/, /first\.pptx 3 bytes/, /Takes the place of\s+Old deck/, /Used in\s+Home/])
      assert.match(await main.innerText(), words);
    const [file] = await Promise.all([tab.page.waitForEvent("download"), tab.page.getByRole("link", { name: "Download" }).click()]);
    assert.equal(file.suggestedFilename(), "first.pptx");
    await tab.page.getByRole("button", { name: "Copy as citation" }).click();
    await tab.page.getByText("Citation copied").waitFor();
    const cited = await tab.page.evaluate(() => navigator.clipboard.readText());
    assert.match(cited, /^Thermoplastic deck, Files, first\.pptx, .+\/asset\/decks\/first\.pptx\/$/);
    await tab.page.getByRole("link", { name: "Old deck" }).click();
    assert.match(await main.innerText(), /Use this instead:\s+Thermoplastic deck/);
    await tab.close();
  });

  it("show pictures in the room that is kept for them, and lead to what is elsewhere", async () => {
    const tab = await open(stand.browser);
    await tab.page.goto(`${stand.server.address}asset/decks/shot.gif/`);
    const size = await tab.page.locator(".asset-preview img").evaluate((image) => [image.getAttribute("width"), image.getAttribute("height")]);
    assert.deepEqual(size, ["80", "40"]);
    await tab.page.goto(`${stand.server.address}asset/decks/film.mp4/`);
    assert.equal(await tab.page.getByRole("link", { name: "Open where it is" }).getAttribute("href"), "https://films.example/film.mp4");
    await tab.close();
  });

  it("are found, and stand in lists beside documents, narrowed by what they are", async () => {
    const tab = await open(stand.browser);
    await tab.page.goto(stand.server.address);
    const box = new SearchBox(tab.page);
    await box.open();
    await box.search("thermoplastic");
    assert.match(await tab.page.locator("#search-results > li").first().innerText(), /Thermoplastic deck/);
    await tab.page.goto(`${stand.server.address}facet/industry/steel/`);
    assert.match(await tab.page.locator("main").innerText(), /Thermoplastic deck[^]*Deck, PPTX/);
    await tab.page.goto(`${stand.server.address}kind/asset/`);
    await tab.page.locator("summary", { hasText: "Type" }).click();
    await tab.page.getByLabel("Price list 1").check();
    await tab.page.locator(".filter-status").filter({ hasText: "1 of 7" }).waitFor();
    await tab.close();
  });

  it("have an address that stays, which leads to the newest also without JavaScript", async () => {
    const tab = await open(stand.browser, { javaScriptEnabled: false });
    await tab.page.goto(`${stand.server.address}asset/decks/list.svg/`);
    const stable = await tab.page.locator(".asset-facts a").getAttribute("href");
    assert.equal(stable, "/files/decks/list.svg/");
    // Not followed by the tab: a picture by itself names no icon, so that the browser would ask the host for one.
    const get = async (/** @type {string} */ to) => (await tab.page.request.get(new URL(to, stand.server.address).href)).text();
    const leadsOn = await get(stable ?? "");
    const [, newest = ""] = /http-equiv="refresh" content="0; url=([^"]+)"/.exec(leadsOn) ?? [];
    assert.match(newest, /^\/files\/decks\/list\.[0-9a-f]{12}\.svg$/);
    assert.match(leadsOn, new RegExp(`<a href="${newest}">list\\.svg</a>`));
    assert.match(await get(newest), /^<svg/);
    assert.ok(readFileSync(path.join(site, "_redirects"), "utf8").split("\n").includes(`/files/decks/list.svg ${newest} 302`));
    await tab.close();
  });

  for (const width of [320, 1280]) {
    it(`hold no finding of axe at ${width} pixels, in light and dark, and fit`, async () => {
      for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
        const tab = await open(stand.browser, { viewport: { width, height: 720 }, colorScheme });
        for (const below of [DECK, "asset/decks/old.pptx/", "asset/decks/list.svg/", "kind/asset/"]) {
          await tab.page.goto(stand.server.address + below);
          const { violations } = await new AxeBuilder({ page: tab.page }).analyze();
          assert.deepEqual(violations.map(({ id, nodes }) => `${below} ${id}: ${nodes.map(({ html }) => html)}`), []);
          assert.ok((await tab.page.evaluate(() => document.documentElement.scrollWidth)) <= width, below);
        }
        await tab.close();
      }
    });
  }
});

describe("Files in the site for customers", () => {
  const stand = stage(() => host(buildOf(library(), "--audience", "customer")));

  it("are those that are for them: links to others are plain text", async () => {
    const tab = await open(stand.browser);
    await tab.page.goto(stand.server.address);
    const links = await tab.page.locator(".prose a").allInnerTexts();
    assert.deepEqual(links, ["The deck", "notes", "film"]);
    const response = await tab.page.request.get(`${stand.server.address}asset/decks/prices.xlsx/`);
    assert.equal(response.status(), 404);
    await tab.page.goto(stand.server.address + DECK);
    assert.doesNotMatch(await tab.page.locator("main").innerText(), /ann@x\.example/);
    await tab.close();
  });
});

describe("What is inside the sample's files", () => {
  const stand = stage(() => host(build()));

  it("is found by a phrase on its slide or page, which is then open", async () => {
    const tab = await open(stand.browser);
    for (const [phrase, file, part, heading, others] of [
      ['"readings wait in the probe"', "decks/first-meeting-hospital.pptx", "slide-5", "Slide 5: When the network is down", "slide-4"],
      ['"only if IT is in the room"', "decks/first-meeting-hospital.pptx", "notes-5", "Notes to slide 5", "notes-4"],
      ['"the last step of each alarm list"', "proof/alarm-drill.pdf", "page-2", "Page 2", "page-1"],
    ]) {
      await tab.page.goto(stand.server.address);
      const box = new SearchBox(tab.page);
      await box.open();
      await box.search(phrase ?? "");
      const hit = tab.page.locator("#search-results > li").first();
      assert.match(await hit.innerText(), new RegExp(heading ?? ""));
      await hit.getByRole("link", { name: heading }).click();
      await tab.page.waitForURL(`**/asset/${file}/#${part}`);
      await tab.page.locator(`#${part}`).getByText((phrase ?? "").slice(1, -1)).waitFor();
      assert.ok(!(await tab.page.locator(`#${others} p`).first().isVisible()));
    }
    await tab.close();
  });

  it("has a look at it on the file's page and in lists, in the room that is kept for it", async () => {
    const tab = await open(stand.browser);
    for (const [below, place] of [
      ["asset/proof/alarm-drill.pdf/", ".asset-preview img"],
      ["kind/asset/", 'img.entry-picture[src*="alarm-drill"]'],
      ["facet/industry/hospitals/", 'img.entry-picture[src*="alarm-drill"]'],
    ]) {
      await tab.page.goto(stand.server.address + below);
      const picture = tab.page.locator(place ?? "");
      await picture.scrollIntoViewIfNeeded();
      await picture.evaluate((/** @type {HTMLImageElement} */ image) => image.decode());
      const [drawn, kept] = await picture.evaluate((/** @type {HTMLImageElement} */ image) => [
        image.naturalWidth / image.naturalHeight,
        Number(image.getAttribute("width")) / Number(image.getAttribute("height")),
      ]);
      assert.ok(Math.abs((drawn ?? 0) - (kept ?? 1)) < 0.01, `${below}: ${drawn}, ${kept}`);
    }
    await tab.close();
  });
});
