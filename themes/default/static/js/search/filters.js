/** The filters beside the results: facets as groups of checkboxes with the number of pages that each would give. */

import { element } from './results.js';

/** @typedef {import('./types.js').FacetCounts} FacetCounts */
/** @typedef {import('./types.js').Filter} Filter */
/** @typedef {import('./types.js').ValueCount} ValueCount */

/** Values of a facet that are shown at once: hundreds would hide the other facets, and take longer to draw than the results. */
const SHOWN = 10;

/** The facets beside the results. */
export class FacetPanel {
  #container;
  #more;
  /** What is shown. @type {FacetCounts[]} */
  #facets = [];
  /** Names of the facets of which a reader wants to see all values. */
  #whole = new Set();

  /**
   * @param {HTMLElement} container
   * @param {string | undefined} more what the button for more values says
   */
  constructor(container, more = '') {
    this.#container = container;
    this.#more = more;
  }

  /** The values that are ticked. @returns {Filter[]} */
  get chosen() {
    return this.#boxes.filter((box) => box.checked).map((box) => ({ facet: box.name, value: box.value }));
  }

  get #boxes() {
    return Array.from(this.#container.querySelectorAll('input'));
  }

  /** Shows facets in place of those before. @param {FacetCounts[]} facets */
  show(facets) {
    const focused = document.activeElement instanceof HTMLInputElement ? document.activeElement.dataset.filter : undefined;
    this.#facets = facets;
    this.#container.replaceChildren(...facets.map((facet) => this.#group(facet)));
    if (focused !== undefined) this.#boxes.find((box) => box.dataset.filter === focused)?.focus();
  }

  /** @param {FacetCounts} facet */
  #group({ name, label, values }) {
    const shown = this.#whole.has(name) ? values : foremost(values);
    const group = element('fieldset', 'search-facet', element('legend', '', label), ...shown.map((value) => option(name, value)));
    if (shown.length < values.length) {
      const button = element('button', 'search-values', `${this.#more} (${values.length - shown.length})`);
      button.type = 'button';
      button.addEventListener('click', () => this.#showWhole(name, new Set(shown.map(({ id }) => id))));
      group.append(button);
    }
    return group;
  }

  /**
   * Shows all values of a facet, and leads on to the first that wasn't there.
   * @param {string} name
   * @param {Set<string>} before ids of those that were
   */
  #showWhole(name, before) {
    this.#whole.add(name);
    this.show(this.#facets);
    this.#boxes.find((box) => box.name === name && !before.has(box.value))?.focus();
  }
}

/**
 * The values that are shown at once: those of most pages and those that are chosen, in their order.
 * @param {ValueCount[]} values
 */
function foremost(values) {
  const largest = new Set([...values].sort((one, other) => other.count - one.count).slice(0, SHOWN));
  return values.filter((value) => value.chosen || largest.has(value));
}

/**
 * @param {string} facet
 * @param {ValueCount} value
 */
function option(facet, { id, label, count, chosen }) {
  const box = element('input', '');
  box.type = 'checkbox';
  box.name = facet;
  box.value = id;
  box.checked = chosen;
  box.dataset.filter = `${facet}:${id}`;
  const said = facet === 'language' ? languageName(id) : label;
  return element('label', 'search-value', box, element('span', '', said), element('span', 'search-count', String(count)));
}

/**
 * A language's name in that language.
 * @param {string} tag
 */
function languageName(tag) {
  try {
    return new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
