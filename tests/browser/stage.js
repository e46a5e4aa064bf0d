/** What most suites stand on: one site on a host, and a browser, from the first test to behind the last. */

import { after, before } from "node:test";

import { launch } from "./browser.js";

/**
 * Sets up and clears away for the suite that calls it.
 *
 * @param {() => Promise<import("./host.js").Host>} serve
 * @returns {{ browser: import("playwright-core").Browser, server: import("./host.js").Host }} set before the first test
 */
export function stage(serve) {
  const stand = /** @type {ReturnType<typeof stage>} */ ({});
  before(async () => {
    stand.server = await serve();
    stand.browser = await launch();
  });
  after(async () => {
    await stand.browser.close();
    await stand.server.stop();
  });
  return stand;
}
