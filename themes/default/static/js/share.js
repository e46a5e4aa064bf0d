// Links to share: to a page, or to the text on it that is selected.

import { copy, sayIn } from "./copy.js";
import { textFragment } from "./text-fragment.js";

/** The document's text; only what is selected in it can be shared. */
const TEXT = ".document .text";

/** Milliseconds for which a selection must stay before its button comes. */
const CALM = 200;

/** What is selected in the text, if anything. */
function selected() {
  const text = document.querySelector(TEXT);
  const selection = getSelection();
  if (!text || !selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  return text.contains(range.commonAncestorContainer) && selection.toString().trim() !== "" ? range : undefined;
}

/** @param {Range | undefined} range */
function link(range) {
  const text = document.querySelector(TEXT);
  const fragment = range && text ? textFragment(range, text) : "";
  const page = location.origin + location.pathname;
  return { url: fragment ? `${page}#:~:${fragment}` : page, isToText: fragment !== "" };
}

/** Says that something was shared, to whoever counts it. */
const tell = () => document.dispatchEvent(new CustomEvent("fieldbook:use", { detail: { e: "share" } }));

/**
 * Hands a link to the system where it shares, as phones do; else copies it and says so.
 *
 * @param {HTMLElement} button
 * @param {string} title
 * @param {Range | undefined} range
 */
async function share(button, title, range) {
  const { url, isToText } = link(range);
  const words = /** @type {HTMLElement} */ (button.querySelector("span"));
  if (typeof navigator.share === "function" && matchMedia("(pointer: coarse)").matches) {
    try {
      await navigator.share({ title, url });
      tell();
      return;
    } catch (problem) {
      if (problem instanceof DOMException && problem.name === "AbortError") return;
    }
  }
  const { copied = "", copiedText = "", failed = "" } = button.dataset;
  const done = isToText ? copiedText : copied;
  const isCopied = await copy({ text: url });
  if (isCopied) tell();
  sayIn(words, isCopied ? done : failed);
}

/**
 * Lets the button float under what is selected. By keyboard the one in the page's head does the same.
 *
 * @param {HTMLElement} button
 */
function follow(button) {
  const range = selected();
  button.hidden = range === undefined;
  if (!range) return;
  const { bottom, left } = range.getBoundingClientRect();
  const most = document.documentElement.clientWidth - button.offsetWidth - 8;
  button.style.insetBlockStart = `${bottom + scrollY + 8}px`;
  button.style.left = `${Math.max(8, Math.min(left + scrollX, most))}px`;
}

/**
 * @param {HTMLElement} tools
 * @param {string} title
 */
export function offerSharing(tools, title) {
  const inHead = /** @type {HTMLButtonElement} */ (tools.querySelector("[data-share]"));
  const floating = /** @type {HTMLButtonElement} */ (tools.querySelector("[data-share-selection]"));
  for (const button of [inHead, floating]) {
    // A click would take the selection away.
    button.addEventListener("pointerdown", (event) => event.preventDefault());
    button.addEventListener("click", () => void share(button, title, selected()));
  }
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  const followSoon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => follow(floating), CALM);
  };
  document.addEventListener("selectionchange", followSoon);
  // Something may have been selected before this script came.
  followSoon();
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") floating.hidden = true;
  });
}
