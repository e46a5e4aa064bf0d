// What somebody of one function has learned of the others, what they lack, and what nobody teaches them: read from their row of the
// matrix and from what the browser keeps.

import { completed, hasDone, ids } from "../learning.js";
import { read, write } from "../store.js";

const NAME = "function";

/**
 * A heading with a list under it.
 *
 * @param {string} title
 * @param {Node[]} items
 * @param {string} nothing what stands there without any
 */
function group(title, items, nothing) {
  const section = document.createElement("section");
  const heading = document.createElement("h3");
  heading.textContent = title;
  if (items.length === 0) {
    const words = document.createElement("p");
    words.className = "muted";
    words.textContent = nothing;
    section.append(heading, words);
    return section;
  }
  const list = document.createElement("ul");
  for (const item of items) {
    const entry = document.createElement("li");
    entry.append(item);
    list.append(entry);
  }
  section.append(heading, list);
  return section;
}

/**
 * A course of a cell, with how far the reader is.
 *
 * @param {HTMLElement} item
 * @param {string} words
 */
function courseWithProgress(item, words) {
  const part = document.createDocumentFragment();
  const link = item.querySelector("a")?.cloneNode(true);
  if (link) part.append(link, " ");
  const lessons = ids(item.dataset.lessons);
  const done = completed();
  const progress = document.createElement("span");
  progress.className = "muted";
  const count = lessons.filter((id) => id in done).length;
  progress.textContent = words.replace("{done}", String(count)).replace("{total}", String(lessons.length));
  part.append(progress);
  return part;
}

/**
 * Fills the path of a function.
 *
 * @param {HTMLElement} path
 * @param {HTMLElement} row
 */
function fill(path, row) {
  const words = path.dataset;
  const courses = [...row.querySelectorAll("[data-lessons]")].filter((item) => item instanceof HTMLElement);
  const [known, lacking] = [true, false].map((wanted) =>
    courses
      .filter((item) => hasDone(ids(item.dataset.lessons)) === wanted)
      .map((item) => courseWithProgress(item, words.progress ?? "")),
  );
  const untaught = [...row.querySelectorAll(".hole")].filter((hole) => hole instanceof HTMLElement);
  const holes = untaught.map((hole) => document.createTextNode(hole.dataset.to ?? ""));
  const groups = [group(words.known ?? "", known ?? [], words.nothing ?? ""), group(words.lacking ?? "", lacking ?? [], words.nothing ?? "")];
  if (holes.length > 0) groups.push(group(words.holes ?? "", holes, ""));
  path.querySelector("[data-path]")?.replaceChildren(...groups);
}

/** @param {HTMLElement} training */
function offerPath(training) {
  const path = training.querySelector("[data-role-path]");
  const select = path?.querySelector("select");
  if (!(path instanceof HTMLElement) || !select) return;
  const rows = [...training.querySelectorAll("[data-from]")].filter((row) => row instanceof HTMLElement);
  const show = () => {
    for (const row of rows) row.classList.toggle("is-mine", row.dataset.from === select.value);
    const mine = rows.find((row) => row.dataset.from === select.value);
    if (mine) fill(path, mine);
    else path.querySelector("[data-path]")?.replaceChildren();
  };
  const kept = String(read(NAME, ""));
  if (rows.some((row) => row.dataset.from === kept)) select.value = kept;
  select.addEventListener("change", () => {
    write(NAME, select.value || undefined);
    show();
  });
  path.hidden = false;
  show();
  addEventListener("pageshow", show);
}

const training = document.querySelector("[data-training]");
if (training instanceof HTMLElement) offerPath(training);
