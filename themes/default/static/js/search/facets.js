/** Facets as groups of checkboxes with the number of pages that each would give. */

import { element } from './results.js';

/** @typedef {import('./types.js').FacetCounts} FacetCounts */
/** @typedef {import('./types.js').Filter} Filter */
/** @typedef {import('./types.js').ValueCount} ValueCount */

/**
 * What facets and their values are called in the page's language; nothing where that is as the index says it.
 * @param {string | undefined} address
 * @returns {Promise<Record<string, string>>}
 */
export async function labels(address) {
  if (!address) return {};
  try {
    return await (await fetch(address)).json();
  } catch {
    return {};
  }
}

/**
 * Calls facets and their values by these names.
 * @param {FacetCounts[]} facets
 * @param {Record<string, string> | undefined} labels
 */
export function rename(facets, labels = {}) {
  for (const facet of facets) {
    facet.label = labels[facet.name] ?? facet.label;
    for (const value of facet.values) value.label = labels[`${facet.name}:${value.id}`] ?? value.label;
  }
}

/**
 * Shows the facets that would narrow or are chosen; says whether there are any.
 * @param {HTMLElement} container
 * @param {FacetCounts[]} facets
 * @returns {boolean}
 */
export function show(container, facets) {
  const focused = document.activeElement instanceof HTMLInputElement ? document.activeElement.dataset.filter : undefined;
  const groups = facets.flatMap((facet) => {
    const values = facet.values.filter((value) => value.count > 0 || value.chosen);
    const narrows = values.length > 1 || values.some((value) => value.chosen);
    return narrows ? [group(facet, values)] : [];
  });
  container.replaceChildren(...groups);
  if (focused !== undefined) {
    boxes(container).find((box) => box.dataset.filter === focused)?.focus();
  }
  return groups.length > 0;
}

/**
 * The values that are ticked.
 * @param {HTMLElement} container
 * @returns {Filter[]}
 */
export function chosen(container) {
  return boxes(container)
    .filter((box) => box.checked)
    .map((box) => ({ facet: box.name, value: box.value }));
}

/** @param {HTMLElement} container */
function boxes(container) {
  return Array.from(container.querySelectorAll('input'));
}

/**
 * @param {FacetCounts} facet
 * @param {ValueCount[]} values
 */
function group(facet, values) {
  const options = values.map((value) => {
    const box = element('input', '');
    box.type = 'checkbox';
    box.name = facet.name;
    box.value = value.id;
    box.checked = value.chosen;
    box.dataset.filter = `${facet.name}:${value.id}`;
    const label = facet.name === 'language' ? languageName(value.id) : value.label;
    return element('label', 'search-value', box, element('span', '', label), element('span', 'search-count', String(value.count)));
  });
  return element('fieldset', 'search-facet', element('legend', '', facet.label), ...options);
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
