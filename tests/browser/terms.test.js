/** Terms of the glossary: their first use leads to their page, and a card says what they mean, by keyboard, mouse and touch. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { open } from "./browser.js";
import { host } from "./host.js";
import { build } from "./library.js";
import { stage } from "./stage.js";

/** It uses the term "gateway". */
const PAGE = "answers/support/network-outage/";
const TERM = "main a.term";

describe("Terms", () => {
  const stand = stage(() => host(build()));

  /** @param {import("playwright-core").BrowserContextOptions} options */
  async function read(options = {}) {
    const tab = await open(stand.browser, options);
    await tab.page.goto(stand.server.address + PAGE);
    const term = tab.page.locator(TERM).first();
    return { tab, term, card: tab.page.locator("#term-card") };
  }

  /** Goes on by keyboard until the term has the focus. @param {import("playwright-core").Page} page */
  async function tabToTerm(page) {
    for (let stop = 0; stop < 200; stop += 1) {
      await page.keyboard.press("Tab");
      if (await page.evaluate((term) => document.activeElement?.matches(term), TERM)) return;
    }
    assert.fail("the keyboard doesn't come to a term");
  }

  it("shows by keyboard what a term means, and Enter goes to its page", async () => {
    const { tab, term, card } = await read();
    await tabToTerm(tab.page);
    await card.waitFor();
    assert.match((await card.locator("#term-card-title").textContent()) ?? "", /\w/);
    assert.match((await card.locator("#term-card-text").textContent()) ?? "", /\w+ \w+/);
    assert.equal(await term.getAttribute("aria-describedby"), "term-card-text");
    await tab.page.keyboard.press("Escape");
    await card.waitFor({ state: "hidden" });
    assert.ok(await term.evaluate((element) => element === document.activeElement), "the focus stays at the term");
    await tab.page.keyboard.press("Enter");
    await tab.page.waitForURL(/\/glossary\//);
    await tab.close();
  });

  it("closes the card when the keyboard goes on", async () => {
    const { tab, card } = await read();
    await tabToTerm(tab.page);
    await card.waitFor();
    await tab.page.keyboard.press("Shift+Tab");
    await card.waitFor({ state: "hidden" });
    await tab.close();
  });

  it("keeps the card while the mouse is on it, and takes no room beyond the window", async () => {
    const { tab, term, card } = await read();
    await term.hover();
    await card.waitFor();
    await card.hover();
    await tab.page.waitForTimeout(600);
    assert.ok(await card.isVisible(), "a pointer may rest on the card");
    await tab.page.mouse.move(2, 2);
    await card.waitFor({ state: "hidden" });
    await tab.page.setViewportSize({ width: 320, height: 640 });
    await term.hover();
    await card.waitFor();
    const box = await card.boundingBox();
    assert.ok(box && box.x >= 0 && box.x + box.width <= 320, "the card is cut off");
    assert.equal(await tab.page.evaluate(() => document.documentElement.scrollWidth), 320);
    await tab.close();
  });

  it("shows the card on the first tap, with a link to the term's page, and closes it on a tap elsewhere", async () => {
    const { tab, term, card } = await read({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });
    await term.tap();
    await card.waitFor();
    assert.match(tab.page.url(), new RegExp(`${PAGE}$`));
    await tab.page.locator("h1").tap();
    await card.waitFor({ state: "hidden" });
    await term.tap();
    await card.getByRole("link").tap();
    await tab.page.waitForURL(/\/glossary\//);
    await tab.close();
  });

  it("fetches nothing before a reader comes to a term", async () => {
    const { tab, term, card } = await read();
    const fetched = () => tab.requests.filter((request) => /\/kind\/term\/\w+\.json$/.test(request.url())).length;
    assert.equal(fetched(), 0);
    await term.hover();
    await card.waitFor();
    assert.equal(fetched(), 1);
    await tab.close();
  });

  it("is a plain link without JavaScript", async () => {
    const { tab, term, card } = await read({ javaScriptEnabled: false });
    assert.ok(!(await card.isVisible()));
    await term.click();
    assert.match(tab.page.url(), /\/glossary\//);
    await tab.close();
  });
});

describe("The matrix of proof", () => {
  const stand = stage(() => host(build()));

  it("scrolls within itself on the smallest phone, with concern and type in sight", async () => {
    const tab = await open(stand.browser, { viewport: { width: 320, height: 640 } });
    await tab.page.goto(`${stand.server.address}kind/proof/`);
    assert.equal(await tab.page.evaluate(() => document.documentElement.scrollWidth), 320);
    const matrix = tab.page.getByRole("region", { name: /proof for which concern/i });
    await matrix.focus();
    await matrix.evaluate((element) => element.scrollTo(element.scrollWidth, 300));
    const [box, concern, head] = await Promise.all([
      matrix.boundingBox(),
      matrix.locator("tbody th").last().boundingBox(),
      matrix.locator("thead th").first().boundingBox(),
    ]);
    assert.ok(box && concern && head);
    assert.ok(Math.abs(concern.x - box.x) < 2, "the concern has scrolled away");
    assert.ok(Math.abs(head.x - box.x) < 2 && Math.abs(head.y - box.y) < 2, "the head has scrolled away");
    await tab.close();
  });
});
