/**
 * The search worker: runs the engine and brings it what it lacks.
 *
 * A query is asked of the engine; where blocks are missing, all of them are fetched at once and the query is asked
 * again. Only the latest query is worked on: an older one is dropped between rounds.
 */

import init, { Engine, format } from '../../search/engine.js';
import { FileProblem, readBlocks, unpack } from './files.js';

/** @typedef {import('./types.js').Answer} Answer */
/** @typedef {import('./types.js').Cut} Cut */
/** Blocks of a file that the engine lacks. @typedef {{file: string, blocks: import('./files.js').Block[]}} Missing */
/** @typedef {import('./types.js').Open} Open */
/** @typedef {import('./types.js').Piece} Piece */
/** @typedef {import('./types.js').ProblemCode} ProblemCode */
/** @typedef {import('./types.js').ToWorker} ToWorker */

/** @type {{engine: Engine, folder: URL} | undefined} */
let index;
/** Number of the latest query. */
let latest = -1;
/** Milliseconds that the last round of requests took; a guess before the first. */
let round = 100;

/** Milliseconds without a key after which somebody on a slow line is taken to want what stands there. */
const PAUSE = 150;
/** Bytes that a slow line brings in the time of a key or less. */
const FEW_BYTES = 6_000;

/** @param {Answer} answer */
const say = (answer) => self.postMessage(answer);

self.addEventListener('message', async (/** @type {MessageEvent<ToWorker>} */ { data: message }) => {
  const { id } = message;
  try {
    if (message.type === 'open') say({ id, value: await open(message) });
    else if (message.type === 'search') say({ id, value: await search(message) });
    else say({ id, value: cut(message) });
  } catch (error) {
    say({ id, problem: codeOf(error), message: error instanceof Error ? error.message : String(error) });
  }
});
say({ id: 0, value: null });

/** Makes the engine and opens an index with it. @param {Open} open */
async function open({ folder, packed, hot, format: expected }) {
  if (typeof WebAssembly === 'undefined') throw new Unable('this browser has no WebAssembly');
  const module = await unpack(packed, new URL('engine.wasm.gz', import.meta.url));
  const response = new Response(/** @type {BlobPart} */ (module), { headers: { 'content-type': 'application/wasm' } });
  await init({ module_or_path: response });
  if (format() !== expected) throw new OtherFormat(`the index has format ${expected}, the engine reads ${format()}`);
  const url = new URL(folder);
  index = { engine: new Engine(await unpack(hot, url)), folder: url };
  return null;
}

/**
 * Answers a query in JSON; nothing where a newer one has come, unless it is to be answered nevertheless.
 * @param {import('./types.js').Ask} ask
 */
async function search({ id, request, stays }) {
  const { engine, folder } = opened();
  latest = id;
  const isWanted = () => stays || id === latest;
  const text = JSON.stringify(request);
  for (let hasPaused = stays; isWanted(); ) {
    const results = engine.search(text);
    if (results !== undefined) return results;
    /** @type {Missing[]} */
    const misses = JSON.parse(engine.misses());
    if (!hasPaused && !isOfUseLater(misses)) {
      await pause();
      hasPaused = true;
    }
    if (!isWanted()) return null;
    const begun = performance.now();
    const bring = (/** @type {Missing} */ { file, blocks }) =>
      readBlocks(new URL(file, folder), blocks, (bytes, start) => engine.put(file, start, bytes));
    await Promise.all(misses.map(bring));
    round = performance.now() - begun;
  }
  return null;
}

/**
 * Whether what is missing will be of use for the next letters too: a few postings of a half-typed word are near those of the whole
 * one, or the same. The pages that it finds are others.
 * @param {Missing[]} misses
 */
function isOfUseLater(misses) {
  const bytes = misses.reduce((sum, { blocks }) => sum + (blocks.at(-1)?.end ?? 0) - (blocks[0]?.start ?? 0), 0);
  return bytes <= FEW_BYTES && misses.every(({ file }) => !file.startsWith('records'));
}

/** Waits for the next key. On a fast line nothing that was fetched in vain stands in the way of what is wanted. */
function pause() {
  return new Promise((resolve) => setTimeout(resolve, Math.min(round, PAUSE)));
}

/** Cuts from each text the piece that shows best why it was found. @param {Cut} cut */
function cut({ query, texts }) {
  const { engine } = opened();
  return texts.map((text) => /** @type {Piece[]} */ (JSON.parse(engine.excerpt(query, text))));
}

function opened() {
  if (!index) throw new Error('the worker was asked before an index was opened');
  return index;
}

/** The index is of another version than this page's scripts. */
class OtherFormat extends Error {}

/** This browser can't run the engine. */
class Unable extends Error {}

/** @param {unknown} error @returns {ProblemCode} */
function codeOf(error) {
  if (error instanceof FileProblem) return error.code;
  if (error instanceof OtherFormat) return 'updated';
  if (error instanceof Unable) return 'unable';
  // Bytes that came damaged don't get as far as the compiler: it refuses what it doesn't know, or isn't allowed.
  if (error instanceof WebAssembly.CompileError || error instanceof WebAssembly.LinkError) return 'unable';
  return error instanceof WebAssembly.RuntimeError ? 'crashed' : 'damaged';
}
