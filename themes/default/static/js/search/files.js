/** Fetching the files of the index, whole or in parts; they never change under one name. */

/** A file that didn't come, or came damaged. */
export class FileProblem extends Error {
  /**
   * @param {'offline' | 'gone' | 'damaged'} code
   * @param {string} message
   */
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/** Where a block is in its file. @typedef {{start: number, end: number}} Block */

/** Files and blocks on their way, by address, with what their bytes are made into. @type {Map<string, Promise<any>>} */
const coming = new Map();

/**
 * Reads a gzipped file of the index. Whoever asks for what is on its way already waits for the same.
 * @template Made
 * @param {URL} url
 * @param {(bytes: Uint8Array) => Made} use throws where the bytes aren't what they should be
 * @returns {Promise<Made>}
 */
export function read(url, use) {
  return once(url.href, () => twice(async (cache) => using(use, await unpack(await fetchBytes(url, { cache }), url), url)));
}

/**
 * Reads blocks of a file: asks for the stretch that holds all that aren't on their way, and bears with hosts that send the whole.
 * @template Made
 * @param {URL} url
 * @param {Block[]} blocks in their order
 * @param {(bytes: Uint8Array, start: number) => Made} use throws where the bytes aren't what they should be
 * @returns {Promise<Made[]>}
 */
export function readBlocks(url, blocks, use) {
  const keyOf = (/** @type {Block} */ { start }) => `${url.href} ${start}`;
  const fresh = blocks.filter((block) => !coming.has(keyOf(block)));
  const from = fresh[0]?.start ?? 0;
  const stretch = { start: from, end: fresh.at(-1)?.end ?? 0 };
  /** The stretch, once for all blocks in it. @type {Map<RequestCache, Promise<Uint8Array>>} */
  const fetched = new Map();
  const fetchStretch = (/** @type {RequestCache} */ cache) => {
    const bytes = fetched.get(cache) ?? fetchPart(url, stretch, cache);
    fetched.set(cache, bytes);
    return bytes;
  };
  const readBlock = (/** @type {Block} */ { start, end }) =>
    twice(async (cache) => {
      const block = (await fetchStretch(cache)).subarray(start - from, end - from);
      return using((bytes) => use(bytes, start), await inflate(block, 'deflate-raw', url), url);
    });
  return Promise.all(blocks.map((block) => once(keyOf(block), () => readBlock(block))));
}

/**
 * Does a thing that isn't under way yet; else waits for that.
 * @template Made
 * @param {string} key
 * @param {() => Promise<Made>} make
 * @returns {Promise<Made>}
 */
function once(key, make) {
  const known = coming.get(key);
  if (known) return known;
  const made = make().finally(() => coming.delete(key));
  coming.set(key, made);
  return made;
}

/**
 * Reads what never changes: from any cache that has it, whatever the host says of keeping; and where it came damaged, once more past
 * the caches.
 * @template Made
 * @param {(cache: RequestCache) => Promise<Made>} attempt
 */
async function twice(attempt) {
  try {
    return await attempt('force-cache');
  } catch (error) {
    if (isDamage(error)) return attempt('reload');
    throw error;
  }
}

/** @param {unknown} error */
function isDamage(error) {
  return error instanceof FileProblem && error.code === 'damaged';
}

/**
 * @template Made
 * @param {(bytes: Uint8Array) => Made} use
 * @param {Uint8Array} bytes
 * @param {URL} url for messages
 */
function using(use, bytes, url) {
  try {
    return use(bytes);
  } catch (error) {
    // The engine trapped: other bytes won't help.
    if (error instanceof WebAssembly.RuntimeError) throw error;
    throw new FileProblem('damaged', `${url.pathname} is not what it should be: ${error}`);
  }
}

/**
 * A stretch of a file; past the caches the whole is asked for: a host may be wrong about parts.
 * @param {URL} url
 * @param {Block} stretch
 * @param {RequestCache} cache
 */
async function fetchPart(url, { start, end }, cache) {
  /** @type {HeadersInit} */
  const headers = cache === 'force-cache' ? { range: `bytes=${start}-${end - 1}` } : {};
  const response = await get(url, { cache, headers });
  const bytes = new Uint8Array(await bytesOf(response, url));
  return response.status === 206 ? bytes : bytes.subarray(start, end);
}

/**
 * Fetches a file as it stands; a host's error is as good as none.
 * @param {URL} url
 * @param {RequestInit & {priority?: 'high' | 'low' | 'auto'}} how
 * @returns {Promise<ArrayBuffer>}
 */
export async function fetchBytes(url, how) {
  return bytesOf(await get(url, how), url);
}

/**
 * @param {Response} response
 * @param {URL} url for messages
 */
async function bytesOf(response, url) {
  try {
    return await response.arrayBuffer();
  } catch {
    throw new FileProblem('offline', `${url.pathname} didn't come whole`);
  }
}

/**
 * Fetches a file; a host's error is as good as none.
 * @param {URL} url
 * @param {RequestInit} how
 * @returns {Promise<Response>}
 */
export async function get(url, how) {
  const response = await ask(url, how);
  if (response.ok) return response;
  // Caches remember that a file was not there, too.
  if (how.cache === 'force-cache') return get(url, { ...how, cache: 'reload' });
  const isGone = response.status === 404 || response.status === 410;
  throw new FileProblem(isGone ? 'gone' : 'offline', `${url.pathname}: status ${response.status}`);
}

/**
 * @param {URL} url
 * @param {RequestInit} how
 */
async function ask(url, how) {
  try {
    return await fetch(url, { credentials: 'same-origin', ...how });
  } catch (error) {
    throw new FileProblem('offline', `${url.pathname}: ${error instanceof Error ? error.message : error}`);
  }
}

/**
 * Unpacks a gzipped file. A host may have done so already, on its way (`Content-Encoding`).
 * @param {ArrayBuffer} packed
 * @param {URL} url for messages
 * @returns {Promise<Uint8Array>}
 */
export async function unpack(packed, url) {
  const bytes = new Uint8Array(packed);
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return isPacked ? inflate(bytes, 'gzip', url) : bytes;
}

/**
 * @param {Uint8Array} bytes
 * @param {'gzip' | 'deflate-raw'} format
 * @param {URL} url for messages
 */
async function inflate(bytes, format, url) {
  try {
    const inflated = new Blob([/** @type {BlobPart} */ (bytes)]).stream().pipeThrough(new DecompressionStream(format));
    return new Uint8Array(await new Response(inflated).arrayBuffer());
  } catch {
    throw new FileProblem('damaged', `${url.pathname} is cut short or changed`);
  }
}
