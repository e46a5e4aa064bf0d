/**
 * First answers: good pages for what is typed, without the engine, which may still be on its way. They come in two
 * rounds: the shards with the words, then the records of the pages. What asks for more than words (phrases, exclusions,
 * filters) is left to the engine, and so are words spelled as on no page.
 */

import { read } from './files.js';
import { mark } from './marks.js';
import { Records } from './records.js';
import { pagesOf, shardsOf, unpack } from './shards.js';
import { runs } from './terms.js';

/** @typedef {import('./shards.js').Entry} Entry */
/** @typedef {import('./shards.js').Found} Found */
/** @typedef {import('./shards.js').Word} Word */
/** @typedef {import('./types.js').Hit} Hit */
/** @typedef {import('./records.js').Record} Record */
/** @typedef {import('./types.js').Manifest} Manifest */
/** @typedef {import('./types.js').Request} Request */
/** @typedef {import('./types.js').Results} Results */
/** A page that was found. @typedef {{page: number, words: number, score: number, sections: Found[]}} Ranked */

/** Requests that browsers have under way to a host at once: so many words are looked for, and so many files of records read. */
const AT_ONCE = 6;

/** Pages shown, and sections of each. */
const PAGES = 8;
const SECTIONS = 3;

export class FirstAnswers {
  #index;
  /** Shards by address, come or on their way. @type {Map<string, Promise<Map<string, Entry>>>} */
  #shards = new Map();
  /** Those of the generation that was asked last. @type {Records | undefined} */
  #records;

  /** @param {import('./manifest.js').Index} index */
  constructor(index) {
    this.#index = index;
  }

  /**
   * The first answer to a question; nothing where there is none.
   * @param {Request} request
   * @returns {Promise<Results | undefined>}
   */
  async answer({ query, filters }) {
    const words = filters.length === 0 ? wordsOf(query) : [];
    if (words.length === 0) return undefined;
    const [manifest, folder] = [await this.#index.manifest(), await this.#index.folder()];
    const found = await Promise.all(words.map((word) => this.#find(word, manifest, folder)));
    const known = found.filter((pages) => pages.size > 0);
    if (this.#records?.folder.href !== folder.href) this.#records = new Records(folder, manifest.records);
    const ranked = rank(known, this.#records);
    if (ranked.length === 0) return undefined;
    const records = await this.#records.of(ranked.map(({ page }) => page));
    const hits = ranked.map((page, at) => show(page, records[at], words));
    return { total: hits.length, relaxed: ranked[0].words < words.length, corrections: [], hits, facets: [] };
  }

  /**
   * @param {Word} word
   * @param {Manifest} manifest
   * @param {URL} folder
   */
  async #find(word, { first }, folder) {
    const shards = shardsOf(word, first).map((number) => this.#shard(new URL(`first-${number}.gz`, folder)));
    return pagesOf(word, new Map((await Promise.all(shards)).flatMap((shard) => [...shard])));
  }

  /** Reads a shard once; a failed attempt is forgotten. @param {URL} url */
  #shard(url) {
    const known = this.#shards.get(url.href);
    if (known) return known;
    const shard = read(url, (bytes) => unpack(JSON.parse(new TextDecoder().decode(bytes))));
    shard.catch(() => this.#shards.delete(url.href));
    this.#shards.set(url.href, shard);
    return shard;
  }
}

/**
 * The words of a query; none where it asks for more than words. Where they are too many, the longest tell most.
 * @param {string} query
 * @returns {Word[]}
 */
export function wordsOf(query) {
  if (/["“”„«»]|(^|\s)-\S|(^|\s)[^\s:]+:/.test(query)) return [];
  /** @type {Map<string, Word>} */
  const words = new Map();
  const all = runs(query);
  for (const [at, { terms, isUnspaced }] of all.entries()) {
    // A run may go on in the text: its last character tells nothing, unless there is no other, and then it may begin anything.
    const kept = terms.length > 1 ? terms.slice(0, -1) : terms;
    const open = isUnspaced ? terms.length === 1 : at === all.length - 1 && !/\s$/.test(query);
    for (const term of kept) words.set(term, { term, open });
  }
  return [...words.values()].sort((one, other) => other.term.length - one.term.length).slice(0, AT_ONCE);
}

/**
 * The best pages, as many as can be shown at once: those that have all words, then the others, by what the words add up to.
 * @param {Map<number, Found>[]} found pages by word
 * @param {Records} records
 */
function rank(found, records) {
  /** @type {Map<number, Ranked>} */
  const pages = new Map();
  for (const one of found.flatMap((pages) => [...pages.values()])) {
    const page = pages.get(one.page) ?? { page: one.page, words: 0, score: 0, sections: [] };
    pages.set(one.page, { ...page, words: page.words + 1, score: page.score + one.score, sections: [...page.sections, one] });
  }
  /** @param {Ranked} page */
  const hasAll = (page) => Number(page.words === found.length);
  const ranked = [...pages.values()].sort((one, other) => hasAll(other) - hasAll(one) || other.score - one.score || one.page - other.page);
  const files = new Set();
  return ranked.slice(0, PAGES).filter(({ page }) => {
    const file = records.fileOf(page);
    return (files.has(file) || files.size < AT_ONCE) && files.add(file);
  });
}

/**
 * @param {Ranked} ranked
 * @param {Record} record
 * @param {Word[]} words
 * @returns {Hit}
 */
function show({ page, score, sections }, [title, url, kind, language, standing, summary, headings], words) {
  const best = new Map(sections.sort((one, other) => other.score - one.score).map((found) => [found.section, found]));
  const shown = [...best.values()].filter(({ section }) => section > 0 && headings[section]).slice(0, SECTIONS);
  return {
    page,
    url,
    title: mark(title, words),
    summary: mark(summary, words),
    kind,
    language,
    standing: standing || 'current',
    score,
    sections: shown.map(({ section, score }) => ({
      section,
      anchor: headings[section][0],
      heading: mark(headings[section][1], words),
      score,
    })),
  };
}
