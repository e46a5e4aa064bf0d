/** Texts of pages, from which excerpts are cut: the index doesn't hold them. */

import { get } from './files.js';

/** Texts of a page's sections by anchor; that of the head, which has none, by `''`. @typedef {Map<string, string>} Sections */

/** Begins a section: headings that can be led to. */
const HEADINGS = 'h1[id], h2[id], h3[id], h4[id], h5[id], h6[id]';
/** What stands in a page beside its text. */
const BESIDE = 'nav, aside, header, footer, form, button, script, style, template, [aria-hidden=true]';

/**
 * Reads a page's text: from the file beside it, where the library makes such files, else from the page itself.
 * @param {URL} page
 * @param {string} file name of the file beside it; empty where there is none
 * @param {AbortSignal} signal
 * @returns {Promise<Sections>}
 */
export async function readSections(page, file, signal) {
  const how = /** @type {RequestInit} */ ({ signal, priority: 'low' });
  return file ? ofJson(await (await get(new URL(file, page), how)).json()) : ofPage(await (await get(page, how)).text());
}

/** @param {{sections: {anchor: string | null, text: string}[]}} document as `docs/machines.md` describes it */
function ofJson({ sections }) {
  return new Map(sections.map(({ anchor, text }) => [anchor ?? '', text]));
}

/** @param {string} html @returns {Sections} */
function ofPage(html) {
  const main = new DOMParser().parseFromString(html, 'text/html').querySelector('main');
  if (!main) return new Map();
  for (const beside of main.querySelectorAll(BESIDE)) beside.remove();
  /** @type {Sections} */
  const sections = new Map();
  let anchor = '';
  const walker = main.ownerDocument.createTreeWalker(main, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof Element && node.matches(HEADINGS)) anchor = node.id;
    else if (node instanceof Text && !node.parentElement?.closest('h1, h2, h3, h4, h5, h6')) {
      sections.set(anchor, (sections.get(anchor) ?? '') + node.data);
    }
  }
  return sections;
}
