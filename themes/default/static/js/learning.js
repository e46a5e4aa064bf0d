// What a reader has learned, kept in the browser, and told to whoever listens: a completed lesson is the event
// `fieldbook:lesson-completed` on the document, with the lesson's id and score (in per cent; null without a quiz).

import { read, write } from "./store.js";

const NAME = "learning";

/**
 * A completed lesson.
 *
 * @typedef {object} Completed
 * @property {number | null} score right answers in per cent; null for lessons without a quiz
 * @property {string} day when (`2026-11-22`)
 */

/**
 * All completed lessons by their ids.
 *
 * @returns {Record<string, Completed>}
 */
export function completed() {
  const kept = read(NAME, /** @type {unknown} */ (undefined));
  return typeof kept === "object" && kept !== null ? /** @type {Record<string, Completed>} */ (kept) : {};
}

/**
 * Whether all of these lessons have been completed.
 *
 * @param {string[]} ids
 */
export function hasDone(ids) {
  const done = completed();
  return ids.length > 0 && ids.every((id) => id in done);
}

/**
 * Keeps that a lesson has been completed, and says so. Of several tries the best counts.
 *
 * @param {string} id
 * @param {number | null} score
 */
export function complete(id, score) {
  const done = completed();
  const before = done[id];
  if (!before || (before.score ?? 0) <= (score ?? 0)) write(NAME, { ...done, [id]: { score, day: today() } });
  document.dispatchEvent(new CustomEvent("fieldbook:lesson-completed", { detail: { id, score } }));
}

/**
 * Forgets that a lesson has been completed.
 *
 * @param {string} id
 */
export function forget(id) {
  const { [id]: _, ...rest } = completed();
  write(NAME, Object.keys(rest).length > 0 ? rest : undefined);
}

/** Today where the reader is. */
function today() {
  const now = new Date();
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/**
 * A day as the page's language writes it.
 *
 * @param {string} day `2026-11-22`
 * @param {Element} place an element of the page's own words
 */
export function dayInWords(day, place) {
  const language = place.closest("[lang]")?.getAttribute("lang") ?? "en";
  // The site's English is that of its dates: day before month.
  const locale = language === "en" ? "en-GB" : language;
  const date = new Date(`${day}T12:00:00`);
  return Number.isNaN(date.getTime()) ? day : date.toLocaleDateString(locale, { dateStyle: "medium" });
}

/**
 * Ids that an attribute holds as JSON.
 *
 * @param {string | undefined} json
 * @returns {string[]}
 */
export function ids(json) {
  try {
    const list = JSON.parse(json ?? "[]");
    return Array.isArray(list) ? list.map(String) : [];
  } catch {
    return [];
  }
}

/** Marks in lists of prerequisites what has been done and what hasn't. */
export function markNeeded() {
  for (const item of document.querySelectorAll(".needed [data-lessons]")) {
    if (!(item instanceof HTMLElement)) continue;
    const done = hasDone(ids(item.dataset.lessons));
    item.querySelector("[data-done]")?.toggleAttribute("hidden", !done);
    item.querySelector("[data-not-yet]")?.toggleAttribute("hidden", done);
  }
}
