/**
 * The search worker: runs the engine and brings it what it lacks.
 *
 * A query is asked of the engine; where chunks are missing, all of them are fetched at once and the query is asked
 * again. Only the latest query is worked on: an older one is dropped between rounds.
 */

import init, { Engine, format } from '../../search/engine.js';
import { FileProblem, readFresh, readPacked } from './files.js';

/** @typedef {import('./types.js').FromWorker} FromWorker */
/** @typedef {import('./types.js').Request} Request */

const module = new URL('../../search/engine.wasm', import.meta.url);

/** Where the manifest is; set by the first message. @type {URL | undefined} */
let folder;
/** Where the files are that it names. @type {URL | undefined} */
let generation;
/** The engine, as soon as somebody asked for it. @type {Promise<Engine> | undefined} */
let opening;
/** Number of the latest query. */
let latest = -1;
/** Chunks on their way, by name. @type {Map<string, Promise<void>>} */
const coming = new Map();

/** @param {FromWorker} message */
const say = (message) => self.postMessage(message);

self.addEventListener('message', async (/** @type {MessageEvent<import('./types.js').ToWorker>} */ event) => {
  const message = event.data;
  const id = message.type === 'search' ? message.id : null;
  try {
    if (message.type === 'open') {
      folder = new URL('search/', message.root);
      await engine();
      say({ type: 'ready' });
    } else {
      latest = message.id;
      await answer(message.id, message.request);
    }
  } catch (error) {
    report(id, error);
  }
});

/** The engine, opened once; a failed attempt is forgotten, so that the next query tries again. */
function engine() {
  opening ??= open().catch((error) => {
    opening = undefined;
    throw error;
  });
  return opening;
}

async function open() {
  if (!folder) throw new Error('the worker was asked before it was told where the index is');
  const [manifest] = await Promise.all([readFresh(new URL('index.json', folder)), load()]);
  if (manifest.format !== format()) throw new OtherFormat();
  generation = new URL(`${manifest.index}/`, folder);
  return new Engine(await readPacked(new URL('hot.gz', generation)));
}

async function load() {
  try {
    await init({ module_or_path: module });
  } catch (error) {
    throw error instanceof WebAssembly.CompileError ? error : new FileProblem('offline', `the search engine: ${error}`);
  }
}

/** The index is of another version than this page's scripts. */
class OtherFormat extends Error {}

/**
 * @param {number} id
 * @param {Request} request
 */
async function answer(id, request) {
  const searcher = await engine();
  const text = JSON.stringify(request);
  while (id === latest) {
    const results = searcher.search(text);
    if (results !== undefined) {
      say({ type: 'results', id, results: JSON.parse(results) });
      return;
    }
    /** @type {string[]} */
    const misses = JSON.parse(searcher.misses());
    await Promise.all(misses.map((file) => bring(searcher, file)));
  }
}

/**
 * Fetches a chunk and hands it in; one that is refused is fetched once more, past the caches.
 * @param {Engine} searcher
 * @param {string} file
 */
function bring(searcher, file) {
  const url = new URL(file, generation);
  const fetching = async () => {
    try {
      searcher.put(file, await readPacked(url));
    } catch (error) {
      if (error instanceof WebAssembly.RuntimeError || (error instanceof FileProblem && error.code === 'offline')) throw error;
      const again = await readPacked(url, 'reload');
      try {
        searcher.put(file, again);
      } catch {
        throw new FileProblem('damaged', `${file} is not what it should be`);
      }
    }
  };
  let brought = coming.get(file);
  if (!brought) {
    brought = fetching().finally(() => coming.delete(file));
    coming.set(file, brought);
  }
  return brought;
}

/**
 * @param {number | null} id
 * @param {unknown} error
 */
function report(id, error) {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof FileProblem) say({ type: 'problem', id, code: error.code, message });
  else if (error instanceof OtherFormat) say({ type: 'problem', id, code: 'updated', message });
  else if (error instanceof WebAssembly.RuntimeError) say({ type: 'problem', id, code: 'crashed', message });
  else say({ type: 'problem', id, code: 'damaged', message });
}
