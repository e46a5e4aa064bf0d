/** Two documents beside each other: what is chosen, the address that says so, and the parts of both in pairs. */

import { fetchParts } from './parts.js';

/** @typedef {import('./parts.js').Part} Part */
/** @typedef {import('./parts.js').Parts} Parts */

const root = new URL(document.documentElement.dataset.root ?? './', document.baseURI);

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {string} className
 * @param {(Node | string)[]} content
 */
function element(name, className, ...content) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content);
  return made;
}

/**
 * A document to choose; its value is what the address says, readably.
 * @param {string} text
 * @param {string} url
 */
function option(text, url) {
  const made = new Option(text, decodeURIComponent(url.slice(root.pathname.length)));
  made.dataset.url = url;
  return made;
}

class Comparison {
  #words;
  #kind;
  #sides;
  #status;
  #result;
  /** Counts choices, so that pages that come too late are dropped. */
  #turn = 0;

  /** @param {HTMLElement} container */
  constructor(container) {
    const select = (/** @type {string} */ name) => /** @type {HTMLSelectElement} */ (container.querySelector(`select[name=${name}]`));
    this.#words = container.dataset;
    this.#kind = select('kind');
    this.#sides = [select('a'), select('b')];
    this.#status = /** @type {HTMLElement} */ (container.querySelector('[data-compare-status]'));
    this.#result = /** @type {HTMLElement} */ (container.querySelector('[data-compare-result]'));
    this.#kind.addEventListener('change', () => this.#choose(this.#offer()));
    for (const side of this.#sides) side.addEventListener('change', () => this.#choose());
    addEventListener('popstate', () => void this.#follow());
    /** @type {HTMLElement} */ (container.querySelector('[data-compare-choice]')).hidden = false;
    void this.#follow();
  }

  /** The address says what is chosen: at first, and after going back. */
  async #follow() {
    const wanted = new URLSearchParams(location.search);
    this.#kind.value = wanted.get('kind') ?? '';
    if (this.#kind.selectedIndex < 0) this.#kind.value = '';
    await this.#offer();
    for (const side of this.#sides) {
      side.value = wanted.get(side.name) ?? '';
      if (side.selectedIndex < 0) side.value = '';
    }
    await this.#show();
  }

  /** Offers the documents of the chosen kind. */
  async #offer() {
    const file = this.#kind.selectedOptions[0]?.dataset.documents;
    for (const side of this.#sides) {
      side.replaceChildren(new Option(this.#words.choose, ''));
      side.disabled = !file;
    }
    if (!file) return;
    try {
      const response = await fetch(file);
      if (!response.ok) throw new Error(`${file}: ${response.status}`);
      /** @type {{ text: string, url: string }[]} */
      const documents = await response.json();
      for (const side of this.#sides) {
        side.append(...documents.map(({ text, url }) => option(text, url)));
      }
    } catch {
      this.#status.textContent = this.#words.failed ?? '';
    }
  }

  /** The reader has chosen something. @param {Promise<void>} [before] */
  async #choose(before) {
    const url = new URL(location.href);
    url.search = '';
    if (this.#kind.value) url.searchParams.set('kind', this.#kind.value);
    if (!before) for (const side of this.#sides) if (side.value) url.searchParams.set(side.name, side.value);
    if (url.href !== location.href) history.pushState(null, '', url);
    await before;
    await this.#show();
  }

  async #show() {
    this.#turn += 1;
    const turn = this.#turn;
    this.#status.textContent = '';
    // Only documents that are offered are fetched, so that an address can't bring in anything else.
    const chosen = this.#sides.flatMap((side) => side.selectedOptions[0]?.dataset.url ?? []);
    if (chosen.length < 2) return this.#result.replaceChildren();
    try {
      const [one, other] = await Promise.all(chosen.map((url) => fetchParts(new URL(url, root))));
      if (turn === this.#turn) this.#result.replaceChildren(...this.#arrange(one, other));
    } catch {
      if (turn !== this.#turn) return;
      this.#result.replaceChildren();
      this.#status.textContent = this.#words.failed ?? '';
    }
  }

  /**
   * @param {Parts} one
   * @param {Parts} other
   */
  #arrange(one, other) {
    const titles = /** @type {const} */ ([one.title, other.title]);
    const links = [one, other].map(({ title, url }) => {
      const link = element('a', '', title);
      link.setAttribute('href', url);
      return element('p', 'compare-side', link);
    });
    const facts = element('div', 'compare-facts', element('h2', 'visually-hidden', this.#words.facts ?? ''));
    for (const [label, left, right] of paired(one.facts, other.facts)) facts.append(this.#part('h3', label, [left, right], titles));
    const parts = paired(one.sections, other.sections).map(([label, left, right]) => this.#part('h2', label, [left, right], titles));
    const hasLead = one.lead.length + other.lead.length > 0;
    const lead = hasLead ? [this.#part('h2', this.#words.lead ?? '', [one.lead, other.lead], titles)] : [];
    return [element('div', 'compare-names compare-pair', ...links), facts, ...lead, ...parts];
  }

  /**
   * @param {'h2' | 'h3'} level
   * @param {string} label
   * @param {Node[][]} contents
   * @param {readonly string[]} titles
   */
  #part(level, label, contents, titles) {
    const sides = contents.map((content, place) => {
      const whose = element('p', 'compare-whose', titles[place]);
      const nothing = element('p', 'muted', this.#words.nothing ?? '');
      return element('div', 'compare-side prose', whose, ...(content.length > 0 ? content : [nothing]));
    });
    return element('section', 'compare-part', element(level, '', label), element('div', 'compare-pair', ...sides));
  }
}

/**
 * Parts of the same name beside each other, in the order of the first document; what only the second has comes after.
 * @param {Part[]} ones
 * @param {Part[]} others
 * @returns {[string, Node[], Node[]][]}
 */
function paired(ones, others) {
  const left = [...others];
  /** @type {[string, Node[], Node[]][]} */
  const pairs = ones.map(({ label, content }) => {
    const place = left.findIndex((part) => part.label.toLowerCase() === label.toLowerCase());
    return [label, content, place < 0 ? [] : left.splice(place, 1)[0].content];
  });
  return [...pairs, ...left.map(({ label, content }) => /** @type {[string, Node[], Node[]]} */ ([label, [], content]))];
}

const container = document.querySelector('[data-compare]');
if (container instanceof HTMLElement) new Comparison(container);
