// A reader's own documents: favourites, and those seen last. They are kept in the browser only.

import { read, write } from "./store.js";

/** @typedef {{ id: string, title: string, url: string, kind: string, language: string }} Saved a document as it was when last seen */
/** @typedef {"favourites" | "recent"} Shelf */

/** Documents that are remembered as seen. */
const SEEN = 20;

const root = document.documentElement.dataset.root ?? "/";

/**
 * Whether something is a document of this site: what is kept may be of an older version, or of somebody else.
 *
 * @param {unknown} kept
 * @returns {kept is Saved}
 */
function isSaved(kept) {
  if (kept === null || typeof kept !== "object") return false;
  const { id, title, url, kind } = /** @type {Record<string, unknown>} */ (kept);
  return [id, title, url, kind].every((value) => typeof value === "string") && String(url).startsWith(root) && !String(url).startsWith("//");
}

/**
 * The documents of a shelf, the latest first.
 *
 * @param {Shelf} shelf
 * @returns {Saved[]}
 */
export function on(shelf) {
  const kept = read(shelf, /** @type {unknown} */ ([]));
  return Array.isArray(kept) ? kept.filter(isSaved) : [];
}

/**
 * @param {Shelf} shelf
 * @param {Saved[]} documents
 * @returns {boolean} whether the browser took it
 */
function put(shelf, documents) {
  return write(shelf, documents.length > 0 ? documents : undefined);
}

/**
 * @param {Shelf} shelf
 * @param {string} url
 */
export function remove(shelf, url) {
  return put(shelf, on(shelf).filter((saved) => saved.url !== url));
}

/** @param {Shelf} shelf */
export function clear(shelf) {
  return put(shelf, []);
}

/** @param {Saved} document */
export function addFavourite(document) {
  return put("favourites", [document, ...on("favourites").filter((saved) => saved.url !== document.url)]);
}

/** @param {string} url */
export function isFavourite(url) {
  return on("favourites").some((saved) => saved.url === url);
}

/**
 * Notes that a document has been seen. A favourite gets its present title.
 *
 * @param {Saved} document
 */
export function see(document) {
  put("recent", [document, ...on("recent").filter((saved) => saved.url !== document.url)].slice(0, SEEN));
  const favourites = on("favourites");
  if (favourites.some((saved) => saved.url === document.url)) {
    put("favourites", favourites.map((saved) => (saved.url === document.url ? document : saved)));
  }
}
