/** The page's end of the bid desk's worker: tasks as calls, a crash as the end of all of them. */

/** @typedef {import('./types.d.ts').FromWorker} FromWorker */
/** @typedef {import('./types.d.ts').Row} Row */
/** @typedef {import('./types.d.ts').Task} Task */

/** Why something wasn't done. */
export class Problem extends Error {
  /** @param {string} code @param {string} message */
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/** How far finding has come, and what has changed. @typedef {{rows: [number, Row][], done: number, count: number}} News */

export class Client {
  #worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
  #asked = 0;
  /** @type {Map<number, {resolve: (value: any) => void, reject: (error: Error) => void}>} */
  #calls = new Map();

  /** @param {(news: News) => void} hear */
  constructor(hear) {
    this.#worker.addEventListener('message', (/** @type {MessageEvent<FromWorker>} */ { data }) => {
      if ('rows' in data) return hear(data);
      const call = this.#calls.get(data.id);
      this.#calls.delete(data.id);
      if ('problem' in data) call?.reject(new Problem(data.problem, data.message));
      else call?.resolve(data.value);
    });
    this.#worker.addEventListener('error', () => {
      for (const { reject } of this.#calls.values()) reject(new Problem('crashed', 'the worker stopped'));
      this.close();
    });
  }

  /**
   * @param {Task} task
   * @param {Transferable[]} [transferred]
   * @returns {Promise<any>}
   */
  ask(task, transferred = []) {
    this.#asked += 1;
    const id = this.#asked;
    return new Promise((resolve, reject) => {
      this.#calls.set(id, { resolve, reject });
      this.#worker.postMessage({ ...task, id }, transferred);
    });
  }

  /** Ends the worker; what waits for an answer gets none. */
  close() {
    this.#worker.terminate();
    this.#calls.clear();
  }
}
