/** A library that readers' browsers keep for when there is no network. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, it } from "node:test";

import { AxeBuilder } from "@axe-core/playwright";

import { launch, open } from "./browser.js";
import { host } from "./host.js";
import { buildOf, serve as serveSample } from "./library.js";
import { SearchBox } from "./search-box.js";

/** @typedef {import("playwright-core").Page} Page */

/** Milliseconds in which what a worker does in the background is done, even on a busy machine. */
const PATIENCE = 30_000;

const SETTINGS = 'name = "Carried"\nlanguage = "en"\nlanguages = ["en", "de"]\n';
const KEEPING = `${SETTINGS}[offline]\nenabled = true\n`;

/** A small library, with these files instead of or beside its own. @param {Record<string, string>} files */
function library(files = {}) {
  const of = (/** @type {string} */ title, /** @type {string} */ text) => `---\ntitle: ${title}\n---\n${text}\n`;
  return {
    "fieldbook.toml": KEEPING,
    "content/index.md": of("Home", "Read [the pass](pass.md)."),
    "content/pass.md": of("Boarding pass", "A thermoplastic pass.\n\n## Gate\n\nAt the mezzanine. ![A map](map.svg)"),
    "content/pass.de.md": of("Bordkarte", "Eine Bordkarte."),
    "content/seat.md": of("Seat", "By the window."),
    "content/map.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"></svg>',
    ...files,
  };
}

describe("Offline", () => {
  /** @type {import("playwright-core").Browser} */
  let browser;
  /** @type {string} */
  let site;
  /** @type {string} */
  let newer;
  before(async () => {
    site = buildOf(library());
    newer = buildOf(library({ "content/seat.md": "---\ntitle: Seat\n---\nBy the aisle.\n" }), "--today", "2026-11-23");
    browser = await launch();
  });
  after(async () => {
    await browser.close();
    // Those of tests that have failed.
    for (const server of servers) await server.stop();
  });

  /** @type {import("./host.js").Host[]} */
  const servers = [];

  /** Serves a site. @param {string} site @param {string} [base] @param {number} [port] the port to have, if not any free one */
  async function serve(site, base = "/", port = 0) {
    const server = await host(site, base, { port });
    servers.push(server);
    return server;
  }

  /**
   * The list of what is kept of a site.
   *
   * @param {string} site
   * @returns {{ files: [path: string, bytes: number, version: string][] }}
   */
  const listOf = (site) => JSON.parse(readFileSync(path.join(site, "offline.json"), "utf8"));

  /** What the browser has kept, by address below the root, without records. @param {Page} page */
  function kept(page) {
    return page.evaluate(async () => {
      const names = await caches.keys();
      const caches_ = await Promise.all(names.map((name) => caches.open(name)));
      const requests = (await Promise.all(caches_.map((cache) => cache.keys()))).flat();
      const root = new URL(document.documentElement.dataset.root ?? "/", location.href).href;
      return requests.map(({ url }) => url.slice(root.length)).filter((url) => !url.startsWith("offline.json")).sort();
    });
  }

  /** Where in the cache a file is. @param {[path: string, bytes: number, version: string]} row */
  const placeOf = ([path, , version]) => (version ? `${path}?offline=${version}` : path);

  /** Where in the cache the files of a list are. @param {ReturnType<typeof listOf>} list */
  const placesOf = (list) => list.files.map(placeOf).sort();

  /**
   * Waits until what a page says of itself is so.
   *
   * @template T
   * @param {() => Promise<T>} look
   * @param {(seen: T) => boolean} holds
   */
  async function until(look, holds) {
    const end = Date.now() + PATIENCE;
    for (;;) {
      // A page that is being left can't say anything.
      const seen = await look().catch(() => undefined);
      if (seen !== undefined && holds(seen)) return seen;
      assert.ok(Date.now() < end, `still ${JSON.stringify(seen)}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /**
   * Waits until a build is kept, and nothing else. What stands in a tab may still want files of the build before, so that only
   * a further page has them cleared away.
   *
   * @param {Page} page
   * @param {string} site
   */
  async function keptWhole(page, site) {
    const places = placesOf(listOf(site));
    const look = async () => {
      const now = await kept(page);
      const missing = places.filter((place) => !now.includes(place));
      const left = now.filter((place) => !places.includes(place));
      // Not before: browsers look for a new worker once a page has come to rest.
      if (missing.length === 0 && left.length > 0) await page.reload();
      return { missing, left };
    };
    await until(look, ({ missing, left }) => missing.length === 0 && left.length === 0);
  }

  /** Visits a site until all of it is kept. @param {string} site @param {string} [base] */
  async function visit(site, base) {
    const server = await serve(site, base);
    const tab = await open(browser);
    await tab.page.goto(server.address);
    await keptWhole(tab.page, site);
    return { server, tab, page: tab.page, port: Number(new URL(server.address).port) };
  }

  /** Closes a tab in which what isn't there was asked for, as the browser says. @param {import("./browser.js").Tab} tab */
  async function close(tab) {
    // Search says it too, where a page is left while it starts.
    const ofNetwork = /Failed to load resource|net::ERR_|search: .search.index\.json/;
    const others = tab.complaints.filter((complaint) => !ofNetwork.test(complaint));
    tab.complaints.splice(0, tab.complaints.length, ...others);
    await tab.close();
  }

  for (const base of ["/", "/books/field/"]) {
    it(`has pages, search and the day of the build without a network, at ${base}`, async () => {
      const { server, tab, page } = await visit(base === "/" ? site : buildOf(library(), "--base-url", `https://x.example${base}`), base);
      const line = page.locator(".top + .offline-line");
      assert.equal(await line.innerText(), "");
      await server.stop();

      await page.goto(`${server.address}pass/`);
      assert.equal(await page.locator("h1").innerText(), "Boarding pass");
      await line.filter({ hasText: "Offline · as of 22 Nov 2026" }).waitFor();
      const picture = page.locator("img[src*=map]");
      await until(() => picture.evaluate((image) => /** @type {HTMLImageElement} */ (image).naturalWidth), (width) => width > 0);

      const box = new SearchBox(page);
      await box.open();
      await page.locator("#search-dialog .offline-line").filter({ hasText: "Offline · as of 22 Nov 2026" }).waitFor();
      await box.search("mezzanine");
      assert.match((await box.texts()).join(), /Boarding pass/);
      await page.keyboard.press("Escape");

      await page.goto(`${server.address}de/pass`);
      assert.equal(await page.locator("h1").innerText(), "Bordkarte");
      await line.filter({ hasText: "Offline · Stand 22. Nov. 2026" }).waitFor();
      await close(tab);
    });
  }

  it("says of a page that isn't kept that it isn't, in its language, and leads on", async () => {
    const { server, tab, page } = await visit(site);
    await server.stop();
    for (const [below, title, home] of [["elsewhere/", "This page isn’t on your device", ""], ["de/anderswo/", "Diese Seite ist nicht auf dem Gerät", "de/"]]) {
      const response = await page.goto(server.address + below);
      assert.equal(response?.status(), 503);
      assert.equal(await page.locator("h1").innerText(), title);
      await page.locator(".top + .offline-line").filter({ hasText: "22" }).waitFor();
      const { violations } = await new AxeBuilder({ page }).analyze();
      assert.deepEqual(violations.map(({ id }) => id), []);
      assert.equal(await page.locator(".page-missing main a").first().getAttribute("href"), `/${home}`);
    }
    const box = new SearchBox(page);
    await box.open();
    await box.search("thermoplastic");
    await page.keyboard.press("Enter");
    await page.waitForURL(`${server.address}pass/**`);
    await close(tab);
  });

  it("shows a new build at once, fetches only what has changed, and clears the old one away", async () => {
    const { server, tab, page, port } = await visit(site);
    await server.stop();
    const next = await serve(newer, "/", port);
    await page.goto(`${next.address}seat/`);
    assert.match(await page.locator("main").innerText(), /By the aisle/);
    await keptWhole(page, newer);
    const before = new Set(placesOf(listOf(site)));
    const unchanged = listOf(newer).files.filter((row) => row[2] && before.has(placeOf(row)));
    assert.ok(unchanged.some(([path]) => path === "pass/"), "a page that hasn't changed has another version");
    const again = unchanged.map(([path]) => path).filter((path) => next.asked.includes(path));
    assert.deepEqual(again.filter((path) => path !== "search/index.json"), []);
    await next.stop();

    await page.goto(`${next.address}seat/`);
    assert.match(await page.locator("main").innerText(), /By the aisle/);
    await page.locator(".top + .offline-line").filter({ hasText: "as of 23 Nov 2026" }).waitFor();
    await close(tab);
  });

  it("leaves to tabs of an older build what they may still ask for, until they are closed", async () => {
    const { server, tab, page, port } = await visit(site);
    const [script] = listOf(site).files.map(([path]) => path).filter((path) => path.endsWith("/js/copy.js"));
    const other = await page.context().newPage();
    await server.stop();
    // Another theme's files stand at other addresses.
    const restyled = buildOf(library({ "fieldbook.toml": `${KEEPING}[brand]\naccent = "teal"\n` }), "--today", "2026-11-23");
    const next = await serve(restyled, "/", port);
    assert.ok(!listOf(restyled).files.some(([path]) => path === script), "the theme's files stand where they did");
    await other.goto(next.address);
    const places = placesOf(listOf(restyled));
    await until(() => kept(other), (now) => places.every((place) => now.includes(place)));
    const status = (/** @type {Page} */ page) => page.evaluate(async (path) => (await fetch(`/${path}`)).status, script);
    assert.equal(await status(page), 200);
    await page.close();
    await other.goto(`${next.address}pass/`);
    await keptWhole(other, restyled);
    assert.equal(await status(other), 404);
    await next.stop();
    await close(tab);
  });

  it("shows a kept page where the host doesn't answer, and the host's where it does", async () => {
    const { server, tab, page } = await visit(site);
    server.silence(true);
    await page.goto(`${server.address}seat/`);
    await page.locator(".top + .offline-line").filter({ hasText: "as of 22 Nov 2026" }).waitFor();
    server.silence(false);
    // On a busy machine this host, too, may answer too late at first.
    const isKept = async () => {
      await page.reload();
      return page.evaluate(async () => {
        const { port1, port2 } = new MessageChannel();
        const answer = new Promise((resolve) => (port1.onmessage = ({ data }) => resolve(data.isKept)));
        (await navigator.serviceWorker.ready).active?.postMessage({ type: "about", url: location.href }, [port2]);
        return answer;
      });
    };
    await until(isKept, (kept) => kept === false);
    assert.equal(await page.locator(".top + .offline-line").innerText(), "");
    await close(tab);
    await server.stop();
  });

  it("keeps under data saver what has been visited, and no more", async () => {
    const server = await serve(site);
    const tab = await open(browser);
    await tab.page.addInitScript(() => Object.defineProperty(navigator, "connection", { value: { saveData: true } }));
    await tab.page.goto(server.address, { waitUntil: "networkidle" });
    await tab.page.evaluate(() => navigator.serviceWorker.ready);
    // The first page may have come before the worker.
    await until(async () => tab.page.evaluate(() => navigator.serviceWorker.controller !== null), (controlled) => controlled);
    await tab.page.goto(`${server.address}seat/`, { waitUntil: "networkidle" });
    // The page and all that it loaded: a script that isn't kept yet would be missed below.
    const loaded = await tab.page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname.slice(1)));
    const wanted = ["seat/", ...loaded.filter((place) => place.endsWith(".js") && place !== "sw.js")];
    assert.ok(wanted.some((place) => place.endsWith("js/document.js")));
    const now = await until(() => kept(tab.page), (now) => wanted.every((part) => now.some((place) => place.startsWith(part))));
    assert.ok(!now.some((place) => place.startsWith("pass/")), "a page is kept that nobody has seen");
    assert.ok(!server.asked.includes("pass/"), "a page was fetched that nobody has seen");
    await server.stop();
    await tab.page.goto(`${server.address}seat/`);
    assert.match(await tab.page.locator("main").innerText(), /By the window/);
    await close(tab);
  });

  it("has files by the library's choice, and parts of them as players ask for", async () => {
    const chosen = library({
      "fieldbook.toml": `${KEEPING}assets = ["*.mp4"]\n`,
      "content/index.md": "---\ntitle: Home\n---\n[Film](film.mp4), [map](map.svg)\n",
      "content/film.mp4": "0123456789",
    });
    const { server, tab, page } = await visit(buildOf(chosen));
    await server.stop();
    const film = (await page.locator(".prose").getByRole("link", { name: "Film" }).getAttribute("href")) ?? "";
    assert.match(film, /^\/files\/film\.[0-9a-f]{12}\.mp4$/);
    const ask = (/** @type {string} */ range) =>
      page.evaluate(async ([film = "", range = ""]) => {
        const response = await fetch(film, { headers: { range } });
        return [response.status, response.headers.get("content-range"), await response.text()];
      }, [film, range]);
    assert.deepEqual(await ask("bytes=2-4"), [206, "bytes 2-4/10", "234"]);
    assert.deepEqual(await ask("bytes=7-"), [206, "bytes 7-9/10", "789"]);
    assert.deepEqual(await ask("bytes=10-"), [416, "bytes */10", ""]);
    assert.ok(!(await kept(page)).some((place) => place.startsWith("files/map.")));
    await close(tab);
  });

  it("is no part of the program's own server, whose pages are always those of now", async () => {
    const server = await serveSample("[offline]\nenabled = true\n");
    const tab = await open(browser);
    await tab.page.goto(server.address);
    assert.equal(await tab.page.locator(".offline-line, script[src*=offline]").count(), 0);
    assert.match(await (await tab.page.request.get(`${server.address}sw.js`)).text(), /leave\.js/);
    await tab.close();
    await server.stop();
  });

  it("goes away, with all that it has kept, where the library doesn't want it any more", async () => {
    const { server, tab, page, port } = await visit(site);
    await server.stop();
    const next = await serve(buildOf(library({ "fieldbook.toml": SETTINGS })), "/", port);
    await page.goto(next.address);
    const left = () => page.evaluate(async () => [...(await caches.keys()), ...(await navigator.serviceWorker.getRegistrations())].length);
    await until(left, (count) => count === 0);
    await page.goto(`${next.address}seat/`);
    assert.equal(await page.locator(".offline-line").count(), 0);
    await close(tab);
    await next.stop();
  });
});
