// What a reader can do with any document: keep it as a favourite, and share a link to it or to some of its text.

import { sayIn } from "./copy.js";
import * as saved from "./saved.js";
import { offerSharing } from "./share.js";

/** @param {HTMLElement} tools */
function thisDocument(tools) {
  const { id = "", kind = "" } = tools.dataset;
  const title = document.querySelector("h1")?.textContent?.trim() ?? "";
  return { id, title, kind, url: location.pathname.replace(/index\.html$/, ""), language: document.documentElement.lang };
}

/**
 * @param {HTMLElement} tools
 * @param {saved.Saved} page
 */
function offerFavourite(tools, page) {
  const button = /** @type {HTMLButtonElement} */ (tools.querySelector("[data-favourite]"));
  const words = /** @type {HTMLElement} */ (button.querySelector("span"));
  const show = () => button.setAttribute("aria-pressed", String(saved.isFavourite(page.url)));
  button.addEventListener("click", () => {
    const done = saved.isFavourite(page.url) ? saved.remove("favourites", page.url) : saved.addFavourite(page);
    if (!done) sayIn(words, button.dataset.failed ?? "");
    show();
  });
  addEventListener("storage", show);
  show();
}

const tools = document.querySelector("[data-document]");
if (tools instanceof HTMLElement) {
  const page = thisDocument(tools);
  saved.see(page);
  offerFavourite(tools, page);
  offerSharing(tools, page.title);
  tools.hidden = false;
}
