/** What is asked: words, and words side by side, that the library holds. The same for the same library. */

import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";

/** How many pages are read, at most: enough to tell the rare from the frequent. */
const READ = 2_000;
/** How many queries there are of each kind. */
const EACH = 4;

/** @typedef {{ kind: string, text: string }} Query */

/** A generator of numbers that are the same each time (Lehmer's). */
class Chance {
  #state = 20_261_122;

  /**
   * @template Value
   * @param {Value[]} values
   */
  one(values) {
    this.#state = (this.#state * 48_271) % 2_147_483_647;
    return values[this.#state % values.length];
  }
}

/**
 * Queries of six kinds, in turns: a rare word, a frequent one, two and three words that stand side by side, a word half
 * typed, and one with two letters swapped.
 *
 * @param {string} content the folder of a library's documents
 * @returns {Query[]}
 */
export function queriesOf(content) {
  const pages = texts(content);
  const frequency = new Map();
  for (const words of pages) for (const word of new Set(words)) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  /** Words of a share of the pages. @param {number} least @param {number} most */
  const between = (least, most) =>
    [...frequency].filter(([word, count]) => word.length > 4 && count >= least * pages.length && count <= most * pages.length).map(([word]) => word).sort();
  const chance = new Chance();
  const rare = between(2 / pages.length, 0.002 + 3 / pages.length);
  const usual = between(0.005, 0.1);
  const long = usual.filter((word) => word.length > 6);
  /** @param {number} count */
  const beside = (count) => {
    const wanted = new Set([...usual, ...rare]);
    for (;;) {
      const words = chance.one(pages);
      const runs = words.map((_, at) => words.slice(at, at + count)).filter((run) => run.length === count && run.every((word) => wanted.has(word)));
      if (runs.length > 0) return chance.one(runs).join(" ");
    }
  };
  /** @type {Record<string, () => string>} */
  const kinds = {
    rare: () => chance.one(rare),
    frequent: () => chance.one(between(0.1, 0.6)),
    "two words": () => beside(2),
    "half typed": () => chance.one(long).slice(0, 4),
    "three words": () => beside(3),
    "swapped letters": () => swapped(chance.one(long)),
  };
  return Array.from({ length: EACH }, () => Object.entries(kinds).map(([kind, make]) => ({ kind, text: make() }))).flat();
}

/** The words of each page. @param {string} content @returns {string[][]} */
function texts(content) {
  const files = readdirSync(content, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".md")).sort();
  const every = Math.max(1, Math.floor(files.length / READ));
  return files
    .filter((_, number) => number % every === 0)
    .map((file) => body(readFileSync(path.join(content, file), "utf8")).toLowerCase().match(/[a-z]+/g) ?? []);
}

/** Without front matter, addresses and code, which nobody asks for. @param {string} text */
function body(text) {
  return text
    .replace(/^(\+\+\+|---)\n[\s\S]*?\n\1\n/, "")
    .replace(/```[\s\S]*?```/g, "")
    .replace(/\]\([^)]*\)|https?:\S+|<[^>]*>|`[^`]*`/g, " ");
}

/** With two letters after its middle swapped. @param {string} word */
function swapped(word) {
  const middle = Math.floor(word.length / 2);
  const at = word[middle] === word[middle + 1] ? middle + 1 : middle;
  return word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
}
