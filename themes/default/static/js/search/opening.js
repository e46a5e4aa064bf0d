/**
 * Bringing the engine: the worker, its module, and the hot file of the index that the site has now.
 *
 * The page fetches and the worker unpacks: so nothing waits for the worker's scripts, and no large work is done on the
 * page's own thread.
 */

import { EngineClient, EngineProblem, codeOf } from './client.js';
import { FileProblem, fetchBytes } from './files.js';
import { Index } from './manifest.js';

/** @typedef {RequestInit & {priority?: 'low' | 'auto'}} How */

/** The engine's module. It is packed in itself: many hosts send modules as they are. */
const MODULE = new URL('../../search/engine.wasm.gz', import.meta.url);

export class Opening {
  /** The index that the site has now. */
  index;
  /** @type {EngineClient | undefined} */
  #client;
  /** @type {Promise<EngineClient> | undefined} */
  #opened;
  /** Why there can't be an engine in this browser. @type {EngineProblem | undefined} */
  #unable;
  /** Whether the engine is there and answers at once. */
  isDone = false;

  /** @param {URL} root the site's root */
  constructor(root) {
    this.index = new Index(root);
  }

  /** Whether engine and hot file are on their way, or there. */
  get isUnderWay() {
    return this.#opened !== undefined;
  }

  /** Loads the little that is needed before anything else: the manifest. */
  prepare() {
    this.index.manifest().catch(() => {});
  }

  /**
   * The engine with the index opened; brought once, and again where that failed.
   * @param {'low' | 'auto'} [priority]
   */
  engine(priority = 'auto') {
    this.#opened ??= this.#bring(priority).catch((error) => {
      this.close();
      if (codeOf(error) === 'unable') this.#unable = error;
      throw error;
    });
    return this.#opened;
  }

  /**
   * Whether trying again may help after this: with a new engine after a crash, with the new index where the site was
   * built anew.
   * @param {unknown} error
   */
  async mayMend(error) {
    const code = codeOf(error);
    const isMended = code === 'crashed' || ((code === 'gone' || code === 'damaged') && (await this.index.hasMoved()));
    if (isMended) this.close();
    return isMended;
  }

  /** Ends the engine. */
  close() {
    this.#client?.close();
    this.#client = undefined;
    this.#opened = undefined;
    this.isDone = false;
  }

  /** Brings all there is to bring; what came damaged, once more past the caches. @param {'low' | 'auto'} priority */
  async #bring(priority) {
    try {
      return await this.#bringBy({ cache: 'force-cache', priority });
    } catch (error) {
      if (codeOf(error) !== 'damaged') throw error;
      return this.#bringBy({ cache: 'reload' });
    }
  }

  /** @param {How} how */
  async #bringBy(how) {
    const client = this.#worker();
    const [packed, hot, { format }, folder] = await Promise.all([
      fetchBytes(MODULE, how).catch((error) => Promise.reject(ofThisPage(error))),
      this.#hot(how),
      this.index.manifest(),
      this.index.folder(),
    ]);
    await client.open({ folder: folder.href, format, packed, hot });
    this.isDone = true;
    return client;
  }

  /** The worker, whose script comes beside the engine. */
  #worker() {
    try {
      this.#client ??= new EngineClient();
    } catch (error) {
      this.#unable = new EngineProblem('unable', `this browser has no such workers: ${error}`);
    }
    if (this.#unable || !this.#client) throw this.#unable;
    return this.#client;
  }

  /** @param {How} how */
  async #hot(how) {
    return fetchBytes(new URL('hot.gz', await this.index.folder()), how);
  }
}

/** The engine belongs to this page: where the host has it no more, the page itself is old. @param {unknown} error */
function ofThisPage(error) {
  const isGone = error instanceof FileProblem && error.code === 'gone';
  return isGone ? new EngineProblem('updated', error.message) : error;
}
