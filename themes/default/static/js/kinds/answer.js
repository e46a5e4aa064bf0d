// The page of an answer: its copies, filled for one customer, with their source and with a warning where one is due.

import { copy, sayIn } from "../copy.js";
import * as placeholders from "../placeholders.js";
import { read, write } from "../store.js";

/** @typedef {"rich" | "plain" | "markdown"} Format */

const WITH_SOURCE = "answer.with-source";

const answer = /** @type {HTMLElement | null} */ (document.querySelector("[data-answer]"));
const form = /** @type {HTMLElement | null} */ (document.querySelector("[data-fill]"));

/**
 * A text of the page as the build wrote it.
 *
 * @param {string} text `short` or `long`
 * @param {Format} format
 */
function written(text, format) {
  const template = answer?.querySelector(`template[data-text="${text}"][data-as="${format}"]`);
  return /** @type {HTMLTemplateElement} */ (template).content;
}

/** Where a copy comes from: its title and address, and what else is known. */
function source() {
  const { source: lead = "", title = "", url = "", facts = "" } = answer?.dataset ?? {};
  return { lead, title, facts, address: new URL(url, location.href).href };
}

/**
 * A text as markdown or plain text, with warning and source where they belong to it.
 *
 * @param {string} text
 * @param {Format} format
 */
function words(text, format) {
  const isMarkdown = format === "markdown";
  const { filled, left } = placeholders.fillText(written(text, format).textContent?.trim() ?? "", placeholders.values());
  const warning = answer?.dataset.warning;
  const parts = [warning && (isMarkdown ? `**${warning}**` : warning), filled];
  if (read(WITH_SOURCE, false)) {
    const { lead, title, facts, address } = source();
    const named = isMarkdown ? `[${title.replace(/[[\]\\]/g, "\\$&")}](${address})` : `${title} (${address})`;
    parts.push(`${lead} ${named}${facts}`);
  }
  return { text: parts.filter(Boolean).join("\n\n"), left };
}

/**
 * An element with words in it.
 *
 * @param {string} name
 * @param {(string | Node)[]} content
 */
function element(name, ...content) {
  const made = document.createElement(name);
  made.append(...content);
  return made;
}

/**
 * A text as HTML, without what only makes sense on its page.
 *
 * @param {string} text
 */
function html(text) {
  const copied = element("div", written(text, "rich").cloneNode(true));
  const values = placeholders.values();
  for (const placeholder of copied.querySelectorAll(".placeholder")) {
    placeholder.replaceWith(values[placeholder.getAttribute("data-name") ?? ""] ?? placeholder.textContent ?? "");
  }
  for (const anchor of copied.querySelectorAll("a.anchor, .footnote-back")) anchor.remove();
  for (const link of copied.querySelectorAll('a[href^="#"]')) link.replaceWith(...link.childNodes);
  // Programs that paste tables draw lines only where they are asked to.
  for (const table of copied.querySelectorAll("table")) table.setAttribute("border", "1");
  if (answer?.dataset.warning) copied.prepend(element("p", element("strong", answer.dataset.warning)));
  if (read(WITH_SOURCE, false)) {
    const { lead, title, facts, address } = source();
    const link = element("a", title);
    link.setAttribute("href", address);
    copied.append(element("p", element("small", `${lead} `, link, facts)));
  }
  return copied.innerHTML.trim();
}

/**
 * @param {HTMLButtonElement} button
 * @param {HTMLElement} group
 */
async function copyFor(button, group) {
  const { copies: name = "" } = group.dataset;
  const format = /** @type {Format} */ (button.dataset.copy);
  const { text, left } = words(name, format === "markdown" ? "markdown" : "plain");
  const done = await copy(format === "rich" ? { text, html: html(name) } : { text });
  const { copied = "", failed = "", left: toFill = "" } = answer?.dataset ?? {};
  if (done) {
    sayIn(button, copied);
    document.dispatchEvent(new CustomEvent("fieldbook:use", { detail: { e: "copy" } }));
  }
  const status = /** @type {HTMLElement} */ (group.querySelector("[role=status]"));
  const said = left.size > 0 ? toFill.replace("{names}", () => [...left].join(", ")) : "";
  status.textContent = done ? said : failed;
}

/**
 * Asks before copying what isn't to be used as it is.
 *
 * @param {HTMLDialogElement} dialog
 * @param {string} warning
 * @returns {Promise<boolean>} settled within the reader's click, so that copying is still allowed
 */
function confirmed(dialog, warning) {
  return new Promise((resolve) => {
    const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (dialog.querySelector(name));
    const end = (/** @type {boolean} */ yes) => {
      resolve(yes);
      dialog.close();
    };
    part(".confirm-title").textContent = warning;
    part("[data-confirm-yes]").onclick = () => end(true);
    part("[data-confirm-no]").onclick = () => end(false);
    dialog.onclose = () => resolve(false);
    dialog.showModal();
  });
}

/** @param {HTMLElement} group */
function offerCopies(group) {
  const dialog = /** @type {HTMLDialogElement | null} */ (document.querySelector("[data-confirm]"));
  const warning = answer?.dataset.warning;
  for (const button of group.querySelectorAll("button")) {
    button.addEventListener("click", async () => {
      if (!dialog || !warning || (await confirmed(dialog, warning))) await copyFor(button, group);
    });
  }
  group.hidden = false;
}

/** @param {HTMLElement} form */
function offerForm(form) {
  const fields = [...form.querySelectorAll("input")].filter((field) => field.dataset.fillName !== undefined);
  const nameOf = (/** @type {HTMLInputElement} */ field) => field.dataset.fillName ?? "";
  const showAll = () => {
    const values = placeholders.values();
    for (const field of fields) field.value = values[nameOf(field)] ?? "";
    placeholders.show(values);
  };
  for (const field of fields) {
    field.addEventListener("input", () => placeholders.show(placeholders.keep({ [nameOf(field)]: field.value })));
  }
  form.querySelector("[data-fill-clear]")?.addEventListener("click", () => {
    placeholders.keep(Object.fromEntries(fields.map((field) => [nameOf(field), ""])));
    showAll();
    fields[0]?.focus();
  });
  const withSource = /** @type {HTMLInputElement} */ (form.querySelector("[data-with-source]"));
  withSource.checked = read(WITH_SOURCE, false);
  withSource.addEventListener("change", () => write(WITH_SOURCE, withSource.checked || undefined));
  // What is typed in another tab holds here as well.
  addEventListener("storage", showAll);
  showAll();
  form.hidden = false;
}

for (const group of document.querySelectorAll("[data-copies]")) if (group instanceof HTMLElement) offerCopies(group);
if (form) offerForm(form);
