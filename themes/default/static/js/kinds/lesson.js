// A lesson: whether it is done, what should have been done before, and its quiz.

import { complete, completed, dayInWords, forget, markNeeded } from "../learning.js";
import { offerQuiz } from "./quiz.js";

/** @param {string} id */
function showDone(id) {
  const sign = document.querySelector("[data-lesson-done]");
  if (!(sign instanceof HTMLElement)) return;
  const done = completed()[id];
  sign.hidden = done === undefined;
  const words = sign.querySelector("span");
  if (done && words) words.textContent = (sign.dataset.words ?? "").replace("{day}", dayInWords(done.day, sign));
}

/**
 * A lesson without a quiz is done when the reader says so.
 *
 * @param {HTMLButtonElement} button
 */
function offerFinishing(button) {
  const id = button.dataset.finish ?? "";
  const usual = button.textContent ?? "";
  const show = () => {
    button.textContent = id in completed() ? (button.dataset.undo ?? usual) : usual;
    showDone(id);
  };
  button.addEventListener("click", () => {
    if (id in completed()) forget(id);
    else complete(id, null);
    show();
  });
  button.hidden = false;
  show();
}

markNeeded();
const quiz = document.querySelector("[data-quiz]");
if (quiz instanceof HTMLElement) {
  const id = quiz.dataset.quiz ?? "";
  offerQuiz(quiz, id);
  document.addEventListener("fieldbook:lesson-completed", () => showDone(id));
  showDone(id);
}
const finish = document.querySelector("[data-finish]");
if (finish instanceof HTMLButtonElement) offerFinishing(finish);
