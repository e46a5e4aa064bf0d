/** What readers' pages tell a collector, and what they don't: with the collector of the program under test. */

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer as createHttpServer } from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { brotliCompressSync } from "node:zlib";
import { AxeBuilder } from "@axe-core/playwright";

import { launch, open } from "./browser.js";
import { host } from "./host.js";
import { buildOf, program } from "./library.js";

const TOKEN = "a token for the tests of pages";
const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0";

/** Milliseconds between two looks at what a collector has, and how long it may take to come. */
const BETWEEN = 50;
const PATIENCE = 30_000;

/**
 * Waits until something is there.
 *
 * @template Found
 * @param {() => Found | undefined | Promise<Found | undefined>} find
 * @returns {Promise<Found>}
 */
async function until(find) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const found = await find();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`nothing for ${PATIENCE} ms: ${find}`);
    await new Promise((resolve) => setTimeout(resolve, BETWEEN));
  }
}

/** @param {string} endpoint */
const files = (endpoint) => ({
  "fieldbook.toml": `name = "Counted book"\n[usage]\nendpoint = "${endpoint}"\n`,
  "content/one.md": '+++\ntitle = "Page one"\n+++\nGateways keep their readings for seven days.\n\nSee [the sheet](sheet.csv).\n',
  "content/two.md": '+++\ntitle = "Page two"\n+++\nSomething else.\n',
  "content/sheet.csv": "a,b\n",
});

/** A port that nobody uses. @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}

/** A collector for pages of one origin. */
class Collector {
  folder = mkdtempSync(path.join(tmpdir(), "fieldbook-collect-"));
  /** @type {import("node:child_process").ChildProcess | undefined} */
  process;

  /** @param {number} port @param {string} origin */
  constructor(port, origin) {
    this.port = port;
    this.origin = origin;
    this.address = `http://127.0.0.1:${port}/events`;
  }

  async begin() {
    const options = ["collect", "--listen", `127.0.0.1:${this.port}`, "--origin", this.origin];
    const env = { ...process.env, FIELDBOOK_TOKEN: TOKEN };
    const child = spawn(program, options, { cwd: this.folder, env, stdio: ["ignore", "pipe", "ignore"] });
    this.process = child;
    await new Promise((resolve) => child.stdout.once("data", resolve));
  }

  async end() {
    const child = this.process;
    if (!child || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill();
    await ended;
  }

  /** What it has, in the order in which it happened. @returns {Promise<Record<string, any>[]>} */
  async events() {
    const response = await fetch(this.address, { headers: { Authorization: `Bearer ${TOKEN}` } });
    const lines = (await response.text()).split("\n").filter(Boolean);
    return lines.map((line) => JSON.parse(line)).sort((one, other) => one.t - other.t);
  }

  /** Waits for an event. @param {(event: Record<string, any>) => boolean} isMeant */
  event(isMeant) {
    return until(async () => (await this.events()).find(isMeant));
  }
}

/** Opens a page, and waits until it would tell what happens. @param {import("playwright-core").Page} page @param {string} address */
async function visit(page, address) {
  await page.goto(address);
  await page.locator("[data-usage-open]:not([hidden])").waitFor();
}

describe("What pages tell", { timeout: 180_000 }, () => {
  /** @type {import("playwright-core").Browser} */
  let browser;
  /** @type {import("./host.js").Host} */
  let server;
  /** @type {Collector} */
  let collector;

  before(async () => {
    const port = await freePort();
    collector = new Collector(await freePort(), `http://127.0.0.1:${port}`);
    server = await host(buildOf(files(collector.address), "--base-url", "/book/"), "/book/", { port });
    await collector.begin();
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
    await collector?.end();
    if (collector) rmSync(collector.folder, { recursive: true, force: true });
  });

  const reader = () => open(browser, { userAgent: FIREFOX });

  it("views by visible time, searches with what was opened, copies, shares and downloads", async () => {
    const tab = await reader();
    const { page } = tab;
    await visit(page, `${server.address}one/`);
    await page.keyboard.press("/");
    await page.getByRole("searchbox", { name: "Words" }).or(page.locator("#search-input")).first().fill("something");
    await page.locator("#search-results > li a").first().click();
    await page.waitForURL(`${server.address}two/`);
    await page.locator("[data-usage-open]:not([hidden])").waitFor();
    const search = await collector.event(({ e }) => e === "search");
    assert.deepEqual([search.q, search.n, search.p, search.d], ["something", 1, 1, "two"]);
    const view = await collector.event(({ e, d }) => e === "view" && d === "one");
    assert.ok(view.ms > 0 && view.ms < 60_000, `${view.ms}`);

    await page.getByRole("button", { name: "Share", exact: true }).click();
    await collector.event(({ e, d }) => e === "share" && d === "two");
    await visit(page, `${server.address}one/`);
    await page.evaluate(() => {
      getSelection()?.selectAllChildren(/** @type {Element} */ (document.querySelector(".prose")));
      document.execCommand("copy");
    });
    await collector.event(({ e, d }) => e === "copy" && d === "one");
    const [download] = await Promise.all([page.waitForEvent("download").catch(() => undefined), page.getByRole("link", { name: "the sheet" }).click()]);
    assert.ok(download);
    const taken = await collector.event(({ e }) => e === "download");
    assert.match(taken.d, /sheet.*\.csv$/);
    await tab.close();
  });

  it("whether a page helped, and for which deal, by keyboard", async () => {
    const tab = await reader();
    const { page } = tab;
    await visit(page, `${server.address}two/`);
    await page.getByRole("button", { name: "What is told" }).press("Enter");
    const panel = page.getByRole("dialog", { name: "What this site tells" });
    await panel.getByLabel("Deal").fill("006A1");
    await panel.getByRole("button", { name: "Close" }).press("Enter");
    await page.getByRole("button", { name: "No", exact: true }).press("Enter");
    await page.getByLabel("What was missing?").fill("prices");
    await page.keyboard.press("Enter");
    await page.getByText("Thank you.").waitFor();
    const feedback = await collector.event(({ e }) => e === "feedback");
    assert.deepEqual([feedback.d, feedback.h, feedback.w, feedback.o], ["two", false, "prices", "006A1"]);
    await page.getByRole("button", { name: "What is told" }).press("Enter");
    await panel.getByText("prices").waitFor();
    const { violations } = await new AxeBuilder({ page }).analyze();
    assert.deepEqual(violations.map(({ id }) => id), []);
    await tab.close();
  });

  it("nothing once a reader has turned it off, or the browser asks for that", async () => {
    // What a tab told as it was closed may come later than this, but it happened before.
    const began = Date.now();
    const tab = await reader();
    const { page } = tab;
    await visit(page, `${server.address}two/`);
    await page.getByRole("button", { name: "What is told" }).click();
    // Until the panel is open, its switch says nothing.
    await page.locator("[data-usage-panel][open]").waitFor();
    await page.getByLabel("Tell what I use").uncheck();
    const asked = tab.requests.length;
    await page.getByRole("button", { name: "Close" }).click();
    await visit(page, `${server.address}one/`);
    await visit(page, `${server.address}two/`);
    assert.ok(tab.requests.slice(asked).every((request) => !request.url().startsWith(collector.address)));
    await tab.close();

    const other = await reader();
    await other.page.addInitScript(() => Object.defineProperty(navigator, "globalPrivacyControl", { value: true }));
    await other.page.goto(`${server.address}one/`);
    await other.page.getByRole("button", { name: "What is told" }).click();
    await other.page.getByText("Your browser asks sites not to count you").waitFor();
    await other.page.goto(`${server.address}two/`);
    assert.ok(other.requests.every((request) => !request.url().startsWith(collector.address)));
    await other.close();
    assert.deepEqual((await collector.events()).filter(({ t }) => t >= began), []);
  });

  it("what happened while the collector was away, later and once", async () => {
    const tab = await reader();
    const { page } = tab;
    await visit(page, `${server.address}one/`);
    await collector.end();
    await page.getByRole("button", { name: "Share", exact: true }).click();
    await page.waitForRequest((request) => request.url() === collector.address);
    await collector.begin();
    await visit(page, `${server.address}two/`);
    await collector.event(({ e, d }) => e === "share" && d === "one");
    await visit(page, `${server.address}one/`);
    await collector.event(({ e, d }) => e === "view" && d === "two");
    assert.equal((await collector.events()).filter(({ e, d }) => e === "share" && d === "one").length, 1);
    // The collector's absence is the browser's to complain of.
    tab.complaints.splice(0, tab.complaints.length, ...tab.complaints.filter((text) => !text.includes("ERR_CONNECTION_REFUSED")));
    await tab.close();
  });

  it("in three kilobytes, and without a cookie", async () => {
    const tab = await reader();
    await tab.page.goto(`${server.address}one/`);
    const scripts = await tab.page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => name.includes("/js/usage/")));
    assert.ok(scripts.length >= 2, `${scripts}`);
    const texts = await Promise.all(scripts.map(async (url) => (await fetch(url)).text()));
    const bytes = texts.map((text) => brotliCompressSync(text).length).reduce((sum, length) => sum + length, 0);
    assert.ok(bytes <= 3_000, `${bytes} bytes`);
    assert.deepEqual(await tab.page.context().cookies(), []);
    await tab.close();
  });
});

describe("Another collector", { timeout: 120_000 }, () => {
  it("hears of each view once", async (test) => {
    /** @type {string[]} */
    const heard = [];
    const umami = createHttpServer((request, response) => {
      request.on("data", (data) => heard.push(String(data))).on("end", () => response.end());
    });
    await new Promise((resolve) => umami.listen(0, "127.0.0.1", () => resolve(undefined)));
    test.after(() => umami.close().closeAllConnections());
    const { port } = /** @type {import("node:net").AddressInfo} */ (umami.address());
    const told = files(`http://127.0.0.1:${port}/api/send`);
    told["fieldbook.toml"] += 'speaks = "umami"\nsite = "b59e9c65"\n';
    const server = await host(buildOf(told));
    test.after(() => server.stop());
    const browser = await launch();
    test.after(() => browser.close());
    const tab = await open(browser, { userAgent: FIREFOX });
    for (const path of ["one/", "two/", "one/", "two/"]) await visit(tab.page, server.address + path);
    await tab.page.getByRole("button", { name: "Share", exact: true }).click();
    await until(() => heard.find((text) => text.includes('"share"')));
    const views = heard.map((text) => JSON.parse(text).payload).filter(({ name }) => name === undefined);
    assert.deepEqual(views.map(({ url }) => url), ["/one", "/two", "/one"]);
    assert.ok(views.every(({ website }) => website === "b59e9c65"));
    await tab.close();
  });
});

describe("Without an endpoint", () => {
  it("pages have nothing to tell anybody with", () => {
    const site = buildOf({ "fieldbook.toml": 'name = "Book"\n', "content/one.md": "# One\n\nText.\n" });
    const text = readFileSync(path.join(site, "one/index.html"), "utf8");
    assert.ok(text.includes("<h1>One</h1>"));
    assert.doesNotMatch(text, /data-usage|data-feedback/);
  });
});
