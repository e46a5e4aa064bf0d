/** The pages of a site that differ in kind, each with a name: what is to be looked at and measured. */

import { readFileSync, statSync } from "node:fs";
import path from "node:path";

import { pages } from "./library.js";

/**
 * @typedef {object} Stop
 * @property {string} name `playbook`, `playbook-list`
 * @property {string} below its address below the site's root
 */

/**
 * The home page, the fullest page and the list of each kind, and one of each sort of all other pages.
 *
 * @param {string} site its folder
 * @returns {Stop[]}
 */
export function tour(site) {
  /** @type {{ kinds: { name: string }[], documents: { kind: string, id: string, language: string }[], language: string }} */
  const library = JSON.parse(readFileSync(path.join(site, "library.json"), "utf8"));
  const all = pages(site);
  const home = { name: "home", below: "" };
  const kinds = library.kinds.flatMap(({ name }) => ofKind(name, site, library));
  const documents = new Set(
    library.documents.map(({ id, language }) => folder(id, language === library.language ? "" : `${language}/`)),
  );
  const named = new Set([home, ...kinds].map(({ below }) => below));
  const rest = all.filter((below) => !documents.has(below) && !named.has(below) && !below.startsWith("kind/"));
  return [home, ...kinds.filter(({ below }) => all.includes(below)), ...oneOfEachSort(rest)];
}

/**
 * @param {string} kind
 * @param {string} site
 * @param {{ documents: { kind: string, id: string, language: string }[], language: string }} library
 */
function ofKind(kind, site, { documents, language }) {
  const own = documents.filter((document) => document.kind === kind && document.language === language);
  const size = (/** @type {string} */ below) => {
    const file = path.join(site, below, "index.html");
    return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  };
  const [fullest] = own.map(({ id }) => folder(id, "")).sort((one, other) => size(other) - size(one));
  const list = { name: `${kind}-list`, below: `kind/${kind}/` };
  return fullest === undefined ? [list] : [{ name: kind, below: fullest }, list];
}

/**
 * Where the page of a document is, in most cases: the folder that has its name.
 *
 * @param {string} id
 * @param {string} above
 */
function folder(id, above) {
  const inner = id === "index" ? "" : id.replace(/\/index$/, "");
  return inner === "" ? above : `${above}${inner}/`;
}

/** Of pages in one folder, such as tags, the first. @param {string[]} rest */
function oneOfEachSort(rest) {
  /** @type {Map<string, string>} */
  const sorts = new Map();
  for (const below of rest) {
    const parts = below.split("/").filter(Boolean);
    const sort = parts.length > 1 ? `${parts[0]}-one` : below;
    if (!sorts.has(sort)) sorts.set(sort, below);
  }
  return [...sorts].map(([sort, below]) => ({ name: sort.replace(/\/$|\.html$/, ""), below }));
}
