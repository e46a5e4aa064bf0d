/** Fetching the files of the index: gzipped, named by their content. */

/** A file that didn't come, or came damaged. */
export class FileProblem extends Error {
  /**
   * @param {'offline' | 'damaged'} code
   * @param {string} message
   */
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/**
 * Fetches a file; a host's error is as good as none.
 * @param {URL} url
 * @param {RequestCache} cache
 * @returns {Promise<Response>}
 */
async function get(url, cache) {
  let response;
  try {
    response = await fetch(url, { cache, credentials: 'same-origin' });
  } catch (error) {
    throw new FileProblem('offline', `${url.pathname}: ${error instanceof Error ? error.message : error}`);
  }
  if (!response.ok) throw new FileProblem('offline', `${url.pathname}: status ${response.status}`);
  return response;
}

/**
 * Reads a gzipped file. A host may have unpacked it on its way already (`Content-Encoding`).
 * @param {URL} url
 * @param {RequestCache} [cache]
 * @returns {Promise<Uint8Array>}
 */
export async function readPacked(url, cache = 'default') {
  const bytes = new Uint8Array(await body(await get(url, cache), url));
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  if (!isPacked) return bytes;
  try {
    const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Uint8Array(await new Response(unpacked).arrayBuffer());
  } catch {
    throw new FileProblem('damaged', `${url.pathname} is cut short or changed`);
  }
}

/**
 * Reads a JSON file that may have changed since the last visit.
 * @param {URL} url
 * @returns {Promise<any>}
 */
export async function readFresh(url) {
  const response = await get(url, 'no-cache');
  try {
    return await response.json();
  } catch {
    throw new FileProblem('damaged', `${url.pathname} can't be read`);
  }
}

/**
 * @param {Response} response
 * @param {URL} url
 */
async function body(response, url) {
  try {
    return await response.arrayBuffer();
  } catch {
    throw new FileProblem('offline', `${url.pathname} didn't come whole`);
  }
}
