/** Competitive analyses: the card on a phone and on paper, quadrants and coverage by keyboard, the matrix with many competitors. */

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { launch, open } from "./browser.js";
import { host } from "./host.js";
import { build, buildOf, pages } from "./library.js";

const PHONE = { width: 390, height: 844 };
/** An A4 page within the margins of print.css, in pixels. */
const PAPER = { width: 672, height: 985 };
const COMPETITORS = 40;

/** A library with many analyses: one of them lacks an area, has an old claim, one without a source, and one for customers. */
function manyAnalyses() {
  /** @type {Record<string, string>} */
  const files = { "fieldbook.toml": 'name = "Many"\nclaim_max_age = "100d"\n[facets.competitor]\nvalues = [' };
  for (let number = 1; number <= COMPETITORS; number += 1) {
    const old = number === 1 ? "2026-01-01" : "2026-11-01";
    files["fieldbook.toml"] += `"rival-${number}", `;
    files[`content/swot/rival-${number}.md`] = `+++
title = "Rival ${number}"
subject = "rival-${number}"
reviewed = 2026-11-01
+++
## Strengths

- Well known. {area=company source="press" as-of=${old}}
- Cheap. {area=value}

## Why we win

- One. {audience=customer}
- Two.
- Three.
- Four.

## Objections

### They are cheaper

For a year.

:::internal
### They know us

Not any more.
:::
`;
  }
  files["fieldbook.toml"] += '"unwritten"]\n';
  return files;
}

describe("Competitive analyses", () => {
  /** @type {import("playwright-core").Browser} */
  let browser;
  /** @type {import("./host.js").Host} */
  let sample;
  /** @type {import("./host.js").Host} */
  let many;
  /** @type {string[]} */
  let analyses;

  before(async () => {
    const site = build();
    analyses = pages(site).filter((page) => /^swot\/[^/]+\/$/.test(page));
    sample = await host(site);
    many = await host(buildOf(manyAnalyses()));
    browser = await launch();
  });
  after(async () => {
    await browser.close();
    await sample.stop();
    await many.stop();
  });

  it("fit their card on one screen of a phone, without JavaScript too", async () => {
    assert.ok(analyses.length >= 4, "the sample has analyses of competitors, of itself and of no decision");
    for (const javaScriptEnabled of [true, false]) {
      const tab = await open(browser, { viewport: PHONE, javaScriptEnabled });
      for (const below of analyses) {
        await tab.page.goto(sample.address + below);
        const box = await tab.page.locator(".card-landmines").boundingBox();
        assert.ok(box && box.y + box.height <= PHONE.height, `${below} ends at ${box && box.y + box.height}`);
      }
      await tab.close();
    }
  });

  it("print their card with the objections on one page", async () => {
    const tab = await open(browser, { viewport: PAPER });
    await tab.page.emulateMedia({ media: "print" });
    for (const below of analyses) {
      await tab.page.goto(sample.address + below);
      const answers = tab.page.locator(".objection-answer");
      assert.ok(await answers.first().isVisible(), "answers are printed though nobody has opened them");
      const box = await tab.page.locator(".objections").boundingBox();
      assert.ok(box && box.y + box.height <= PAPER.height, `${below} ends at ${box && box.y + box.height}`);
      await tab.page.evaluate(() => document.querySelector(".objections")?.parentElement?.replaceChildren(
        ...document.querySelectorAll(".battle-card, .objections")));
      const pdf = (await tab.page.pdf({ preferCSSPageSize: false, format: "A4" })).toString("latin1");
      assert.equal(pdf.match(/\/Type \/Page\b/g)?.length, 1, `${below} takes more than a page`);
    }
    await tab.close();
  });

  it("stand as quadrants on a wide screen, and in reading order on a phone", async () => {
    const corners = async (/** @type {{ width: number, height: number }} */ viewport) => {
      const tab = await open(browser, { viewport });
      await tab.page.goto(sample.address + analyses[0]);
      const boxes = await tab.page.locator(".quadrant").evaluateAll((quadrants) =>
        quadrants.map((quadrant) => [quadrant.querySelector("h2")?.id, quadrant.getBoundingClientRect()]));
      await tab.close();
      return /** @type {Array<[string, DOMRect]>} */ (boxes);
    };
    const [strengths, weaknesses, opportunities, threats] = await corners({ width: 1280, height: 800 });
    assert.deepEqual([strengths[0], weaknesses[0], opportunities[0], threats[0]],
      ["strengths", "weaknesses", "opportunities", "threats"]);
    assert.ok(strengths[1].y === weaknesses[1].y && strengths[1].x < weaknesses[1].x);
    assert.ok(opportunities[1].y > strengths[1].y && opportunities[1].x === strengths[1].x);
    assert.ok(threats[1].x === weaknesses[1].x && threats[1].y === opportunities[1].y);
    const column = (await corners(PHONE)).map(([, box]) => box.y);
    assert.deepEqual(column, [...column].sort((one, other) => one - other));
  });

  it("lead from a cell of the coverage to its claim, and open objections, by keyboard", async () => {
    const tab = await open(browser);
    await tab.page.goto(`${many.address}swot/rival-1/`);
    await tab.page.locator(".coverage td a").first().focus();
    await tab.page.keyboard.press("Enter");
    assert.match(tab.page.url(), /#item-\d+$/);
    assert.ok(await tab.page.locator(".claim:target").isVisible());
    await tab.page.locator(".objection summary").first().focus();
    await tab.page.keyboard.press("Enter");
    assert.ok(await tab.page.getByText("For a year.").isVisible());
    await tab.page.locator(".card-more summary").focus();
    await tab.page.keyboard.press("Enter");
    assert.ok(await tab.page.getByText("Four.").isVisible());
    await tab.close();
  });

  it("mark claims where they stand, and say to whom lines may be said", async () => {
    const tab = await open(browser, { javaScriptEnabled: false });
    await tab.page.goto(`${many.address}swot/rival-1/`);
    const claim = (/** @type {string} */ text) => tab.page.locator(".quadrant .claim", { hasText: text });
    assert.match(await claim("Well known").innerText(), /Stale: 325 days old/);
    assert.match(await claim("Cheap").innerText(), /No source/);
    assert.match(await tab.page.locator(".card-why-we-win .claim").first().innerText(), /May be said/);
    assert.match(await tab.page.locator(".objection", { hasText: "They know us" }).innerText(), /Internal/);
    const holes = await tab.page.locator(".hole-row").allInnerTexts();
    assert.equal(holes.length, 3, "areas without a claim");
    await tab.close();
  });

  it("are compared in a matrix whose head and first column stay, with many competitors and on a phone", async () => {
    const tab = await open(browser, { viewport: PHONE });
    await tab.page.goto(`${many.address}kind/swot/`);
    const rows = tab.page.locator(".swot-matrix tbody tr");
    assert.equal(await rows.count(), COMPETITORS);
    assert.match(await tab.page.locator(".matrix-missing").innerText(), /unwritten/i);
    assert.equal(await tab.page.evaluate(() => document.documentElement.scrollWidth), PHONE.width);
    await tab.page.locator(".swot-matrix .table-scroll").focus();
    await tab.page.keyboard.press("End");
    await tab.page.waitForFunction(() => (document.querySelector(".swot-matrix .table-scroll")?.scrollTop ?? 0) > 500);
    await tab.page.locator(".swot-matrix .table-scroll").evaluate((frame) => frame.scrollBy(400, 0));
    const [frame, head, last] = await tab.page.evaluate(() =>
      [".swot-matrix .table-scroll", ".swot-matrix thead th", ".swot-matrix tbody tr:last-child th"].map((selector) => {
        const { x, y } = /** @type {Element} */ (document.querySelector(selector)).getBoundingClientRect();
        return { x, y };
      }));
    assert.ok(Math.abs(head.y - frame.y) < 2 && Math.abs(head.x - frame.x) < 2, "the head stays");
    assert.ok(Math.abs(last.x - frame.x) < 2, "the first column stays");
    await tab.close();
  });
});
