/** The search dialog: typing, filters, results and the keyboard. */

import * as address from './address.js';
import { SearchClient } from './client.js';
import * as facets from './facets.js';
import { sentence, show as showResults } from './results.js';

/** @typedef {import('./types.js').Filter} Filter */
/** @typedef {import('./types.js').ProblemCode} ProblemCode */
/** @typedef {import('./types.js').Request} Request */
/** @typedef {import('./types.js').Results} Results */

const PAGES = 20;
const SECTIONS = 3;

/**
 * @template {HTMLElement} Kind
 * @param {string} id
 * @param {new () => Kind} kind
 * @returns {Kind}
 */
function part(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no #${id}`);
  return found;
}

export class SearchDialog {
  #root;
  #client;
  #dialog = part('search-dialog', HTMLDialogElement);
  #input = part('search-input', HTMLInputElement);
  #status = part('search-status', HTMLElement);
  #problem = part('search-problem', HTMLElement);
  #problemText = part('search-problem-text', HTMLElement);
  #list = part('search-results', HTMLOListElement);
  #more = part('search-more', HTMLButtonElement);
  #filters = part('search-filters', HTMLDetailsElement);
  #filterCount = part('search-filter-count', HTMLElement);
  #facets = part('search-facets', HTMLElement);
  /** What facets are called in the page's language. @type {Promise<Record<string, string>> | undefined} */
  #labels;
  /** @type {Request} */
  #request = { query: '', filters: [], limit: PAGES, sections: SECTIONS };

  /** @param {URL} root the site's root */
  constructor(root) {
    this.#root = root;
    this.#client = new SearchClient(root, {
      results: (results, request) => this.#show(results, request),
      problem: (code) => this.#complain(code),
    });
    this.#input.addEventListener('input', () => this.#ask({ query: this.#input.value, limit: PAGES }));
    this.#facets.addEventListener('change', () => this.#ask({ filters: facets.chosen(this.#facets), limit: PAGES }));
    this.#more.addEventListener('click', () => this.#ask({ limit: this.#request.limit + PAGES }));
    this.#dialog.addEventListener('keydown', (event) => this.#move(event));
    this.#dialog.addEventListener('click', (event) => event.target === this.#dialog && this.#dialog.close());
    this.#dialog.addEventListener('close', () => this.#closed());
    part('search-close', HTMLButtonElement).addEventListener('click', () => this.#dialog.close());
    part('search-retry', HTMLButtonElement).addEventListener('click', () => this.#retry());
    part('search-form', HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault();
      this.#links()[0]?.click();
    });
    this.#filters.open = matchMedia('(min-width: 48rem)').matches;
  }

  /** Starts the engine ahead of the first question. */
  warm() {
    this.#client.warm();
    this.#labels ??= facets.labels(this.#dialog.dataset.labels);
  }

  /**
   * Opens the dialog, with a query if there is one.
   * @param {string} [query]
   * @param {Filter[]} [filters]
   */
  open(query, filters) {
    if (!this.#dialog.open) this.#dialog.showModal();
    this.warm();
    if (query !== undefined) this.#input.value = query;
    this.#input.focus();
    if (query !== undefined || filters) this.#ask({ query: this.#input.value, filters: filters ?? this.#request.filters, limit: PAGES });
    else this.#input.select();
  }

  /** @param {Partial<Request>} change */
  #ask(change) {
    this.#request = { ...this.#request, ...change };
    const { query, filters } = this.#request;
    address.write(query.trim() ? query : '', filters);
    this.#problem.hidden = true;
    if (!query.trim() && filters.length === 0) {
      this.#client.forget();
      this.#clear();
      return;
    }
    if (this.#list.childElementCount === 0) this.#status.textContent = this.#dialog.dataset.searching ?? '';
    this.#client.search(this.#request);
  }

  #clear() {
    this.#list.replaceChildren();
    this.#facets.replaceChildren();
    this.#filters.hidden = true;
    this.#more.hidden = true;
    this.#status.textContent = '';
  }

  /**
   * @param {Results} results
   * @param {Request} request
   */
  async #show(results, request) {
    facets.rename(results.facets, await this.#labels);
    if (request !== this.#request) return;
    const shown = this.#list.childElementCount;
    showResults(this.#list, results, this.#root, this.#dialog.dataset);
    this.#filters.hidden = !facets.show(this.#facets, results.facets);
    this.#filterCount.textContent = request.filters.length > 0 ? ` (${request.filters.length})` : '';
    this.#more.hidden = results.hits.length >= results.total;
    this.#status.textContent = sentence(results, this.#dialog.dataset);
    // Whoever asked for more goes on reading where they were.
    if (request.limit > PAGES) this.#list.children[shown]?.querySelector('a')?.focus();
  }

  /** @param {ProblemCode} code */
  #complain(code) {
    this.#status.textContent = '';
    this.#problemText.textContent = this.#dialog.dataset[code] ?? '';
    this.#problem.hidden = false;
  }

  #retry() {
    this.#problem.hidden = true;
    this.#status.textContent = this.#dialog.dataset.searching ?? '';
    this.#client.retry(this.#request);
    this.#input.focus();
  }

  #links() {
    return Array.from(this.#list.querySelectorAll('a'));
  }

  /**
   * Arrows go through the results and back to the box; letters typed on a result go on in the box.
   * @param {KeyboardEvent} event
   */
  #move(event) {
    const links = this.#links();
    const at = links.findIndex((link) => link === document.activeElement);
    const isInList = at >= 0 || document.activeElement === this.#input;
    if (event.key === 'ArrowDown' && isInList && links.length > 0) {
      links[Math.min(at + 1, links.length - 1)].focus();
    } else if (event.key === 'ArrowUp' && at >= 0) {
      (at === 0 ? this.#input : links[at - 1]).focus();
    } else {
      const isLetter = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey && event.key !== ' ';
      if (at >= 0 && isLetter) this.#input.focus();
      return;
    }
    event.preventDefault();
  }

  #closed() {
    this.#client.forget();
    address.write('', []);
  }
}
