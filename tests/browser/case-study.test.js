/** Case studies: figures as bars that say what they show, the table behind them, and many cards. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { open } from "./browser.js";
import { host } from "./host.js";
import { buildOf } from "./library.js";
import { stage } from "./stage.js";

const STUDIES = 200;
const LOSS = "content/case-studies/loss.md";

/** A library with many case studies, one of them with all that is awkward. */
function manyStudies() {
  const factor = (/** @type {string} */ name, /** @type {number} */ before, /** @type {number} */ after, rest = "") =>
    `[[success_factors]]\nname = "${name}"\nunit = "hours"\nbaseline = ${before}\nresult = ${after}\n${rest}`;
  /** @type {Record<string, string>} */
  const files = { "fieldbook.toml": 'name = "Many"\n[facets.industry]\nvalues = ["steel", "milk"]\n' };
  for (let number = 1; number <= STUDIES; number += 1) {
    const front = `title = "Study ${number}"\ncustomer = "Customer ${number}"\nindustry = "${number % 2 ? "steel" : "milk"}"\n`;
    files[`content/case-studies/study-${number}.md`] = `+++\n${front}${factor("Waiting", 40, 10, 'better = "lower"\n')}+++\nx\n`;
  }
  const quote = 'quote = { text = "It works.", by = "A customer" }\n';
  const factors = [
    factor("Result", -8, 4), factor("Sites", 0, 3), factor("Errors", 3, 5, 'better = "lower"\n'), factor("Staff", 7, 7),
  ];
  files[LOSS] = `+++\ntitle = "Loss"\ncustomer = "Loss"\nreference = "no"\ncompany_size = "3 sites"\n${quote}${factors.join("")}+++\nx\n`;
  return files;
}

describe("Case studies", () => {
  const stand = stage(() => host(buildOf(manyStudies())));

  it("say findings by word and sign, better or worse, from nothing and from less than nothing", async () => {
    const tab = await open(stand.browser, { javaScriptEnabled: false });
    await tab.page.goto(`${stand.server.address}case-studies/loss/`);
    const findings = await tab.page.locator(".finding h3").allInnerTexts();
    const plain = findings.map((text) => text.replace(/\s+/g, " ").trim());
    assert.deepEqual(plain, [
      "Better: Result: up 12 hours", "Better: Sites: up 3 hours", "Worse: Errors: up 67 %", "Unchanged: Staff: unchanged",
    ]);
    assert.deepEqual(await tab.page.locator("svg.bars").evaluateAll((charts) => charts.map((chart) => chart.ariaLabel)), [
      "Result: −8 hours before, 4 hours after", "Sites: 0 hours before, 3 hours after",
      "Errors: 3 hours before, 5 hours after", "Staff: 7 hours before, 7 hours after",
    ]);
    assert.match(await tab.page.locator(".glance").innerText(), /3 sites[\s\S]*Reference\s*No/);
    assert.equal(await tab.page.locator("figure.quote blockquote").innerText(), "It works.");
    await tab.close();
  });

  it("draw bars from zero, with their words within the page, on the smallest phone too", async () => {
    const tab = await open(stand.browser, { viewport: { width: 320, height: 640 } });
    await tab.page.goto(`${stand.server.address}case-studies/loss/`);
    const charts = await tab.page.locator("svg.bars").evaluateAll((charts) => charts.map((chart) => {
      const box = (/** @type {Element} */ element) => element.getBoundingClientRect();
      const zero = box(/** @type {Element} */ (chart.querySelector(".bar-zero"))).x;
      return {
        zero, frame: [box(chart).left, box(chart).right],
        bars: [...chart.querySelectorAll("rect")].map((bar) => [box(bar).left, box(bar).right]),
        words: [...chart.querySelectorAll("text")].map((words) => [box(words).left, box(words).right]),
      };
    }));
    const [loss, sites] = charts;
    assert.ok(Math.abs(loss.bars[0][1] - loss.zero) < 1 && Math.abs(loss.bars[1][0] - loss.zero) < 1, "to both sides of zero");
    const widths = loss.bars.map(([left, right]) => right - left);
    assert.ok(Math.abs(widths[0] / widths[1] - 2) < 0.1, "twice the amount, twice the length");
    assert.ok(sites.bars[0][1] - sites.bars[0][0] < 1, "nothing is no bar");
    for (const { frame, words } of charts) {
      for (const [left, right] of words) assert.ok(left >= frame[0] - 1 && right <= frame[1] + 1, `${left} to ${right}`);
    }
    await tab.close();
  });

  it("have their figures as a table one key away", async () => {
    const tab = await open(stand.browser);
    await tab.page.goto(`${stand.server.address}case-studies/loss/`);
    await tab.page.locator(".figures summary").focus();
    await tab.page.keyboard.press("Enter");
    assert.match(await tab.page.getByRole("table").innerText(), /Errors\s+3 hours\s+5 hours\s+up 67.%\s+Worse/);
    await tab.close();
  });

  it("are cards with what tells most, also two hundred of them", async () => {
    const tab = await open(stand.browser, { viewport: { width: 320, height: 640 } });
    await tab.page.goto(`${stand.server.address}kind/case-study/`);
    assert.equal(await tab.page.evaluate(() => document.documentElement.scrollWidth), 320);
    const cards = tab.page.locator(".case-card");
    assert.ok((await cards.count()) >= 100);
    const card = tab.page.locator(".case-card", { hasText: "Study 1" }).first();
    const text = (await card.innerText()).replace(/\s+/g, " ");
    assert.match(text, /Customer 1.*Study 1.*Waiting: down 75 %.*Reference: Ask first/i);
    assert.equal(await card.locator("svg.bars").count(), 1);
    await tab.close();
  });
});
