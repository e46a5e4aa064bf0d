/** Marking in a text what a query found in it, as the engine does. */

import { runs } from './terms.js';

/** @typedef {import('./shards.js').Word} Word */
/** @typedef {import('./types.js').Piece} Piece */

/**
 * A text cut at where found words begin and end.
 * @param {string} text
 * @param {Word[]} words
 * @returns {Piece[]}
 */
export function mark(text, words) {
  /** @type {Piece[]} */
  const pieces = [];
  /**
   * @param {string} text
   * @param {boolean} marked
   */
  const add = (text, marked) => {
    const last = pieces.at(-1);
    if (last?.marked === marked) last.text += text;
    else if (text !== '') pieces.push({ text, marked });
  };
  let upto = 0;
  for (const { start, end } of found(text, words)) {
    add(text.slice(upto, Math.max(start, upto)), false);
    add(text.slice(Math.max(start, upto), Math.max(end, upto)), true);
    upto = Math.max(end, upto);
  }
  add(text.slice(upto), false);
  return pieces;
}

/**
 * Where found words are, by where they begin; pairs of characters overlap.
 * @param {string} text
 * @param {Word[]} words
 */
function found(text, words) {
  /** @param {string} term */
  const isFound = (term) => words.some((word) => (word.open ? term.startsWith(word.term) : term === word.term));
  return runs(text).flatMap(({ terms, isUnspaced, start, end }) => {
    if (!isUnspaced) return isFound(terms[0]) ? [{ start, end }] : [];
    // Where characters were written in parts, none can be told from the others.
    const isAsWritten = terms.length > 0 && terms.map((term) => Array.from(term)[0]).join('').length === end - start;
    if (!isAsWritten) return terms.some(isFound) ? [{ start, end }] : [];
    let at = start;
    return terms.flatMap((term) => {
      const place = { start: at, end: at + term.length };
      at += Array.from(term)[0].length;
      return isFound(term) ? [place] : [];
    });
  });
}
