// A quiz: each question is checked by itself and explained then; with the last one comes the score. What was answered is kept
// until the quiz is tried again.

import { complete, ids } from "../learning.js";
import { read, write } from "../store.js";

/**
 * What has been answered: chosen options by the question's place, for questions that have been checked.
 *
 * @typedef {Record<string, string[]>} Answers
 */

/** A question of a quiz. */
class Question {
  /**
   * @param {HTMLElement} quiz
   * @param {HTMLElement} element
   */
  constructor(quiz, element) {
    this.quiz = quiz;
    this.element = element;
    this.right = ids(element.dataset.right);
    this.boxes = [...element.querySelectorAll("input")].filter((box) => box.closest(".option"));
    this.check = element.querySelector("[data-check]");
    this.verdict = element.querySelector(".verdict");
    this.solution = element.querySelector("details");
    this.checked = false;
  }

  chosen() {
    return this.boxes.filter((box) => box.checked).map((box) => box.value);
  }

  isRight() {
    return this.chosen().join() === this.right.join();
  }

  /** Shows the question as open: the answer is out of sight. */
  open() {
    this.checked = false;
    for (const box of this.boxes) {
      box.checked = false;
      box.disabled = false;
    }
    this.element.classList.remove("is-right", "is-wrong");
    for (const box of this.boxes) box.closest(".option")?.classList.remove("is-solution");
    if (this.verdict) this.verdict.textContent = "";
    this.check?.removeAttribute("hidden");
    if (this.solution) this.solution.hidden = true;
  }

  /**
   * Shows whether it was answered rightly, and why.
   *
   * @param {string[]} chosen
   */
  settle(chosen) {
    this.checked = true;
    for (const box of this.boxes) {
      box.checked = chosen.includes(box.value);
      box.disabled = true;
      box.closest(".option")?.classList.toggle("is-solution", this.right.includes(box.value));
    }
    const right = this.isRight();
    this.element.classList.add(right ? "is-right" : "is-wrong");
    this.say(right ? this.quiz.dataset.rightWords : this.quiz.dataset.wrongWords);
    this.check?.setAttribute("hidden", "");
    if (!this.solution) return;
    this.solution.hidden = false;
    this.solution.open = true;
  }

  /** @param {string | undefined} words */
  say(words) {
    if (this.verdict) this.verdict.textContent = words ?? "";
  }
}

/**
 * Makes a quiz of questions and answers that stand in the page.
 *
 * @param {HTMLElement} quiz
 * @param {string} id the lesson's
 */
export function offerQuiz(quiz, id) {
  const elements = [...quiz.querySelectorAll(".quiz-question")].filter((element) => element instanceof HTMLElement);
  // A question without a right answer can't be answered; it stays as it is.
  const questions = elements.map((element) => new Question(quiz, element)).filter((question) => question.right.length > 0);
  const name = `quiz:${id}`;
  const again = quiz.querySelector("[data-again]");
  const result = quiz.querySelector("[data-result]");
  const kept = read(name, /** @type {Answers} */ ({}));
  /** @type {Answers} */
  let answers = typeof kept === "object" && kept !== null ? kept : {};

  const score = () => Math.round((questions.filter((question) => question.isRight()).length / questions.length) * 100);
  const showResult = () => {
    const finished = questions.every((question) => question.checked);
    again?.toggleAttribute("hidden", !finished);
    if (!result) return;
    const words = score() >= Number(quiz.dataset.pass) ? quiz.dataset.passedWords : quiz.dataset.failedWords;
    result.textContent = finished ? (words ?? "").replace("{score}", String(score())) : "";
    quiz.classList.toggle("is-passed", finished && score() >= Number(quiz.dataset.pass));
  };
  const check = (/** @type {Question} */ question, /** @type {number} */ place) => {
    if (question.chosen().length === 0) return question.say(quiz.dataset.chooseWords);
    question.settle(question.chosen());
    answers = { ...answers, [place]: question.chosen() };
    write(name, answers);
    showResult();
    // What had the focus can't have it any more.
    question.solution?.querySelector("summary")?.focus({ preventScroll: true });
    if (questions.every((one) => one.checked) && score() >= Number(quiz.dataset.pass)) complete(id, score());
  };

  questions.forEach((question, place) => {
    question.open();
    const before = answers[place];
    if (Array.isArray(before)) question.settle(before.map(String));
    question.check?.addEventListener("click", () => check(question, place));
    for (const box of question.boxes) {
      box.addEventListener("change", () => question.say(""));
      box.addEventListener("keydown", (event) => {
        if (event.key !== "Enter") return;
        // Or the key would also fold the answer that gets the focus.
        event.preventDefault();
        check(question, place);
      });
    }
  });
  again?.addEventListener("click", () => {
    answers = {};
    write(name, undefined);
    for (const question of questions) question.open();
    showResult();
    questions[0]?.boxes[0]?.focus();
  });
  showResult();
}
