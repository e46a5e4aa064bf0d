// Placeholders: what a reader has filled in for one customer. It is kept in the browser by name, so that it is typed once
// for all pages.

import { read, write } from "./store.js";

/** @typedef {Record<string, string>} Values filled values by name */

const KEPT = "placeholders";

/** What stood in a placeholder before it was filled. @type {WeakMap<Element, string>} */
const written = new WeakMap();

/** What holds on this page; where the browser refuses storage, nothing else does. @type {Values | undefined} */
let held;

/** @returns {Values} */
export function values() {
  const kept = read(KEPT, /** @type {Values} */ ({}));
  return held ?? (kept !== null && typeof kept === "object" ? kept : {});
}

/**
 * Keeps what has been filled in; an empty value is none.
 *
 * @param {Values} changed
 * @returns {Values} all that is filled in now
 */
export function keep(changed) {
  const all = Object.entries({ ...values(), ...changed }).filter(([, value]) => value.trim() !== "");
  const now = Object.fromEntries(all);
  held = write(KEPT, all.length > 0 ? now : undefined) ? undefined : now;
  return now;
}

/**
 * Shows values in the placeholders of a page; those without one stand as they were written.
 *
 * @param {Values} values
 */
export function show(values) {
  for (const placeholder of document.querySelectorAll(".placeholder[data-name]")) {
    if (!written.has(placeholder)) written.set(placeholder, placeholder.textContent ?? "");
    const value = values[placeholder.getAttribute("data-name") ?? ""];
    placeholder.classList.toggle("filled", value !== undefined);
    placeholder.textContent = value ?? written.get(placeholder) ?? "";
  }
}

/**
 * Puts values into a text; says which names have none.
 *
 * @param {string} text
 * @param {Values} values
 */
export function fillText(text, values) {
  /** @type {Set<string>} */
  const left = new Set();
  const filled = text.replace(/\{\{\s*([^\s{}]+)\s*\}\}/g, (placeholder, /** @type {string} */ name) => {
    const value = values[name.replace(/^[*_]+|[*_]+$/g, "")] ?? values[name];
    if (value === undefined) left.add(name);
    return value ?? placeholder;
  });
  return { filled, left };
}

show(values());
