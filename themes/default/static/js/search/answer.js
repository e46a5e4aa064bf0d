/** What the dialog shows of an answer: results, filters, what is said of them, and what went wrong. */

import * as facets from './facets.js';
import { ResultList } from './list.js';
import { hints, sentence } from './words.js';

/** @typedef {import('./excerpts.js').Excerpts} Excerpts */
/** @typedef {import('./filters.js').FacetPanel} FacetPanel */
/** @typedef {import('./types.js').FacetCounts} FacetCounts */
/** @typedef {import('./search.js').Search} Search */
/** @typedef {import('./types.js').Filter} Filter */
/** @typedef {import('./types.js').ProblemCode} ProblemCode */
/** @typedef {import('./types.js').Request} Request */
/** @typedef {import('./types.js').Results} Results */

/** Milliseconds without a new answer after which the filters follow. */
const BETWEEN_KEYS = 50;

/**
 * @template {HTMLElement} Kind
 * @param {string} id
 * @param {new () => Kind} kind
 * @returns {Kind}
 */
export function part(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no #${id}`);
  return found;
}

export class AnswerView {
  /** The question whose answer is shown. @type {Request | undefined} */
  shown;
  #words;
  #search;
  /** Loaded with the first results, which don't need them. @type {Promise<Excerpts> | undefined} */
  #excerpts;
  #makeExcerpts;
  #list;
  #status = part('search-status', HTMLElement);
  #hints = part('search-hints', HTMLElement);
  #problem = part('search-problem', HTMLElement);
  #problemText = part('search-problem-text', HTMLElement);
  #more = part('search-more', HTMLButtonElement);
  #filters = part('search-filters', HTMLDetailsElement);
  #filterCount = part('search-filter-count', HTMLElement);
  /** Loaded when there is something to filter. @type {FacetPanel | undefined} */
  #panel;
  #panelTimer = 0;
  /** What facets are called in the page's language. @type {Promise<Record<string, string>> | undefined} */
  #labels;

  /**
   * @param {DOMStringMap} words what the dialog says
   * @param {URL} root the site's root
   * @param {Search} search
   * @param {boolean} savesData whether the reader asked to be spared what they may not need
   */
  constructor(words, root, search, savesData) {
    this.#words = words;
    this.#search = search;
    const list = part('search-results', HTMLOListElement);
    this.#list = new ResultList(list, root, words);
    this.#makeExcerpts = async () => new (await import('./excerpts.js')).Excerpts(search, list, savesData);
    this.#filters.open = matchMedia('(min-width: 48rem)').matches;
  }

  /** All links of the results. */
  get links() {
    return this.#list.links;
  }

  /** The filters that are ticked. */
  get filters() {
    return this.#panel?.chosen ?? [];
  }

  /** Loads what is needed for answers in the page's language. */
  prepare() {
    this.#labels ??= facets.labels(this.#words.labels);
  }

  /** A question is asked. @param {{goesOn: boolean}} how whether only more results of the same are wanted */
  await({ goesOn }) {
    this.#problem.hidden = true;
    if (!goesOn) this.#list.release();
    if (!this.shown) this.#status.textContent = this.#words.searching ?? '';
  }

  /** Shows nothing. */
  clear() {
    this.stop();
    clearTimeout(this.#panelTimer);
    this.shown = undefined;
    this.#list.clear();
    this.#panel?.show([]);
    this.#hints.replaceChildren();
    this.#filters.hidden = true;
    this.#more.hidden = true;
    this.#status.textContent = '';
  }

  /** Fetches no more texts. */
  stop() {
    this.#excerpts?.then((excerpts) => excerpts.stop());
  }

  /**
   * Shows what can be said before the engine is there; says whether that is anything.
   * @param {Results} results
   * @param {Request} request
   */
  showFirst(results, request) {
    if (results.hits.length === 0) return false;
    this.shown = request;
    this.#list.show(results);
    this.#hints.replaceChildren();
    this.#more.hidden = true;
    this.#status.textContent = this.#words.first ?? '';
    this.#status.dataset.hits = String(results.hits.length);
    return true;
  }

  /**
   * @param {Results} results
   * @param {Request} request
   * @param {() => boolean} isLatest
   * @returns {Promise<boolean>} whether it is shown: a newer question may have come while labels were fetched
   */
  async show(results, request, isLatest) {
    if (this.#labels) facets.rename(results.facets, await this.#labels);
    if (!isLatest()) return false;
    const goesOn = isMoreOf(request, this.shown);
    const next = document.activeElement === this.#more ? this.#list.rows.length : undefined;
    this.shown = request;
    this.#list.show(results, { goesOn });
    const groups = facets.groups(results.facets);
    this.#filters.hidden = groups.length === 0;
    // A reader looks at the results first; and to draw filters between two keys would keep the next results waiting.
    clearTimeout(this.#panelTimer);
    this.#panelTimer = setTimeout(() => this.#filter(groups, isLatest).catch(console.info), BETWEEN_KEYS);
    this.#filterCount.textContent = request.filters.length > 0 ? ` (${request.filters.length})` : '';
    this.#more.hidden = results.hits.length >= results.total;
    this.#status.textContent = sentence(results, this.#words);
    this.#status.dataset.hits = String(results.total);
    this.#hints.replaceChildren(...hints(results, this.#words));
    this.#excerpts ??= this.#makeExcerpts();
    this.#excerpts.then((excerpts) => isLatest() && excerpts.begin(this.#list.rows, request.query));
    // Whoever asked for more by the button goes on reading where they were.
    if (next !== undefined) this.#list.rows[next]?.item.querySelector('a')?.focus();
    return true;
  }

  /**
   * Shows filters.
   * @param {FacetCounts[]} facets
   * @param {() => boolean} isLatest
   */
  async #filter(facets, isLatest) {
    const { FacetPanel } = await import('./filters.js');
    if (!isLatest()) return;
    this.#panel ??= new FacetPanel(part('search-facets', HTMLElement), this.#words.more);
    this.#panel.show(facets);
  }

  /**
   * Shows why a result stands where it does, or shows it no more.
   * @param {Element} within the result
   * @param {Request} request
   */
  async explain(within, request) {
    const row = this.#list.rows.find(({ item }) => item.contains(within));
    if (!row || row.isExplained) return row?.explain(undefined);
    const [explanation, { table }] = await Promise.all([this.#search.explain(request, row.hit), import('./explain.js')]);
    if (explanation) row.explain(table(explanation, this.#words));
  }

  /**
   * Says what went wrong. Quick results without an engine are an answer too, if not the best.
   * @param {ProblemCode} code
   * @param {Request} request
   */
  complain(code, request) {
    const isAnswered = this.shown === request;
    if (!isAnswered) this.clear();
    const isNote = code === 'unable' && isAnswered;
    this.#status.textContent = isNote ? (this.#words.firstOnly ?? '') : '';
    this.#problemText.textContent = this.#words[code === 'gone' ? 'offline' : code] ?? '';
    this.#problem.hidden = isNote;
  }
}

/**
 * @param {Request} request
 * @param {Request | undefined} before
 */
function isMoreOf(request, before) {
  return before !== undefined && request.query === before.query && request.filters === before.filters && request.limit > before.limit;
}
