/**
 * The query and its filters in the page's address: `?q=words&f=kind:answer&f=stage:engage`. Beside it the browser's
 * history keeps how far a reader had come, for when they come back.
 */

/** @typedef {import('./types.js').Filter} Filter */
/** Which result a reader followed, and how many were shown. @typedef {{result: string, limit: number}} Place */

const QUERY = 'q';
const FILTER = 'f';
/** Name of the place in the history's state, which other scripts may use too. */
const PLACE = 'search';

/**
 * What the address asks for.
 * @returns {{query: string, filters: Filter[], place: Place | undefined} | undefined}
 */
export function read() {
  const parameters = new URLSearchParams(location.search);
  const filters = parameters.getAll(FILTER).flatMap((text) => {
    const colon = text.indexOf(':');
    return colon > 0 ? [{ facet: text.slice(0, colon), value: text.slice(colon + 1) }] : [];
  });
  const query = parameters.get(QUERY) ?? '';
  const place = history.state?.[PLACE];
  return query || filters.length > 0 ? { query, filters, place } : undefined;
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
  if (url.href !== location.href) replace(undefined, url);
}

/** Keeps which result a reader follows. @param {Place} place */
export function leave(place) {
  replace(place, new URL(location.href));
}

/**
 * @param {Place | undefined} place
 * @param {URL} url
 */
function replace(place, url) {
  history.replaceState({ ...history.state, [PLACE]: place }, '', url);
}
