/** What the entries of a list have, and which of them a choice leaves: any value of a filter, of each filter one. */

/** @typedef {Map<string, Set<string>>} Choice chosen values by filter */
/** @typedef {{ number: string, values: string[] }} Entry a document's number, and its values (`industry:pharma`) */
/** @typedef {{ per_page: number, values: string[], entries: [number, number[]][] }} Index see `view/filter.rs` */

/**
 * @typedef {object} Found
 * @property {string[]} numbers documents that the choice leaves, in the list's order
 * @property {Map<string, number>} counts how many there would be of each value, given what is chosen of other filters
 */

/** @param {string} word */
function nameOf(word) {
  return word.slice(0, word.indexOf(':'));
}

export class Entries {
  #all;
  /** @type {Map<string, number>} */
  #places;
  /** How many stand on each page of the list. */
  perPage;

  /**
   * @param {Entry[]} all
   * @param {number} perPage
   */
  constructor(all, perPage) {
    this.#all = all;
    this.#places = new Map(all.map(({ number }, place) => [number, place]));
    this.perPage = perPage;
  }

  /**
   * The entries of a page.
   * @param {ParentNode} page
   */
  static of(page) {
    /** @type {Map<string, Entry>} */
    const all = new Map();
    for (const element of page.querySelectorAll('[data-filters]')) {
      if (!(element instanceof HTMLElement || element instanceof SVGElement)) continue;
      const { entry: number = '', filters = '' } = element.dataset;
      const values = filters.split(' ').map(decodeURIComponent);
      if (!all.has(number)) all.set(number, { number, values });
    }
    return new Entries([...all.values()], Infinity);
  }

  /**
   * The entries of a list of several pages.
   * @param {string} address
   */
  static async fetch(address) {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    /** @type {Index} */
    const index = await response.json();
    const words = index.values.map(decodeURIComponent);
    const all = index.entries.map(([number, places]) => ({ number: String(number), values: places.map((place) => words[place]) }));
    return new Entries(all, index.per_page);
  }

  get size() {
    return this.#all.length;
  }

  /**
   * The page of the list, from 1, that a document stands on.
   * @param {string} number
   */
  pageOf(number) {
    return Math.floor((this.#places.get(number) ?? 0) / this.perPage) + 1;
  }

  /**
   * @param {Choice} choice
   * @returns {Found}
   */
  find(choice) {
    /** @type {Found} */
    const found = { numbers: [], counts: new Map() };
    for (const { number, values } of this.#all) {
      const missed = [...choice].filter(([name, wanted]) => !values.some((word) => nameOf(word) === name && wanted.has(word.slice(name.length + 1))));
      if (missed.length > 1) continue;
      // What only one filter keeps away counts for that filter's other values.
      const only = missed[0]?.[0];
      if (only === undefined) found.numbers.push(number);
      for (const word of values) {
        if (only === undefined || nameOf(word) === only) found.counts.set(word, (found.counts.get(word) ?? 0) + 1);
      }
    }
    return found;
  }
}
