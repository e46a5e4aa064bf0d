/** The manifest of the index: which one the site has now, and what its files are called. */

import { FileProblem, get } from './files.js';

/** @typedef {import('./types.js').Manifest} Manifest */

export class Index {
  #folder;
  /** @type {Promise<Manifest> | undefined} */
  #manifest;

  /** @param {URL} root the site's root */
  constructor(root) {
    this.#folder = new URL('search/', root);
  }

  /** The manifest; read once, and again where that failed. */
  manifest() {
    this.#manifest ??= this.#read().catch((error) => {
      this.#manifest = undefined;
      throw error;
    });
    return this.#manifest;
  }

  /** The folder of the index's files: another one whenever the site's content is another. */
  async folder() {
    const { index } = await this.manifest();
    return new URL(`${index}/`, this.#folder);
  }

  /** Reads the manifest anew; says whether the site was built anew since it was last read. */
  async hasMoved() {
    const before = await this.#manifest?.catch(() => undefined);
    this.#manifest = undefined;
    return (await this.manifest()).index !== before?.index;
  }

  /** @returns {Promise<Manifest>} */
  async #read() {
    const url = new URL('index.json', this.#folder);
    const response = await get(url, { cache: 'no-cache' });
    try {
      return await response.json();
    } catch {
      throw new FileProblem('damaged', `${url.pathname} can't be read`);
    }
  }
}
