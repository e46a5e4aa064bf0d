/**
 * Asking: first answers while the engine is on its way, then the engine's; and what may be tried where something fails.
 *
 * What is loaded when: the manifest and the worker's script on the first hint that somebody will search; the engine's
 * module and the hot file, which are all that is large, when the browser is idle or somebody has begun to type. Then
 * first answers have the line to themselves.
 */

import { codeOf } from './client.js';
import { FirstAnswers } from './first.js';
import { Opening } from './opening.js';

/** @typedef {import('./types.js').Hit} Hit */
/** @typedef {import('./types.js').ProblemCode} ProblemCode */
/** @typedef {import('./types.js').Request} Request */
/** @typedef {import('./types.js').Results} Results */

/** Milliseconds that first answers may have the line to themselves. */
const HEAD_START = 1000;

/**
 * @typedef {object} Listener what is called with answers to the latest question
 * @property {(results: Results, request: Request) => void} first with what may be said before the engine is there, perhaps to a beginning of the latest question
 * @property {(results: Results, request: Request) => void} beginning with the engine's answer to a beginning of the latest question
 * @property {(results: Results, request: Request) => void} results
 * @property {(code: ProblemCode) => void} problem
 */

export class Search {
  #opening;
  #first;
  #listener;
  /** Counts questions, so that late answers are dropped. */
  #turn = 0;
  /** The latest question, unless there is none any more. @type {{request: Request, turn: number} | undefined} */
  #latest;
  /** First answers on their way. @type {Promise<void> | undefined} */
  #answering;
  /** Number of the last question that the engine has answered. */
  #answered = 0;
  /** Whether the engine is to answer a question though newer ones may come. */
  #hasStaying = false;

  /**
   * @param {URL} root the site's root
   * @param {Listener} listener
   */
  constructor(root, listener) {
    this.#opening = new Opening(root);
    this.#first = new FirstAnswers(this.#opening.index);
    this.#listener = listener;
  }

  /** Loads the little that is needed before anything else. */
  prepare() {
    this.#opening.prepare();
  }

  /** Loads the engine and the hot file ahead of the first question; one that has been asked brings them by itself. */
  warm() {
    if (!this.#latest) this.#opening.engine('low').catch(() => {});
  }

  /**
   * Asks; answers go to the listener, unless a newer question comes first. Where there is nothing to see yet, an answer to a
   * beginning is better than none.
   * @param {Request} request
   * @param {{isBare?: boolean}} [how] whether nothing is shown
   */
  async ask(request, { isBare = false } = {}) {
    this.forget();
    const turn = this.#turn;
    const isLatest = () => turn === this.#turn;
    this.prepare();
    this.#latest = { request, turn };
    const first = this.#opening.isDone ? undefined : (this.#answering ??= this.#answerFirst());
    if (!this.#opening.isUnderWay) await Promise.race([first, pause(HEAD_START)]);
    try {
      const results = await this.#askEngine(request, isLatest, isBare);
      if (!results) return;
      if (isLatest()) {
        this.#answered = turn;
        this.#listener.results(results, request);
      } else if (this.#isOfUse(request, turn)) {
        this.#listener.beginning(results, request);
      }
    } catch (error) {
      // Such first answers as there are shall stand beside the complaint.
      await first;
      if (isLatest()) this.#listener.problem(codeOf(error));
    }
  }

  /** Takes the index that the site has now, if it is another, and asks of it what was asked last. */
  async renew() {
    const hasMoved = await this.#opening.index.hasMoved().catch(() => false);
    if (!hasMoved) return;
    this.#opening.close();
    if (this.#latest) void this.ask(this.#latest.request);
  }

  /** Gives up waiting for an answer. */
  forget() {
    this.#turn += 1;
    this.#latest = undefined;
  }

  /**
   * Cuts from each text the piece that shows best why the query finds it.
   * @param {string} query
   * @param {string[]} texts
   */
  async cut(query, texts) {
    return (await this.#opening.engine()).cut(query, texts);
  }

  /**
   * Why a page stands where it does among those that a question finds; nothing where a newer question came.
   * @param {Request} request
   * @param {Hit} hit
   */
  async explain(request, hit) {
    const engine = await this.#opening.engine();
    const results = await engine.search({ ...request, explain: true });
    return results?.hits.find(({ url }) => url === hit.url)?.explanation;
  }

  /** The file beside a page that holds its text; empty where only the page itself does. */
  async textFile() {
    return (await this.#opening.index.manifest()).text;
  }

  /**
   * Gives first answers, to one question after the other: so whoever types on sees what a beginning finds, and then what
   * the whole does. They are a kindness: where they fail, or come later than the engine's, they aren't missed.
   */
  async #answerFirst() {
    for (let done = 0; this.#latest && this.#latest.turn > done && !this.#opening.isDone; ) {
      const { request, turn } = this.#latest;
      done = turn;
      try {
        const results = await this.#first.answer(request);
        if (results && this.#isOfUse(request, turn)) this.#listener.first(results, request);
      } catch (error) {
        console.info(`search: no first answers: ${error}`);
      }
    }
    this.#answering = undefined;
  }

  /**
   * Whether the latest question is this one, or this one with more letters, and the engine hasn't answered a newer one.
   * @param {Request} request
   * @param {number} turn
   */
  #isOfUse({ query, filters }, turn) {
    const latest = this.#latest?.request;
    return latest !== undefined && this.#answered < turn && latest.query.startsWith(query) && latest.filters === filters;
  }

  /**
   * @param {Request} request
   * @param {() => boolean} isLatest
   * @param {boolean} isBare
   * @returns {Promise<Results | null>} nothing where a newer question has come
   */
  async #askEngine(request, isLatest, isBare) {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const engine = await this.#opening.engine();
        if (!isLatest()) return null;
        return await (isBare && !this.#hasStaying ? this.#stay(engine, request) : engine.search(request));
      } catch (error) {
        console.info(`search: ${error}`);
        if (attempt > 1 || !(await this.#opening.mayMend(error))) throw error;
      }
    }
  }

  /**
   * Has a question answered whatever comes: one at a time, for the line's sake.
   * @param {import('./client.js').EngineClient} engine
   * @param {Request} request
   */
  async #stay(engine, request) {
    this.#hasStaying = true;
    try {
      return await engine.search(request, true);
    } finally {
      this.#hasStaying = false;
    }
  }
}

/** @param {number} milliseconds */
function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
