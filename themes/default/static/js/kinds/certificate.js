// The certificate of a course: filled in from what the reader has done in this browser, or saying what is still to do.

import { completed, dayInWords } from "../learning.js";
import { read, write } from "../store.js";

const NAME = "learner-name";

/** @param {HTMLElement} certificate */
function fill(certificate) {
  const done = completed();
  const lessons = [...certificate.querySelectorAll("[data-lesson]")].filter((item) => item instanceof HTMLElement);
  const earned = lessons.length > 0 && lessons.every((lesson) => (lesson.dataset.lesson ?? "") in done);
  certificate.querySelector("[data-earned]")?.toggleAttribute("hidden", !earned);
  certificate.querySelector("[data-not-earned]")?.toggleAttribute("hidden", earned);
  certificate.querySelector("[data-missing]")?.removeAttribute("hidden");
  for (const lesson of lessons) {
    const one = done[lesson.dataset.lesson ?? ""];
    lesson.hidden = !earned && one !== undefined;
    const result = lesson.querySelector("[data-result]");
    if (!earned || !one || !result) continue;
    result.textContent = one.score === null ? "" : (lesson.dataset.words ?? "").replace("{score}", String(one.score));
  }
  const day = certificate.querySelector("[data-day]");
  if (earned && day instanceof HTMLElement) {
    const last = lessons.map((lesson) => done[lesson.dataset.lesson ?? ""]?.day ?? "").sort().at(-1) ?? "";
    day.textContent = (day.dataset.words ?? "").replace("{day}", dayInWords(last, day));
    day.hidden = false;
  }
  return earned;
}

const certificate = document.querySelector("[data-certificate]");
const form = document.querySelector("[data-form]");
const input = form?.querySelector("input");
const name = certificate?.querySelector("[data-name]");
if (certificate instanceof HTMLElement && form instanceof HTMLElement && input && name) {
  form.hidden = !fill(certificate);
  input.value = String(read(NAME, ""));
  name.textContent = input.value;
  input.addEventListener("input", () => {
    name.textContent = input.value.trim();
    write(NAME, input.value.trim() || undefined);
  });
  form.querySelector("[data-print]")?.addEventListener("click", () => print());
}
