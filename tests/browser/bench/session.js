/** A visit: a fresh profile on a line, a page, and queries typed key by key into one program's box. */

import { connect } from "./link.js";
import { watch } from "./watch.js";

/** @typedef {import("./programs.js").Program} Program */
/** @typedef {import("./watch.js").Watch} Watch */

/** Milliseconds from key to key, of a hand that types well. */
const KEY = 100;
/** Milliseconds without a request after which no more come of a query: longer than what the dialog waits before it fetches excerpts. */
const QUIET = 900;
/** Milliseconds after which results aren't waited for any more. */
const PATIENCE = 120_000;

/**
 * @typedef {object} Outcome of a query; times in milliseconds
 * @property {string} text
 * @property {number} shown from the first key to the first results of any sort
 * @property {number} answered from the first key to the engine's first results, of as much as was typed
 * @property {number} whole from the first key to results of the whole text, the engine's or first answers
 * @property {number} full from the first key to the engine's
 * @property {number} soon from the last key to results of the whole text
 * @property {number} last from the last key to the engine's
 * @property {number} bytes of search alone that the host sent, with those for what followed the results
 * @property {number} requests of search alone, up to the results
 * @property {number} rounds of requests after the last key that waited for others, up to the results
 */

export class Session {
  /** Requests for search, with when they began and ended. @type {Map<import("playwright-core").Request, { start: number, end: number }>} */
  #requests = new Map();
  #changed = performance.now();

  /**
   * @param {import("playwright-core").Page} page
   * @param {Program} program
   * @param {import("./host.js").Host} server
   */
  constructor(page, program, server) {
    this.page = page;
    this.program = program;
    this.server = server;
    const context = page.context();
    context.on("request", (request) => {
      if (!program.owns(new URL(request.url()).pathname)) return;
      this.#changed = performance.now();
      this.#requests.set(request, { start: this.#changed, end: Infinity });
    });
    const end = (/** @type {import("playwright-core").Request} */ request) => {
      const times = this.#requests.get(request);
      if (!times) return;
      this.#changed = performance.now();
      times.end = this.#changed;
    };
    context.on("requestfinished", end);
    context.on("requestfailed", end);
  }

  /**
   * Opens the program's page in a profile that knows nothing.
   *
   * @param {import("playwright-core").Browser} browser
   * @param {import("./host.js").Host} server
   * @param {Program} program
   * @param {import("./link.js").Link} link
   */
  static async start(browser, server, program, link) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    context.setDefaultTimeout(PATIENCE);
    await context.addInitScript(watch, program.name);
    const page = await context.newPage();
    await connect(page, link);
    const session = new Session(page, program, server);
    await page.goto(server.address + program.path, { waitUntil: "load" });
    return session;
  }

  /** What has come for search until now, in bytes and requests. */
  get spent() {
    const own = this.server.sent.filter(({ path }) => this.program.owns(path));
    return { bytes: own.reduce((sum, { bytes }) => sum + bytes, 0), requests: own.length };
  }

  /**
   * Types a text in place of what is in the box, and waits for its results and for all that is fetched after them.
   *
   * @param {string} text
   * @returns {Promise<Outcome>}
   */
  async search(text) {
    const before = this.spent;
    const letters = Array.from(text);
    await this.#empty();
    for (const letter of letters.slice(0, -1)) {
      await this.#press(letter);
      await this.page.waitForTimeout(KEY);
    }
    const from = performance.now();
    await this.#press(letters.at(-1) ?? "");
    const { firstKey = NaN, lastKey = NaN, shown = NaN, answered = NaN, whole = NaN, done = NaN } = await this.#results();
    const to = performance.now();
    const { requests } = this.spent;
    await this.quiet();
    return {
      text,
      shown: shown - firstKey,
      answered: answered - firstKey,
      whole: whole - firstKey,
      full: done - firstKey,
      soon: whole - lastKey,
      last: done - lastKey,
      bytes: this.spent.bytes - before.bytes,
      requests: requests - before.requests,
      rounds: this.#rounds(from, to),
    };
  }

  /**
   * Types a text in place of what is in the box, and waits for the results of each letter, and for the hand, before the next.
   *
   * @param {string} text
   * @returns {Promise<number[]>} milliseconds from each key to its results
   */
  async letters(text) {
    /** @type {number[]} */
    const times = [];
    await this.#empty();
    for (const letter of text) {
      await this.#press(letter);
      // A blank asks for nothing new.
      if (letter === " ") continue;
      const { lastKey = NaN, done = NaN } = await this.#results();
      times.push(done - lastKey);
      await this.page.waitForTimeout(KEY);
    }
    return times;
  }

  /** Makes the next key replace what is in the box. */
  async #empty() {
    if ((await this.page.locator(this.program.box).inputValue()) !== "") await this.page.keyboard.press("Control+A");
    await this.page.evaluate(() => /** @type {any} */ (globalThis).watch.begin());
  }

  /** @param {string} letter */
  async #press(letter) {
    await this.page.keyboard.press(letter === " " ? "Space" : letter);
  }

  /** Waits for the results of what is in the box. */
  async #results() {
    return this.page.evaluate(() => /** @type {Watch} */ (/** @type {any} */ (globalThis).watch).settled());
  }

  /**
   * The longest chain of requests of which each began when the one before had ended.
   *
   * @param {number} from what had ended by then doesn't count
   * @param {number} to nor what began later
   */
  #rounds(from, to) {
    const times = [...this.#requests.values()].filter(({ start, end }) => end > from && start < to).sort((one, other) => one.start - other.start);
    /** @type {{ end: number, depth: number }[]} */
    const chained = [];
    for (const { start, end } of times) {
      const before = chained.filter((other) => other.end <= start).map(({ depth }) => depth);
      chained.push({ end, depth: 1 + Math.max(0, ...before) });
    }
    return Math.max(0, ...chained.map(({ depth }) => depth));
  }

  /** Waits until nothing is fetched any more. */
  async quiet() {
    const isQuiet = () => performance.now() - this.#changed > QUIET && [...this.#requests.values()].every(({ end }) => end < Infinity);
    while (!isQuiet()) await this.page.waitForTimeout(50);
  }

  /** Milliseconds of the longest task of the page's main thread, 0 where none was over 50. */
  async longestTask() {
    return this.page.evaluate(() => /** @type {Watch} */ (/** @type {any} */ (globalThis).watch).longest);
  }

  async close() {
    await this.page.context().close();
  }
}
