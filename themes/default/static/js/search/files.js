/** Fetching the files of the index: gzipped, and never changed under one name. */

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

/** Files on their way, by address, with what their bytes are made into. @type {Map<string, Promise<any>>} */
const coming = new Map();

/**
 * Reads a gzipped file of the index. One that came cut short, or that `use` refuses, is fetched once more past the
 * caches; whoever asks for what is on its way already waits for the same.
 * @template Made
 * @param {URL} url
 * @param {(bytes: Uint8Array) => Made} use throws where the bytes aren't what they should be
 * @returns {Promise<Made>}
 */
export function read(url, use) {
  const known = coming.get(url.href);
  if (known) return known;
  // A file's name changes with its content: what any cache has is right, whatever the host says of keeping it.
  const made = attempt(url, use, 'force-cache')
    .catch((error) => (isDamage(error) ? attempt(url, use, 'reload') : Promise.reject(error)))
    .finally(() => coming.delete(url.href));
  coming.set(url.href, made);
  return made;
}

/** @param {unknown} error */
function isDamage(error) {
  return error instanceof FileProblem && error.code === 'damaged';
}

/**
 * @template Made
 * @param {URL} url
 * @param {(bytes: Uint8Array) => Made} use
 * @param {RequestCache} cache
 */
async function attempt(url, use, cache) {
  const bytes = await unpack(await fetchBytes(url, { cache }), url);
  try {
    return use(bytes);
  } catch (error) {
    // The engine trapped: other bytes won't help.
    if (error instanceof WebAssembly.RuntimeError) throw error;
    throw new FileProblem('damaged', `${url.pathname} is not what it should be: ${error}`);
  }
}

/**
 * Fetches a file as it stands; a host's error is as good as none.
 * @param {URL} url
 * @param {RequestInit & {priority?: 'high' | 'low' | 'auto'}} how
 * @returns {Promise<ArrayBuffer>}
 */
export async function fetchBytes(url, how) {
  const response = await get(url, how);
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
  if (!isPacked) return bytes;
  try {
    const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Uint8Array(await new Response(unpacked).arrayBuffer());
  } catch {
    throw new FileProblem('damaged', `${url.pathname} is cut short or changed`);
  }
}
