/** Records: what results show of pages. A few pages make a block, a few blocks a file; `src/search/pack.rs` writes them. */

import { readBlocks } from './files.js';

/** @typedef {import('./types.js').Manifest} Manifest */
/**
 * What a result shows of a page: title, address, kind, language, standing, summary; anchors and headings of its sections.
 * @typedef {[string, string, string, string, '' | 'stale' | 'retired', string, [string | null, string][]]} Record
 */

/** Bytes of the checksum that a block begins with, which the engine looks at. */
const CHECKSUM = 4;

export class Records {
  #layout;
  /** Blocks that came, by their numbers. @type {Map<number, Record[]>} */
  #blocks = new Map();

  /**
   * @param {URL} folder where the files are
   * @param {Manifest['records']} layout
   */
  constructor(folder, layout) {
    this.folder = folder;
    this.#layout = layout;
  }

  /** Name of the file that a page's record is in. @param {number} page */
  fileOf(page) {
    return this.#file(this.#block(page));
  }

  /**
   * The records of pages, in their order.
   * @param {number[]} pages
   * @returns {Promise<Record[]>}
   */
  async of(pages) {
    const lacking = [...new Set(pages.map((page) => this.#block(page)))].filter((block) => !this.#blocks.has(block));
    /** @type {Map<string, number[]>} */
    const files = new Map();
    for (const block of lacking.sort((one, other) => one - other)) {
      const file = this.#file(block);
      files.set(file, [...(files.get(file) ?? []), block]);
    }
    await Promise.all([...files].map(([file, blocks]) => this.#read(file, blocks)));
    return pages.map((page) => this.#blocks.get(this.#block(page))?.[page % this.#layout.pages] ?? lost(page));
  }

  /** @param {string} file @param {number[]} blocks */
  async #read(file, blocks) {
    const places = blocks.map((block) => this.#place(block));
    const parse = (/** @type {Uint8Array} */ bytes) => JSON.parse(new TextDecoder().decode(bytes.subarray(CHECKSUM)));
    const texts = await readBlocks(new URL(file, this.folder), places, parse);
    texts.forEach((records, at) => this.#blocks.set(blocks[at], records));
  }

  /** Number of the block that a page's record is in. @param {number} page */
  #block(page) {
    return Math.floor(page / this.#layout.pages);
  }

  /** @param {number} block */
  #file(block) {
    return `records-${Math.floor(block / this.#layout.blocks)}.bin`;
  }

  /** Where a block is in its file. @param {number} block */
  #place(block) {
    const { blocks, lengths } = this.#layout;
    const before = lengths.slice(block - (block % blocks), block);
    const start = before.reduce((sum, length) => sum + length, 0);
    return { start, end: start + lengths[block] };
  }
}

/** @param {number} page @returns {never} */
function lost(page) {
  throw new Error(`there is no record of page ${page}`);
}
