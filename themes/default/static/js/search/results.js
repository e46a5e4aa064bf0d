/** Results as elements: pages, each with its best sections. */

/** @typedef {import('./types.js').Hit} Hit */
/** @typedef {import('./types.js').Piece} Piece */
/** @typedef {import('./types.js').Results} Results */
/** @typedef {import('./types.js').SectionHit} SectionHit */

/** Words and signs for pages that aren't as they should be. */
const STANDINGS = { stale: '△ Check is overdue', retired: '✕ Retired' };

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {string} className
 * @param {(Node | string)[]} content
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function element(name, className, ...content) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content);
  return made;
}

/** @param {Piece[]} pieces */
function marked(pieces) {
  return pieces.map(({ text, marked }) => (marked ? element('mark', '', text) : text));
}

/**
 * A page's result.
 * @param {Hit} hit
 * @param {URL} root
 * @param {(kind: string) => string} labelOf
 */
function page(hit, root, labelOf) {
  const url = new URL(hit.url, root);
  const link = element('a', 'search-title', ...marked(hit.title));
  link.href = url.href;
  const facts = element('p', 'search-facts', element('span', 'search-kind', labelOf(hit.kind)));
  if (hit.standing !== 'current') facts.append(element('span', `search-standing search-${hit.standing}`, STANDINGS[hit.standing]));
  const item = element('li', 'search-hit', element('div', 'search-head', link, facts));
  if (hit.language !== document.documentElement.lang) item.lang = hit.language;
  if (hit.summary.length > 0) item.append(element('p', 'search-summary', ...marked(hit.summary)));
  const sections = hit.sections.map((hit) => section(hit, url));
  if (sections.length > 0) item.append(element('ul', 'search-sections', ...sections));
  return item;
}

/**
 * A section's result: a link to its heading. What stands before the first heading leads nowhere the title doesn't.
 * @param {SectionHit} hit
 * @param {URL} page
 */
function section(hit, page) {
  const excerpt = element('span', 'search-excerpt', ...marked(hit.excerpt));
  if (hit.anchor === null) return element('li', 'search-section', excerpt);
  const link = element('a', 'search-heading', ...marked(hit.heading));
  link.href = `${page.href}#${encodeURIComponent(hit.anchor)}`;
  return element('li', 'search-section', link, excerpt);
}

/**
 * Shows the pages found, in place of those shown before.
 * @param {HTMLElement} list
 * @param {Results} results
 * @param {URL} root
 */
export function show(list, results, root) {
  const kinds = results.facets.find((facet) => facet.name === 'kind')?.values ?? [];
  const labelOf = (/** @type {string} */ kind) => kinds.find((value) => value.id === kind)?.label ?? kind;
  list.replaceChildren(...results.hits.map((hit) => page(hit, root, labelOf)));
}

/**
 * What was found, in a sentence.
 * @param {Results} results
 */
export function sentence(results) {
  const pages = results.total === 1 ? '1 page' : `${results.total} pages`;
  const read = results.corrections.map(({ word, read_as }) => ` “${word}” was not found and read as “${read_as.join('” or “')}”.`);
  if (results.total === 0) return 'Nothing found. Try fewer or other words.';
  if (results.relaxed) return `No page holds all of these words; ${pages} with most of them.${read.join('')}`;
  return `${pages}.${read.join('')}`;
}
