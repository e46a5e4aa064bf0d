/** Facets of an answer: what they are called, and which of them are of use as filters. */

/** @typedef {import('./types.js').FacetCounts} FacetCounts */

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
 * The facets that would narrow what was found, or are chosen.
 * @param {FacetCounts[]} facets
 */
export function groups(facets) {
  return facets.filter(({ values }) => values.length > 1 || values.some((value) => value.chosen));
}
