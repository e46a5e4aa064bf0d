/** A static host as plain as they come: files, `index.html` for folders, `404.html` for the rest. */

import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";

/** @type {Record<string, string>} */
const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
  ".xml": "application/xml",
};

/**
 * @typedef {object} Host
 * @property {string} address where the site's home page is
 * @property {Set<string>} missing files of the site that this host pretends not to have; tests add to it
 * @property {() => Promise<void>} stop
 */

/**
 * Serves a folder on a free port of this machine.
 *
 * @param {string} site the folder
 * @param {string} base the path under which it is, with slashes around
 * @returns {Promise<Host>}
 */
export async function host(site, base = "/") {
  /** @type {Set<string>} */
  const missing = new Set();
  /** @param {string} url */
  const find = (url) => {
    const requested = decodeURIComponent(new URL(url, "http://127.0.0.1").pathname);
    if (!requested.startsWith(base)) return undefined;
    const below = requested.slice(base.length);
    const file = path.join(site, below, requested.endsWith("/") ? "index.html" : "");
    return !missing.has(below) && existsSync(file) && statSync(file).isFile() ? file : undefined;
  };
  const server = createServer((request, response) => {
    const file = request.method === "GET" ? find(request.url ?? "/") : undefined;
    const sent = file ?? path.join(site, "404.html");
    const type = TYPES[path.extname(sent)] ?? "application/octet-stream";
    response.writeHead(file ? 200 : 404, { "content-type": type, "cache-control": "no-cache" });
    createReadStream(sent).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { address: `http://127.0.0.1:${port}${base}`, missing, stop };
}
