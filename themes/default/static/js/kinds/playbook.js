// A play: its checklists can be ticked, which is kept in the browser, and the rail shows where one is.

import { read, write } from "../store.js";

/**
 * A task of the play.
 *
 * @typedef {object} Task
 * @property {HTMLInputElement} box
 * @property {string} name its step and words, which it is kept under: moved or reworded tasks don't take over another's tick
 * @property {string} step anchor of its step
 */

/** @param {Element} item a list item that is a task */
function labelled(item) {
  // Its words up to a list or paragraph of its own become the label, so that a click on them ticks.
  const label = document.createElement("label");
  const isBlock = (/** @type {ChildNode} */ node) => node instanceof Element && /^(UL|OL|P|DIV|BLOCKQUOTE)$/.test(node.tagName);
  const home = item.firstElementChild?.tagName === "P" ? item.firstElementChild : item;
  const nodes = [...home.childNodes];
  const end = nodes.findIndex(isBlock);
  label.append(...(end < 0 ? nodes : nodes.slice(0, end)));
  const words = label.querySelector("input")?.nextSibling;
  if (words instanceof Text) words.data = words.data.trimStart();
  home.prepend(label);
}

/**
 * @param {Element} step
 * @returns {Task[]}
 */
function tasksOf(step) {
  const anchor = step instanceof HTMLElement ? (step.dataset.step ?? "") : "";
  return [...step.querySelectorAll("li.task")].flatMap((item) => {
    const box = item.querySelector("input");
    if (!box) return [];
    const words = (item.textContent ?? "").trim().replaceAll(/\s+/g, " ");
    labelled(item);
    box.disabled = false;
    box.removeAttribute("aria-label");
    return [{ box, name: `${anchor}/${words}`, step: anchor }];
  });
}

/**
 * @param {string} words with `{done}` and `{total}`
 * @param {Task[]} tasks
 */
function told(words, tasks) {
  const done = tasks.filter((task) => task.box.checked).length;
  return words.replace("{done}", String(done)).replace("{total}", String(tasks.length));
}

/**
 * @param {HTMLElement} play
 * @param {Task[]} tasks
 */
function showProgress(play, tasks) {
  for (const sign of play.querySelectorAll(".rail-ticks")) {
    if (!(sign instanceof HTMLElement)) continue;
    const own = tasks.filter((task) => task.step === sign.dataset.step);
    sign.hidden = own.length === 0;
    sign.textContent = told(sign.dataset.words ?? "", own);
    sign.title = told(sign.dataset.spoken ?? "", own);
    sign.classList.toggle("is-done", own.every((task) => task.box.checked));
  }
  const whole = play.querySelector("[data-whole]");
  if (!(whole instanceof HTMLElement)) return;
  whole.hidden = false;
  const [bar, words] = [whole.querySelector("progress"), whole.querySelector("span")];
  if (words) words.textContent = told(words.dataset.words ?? "", tasks);
  if (bar) bar.value = tasks.filter((task) => task.box.checked).length;
  if (bar && words) bar.setAttribute("aria-label", words.textContent ?? "");
}

/** @param {HTMLElement} play */
function offerTicking(play) {
  const tasks = [...play.querySelectorAll(".step")].flatMap(tasksOf);
  if (tasks.length === 0) return;
  const key = `play:${play.dataset.play}`;
  const reset = play.querySelector("[data-reset]");
  const usual = reset?.textContent ?? "";
  /** @type {string[] | undefined} what a reset has taken away, for as long as it can be brought back */
  let taken;

  const ticked = () => tasks.filter((task) => task.box.checked).map((task) => task.name);
  const show = () => {
    showProgress(play, tasks);
    if (!(reset instanceof HTMLButtonElement)) return;
    reset.hidden = ticked().length === 0 && taken === undefined;
    reset.textContent = taken === undefined ? usual : (reset.dataset.undo ?? usual);
  };
  const set = (/** @type {string[]} */ names) => {
    for (const task of tasks) task.box.checked = names.includes(task.name);
    write(key, names.length > 0 ? names : undefined);
  };

  const kept = read(key, /** @type {string[] | undefined} */ (undefined));
  if (Array.isArray(kept)) set(kept);
  for (const task of tasks) {
    task.box.addEventListener("change", () => {
      taken = undefined;
      write(key, ticked());
      show();
    });
  }
  reset?.addEventListener("click", () => {
    const before = taken;
    taken = before === undefined ? ticked() : undefined;
    set(before ?? []);
    show();
  });
  show();
}

/**
 * Marks in the rail the step that is being read.
 *
 * @param {HTMLElement} play
 */
function followReading(play) {
  const steps = [...play.querySelectorAll(".step")];
  const links = [...play.querySelectorAll(".rail a")];
  const mark = () => {
    // The last step whose beginning has come up to the upper third of the window; at the page's end the last of all.
    const line = innerHeight / 3;
    const atEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
    const begun = steps.filter((step) => step.getBoundingClientRect().top <= line).length;
    const current = atEnd && scrollY > 0 ? steps.length - 1 : begun - 1;
    links.forEach((link, place) => {
      if (place === current) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
    });
  };
  addEventListener("scroll", mark, { passive: true });
  addEventListener("resize", mark, { passive: true });
  mark();
}

const play = document.querySelector("[data-play]");
if (play instanceof HTMLElement) {
  offerTicking(play);
  followReading(play);
  const print = play.querySelector("[data-print]");
  if (print instanceof HTMLButtonElement) {
    print.hidden = false;
    print.addEventListener("click", () => globalThis.print());
  }
}
