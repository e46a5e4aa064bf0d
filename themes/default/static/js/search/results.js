/** Results as elements: pages, each with its best sections. */

/** @typedef {import('./types.js').Hit} Hit */
/** @typedef {import('./types.js').Piece} Piece */
/** @typedef {import('./types.js').Results} Results */
/** What the dialog says in the page's language, from its data attributes. @typedef {DOMStringMap} Words */

/** Signs for pages that aren't as they should be; their words are the dialog's. */
const SIGNS = { stale: '△', retired: '✕' };

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
 * @param {Words} words
 */
function page(hit, root, labelOf, words) {
  const url = new URL(hit.url, root);
  const link = element('a', 'search-title', ...marked(hit.title));
  link.href = url.href;
  const facts = element('p', 'search-facts', element('span', 'search-kind', labelOf(hit.kind)));
  if (hit.standing !== 'current') facts.append(element('span', `search-standing search-${hit.standing}`, `${SIGNS[hit.standing]} ${words[hit.standing] ?? ''}`));
  const item = element('li', 'search-hit', element('div', 'search-head', link, facts));
  if (hit.language !== document.documentElement.lang) item.lang = hit.language;
  if (hit.summary.length > 0) item.append(element('p', 'search-summary', ...marked(hit.summary)));
  const sections = hit.sections.flatMap((hit) => (hit.anchor === null ? [] : [section(hit.heading, hit.anchor, url)]));
  if (sections.length > 0) item.append(element('ul', 'search-sections', ...sections));
  return item;
}

/**
 * A section's result: a link to its heading. What stands before the first heading leads nowhere the title doesn't.
 * @param {Piece[]} heading
 * @param {string} anchor
 * @param {URL} page
 */
function section(heading, anchor, page) {
  const link = element('a', 'search-heading', ...marked(heading));
  link.href = `${page.href}#${encodeURIComponent(anchor)}`;
  return element('li', 'search-section', link);
}

/**
 * Shows the pages found, in place of those shown before.
 * @param {HTMLElement} list
 * @param {Results} results
 * @param {URL} root
 * @param {Words} words
 */
export function show(list, results, root, words) {
  const kinds = results.facets.find((facet) => facet.name === 'kind')?.values ?? [];
  const labelOf = (/** @type {string} */ kind) => kinds.find((value) => value.id === kind)?.label ?? kind;
  list.replaceChildren(...results.hits.map((hit) => page(hit, root, labelOf, words)));
}

/**
 * What was found, in a sentence.
 * @param {Results} results
 * @param {Words} words
 */
export function sentence(results, words) {
  if (results.total === 0) return words.none ?? '';
  const form = new Intl.PluralRules(words.language).select(results.total) === 'one' ? 'One' : 'Other';
  const found = words[`${results.relaxed ? 'relaxed' : 'pages'}${form}`] ?? '';
  const read = results.corrections.map(({ word, read_as }) => {
    const either = read_as.reduce((one, other) => fill(words.or, { one, other }));
    return fill(words.readAs, { word, words: either });
  });
  return [fill(found, { count: String(results.total) }), ...read].join(' ');
}

/**
 * Puts values into a sentence with `{names}`.
 * @param {string | undefined} text
 * @param {Record<string, string>} values
 */
function fill(text, values) {
  return (text ?? '').replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}
