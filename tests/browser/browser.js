/** Chromium, and a tab of it that remembers all that went wrong in it. */

import assert from "node:assert/strict";
import { chromium } from "playwright-core";

/** @typedef {import("playwright-core").BrowserContextOptions} Options */

/** Milliseconds after which what a test waits for isn't going to come, even on a busy machine. */
const PATIENCE = 10_000;

/** Starts the browser that `cargo xtask test` found. */
export async function launch() {
  // As root, as on most build machines, Chromium's sandbox doesn't start; and it shall ask nobody outside for anything.
  const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"];
  return chromium.launch({ executablePath: process.env.CHROME, args });
}

/**
 * A tab in a profile of its own.
 *
 * @param {import("playwright-core").Browser} browser
 * @param {Options} options
 */
export async function open(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  /** @type {string[]} */
  const complaints = [];
  /** @type {import("playwright-core").Request[]} */
  const requests = [];
  context.on("console", (message) => {
    // Chromium says violations of the Content-Security-Policy as errors here too.
    if (["error", "warning"].includes(message.type())) complaints.push(`${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => complaints.push(String(error.error())));
  context.on("request", (request) => requests.push(request));
  return new Tab(page, complaints, requests);
}

/**
 * Looks at many pages in two tabs side by side, for the two cores that build machines have; returns what was seen, in the order of the
 * pages. Fails where the browser has complained.
 *
 * @template Seen
 * @param {import("playwright-core").Browser} browser
 * @param {string[]} addresses
 * @param {(page: import("playwright-core").Page, address: string) => Promise<Seen>} look
 * @param {Options} [options]
 * @returns {Promise<Seen[]>}
 */
export async function survey(browser, addresses, look, options) {
  /** @type {Seen[]} */
  const seen = [];
  const rest = addresses.entries();
  const visit = async () => {
    const tab = await open(browser, options);
    for (const [index, address] of rest) {
      await tab.page.goto(address);
      seen[index] = await look(tab.page, address);
    }
    await tab.close();
  };
  await Promise.all([visit(), visit()]);
  return seen;
}

/** A tab with what happened in it. */
export class Tab {
  /**
   * @param {import("playwright-core").Page} page
   * @param {string[]} complaints what the browser's console says
   * @param {import("playwright-core").Request[]} requests all that were made, by workers too
   */
  constructor(page, complaints, requests) {
    this.page = page;
    this.complaints = complaints;
    this.requests = requests;
  }

  /** Fails the test where the browser has complained; then closes the tab. */
  async close() {
    await this.page.context().close();
    assert.deepEqual(this.complaints, [], "the browser's console is not empty");
  }
}
