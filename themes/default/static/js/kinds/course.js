// A course: which lessons are done, which is next, how long the rest takes.

import { completed, markNeeded } from "../learning.js";

/** @param {HTMLElement} course */
function showProgress(course) {
  const done = completed();
  const lessons = [...course.querySelectorAll("[data-lesson]")].filter((item) => item instanceof HTMLElement);
  const isDone = (/** @type {HTMLElement} */ item) => (item.dataset.lesson ?? "") in done;
  for (const lesson of lessons) {
    lesson.classList.toggle("is-done", isDone(lesson));
    lesson.querySelector("[data-done]")?.toggleAttribute("hidden", !isDone(lesson));
  }
  const open = lessons.filter((lesson) => !isDone(lesson));
  const count = lessons.length - open.length;
  const minutes = open.reduce((sum, lesson) => sum + Number(lesson.dataset.minutes), 0);
  const place = course.querySelector("[data-progress]");
  const [bar, words] = [place?.querySelector("progress"), place?.querySelector("span")];
  if (place instanceof HTMLElement && bar && words) {
    place.hidden = count === 0;
    bar.value = count;
    const told = (course.dataset.progressWords ?? "").replace("{done}", String(count)).replace("{total}", String(lessons.length));
    const left = (course.dataset.leftWords ?? "").replace("{minutes}", String(minutes));
    words.textContent = open.length === 0 ? (course.dataset.finishedWords ?? "") : `${told}, ${left}`;
  }
  lead(course, count, open[0]);
}

/**
 * Leads on to the lesson that comes next.
 *
 * @param {HTMLElement} course
 * @param {number} done how many lessons are
 * @param {HTMLElement | undefined} next
 */
function lead(course, done, next) {
  const way = course.querySelector("[data-next]");
  if (!(way instanceof HTMLAnchorElement)) return;
  way.hidden = next === undefined;
  const link = next?.querySelector("a");
  if (!link || done === 0) return;
  way.href = link.href;
  way.textContent = (course.dataset.nextWords ?? "").replace("{lesson}", () => link.textContent ?? "");
}

const course = document.querySelector("[data-course]");
if (course instanceof HTMLElement) {
  const show = () => {
    markNeeded();
    showProgress(course);
  };
  show();
  // Lessons done in another tab, or before coming back by the browser's button.
  addEventListener("storage", show);
  addEventListener("pageshow", show);
}
