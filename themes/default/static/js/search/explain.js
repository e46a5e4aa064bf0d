/** Why a page stands where it does, as a table that can be reckoned up: a row for each word and each factor. */

import { element } from './results.js';

/** @typedef {import('./results.js').Words} Words */
/** @typedef {import('./types.js').Explanation} Explanation */
/** @typedef {import('./types.js').WordExplanation} WordExplanation */

/**
 * @param {Explanation} explanation
 * @param {Words} words
 */
export function table({ words: typed, factors, score }, words) {
  const format = new Intl.NumberFormat(words.language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const number = (/** @type {number} */ value) => element('td', 'search-number', format.format(value));
  const columns = [words.whyWord, words.whyPlace, words.whyRarity, words.whyShare, words.whyScore];
  const heads = columns.map((label) => {
    const head = element('th', '', label ?? '');
    head.scope = 'col';
    return head;
  });
  const rows = typed.map((word) =>
    element('tr', '', rowHead(word.typed), element('td', '', place(word, words)), number(word.rarity), number(word.share), number(word.score)),
  );
  const changes = factors.map(({ reason, factor }) => wide(words[REASONS[reason]] ?? '', element('td', 'search-number', `× ${format.format(factor)}`)));
  const sum = wide(words.whyScore ?? '', number(score));
  return element('table', 'search-explanation', element('thead', '', element('tr', '', ...heads)), element('tbody', '', ...rows, ...changes, sum));
}

/** What reasons and fields are called among the dialog's words. */
const REASONS = { apart: 'whyApart', incomplete: 'whyIncomplete', stale: 'stale', retired: 'retired', used: 'whyUsed' };
const FIELDS = { title: 'whyTitle', wordings: 'whyWordings', heading: 'whyHeading', body: 'whyBody' };

/**
 * Where a word was found, and as what.
 * @param {WordExplanation} word
 * @param {Words} words
 */
function place({ found }, words) {
  if (!found) return words.whyAbsent ?? '';
  const field = words[FIELDS[found.field]] ?? '';
  return found.closeness < 1 ? `${field}: ${found.term}` : field;
}

/** @param {string} text */
function rowHead(text) {
  const head = element('th', '', text);
  head.scope = 'row';
  return head;
}

/**
 * A row that says one thing.
 * @param {string} text
 * @param {HTMLElement} value
 */
function wide(text, value) {
  const head = rowHead(text);
  head.colSpan = 4;
  return element('tr', '', head, value);
}
