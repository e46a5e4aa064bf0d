/** A static host as plain as they come: files, parts of them, `index.html` for folders, `404.html` for the rest. */

import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { createGzip } from "node:zlib";

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

/** What hosts compress. */
const COMPRESSED = new Set([".css", ".html", ".js", ".json", ".svg", ".wasm", ".xml"]);

/**
 * @typedef {object} Host
 * @property {string} address where the site's home page is
 * @property {Set<string>} missing files of the site that this host pretends not to have; tests add to it
 * @property {string[]} asked paths below the site's root, each time that one was asked for; with what part of it
 * @property {(silent: boolean) => void} silence has it take requests and answer none, or answer again
 * @property {() => Promise<void>} stop
 */

/**
 * Serves a folder on a port of this machine.
 *
 * @param {string} site the folder
 * @param {string} base the path under which it is, with slashes around
 * @param {{ compress?: boolean, partial?: boolean, port?: number }} [options] whether it compresses and lets files with a hash in their path be kept, as docs/hosting.md says; whether it knows parts of files, and tells their versions; and the port, if not any free one
 * @returns {Promise<Host>}
 */
export async function host(site, base = "/", { compress = false, partial = true, port: wanted = 0 } = {}) {
  /** @type {Set<string>} */
  const missing = new Set();
  /** @type {string[]} */
  const asked = [];
  let isSilent = false;
  /** @param {string} url */
  const find = (url) => {
    const requested = decodeURIComponent(new URL(url, "http://127.0.0.1").pathname);
    if (!requested.startsWith(base)) return undefined;
    const below = requested.slice(base.length);
    asked.push(below);
    const file = path.join(site, below, requested.endsWith("/") ? "index.html" : "");
    return !missing.has(below) && existsSync(file) && statSync(file).isFile() ? file : undefined;
  };
  const server = createServer((request, response) => {
    if (isSilent) return;
    const file = request.method === "GET" ? find(request.url ?? "/") : undefined;
    const range = partial && file && /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "");
    if (range) asked.push(`${asked.pop()} ${range[0]}`);
    const sent = file ?? path.join(site, "404.html");
    const type = TYPES[path.extname(sent)] ?? "application/octet-stream";
    const kept = compress && /^(assets|search|cards)\//.test(path.relative(site, sent));
    const cache = kept ? "public, max-age=31536000, immutable" : "no-cache";
    const packed = compress && COMPRESSED.has(path.extname(sent));
    /** @type {Record<string, string>} */
    const encoding = packed ? { "content-encoding": "gzip" } : {};
    const { size, mtimeMs } = statSync(sent);
    const tag = { etag: `"${size}-${mtimeMs}"` };
    if (range) {
      const [start, end] = [Number(range[1]), Math.min(Number(range[2] || size), size - 1)];
      response.writeHead(206, { "content-type": type, "cache-control": cache, ...tag, "content-range": `bytes ${start}-${end}/${size}` });
      return void createReadStream(sent, { start, end }).pipe(response);
    }
    response.writeHead(file ? 200 : 404, { "content-type": type, "cache-control": cache, ...encoding, ...(partial ? tag : {}) });
    const bytes = createReadStream(sent);
    (packed ? bytes.pipe(createGzip()) : bytes).pipe(response);
  });
  await new Promise((resolve) => server.listen(wanted, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const stop = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    // After `close`, so that none is opened in between, which it would wait for.
    server.closeAllConnections();
    await closed;
  };
  const silence = (/** @type {boolean} */ silent) => {
    isSilent = silent;
    // What waits in vain would keep the browser from asking anew.
    server.closeAllConnections();
  };
  return { address: `http://127.0.0.1:${port}${base}`, missing, asked, silence, stop };
}
