// Tells the collector that the library names what its pages are used for, and no more: no name, no cookie, nothing where the
// browser asks for that. Readers see what is told, and turn it off, in a panel at the foot of each page.

import { send, tell } from "./queue.js";

/** Milliseconds that a page must be seen to count as read (a qualified view). */
const QUALIFIED = 10_000;

const id = document.querySelector("[data-document]")?.getAttribute("data-id") ?? undefined;
const root = new URL(document.documentElement.dataset.root ?? "/", location.href);

/** How long the page has been visible, and since when it is. */
let seen = 0;
let since = document.hidden ? undefined : performance.now();
let isTold = id === undefined;

/** @param {boolean} isLeft whether the page will not be seen again */
function tellView(isLeft) {
  if (since !== undefined) seen += performance.now() - since;
  since = document.hidden ? undefined : performance.now();
  if (isTold || (seen < QUALIFIED && !isLeft)) return;
  isTold = true;
  tell("view", { d: id, ms: Math.round(seen) });
}

/** The query that is in the search box and hasn't been told. */
function query() {
  const input = document.getElementById("search-input");
  return input instanceof HTMLInputElement ? input.value.trim() : "";
}

let told = "";

/** @param {{ p?: number, d?: string }} opened */
function tellSearch(opened = {}) {
  const [q, { hits } = { hits: undefined }] = [query(), document.getElementById("search-status")?.dataset];
  if (!q || hits === undefined || q === told) return;
  told = q;
  tell("search", { q, n: Number(hits), ...opened });
}

/** A path below the site's root; a page's without its slash. @param {HTMLAnchorElement} link */
function below({ href }) {
  const { origin, pathname } = new URL(href);
  if (origin !== root.origin || !pathname.startsWith(root.pathname)) return undefined;
  return decodeURIComponent(pathname.slice(root.pathname.length)).replace(/(^|\/)(index\.html)?$/, "") || undefined;
}

/** What a file is called through all its versions: their hashes aren't in it; copies in a kit are the kit's. @param {string} path */
const stable = (path) => path.replace(/^files\//, "").replace(/\/copies\/[^/]+$/, "").replace(/(?<=[^/])\.[0-9a-f]{12}(?=(\.[^./]+)?$)/, "");

document.addEventListener("click", ({ target }) => {
  const link = target instanceof Element ? target.closest("a") : null;
  const path = link && below(link);
  if (!path) return;
  const hit = link.closest("#search-results > li");
  if (hit) tellSearch({ p: [...(hit.parentElement?.children ?? [])].indexOf(hit) + 1, d: path });
  else if (link.hasAttribute("download") || (/\.\w{2,5}$/.test(path) && !/\.(html?|json|xml|md)$/.test(path))) tell("download", { d: stable(path) });
});

document.getElementById("search-dialog")?.addEventListener("close", () => tellSearch());

document.addEventListener("copy", () => {
  const text = getSelection()?.anchorNode?.parentElement?.closest(".document .text");
  if (id && text) tell("copy", { d: id });
});

// What other scripts see happen, to the page's document or to another one: copies by button, shares, answers that go into a questionnaire.
document.addEventListener("fieldbook:use", (event) => {
  if (!(event instanceof CustomEvent)) return;
  const d = event.detail.d ?? id;
  if (d) tell(event.detail.e, { d });
});
document.addEventListener("fieldbook:lesson-completed", (event) => {
  if (event instanceof CustomEvent) tell("lesson-completed", { d: event.detail.id });
});

document.addEventListener("visibilitychange", () => {
  tellView(false);
  if (document.hidden) void send();
});
addEventListener("pagehide", () => {
  tellView(true);
  void send();
});
addEventListener("online", () => void send());
// What the last page couldn't send.
void send();

const opener = document.querySelector("[data-usage-open]");
if (opener instanceof HTMLElement) {
  opener.hidden = false;
  opener.addEventListener("click", async () => (await import("./panel.js")).open());
}
if (document.querySelector("[data-feedback]")) void import("./feedback.js");
