/** Pages as documents: readable and usable on any screen, with or without JavaScript, by keyboard, on paper. */

import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";

import { launch, open, survey } from "./browser.js";
import { host } from "./host.js";
import { build, pages } from "./library.js";

/** The width of the smallest phone in CSS pixels. */
const PHONE = 320;

const DOCUMENT = "answers/security/encryption-at-rest/";

describe("Reading", () => {
  /** @type {import("playwright-core").Browser} */
  let browser;
  /** @type {import("./host.js").Host} */
  let server;
  /** @type {string[]} */
  let all;

  /** @type {string} */
  let site;

  before(async () => {
    site = build();
    all = pages(site);
    server = await host(site);
    browser = await launch();
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });

  describe("all pages", () => {
    /** @typedef {{ headings: number, language: string, ids: string[], links: string[], width: number }} Seen */
    /** @type {Map<string, Seen>} */
    const seen = new Map();

    // One visit for all that is asked of them: it takes a while.
    before(async () => {
      const found = await survey(browser, all.map((below) => server.address + below), look);
      for (const [index, below] of all.entries()) seen.set(below, found[index]);
    });

    /** @param {import("playwright-core").Page} page @returns {Promise<Seen>} */
    async function look(page) {
      const desk = page.viewportSize() ?? assert.fail("no size");
      const text = await page.evaluate(() => ({
        headings: document.querySelectorAll("h1").length,
        language: document.documentElement.lang,
        ids: [...document.querySelectorAll("[id]")].map(({ id }) => id),
        links: [...document.querySelectorAll("a[href]")].map((link) => /** @type {HTMLAnchorElement} */ (link).href),
      }));
      await page.setViewportSize({ width: PHONE, height: 640 });
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      await page.setViewportSize(desk);
      return { ...text, width };
    }

    it("have one heading of the first level, and say their language", () => {
      const bad = [...seen].filter(([, { headings, language }]) => headings !== 1 || !language);
      assert.deepEqual(bad.map(([below]) => below), []);
    });

    it("lead with every link within the site to a page, and to a heading that is there", () => {
      const anchors = new Map([...seen].map(([below, { ids }]) => [server.address + below, new Set(ids)]));
      const within = [...seen].flatMap(([from, { links }]) => links.map((link) => ({ from, to: new URL(link) })))
        .filter(({ to }) => to.href.startsWith(server.address));
      const page = (/** @type {URL} */ to) => to.origin + to.pathname;
      const isFile = (/** @type {string} */ place) => statSync(place, { throwIfNoEntry: false })?.isFile();
      // Pages that only lead on, as those at stable addresses of files, weren't visited.
      const isThere = (/** @type {URL} */ to) => {
        const place = join(site, decodeURIComponent(to.pathname));
        return isFile(place) || isFile(join(place, "index.html"));
      };
      const dead = within.filter(({ to }) => !anchors.has(page(to)) && !isThere(to));
      assert.deepEqual(dead.map(({ from, to }) => `${from} → ${to.pathname}`), []);
      const headless = within.filter(({ to }) => to.hash.length > 1 && anchors.has(page(to)));
      const lost = headless.filter(({ to }) => !anchors.get(page(to))?.has(decodeURIComponent(to.hash.slice(1))));
      assert.deepEqual(lost.map(({ from, to }) => `${from} → ${to.pathname}${to.hash}`), []);
    });

    it("are no wider than the smallest phone", () => {
      assert.deepEqual([...seen].filter(([, { width }]) => width > PHONE).map(([below, { width }]) => `${below}: ${width} px`), []);
    });
  });

  it("is readable and linked without JavaScript", async () => {
    const tab = await open(browser, { javaScriptEnabled: false });
    await tab.page.goto(server.address + DOCUMENT);
    assert.match(await tab.page.locator("h1").innerText(), /encrypt/i);
    assert.ok((await tab.page.getByRole("main").innerText()).length > 300, "the text isn't there");
    await tab.page.getByRole("navigation").getByRole("link").first().click();
    await tab.page.locator("h1").waitFor();
    assert.notEqual(tab.page.url(), server.address + DOCUMENT);
    await tab.close();
  });

  it("begins with a link that skips to the text", async () => {
    const tab = await open(browser);
    await tab.page.goto(server.address + DOCUMENT);
    await tab.page.keyboard.press("Tab");
    const focused = tab.page.locator(":focus");
    assert.match(await focused.innerText(), /skip/i);
    assert.ok(await focused.isVisible());
    const box = await focused.boundingBox();
    assert.ok(box && box.x >= 0 && box.y >= 0, "the skip link is off the screen while it has the focus");
    await tab.page.keyboard.press("Enter");
    assert.match(tab.page.url(), /#main|#content/);
    await tab.close();
  });

  it("shows where the keyboard is", async () => {
    const tab = await open(browser);
    await tab.page.goto(server.address + DOCUMENT);
    for (let stop = 0; stop < 25; stop += 1) {
      await tab.page.keyboard.press("Tab");
      const [name, seen] = await tab.page.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body) return ["", true];
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
        return [element.outerHTML.slice(0, 80), (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none"];
      });
      assert.ok(seen, `no focus is seen on ${name}`);
    }
    await tab.close();
  });

  it("shows the 404 page at an address that isn't there", async () => {
    const tab = await open(browser);
    const response = await tab.page.goto(`${server.address}no/such/page/`);
    assert.equal(response?.status(), 404);
    assert.match(await tab.page.locator("h1").innerText(), /not (found|here)|no such page|isn.t here/i);
    const color = await tab.page.evaluate(() => getComputedStyle(document.body).fontFamily);
    assert.ok(color, "styles are found from any depth");
    await tab.page.context().close();
  });

  it("leaves navigation away and shows links' addresses in print", async () => {
    const tab = await open(browser);
    await tab.page.goto(server.address + DOCUMENT);
    await tab.page.emulateMedia({ media: "print" });
    assert.ok(await tab.page.locator("h1").isVisible());
    for (const navigation of await tab.page.getByRole("navigation").all()) {
      assert.ok(!(await navigation.isVisible()), "navigation is printed");
    }
    assert.ok((await tab.page.pdf()).length > 5_000);
    await tab.close();
  });

  it("follows the reader's choice of light and dark", async () => {
    const background = async (/** @type {"light" | "dark"} */ colorScheme) => {
      const tab = await open(browser, { colorScheme });
      await tab.page.goto(server.address);
      const color = await tab.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      await tab.close();
      return color;
    };
    assert.notEqual(await background("light"), await background("dark"));
  });
});
