/**
 * Shards of first answers: for each word of the index the best pages, with what the word gives them. The format and its
 * reasons are in `src/search/first.rs`.
 */

/** A page that a word finds: its best section, and what that scores. @typedef {{page: number, section: number, score: number}} Found */
/** What a word finds; the scores don't know its rarity yet. @typedef {{rarity: number, pages: Found[]}} Entry */
/** A word that is looked for; `open` where it may go on. @typedef {{term: string, open: boolean}} Word */

/** The characters that stand for 0 to 63. */
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** The highest level, and how many there are for each doubling. */
const HIGHEST = 63;
const STEPS = 6;

/** What follows a beginning of many words, which has an entry of its own, and how many letters it may have. */
const OPEN = '*';
const BEGINNING_LETTERS = 4;

/** Closeness of a word that begins with what was typed, times the part of it that was typed: as `ranking.rs` has it. */
const PREFIX = 0.75;

/**
 * Numbers of the shards that hold what is known of a word.
 * @param {Word} word
 * @param {string[]} first the key that each shard begins with
 */
export function shardsOf({ term, open }, first) {
  /** @param {string} key */
  const shardOf = (key) => first.filter((start) => start <= key).length - 1;
  if (first.length === 0) return [];
  if (!open) return [shardOf(term)];
  const [from, to] = [shardOf(term), shardOf(`${term}\uffff`)];
  if (from === to) return [from];
  // Words that fill a whole shard are many: their beginning has an entry of its own.
  const isShort = Array.from(term).length <= BEGINNING_LETTERS;
  return to - from > 1 && isShort ? [shardOf(term + OPEN)] : [from, from + 1];
}

/**
 * A shard's entries by term.
 * @param {{terms: string[], rarities: string, counts: string, pages: number[], sections: string, shares: string}} shard
 * @returns {Map<string, Entry>}
 */
export function unpack({ terms, rarities, counts, pages, sections, shares }) {
  let at = 0;
  const entries = terms.map((term, number) => {
    let page = 0;
    const found = Array.from({ length: digit(counts[number]) }, () => {
      page += pages[at];
      const one = { page, section: digit(sections[at]), score: level(shares[at]) };
      at += 1;
      return one;
    });
    return /** @type {const} */ ([term, { rarity: level(rarities[number]), pages: found }]);
  });
  if (at !== pages.length) throw new Error('its columns differ in length');
  return new Map(entries);
}

/** @param {string | undefined} character */
function digit(character) {
  const found = character ? DIGITS.indexOf(character) : -1;
  if (found < 0) throw new Error('a digit is missing, or is none');
  return found;
}

/** What a level stands for: a share of the highest in the index. @param {string | undefined} character */
function level(character) {
  return 2 ** ((digit(character) - HIGHEST) / STEPS);
}

/**
 * The pages of a word by their numbers, with what it adds to their scores.
 * @param {Word} word
 * @param {Map<string, Entry>} entries those of the shards that hold the word
 * @returns {Map<number, Found>}
 */
export function pagesOf(word, entries) {
  const meant = meantBy(word, entries);
  // All that a word may become counts as one word: a rare one among them shall not outweigh the others.
  const rarity = Math.min(...meant.map(({ entry }) => entry.rarity));
  /** @type {Map<number, Found>} */
  const found = new Map();
  for (const { entry, closeness } of meant) {
    for (const { page, section, score } of entry.pages) {
      const mine = { page, section, score: score * closeness * rarity };
      if (mine.score > (found.get(page)?.score ?? 0)) found.set(page, mine);
    }
  }
  return found;
}

/**
 * What a word may stand for: itself, and where it may go on, words that it begins.
 * @param {Word} word
 * @param {Map<string, Entry>} entries
 */
function meantBy({ term, open }, entries) {
  const many = open ? entries.get(term + OPEN) : undefined;
  if (many) return [{ entry: many, closeness: 1 }];
  const own = entries.get(term);
  const meant = own ? [{ entry: own, closeness: 1 }] : [];
  if (!open) return meant;
  for (const [other, entry] of entries) {
    const isLonger = other.length > term.length && other.startsWith(term) && !other.endsWith(OPEN);
    if (isLonger) meant.push({ entry, closeness: PREFIX * Math.sqrt(term.length / other.length) });
  }
  return meant;
}
