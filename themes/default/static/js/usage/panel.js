// What is told of a reader, to the reader: the events as they are sent, a switch, and the deal they are for.

import { read, write } from "../store.js";
import { browserAsksNotTo, forget, isOff, recent } from "./queue.js";

const dialog = /** @type {HTMLDialogElement} */ (document.querySelector("[data-usage-panel]"));
const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (dialog.querySelector(name));
const on = /** @type {HTMLInputElement} */ (part("[data-on]"));
const deal = /** @type {HTMLInputElement} */ (part("[data-deal]"));

/** @param {import("./queue.js").Event} event */
function line({ id, t, s, ...event }) {
  const item = document.createElement("li");
  item.append(`${new Date(t).toLocaleTimeString(document.documentElement.lang)} `);
  const code = document.createElement("code");
  code.textContent = JSON.stringify(event);
  item.append(code);
  return item;
}

function show() {
  on.checked = !isOff();
  on.disabled = browserAsksNotTo;
  part("[data-asked]").hidden = !browserAsksNotTo;
  deal.value = read("usage.deal", "");
  const events = recent();
  part("[data-events]").replaceChildren(...events.map(line));
  part("[data-none]").hidden = events.length > 0;
}

on.addEventListener("change", () => {
  write("usage.off", on.checked ? undefined : true);
  if (!on.checked) forget();
  show();
});
deal.addEventListener("change", () => write("usage.deal", deal.value.trim().slice(0, 60) || undefined));

/** Opens the panel. */
export function open() {
  show();
  dialog.showModal();
}
