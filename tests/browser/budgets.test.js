/** What a page makes a phone load before anybody searches: measured from what Chromium asks for, as a host compresses it. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { gzipSync } from "node:zlib";

import { launch, open } from "./browser.js";
import { host } from "./host.js";
import { build } from "./library.js";
import { tour } from "./tour.js";

/** Bytes that a page may load of scripts and of style sheets, compressed one by one. */
const BUDGETS = { script: 30_000, stylesheet: 15_000 };

describe("Budgets", () => {
  const site = build();
  /** @type {import("playwright-core").Browser} */
  let browser;
  /** @type {import("./host.js").Host} */
  let server;
  /** @type {Map<string, { script: number, stylesheet: number }>} */
  const loaded = new Map();

  before(async () => {
    server = await host(site);
    browser = await launch();
    for (const { name, below } of tour(site)) {
      const tab = await open(browser);
      await tab.page.goto(server.address + below, { waitUntil: "networkidle" });
      loaded.set(name, sizes(tab.requests));
      await tab.close();
    }
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });

  /** Each file once, however often it is asked for. @param {import("playwright-core").Request[]} requests */
  function sizes(requests) {
    const sum = { script: 0, stylesheet: 0 };
    const files = new Map(requests.map((request) => [request.url(), request.resourceType()]));
    for (const [url, type] of files) {
      const file = path.join(site, decodeURIComponent(new URL(url).pathname));
      if (type === "script" || type === "stylesheet") sum[type] += gzipSync(readFileSync(file)).length;
    }
    return sum;
  }

  for (const type of /** @type {const} */ (["script", "stylesheet"])) {
    it(`no page loads more than ${BUDGETS[type] / 1000} kB of ${type}s`, (context) => {
      const pages = [...loaded].map(([name, sum]) => ({ name, bytes: sum[type] }));
      pages.sort((one, other) => other.bytes - one.bytes);
      const largest = pages.slice(0, 5).map(({ name, bytes }) => `${name} ${(bytes / 1000).toFixed(1)} kB`);
      context.diagnostic(`the largest: ${largest.join(", ")}`);
      assert.deepEqual(pages.filter(({ bytes }) => bytes > BUDGETS[type]), []);
    });
  }
});
