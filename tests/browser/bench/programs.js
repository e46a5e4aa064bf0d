/** Both searches on the same page: the site's own, and Pagefind's standard box in its place. */

import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync, gunzipSync, gzipSync } from "node:zlib";

/** @typedef {import("playwright-core").Page} Page */

/**
 * @typedef {object} Program
 * @property {"Fieldbook" | "Pagefind"} name
 * @property {string} path where the page is on the host
 * @property {string} box selector of what is typed into
 * @property {(page: Page) => Promise<void>} open gives the box the focus, as a reader would
 * @property {number} pause milliseconds that it waits, as it comes, for another key before it searches
 * @property {(path: string) => boolean} owns whether a file on the host is there for search alone
 */

/** How many results Pagefind shows; five as it comes. */
const RESULTS = 8;
/** Its standard pause. */
const PAUSE = 300;

const START = `addEventListener("DOMContentLoaded", () => new PagefindUI({ element: "#pagefind", pageSize: ${RESULTS} }));`;

/**
 * The programs whose indexes a site has.
 *
 * @param {string} site its folder
 * @param {string} page the path of a page of it
 * @returns {{ programs: Program[], made: Map<string, Buffer> }} with the files that the host is to make up
 */
export function programsOf(site, page) {
  /** @type {Program} */
  const fieldbook = {
    name: "Fieldbook",
    path: page,
    box: "#search-input",
    open: async (page) => {
      await page.keyboard.press("/");
      await page.locator("#search-input:focus").waitFor();
    },
    pause: 0,
    owns: (path) => /\/search\/|\/search\.css$|\/index\.json$/.test(path),
  };
  /** @type {Program} */
  const pagefind = {
    name: "Pagefind",
    path: `${page}pagefind.html`,
    box: "#pagefind input",
    open: (page) => page.locator("#pagefind input").focus(),
    pause: PAUSE,
    owns: (path) => path.startsWith("/pagefind"),
  };
  const html = readFileSync(path.join(site, page, "index.html"), "utf8");
  const made = new Map([
    [pagefind.path, Buffer.from(withPagefind(html))],
    ["/pagefind-start.js", Buffer.from(START)],
  ]);
  // Pages may have been too many for it.
  const hasPagefind = existsSync(path.join(site, "pagefind/pagefind-entry.json"));
  return { programs: hasPagefind ? [fieldbook, pagefind] : [fieldbook], made };
}

/**
 * A page with Pagefind's box in the place of its own, in the way of Pagefind's manual.
 *
 * @param {string} html
 */
function withPagefind(html) {
  const own = /<script type="module" src="[^"]*\/js\/search\/main\.js"><\/script>[\s\S]*?<\/dialog>/;
  if (!own.test(html)) throw new Error("the page's own search isn't where it was");
  return html
    .replace(own, '<div id="pagefind"></div>')
    .replace(/<link rel="stylesheet" href="[^"]*\/search\.css">/, "")
    .replace("</head>", '<link rel="stylesheet" href="/pagefind/pagefind-ui.css"><script src="/pagefind/pagefind-ui.js" defer></script><script src="/pagefind-start.js" defer></script></head>');
}

/**
 * The bytes of Fieldbook's engine, as they are and as hosts compress them at their best.
 *
 * @param {string} site
 */
export function engineOf(site) {
  const assets = path.join(site, "assets");
  const [version] = readdirSync(assets);
  const raw = gunzipSync(readFileSync(path.join(assets, version, "search/engine.wasm.gz")));
  return { raw: raw.length, gzip: gzipSync(raw, { level: 9 }).length, brotli: brotliCompressSync(raw).length };
}
