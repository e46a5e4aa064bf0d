/** The entries of a page as elements: hides those that aren't wanted, and fetches those that stand on the list's other pages. */

/** @typedef {import('./entries.js').Entries} Entries */

/** Entries that are fetched and shown at a time. */
const STEP = 100;

export class Shelf {
  #page;
  #list;
  #more;
  #pages;
  /** The list's own entries, to be put back. @type {Element[]} */
  #own;
  /** Entries by document, those of fetched pages among them. @type {Map<string, Element>} */
  #elements = new Map();
  /** @type {Map<number, Promise<void>>} */
  #fetched = new Map();
  #limit = STEP;

  /**
   * @param {Document} page
   * @param {() => void} showMore asks for the same again, with more of it
   */
  constructor(page, showMore) {
    this.#page = page;
    this.#list = page.querySelector('[data-entries]');
    this.#own = this.#list ? [...this.#list.children] : [];
    this.#pages = page.querySelector('[data-pages]');
    this.#more = page.querySelector('[data-filter-more]');
    this.#take(page);
    this.#more?.addEventListener('click', async () => {
      const before = this.#limit;
      this.#limit += STEP;
      await showMore();
      const next = this.#list?.children[before]?.querySelector('a');
      if (next instanceof HTMLElement) next.focus();
    });
  }

  /** The next choice begins with its first entries. */
  begin() {
    this.#limit = STEP;
  }

  /**
   * Shows these documents' entries, or all where none are named; says how many of them.
   * @param {string[] | undefined} numbers
   * @param {Entries} entries
   */
  async show(numbers, entries) {
    const isPaged = this.#list !== null && this.#pages !== null;
    const wanted = isPaged ? (numbers ?? []).slice(0, this.#limit) : numbers ?? [];
    if (isPaged) await this.#fetch(new Set(wanted.map((number) => entries.pageOf(number))));
    if (isPaged) this.#list?.replaceChildren(...(numbers ? wanted.flatMap((number) => this.#elements.get(number) ?? []) : this.#own));
    const shown = numbers && new Set(numbers);
    for (const element of this.#page.querySelectorAll('[data-entry]')) {
      element.toggleAttribute('hidden', shown !== undefined && !shown.has(element.getAttribute('data-entry') ?? ''));
    }
    for (const group of this.#page.querySelectorAll('[data-group]')) {
      group.toggleAttribute('hidden', shown !== undefined && !group.querySelector('[data-entry]:not([hidden])'));
      if (shown && group instanceof HTMLDetailsElement) group.open = true;
    }
    this.#pages?.toggleAttribute('hidden', isPaged && numbers !== undefined);
    this.#more?.toggleAttribute('hidden', !isPaged || wanted.length >= (numbers?.length ?? 0));
    return wanted.length;
  }

  /** @param {Set<number>} pages */
  async #fetch(pages) {
    const missing = [...pages].filter((page) => page > 1);
    for (const page of missing) if (!this.#fetched.has(page)) this.#fetched.set(page, this.#fetchPage(page));
    await Promise.all(missing.map((page) => this.#fetched.get(page)));
  }

  /** @param {number} page */
  async #fetchPage(page) {
    try {
      const response = await fetch(new URL(`page/${page}/`, location.origin + location.pathname));
      if (!response.ok) throw new Error(`page ${page}: ${response.status}`);
      this.#take(new DOMParser().parseFromString(await response.text(), 'text/html'));
    } catch (problem) {
      this.#fetched.delete(page);
      throw problem;
    }
  }

  /** @param {Document} page */
  #take(page) {
    for (const element of page.querySelectorAll('[data-entries] > [data-entry]')) {
      const own = page === this.#page ? element : this.#page.importNode(element, true);
      this.#elements.set(element.getAttribute('data-entry') ?? '', own);
    }
  }
}
