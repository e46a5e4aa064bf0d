/** The page's end of the search worker: messages as calls, a crash as the end of all of them. */

import { FileProblem } from './files.js';

/** @typedef {import('./types.js').Answer} Answer */
/** @typedef {import('./types.js').Piece} Piece */
/** @typedef {import('./types.js').ProblemCode} ProblemCode */
/** @typedef {import('./types.js').Request} Request */
/** @typedef {import('./types.js').Results} Results */

/** Why the engine gave no answer. */
export class EngineProblem extends Error {
  /**
   * @param {ProblemCode} code
   * @param {string} message
   */
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/** Where the worker's script is. */
const SCRIPT = new URL('./worker.js', import.meta.url);

/** A worker with an engine. One that crashed isn't of use any more: make another. */
export class EngineClient {
  #worker;
  #isRunning = false;
  #asked = 0;
  /** Why it is of no use any more. @type {EngineProblem | undefined} */
  #ended;
  /** Calls without an answer yet. @type {Map<number, {resolve: (value: any) => void, reject: (error: Error) => void}>} */
  #calls = new Map();

  constructor() {
    this.#worker = new Worker(SCRIPT, { type: 'module' });
    this.#worker.addEventListener('message', (event) => this.#hear(event.data));
    this.#worker.addEventListener('error', () => void this.#fail());
  }

  /**
   * Makes the engine and opens an index, both as they came, packed.
   * @param {Omit<import('./types.js').Open, 'id' | 'type'>} open
   * @returns {Promise<void>}
   */
  open(open) {
    return this.#call({ type: 'open', ...open }, [open.packed, open.hot]);
  }

  /**
   * Asks; nothing is the answer where a newer question came in between.
   * @param {Request} request
   * @param {boolean} [stays] whether it is to be answered also then
   * @returns {Promise<Results | null>}
   */
  async search(request, stays = false) {
    // As text: to copy the values one by one from the worker takes longer.
    const text = await this.#call({ type: 'search', request, stays });
    return JSON.parse(text);
  }

  /**
   * Cuts from each text the piece that shows best why it was found.
   * @param {string} query
   * @param {string[]} texts
   * @returns {Promise<Piece[][]>}
   */
  cut(query, texts) {
    return this.#call({ type: 'cut', query, texts });
  }

  /** Ends the worker; what waits for an answer gets none. */
  close() {
    this.#worker.terminate();
    this.#calls.clear();
  }

  /**
   * @param {object} message
   * @param {Transferable[]} transferred
   * @returns {Promise<any>}
   */
  #call(message, transferred = []) {
    this.#asked += 1;
    const id = this.#asked;
    return new Promise((resolve, reject) => {
      if (this.#ended) return reject(this.#ended);
      this.#calls.set(id, { resolve, reject });
      this.#worker.postMessage({ ...message, id }, transferred);
    });
  }

  /** @param {Answer} answer */
  #hear(answer) {
    this.#isRunning = true;
    if ('problem' in answer && answer.problem === 'crashed') return this.#end('crashed', answer.message);
    const call = this.#calls.get(answer.id);
    this.#calls.delete(answer.id);
    if ('problem' in answer) call?.reject(new EngineProblem(answer.problem, answer.message));
    else call?.resolve(answer.value);
  }

  /** The worker stopped; or it never ran, since its script didn't come or isn't for this browser. */
  async #fail() {
    if (this.#isRunning) return this.#end('crashed', 'the worker stopped');
    const response = await fetch(SCRIPT).catch(() => undefined);
    if (!response) this.#end('offline', "the worker's script didn't come");
    else this.#end(response.ok ? 'unable' : 'updated', `the worker's script doesn't run: status ${response.status}`);
  }

  /**
   * @param {ProblemCode} code
   * @param {string} message
   */
  #end(code, message) {
    this.#ended = new EngineProblem(code, message);
    for (const { reject } of this.#calls.values()) reject(this.#ended);
    this.close();
  }
}

/** What went wrong, of all that can. @param {unknown} error @returns {ProblemCode} */
export function codeOf(error) {
  return error instanceof EngineProblem || error instanceof FileProblem ? error.code : 'crashed';
}
