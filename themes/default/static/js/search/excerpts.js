/**
 * Excerpts: a result shows the summary of its page until the piece of its text is there that was found.
 *
 * The first results get theirs as soon as typing pauses; others when they have been in sight for a while, have the focus
 * or lie under the pointer, and not at all where the reader saves data.
 */

import { readSections } from './texts.js';

/** @typedef {import('./results.js').Row} Row */
/** @typedef {import('./texts.js').Sections} Sections */

/** Results that get excerpts at once. */
const AT_ONCE = 3;
/** Milliseconds without a key after which those are fetched: in the midst of a word they would soon be others. */
const BETWEEN_KEYS = 200;
/** Milliseconds after which others in sight get theirs. */
const IN_SIGHT = 600;

/** A page's text that came, or is on its way. @typedef {{sections: Promise<Sections>, abort: AbortController, isThere: boolean}} Text */

export class Excerpts {
  #search;
  #savesData;
  /** Texts by address. @type {Map<string, Text>} */
  #texts = new Map();
  #query = '';
  /** Rows without an excerpt yet, by their elements. @type {Map<Element, Row>} */
  #waiting = new Map();
  /** @type {Set<Element>} */
  #inSight = new Set();
  #timers = [0, 0];
  #observer = new IntersectionObserver((entries) => this.#see(entries));

  /**
   * @param {import('./search.js').Search} search
   * @param {HTMLElement} list
   * @param {boolean} savesData
   */
  constructor(search, list, savesData) {
    this.#search = search;
    this.#savesData = savesData;
    for (const type of ['focusin', 'pointerover']) {
      list.addEventListener(type, ({ target }) => target instanceof Element && this.#want(target.closest('.search-hit')));
    }
  }

  /**
   * Begins with the results of a query, in place of those before.
   * @param {Row[]} rows
   * @param {string} query
   */
  begin(rows, query) {
    this.stop(rows);
    if (!query.trim()) return;
    this.#query = query;
    this.#waiting = new Map(rows.map((row) => [row.item, row]));
    const first = rows.slice(0, AT_ONCE);
    const fillFirst = () => first.forEach((row) => this.#want(row.item));
    // Texts that are there cost nothing.
    if (first.every((row) => this.#texts.get(row.url.href)?.isThere)) fillFirst();
    else this.#timers[0] = setTimeout(fillFirst, BETWEEN_KEYS);
    if (this.#savesData) for (const { item } of rows.slice(AT_ONCE)) this.#waiting.delete(item);
    else for (const { item } of rows.slice(AT_ONCE)) this.#observer.observe(item);
  }

  /** Gives up what isn't there, but for texts of these. @param {Row[]} [rows] */
  stop(rows = []) {
    this.#timers.forEach(clearTimeout);
    this.#observer.disconnect();
    this.#inSight.clear();
    this.#waiting.clear();
    const wanted = new Set(rows.map((row) => row.url.href));
    for (const [address, text] of this.#texts) if (!text.isThere && !wanted.has(address)) text.abort.abort();
  }

  /** @param {IntersectionObserverEntry[]} entries */
  #see(entries) {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) this.#inSight.add(target);
      else this.#inSight.delete(target);
    }
    clearTimeout(this.#timers[1]);
    this.#timers[1] = setTimeout(() => this.#inSight.forEach((item) => this.#want(item)), IN_SIGHT);
  }

  /** @param {Element | null} item */
  #want(item) {
    const row = item && this.#waiting.get(item);
    if (!row) return;
    this.#waiting.delete(item);
    this.#observer.unobserve(item);
    // A result without an excerpt is a good result still: it has its summary.
    this.#fill(row).catch((error) => console.info(`search: no excerpt of ${row.url.pathname}: ${error}`));
  }

  /** @param {Row} row */
  async #fill(row) {
    const query = this.#query;
    const sections = await this.#sections(row.url);
    const best = row.hit.sections[0]?.anchor ?? '';
    const text = sections.get(best);
    if (!text) return;
    const [excerpt] = await this.#search.cut(query, [text]);
    if (query === this.#query) row.excerpt(excerpt);
  }

  /** @param {URL} page */
  #sections(page) {
    const known = this.#texts.get(page.href);
    if (known) return known.sections;
    const abort = new AbortController();
    const sections = this.#read(page, abort.signal);
    const text = { sections, abort, isThere: false };
    this.#texts.set(page.href, text);
    sections.then(() => (text.isThere = true), () => this.#texts.delete(page.href));
    return sections;
  }

  /**
   * @param {URL} page
   * @param {AbortSignal} signal
   */
  async #read(page, signal) {
    return readSections(page, await this.#search.textFile(), signal);
  }
}
