/** What search says of an answer, in the page's language. The words are the dialog's data attributes. */

import { element } from './results.js';

/** @typedef {import('./results.js').Words} Words */
/** @typedef {import('./types.js').Results} Results */

/**
 * What was found, in a sentence or more.
 * @param {Results} results
 * @param {Words} words
 */
export function sentence(results, words) {
  const { synonyms = [] } = results;
  if (results.total === 0) return words.none ?? '';
  const found = counted(results.relaxed ? 'relaxed' : 'pages', results.total, words);
  const read = results.corrections.map(({ word, read_as }) => fill(words.readAs, { word, words: listed(read_as, words.or) }));
  const also = synonyms.length > 0 ? [fill(words.also, { words: listed(synonyms, words.and) })] : [];
  return [found, ...read, ...also].join(' ');
}

/**
 * Other queries that find something, as links that ask them; and which words are nowhere.
 * @param {Results} results
 * @param {Words} words
 */
export function hints({ suggestions = [], absent = [] }, words) {
  const said = absent.length > 0 ? [element('span', '', fill(words.absent, { words: listed(absent, words.and) }))] : [];
  if (suggestions.length === 0) return said;
  const links = suggestions.map((query) => {
    const link = element('a', 'search-suggestion', query);
    link.href = `?${new URLSearchParams({ q: query })}`;
    link.dataset.query = query;
    return link;
  });
  return [...said, element('span', '', words.meant ?? ''), ...links];
}

/**
 * Words one after the other, by a pattern that joins two.
 * @param {string[]} all
 * @param {string | undefined} pattern
 */
function listed(all, pattern) {
  return all.reduce((one, other) => fill(pattern, { one, other }));
}

/**
 * A sentence with a number, in the form that its language has for that number: `data-pages-one`, `data-pages-other`.
 * @param {string} name
 * @param {number} count
 * @param {Words} words
 */
function counted(name, count, words) {
  const form = new Intl.PluralRules(words.language).select(count);
  const named = words[`${name}${form[0].toUpperCase()}${form.slice(1)}`] ?? words[`${name}Other`];
  return fill(named, { count: new Intl.NumberFormat(words.language).format(count) });
}

/**
 * Puts values into a sentence with `{names}`.
 * @param {string | undefined} text
 * @param {Record<string, string>} values
 */
function fill(text, values) {
  return (text ?? '').replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}
