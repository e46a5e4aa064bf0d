/**
 * What axe can find: on every kind of page and in the open search. In dark only contrast is looked at again, since colours
 * are all that differs.
 */

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { AxeBuilder } from "@axe-core/playwright";

import { launch, open, survey } from "./browser.js";
import { host } from "./host.js";
import { build, oneOfEachKind, pages } from "./library.js";
import { SearchBox } from "./search-box.js";

const SCHEMES = /** @type {const} */ (["light", "dark"]);

describe("Accessibility", () => {
  /** @type {import("playwright-core").Browser} */
  let browser;
  /** @type {import("./host.js").Host} */
  let server;
  /** @type {string[]} */
  let kinds;

  before(async () => {
    const site = build();
    kinds = oneOfEachKind(pages(site));
    server = await host(site);
    browser = await launch();
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });

  for (const colorScheme of SCHEMES) {
    it(`has no violation in ${colorScheme}`, async () => {
      const addresses = kinds.map((below) => server.address + below);
      const violations = await survey(browser, addresses, (page) => look(page, colorScheme), { colorScheme });
      assert.deepEqual(violations.flatMap((found, index) => found.map((violation) => `${kinds[index]} ${violation}`)), []);
    });

    it(`has no violation in the open search in ${colorScheme}, on a desk and on a phone`, async () => {
      for (const width of [1280, 390]) {
        const tab = await open(browser, { colorScheme, viewport: { width, height: 800 } });
        await tab.page.goto(server.address);
        const box = new SearchBox(tab.page);
        await box.open();
        assert.deepEqual(await look(tab.page, colorScheme), [], "before a query");
        await box.search("alarm");
        assert.deepEqual(await look(tab.page, colorScheme), [], "with results");
        await tab.close();
      }
    });
  }
});

/**
 * What axe says, one line a place.
 *
 * @param {import("playwright-core").Page} page
 * @param {"light" | "dark"} colorScheme
 */
async function look(page, colorScheme) {
  const axe = new AxeBuilder({ page });
  if (colorScheme === "dark") axe.withRules(["color-contrast"]);
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id} (${help}): ${target.join(" ")}`));
}
