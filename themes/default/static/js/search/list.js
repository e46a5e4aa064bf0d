/** The list of results: shows answers as they come, and keeps its order under a reader. */

import { Row } from './results.js';

/** @typedef {import('./types.js').Hit} Hit */
/** @typedef {import('./results.js').Words} Words */
/** @typedef {import('./types.js').Results} Results */

export class ResultList {
  #list;
  #root;
  #words;
  /** Rows in their order, by address. @type {Map<string, Row>} */
  #rows = new Map();
  /** Whether a reader has begun to move through what is shown. */
  #isBeingRead = false;

  /**
   * @param {HTMLElement} list
   * @param {URL} root the site's root
   * @param {Words} words
   */
  constructor(list, root, words) {
    this.#list = list;
    this.#root = root;
    this.#words = words;
    const read = () => (this.#isBeingRead = true);
    list.addEventListener('focusin', read);
    list.addEventListener('touchstart', read, { passive: true });
    // A list that comes to lie under a resting pointer is not being read.
    list.addEventListener('pointermove', (event) => (event.movementX !== 0 || event.movementY !== 0) && read());
  }

  /** The results in their order. */
  get rows() {
    return [...this.#rows.values()];
  }

  /** All links, in the order in which arrows go through them. */
  get links() {
    return Array.from(this.#list.querySelectorAll('a'));
  }

  /** A new question: what is shown for the last one may be replaced. */
  release() {
    this.#isBeingRead = false;
  }

  /**
   * Shows the pages found, in place of those shown before; under a reader, and where `goesOn`, after those.
   * @param {Results} results
   * @param {{goesOn?: boolean}} [how]
   */
  show(results, { goesOn = false } = {}) {
    const before = this.#rows;
    const isKept = (goesOn || this.#isBeingRead) && before.size > 0;
    const fresh = results.hits.filter((hit) => !isKept || !before.has(hit.url));
    const rows = fresh.map((hit) => this.#row(hit, before.get(hit.url)));
    const items = rows.map((row) => row.item);
    if (isKept) this.#list.append(...items);
    else if (!isShown(items, this.#list)) this.#list.replaceChildren(...items);
    this.#rows = new Map([...(isKept ? before : []), ...rows.map((row) => /** @type {const} */ ([row.hit.url, row]))]);
    this.#describe(results);
  }

  /**
   * A page's row: the one that is there, where nothing on it changes, since to draw it takes longer than to find the page.
   * @param {Hit} hit
   * @param {Row} [before]
   */
  #row(hit, before) {
    if (!before?.shows(hit)) return new Row(hit, this.#root, before);
    before.hit = hit;
    before.explain(undefined);
    return before;
  }

  clear() {
    this.#rows.clear();
    this.#list.replaceChildren();
  }

  /** First answers don't know what kinds are called: what comes later says so. @param {Results} results */
  #describe({ facets }) {
    const kinds = facets.find((facet) => facet.name === 'kind')?.values ?? [];
    const labels = new Map(kinds.map(({ id, label }) => [id, label]));
    for (const row of this.#rows.values()) {
      row.describe(labels.get(row.hit.kind) ?? '', this.#words);
    }
  }
}

/**
 * Whether these are the children of an element already.
 * @param {Element[]} items
 * @param {Element} parent
 */
function isShown(items, parent) {
  return items.length === parent.children.length && items.every((item, at) => item === parent.children[at]);
}
