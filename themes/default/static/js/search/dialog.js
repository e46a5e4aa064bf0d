/** The search dialog: what is typed, chosen and pressed becomes questions, and these become answers. */

import * as address from './address.js';
import { AnswerView, part } from './answer.js';
import { moveByKeys } from './keys.js';
import { Search } from './search.js';

/** @typedef {import('./address.js').Place} Place */
/** @typedef {import('./types.js').Filter} Filter */
/** @typedef {import('./types.js').ProblemCode} ProblemCode */
/** @typedef {import('./types.js').Request} Request */
/** @typedef {import('./types.js').Results} Results */

/** Pages shown at first, and how many more at a time. */
const PAGES = 8;
const MORE = 12;
/** Sections shown of each. */
const SECTIONS = 3;

export class SearchDialog {
  #search;
  #answer;
  #dialog = part('search-dialog', HTMLDialogElement);
  #input = part('search-input', HTMLInputElement);
  /** @type {Request} */
  #request = { query: '', filters: [], limit: PAGES, sections: SECTIONS };
  /** The reader has pressed Enter before the answer came. */
  #isEager = false;
  /** Where the reader was when they left this page by a result. @type {Place | undefined} */
  #place;
  /** What went wrong with the last question. @type {ProblemCode | undefined} */
  #problem;

  /**
   * @param {URL} root the site's root
   * @param {boolean} savesData whether the reader asked to be spared what they may not need
   */
  constructor(root, savesData) {
    this.#search = new Search(root, {
      first: (results, request) => this.#answer.showFirst(results, request) && this.#done('fieldbook:first', request),
      beginning: (results, request) => this.#answer.showFirst(results, request) && this.#done('fieldbook:beginning', request),
      results: (results, request) => void this.#show(results, request),
      problem: (code) => this.#complain(code),
    });
    this.#answer = new AnswerView(this.#dialog.dataset, root, this.#search, savesData);
    this.#listen();
  }

  #listen() {
    this.#input.addEventListener('input', () => this.#ask({ query: this.#input.value, limit: PAGES }));
    this.#dialog.addEventListener('keydown', (event) => moveByKeys(event, this.#input, this.#answer.links));
    this.#dialog.addEventListener('click', (event) => this.#click(event));
    this.#dialog.addEventListener('close', () => this.#closed());
    part('search-facets', HTMLElement).addEventListener('change', () => this.#ask({ filters: this.#answer.filters, limit: PAGES }));
    part('search-more', HTMLButtonElement).addEventListener('click', () => this.#ask({ limit: this.#request.limit + MORE }));
    part('search-close', HTMLButtonElement).addEventListener('click', () => this.#dialog.close());
    part('search-retry', HTMLButtonElement).addEventListener('click', () => this.#retry());
    part('search-form', HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault();
      this.#isEager = true;
      this.#openFirst();
    });
  }

  /** Loads the little that is needed before the first letter is typed. */
  prepare() {
    this.#search.prepare();
  }

  /** Loads the engine ahead of the first question. */
  warm() {
    this.#search.warm();
  }

  /** Goes on with the index that the site has now. */
  renew() {
    void this.#search.renew();
  }

  /**
   * Opens the dialog, with a query if there is one.
   * @param {{query?: string, filters?: Filter[], place?: Place}} [asked]
   */
  open({ query, filters, place } = {}) {
    if (!this.#dialog.open) this.#dialog.showModal();
    this.prepare();
    this.#answer.prepare();
    if (query !== undefined) this.#input.value = query;
    this.#input.focus();
    if (query === undefined) return this.#input.select();
    this.#place = place;
    this.#ask({ query, filters: filters ?? this.#request.filters, limit: place?.limit ?? PAGES });
  }

  /** @param {Partial<Request>} change */
  #ask(change) {
    const goesOn = change.limit !== undefined && change.limit > this.#request.limit;
    this.#request = { ...this.#request, ...change };
    const { query, filters } = this.#request;
    // What a reader waits for comes first.
    setTimeout(() => this.#dialog.open && address.write(query.trim() ? query : '', filters));
    this.#isEager = false;
    this.#problem = undefined;
    this.#answer.await({ goesOn });
    if (query.trim() || filters.length > 0) {
      void this.#search.ask(this.#request, { isBare: this.#answer.shown === undefined });
    } else {
      this.#search.forget();
      this.#answer.clear();
    }
  }

  /**
   * @param {Results} results
   * @param {Request} request
   */
  async #show(results, request) {
    if (!(await this.#answer.show(results, request, () => request === this.#request))) return;
    this.#done('fieldbook:results', request);
    this.#answer.links.find((link) => link.href === this.#place?.result)?.focus();
    this.#place = undefined;
  }

  /**
   * An answer is shown: measurements read when.
   * @param {string} mark
   * @param {Request} request
   */
  #done(mark, request) {
    performance.mark(mark, { detail: { query: request.query } });
    this.#openFirst();
  }

  /** @param {ProblemCode} code */
  #complain(code) {
    this.#problem = code;
    this.#answer.complain(code, this.#request);
  }

  /** A page whose site was built anew can't search: only another reading of it can. */
  #retry() {
    if (this.#problem === 'updated') return location.reload();
    this.#ask({});
    this.#input.focus();
  }

  /** Opens the first result where Enter was pressed and the answer is to what stands in the box. */
  #openFirst() {
    if (!this.#isEager || this.#answer.shown !== this.#request) return;
    this.#isEager = false;
    this.#answer.links[0]?.click();
  }

  /** Beside the dialog closes it; a suggestion asks; a result is remembered for the way back. @param {MouseEvent} event */
  #click(event) {
    if (!(event.target instanceof Element)) return;
    if (event.target === this.#dialog) return this.#dialog.close();
    if (event.target.matches('.search-why')) return void this.#answer.explain(event.target, this.#request);
    const link = event.target.closest('a');
    if (!link) return;
    const { query } = link.dataset;
    const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (query === undefined) {
      address.leave({ result: link.href, limit: this.#request.limit });
    } else if (isPlain) {
      event.preventDefault();
      this.open({ query });
    }
  }

  #closed() {
    this.#search.forget();
    this.#answer.stop();
    address.write('', []);
  }
}
