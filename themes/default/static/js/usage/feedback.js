// Whether a page helped: a word for its owner.

import { isOff, tell } from "./queue.js";

const form = document.querySelector("[data-feedback]");

if (form instanceof HTMLFormElement && !isOff()) {
  const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (form.querySelector(name));
  const [ask, why, thanks] = [part("[data-ask]"), part("[data-why]"), part("[role=status]")];
  const input = /** @type {HTMLInputElement} */ (part("input"));
  const id = form.dataset.feedback ?? "";

  const say = (/** @type {boolean} */ h) => {
    tell("feedback", { d: id, h, w: input.value.trim() || undefined });
    ask.hidden = why.hidden = true;
    thanks.textContent = form.dataset.thanks ?? "";
  };
  part("[data-yes]").addEventListener("click", () => say(true));
  part("[data-no]").addEventListener("click", () => {
    ask.hidden = true;
    why.hidden = false;
    input.focus();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    say(false);
  });
  form.hidden = false;
}
