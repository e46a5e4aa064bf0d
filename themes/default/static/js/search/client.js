/** The page's end of the search worker: one query at a time, late answers dropped, a crashed engine started anew. */

/** @typedef {import('./types.js').Request} Request */
/** @typedef {import('./types.js').Results} Results */
/** @typedef {import('./types.js').ProblemCode} ProblemCode */
/** @typedef {import('./types.js').FromWorker} FromWorker */

export class SearchClient {
  /** @type {Worker | undefined} */
  #worker;
  #root;
  #asked = 0;
  /** The query that waits for its answer. @type {Request | undefined} */
  #pending;
  /** Whether the pending query has crashed the engine once. */
  #crashed = false;

  /**
   * @param {URL} root the site's root
   * @param {{results: (results: Results, request: Request) => void, problem: (code: ProblemCode) => void}} listener
   */
  constructor(root, listener) {
    this.#root = root;
    this.listener = listener;
  }

  /** Starts the engine, so that it is there when the first letter is typed. */
  warm() {
    if (this.#worker) return this.#worker;
    const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
    worker.addEventListener('message', (event) => this.#hear(event.data));
    worker.addEventListener('error', () => this.#restart());
    worker.postMessage({ type: 'open', root: this.#root.href });
    this.#worker = worker;
    return worker;
  }

  /**
   * Asks; the answer goes to the listener, unless a newer question comes first.
   * @param {Request} request
   */
  search(request) {
    this.#crashed = false;
    this.#ask(request);
  }

  /** Gives up waiting for an answer. */
  forget() {
    this.#asked += 1;
    this.#pending = undefined;
  }

  /** Asks the last question again, after a problem. @param {Request} request */
  retry(request) {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.search(request);
  }

  /** @param {Request} request */
  #ask(request) {
    this.#asked += 1;
    this.#pending = request;
    this.warm().postMessage({ type: 'search', id: this.#asked, request });
  }

  /** @param {FromWorker} message */
  #hear(message) {
    if (message.type === 'ready') return;
    const isLate = message.id !== this.#asked;
    if (message.type === 'problem') console.warn(`search: ${message.message}`);
    if (message.type === 'problem' && message.code === 'crashed') {
      this.#restart();
    } else if (message.type === 'results' && !isLate && this.#pending) {
      const request = this.#pending;
      this.#pending = undefined;
      this.listener.results(message.results, request);
    } else if (message.type === 'problem' && !isLate) {
      this.listener.problem(message.code);
    }
  }

  /** A trap ends an instance for good: a new one is asked the same once, then the reader is told. */
  #restart() {
    this.#worker?.terminate();
    this.#worker = undefined;
    if (!this.#pending) return;
    if (this.#crashed) {
      this.listener.problem('crashed');
    } else {
      this.#crashed = true;
      this.#ask(this.#pending);
    }
  }
}
