/**
 * The host of both searches: files as they are, or compressed once and kept so, as large hosts do; and a log of all that
 * went over the line. HTTP/1.1.
 */

import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { gzipSync } from "node:zlib";

/** @type {Record<string, string>} */
const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".md": "text/markdown; charset=utf-8",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/** Paths whose content never changes; what else there is, is asked for anew each time. */
const KEPT = /^\/(assets\/|search\/.*\.(gz|bin)$|pagefind\/(index|fragment)\/)/;

/**
 * @typedef {object} Sent
 * @property {string} path
 * @property {number} bytes as they went over the line, with headers
 *
 * @typedef {object} Host
 * @property {string} address
 * @property {Sent[]} sent all answers so far
 * @property {() => Promise<void>} stop
 */

/**
 * Serves a folder on a free port of this machine.
 *
 * @param {string} site
 * @param {Map<string, Buffer>} made files by path that this host has beside those of the folder
 * @param {boolean} compresses whether it compresses what isn't yet
 * @returns {Promise<Host>}
 */
export async function host(site, made, compresses) {
  /** @type {Sent[]} */
  const sent = [];
  /** @type {Map<string, Buffer>} */
  const packed = new Map();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://127.0.0.1");
    const name = pathname.endsWith("/") ? `${pathname}index.html` : pathname;
    const type = TYPES[path.extname(name)];
    const cache = KEPT.test(pathname) ? "public, max-age=31536000, immutable" : "no-cache";
    let bytes = made.get(name) ?? read(path.join(site, decodeURIComponent(name)));
    response.statusCode = bytes ? 200 : 404;
    response.setHeader("content-type", type ?? "application/octet-stream");
    response.setHeader("cache-control", cache);
    if (bytes && compresses && type && !request.headers.range) {
      bytes = packed.get(name) ?? gzipSync(bytes);
      packed.set(name, bytes);
      response.setHeader("content-encoding", "gzip");
    }
    // Both programs' files have a version, and are to be had in parts, as with all large hosts.
    const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "");
    if (bytes) response.setHeader("etag", `"${bytes.length}"`);
    if (bytes && range) {
      response.statusCode = 206;
      response.setHeader("content-range", `bytes ${range[1]}-${range[2]}/${bytes.length}`);
      bytes = bytes.subarray(Number(range[1]), Number(range[2]) + 1);
    }
    const { socket } = response;
    const before = socket?.bytesWritten ?? 0;
    response.once("finish", () => sent.push({ path: pathname, bytes: (socket?.bytesWritten ?? 0) - before }));
    response.end(bytes ?? "Not found");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { address: `http://127.0.0.1:${port}`, sent, stop };
}

/** @param {string} file */
function read(file) {
  return existsSync(file) && statSync(file).isFile() ? readFileSync(file) : undefined;
}
