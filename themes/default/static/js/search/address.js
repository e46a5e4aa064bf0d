/** The query and its filters in the page's address: `?q=words&f=kind:answer&f=stage:engage`. */

/** @typedef {import('./types.js').Filter} Filter */

const QUERY = 'q';
const FILTER = 'f';

/**
 * What the address asks for.
 * @returns {{query: string, filters: Filter[]} | undefined}
 */
export function read() {
  const parameters = new URLSearchParams(location.search);
  const filters = parameters.getAll(FILTER).flatMap((text) => {
    const colon = text.indexOf(':');
    return colon > 0 ? [{ facet: text.slice(0, colon), value: text.slice(colon + 1) }] : [];
  });
  const query = parameters.get(QUERY) ?? '';
  return query || filters.length > 0 ? { query, filters } : undefined;
}

/**
 * Puts a query into the address, in place of the last one; nothing where there is none.
 * @param {string} query
 * @param {Filter[]} filters
 */
export function write(query, filters) {
  const url = new URL(location.href);
  url.searchParams.delete(QUERY);
  url.searchParams.delete(FILTER);
  if (query) url.searchParams.set(QUERY, query);
  for (const { facet, value } of filters) url.searchParams.append(FILTER, `${facet}:${value}`);
  if (url.href !== location.href) history.replaceState(history.state, '', url);
}
