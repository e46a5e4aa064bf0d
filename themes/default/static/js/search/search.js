/**
 * Asking: first answers while the engine is on its way, then the engine's; and what may be tried where something fails.
 *
 * What is loaded when: the manifest and the worker's script on the first hint that somebody will search; the engine's
 * module and the hot file, which are all that is large, when the browser is idle or somebody has begun to type. Then
 * first answers have the line to themselves.
 */

import { codeOf } from './client.js';
import { Opening } from './opening.js';

/** @typedef {import('./types.js').ProblemCode} ProblemCode */
/** @typedef {import('./types.js').Request} Request */
/** @typedef {import('./types.js').Results} Results */

/**
 * @typedef {object} Listener what is called with answers to the latest question, and never for an older one
 * @property {(results: Results, request: Request) => void} first with what may be said before the engine is there
 * @property {(results: Results, request: Request) => void} results
 * @property {(code: ProblemCode) => void} problem
 */

export class Search {
  #opening;
  #listener;
  /** Counts questions, so that late answers are dropped. */
  #turn = 0;

  /**
   * @param {URL} root the site's root
   * @param {Listener} listener
   */
  constructor(root, listener) {
    this.#opening = new Opening(root);
    this.#listener = listener;
  }

  /** Loads the little that is needed before anything else. */
  prepare() {
    this.#opening.prepare();
  }

  /** Loads the engine and the hot file ahead of the first question. */
  warm() {
    this.#opening.engine('low').catch(() => {});
  }

  /**
   * Asks; answers go to the listener, unless a newer question comes first.
   * @param {Request} request
   */
  async ask(request) {
    this.forget();
    const turn = this.#turn;
    const isLatest = () => turn === this.#turn;
    this.prepare();
    try {
      const results = await this.#askEngine(request, isLatest);
      if (results && isLatest()) this.#listener.results(results, request);
    } catch (error) {
      if (isLatest()) this.#listener.problem(codeOf(error));
    }
  }

  /** Gives up waiting for an answer. */
  forget() {
    this.#turn += 1;
  }

  /**
   * Cuts from each text the piece that shows best why the query finds it.
   * @param {string} query
   * @param {string[]} texts
   */
  async cut(query, texts) {
    return (await this.#opening.engine()).cut(query, texts);
  }

  /** The file beside a page that holds its text; empty where only the page itself does. */
  async textFile() {
    return (await this.#opening.index.manifest()).text;
  }

  /**
   * @param {Request} request
   * @param {() => boolean} isLatest
   * @returns {Promise<Results | null>} nothing where a newer question has come
   */
  async #askEngine(request, isLatest) {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const engine = await this.#opening.engine();
        return isLatest() ? await engine.search(request) : null;
      } catch (error) {
        console.info(`search: ${error}`);
        if (attempt > 1 || !(await this.#opening.mayMend(error))) throw error;
      }
    }
  }
}
