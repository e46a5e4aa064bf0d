// Lists of a reader's own documents: on the home page the latest of each, on their own page all of them.

import * as saved from "./saved.js";

/** @typedef {import("./saved.js").Saved} Saved */

/**
 * @param {string} name
 * @param {(string | Node)[]} content
 */
function element(name, ...content) {
  const made = document.createElement(name);
  made.append(...content);
  return made;
}

/**
 * @param {Saved} document
 * @param {HTMLElement} section
 */
function item(document, section) {
  const link = element("a", document.title);
  link.setAttribute("href", document.url);
  if (document.language) link.lang = document.language;
  const kind = element("span", document.kind);
  kind.className = "muted";
  const made = element("li", link, kind);
  made.dataset.url = document.url;
  if (section.dataset.remove) made.append(removal(document, section));
  return made;
}

/**
 * @param {Saved} document
 * @param {HTMLElement} section
 */
function removal(document, section) {
  const button = element("button", section.dataset.remove ?? "");
  button.setAttribute("type", "button");
  button.setAttribute("aria-label", (section.dataset.removeNamed ?? "").replace("{title}", () => document.title));
  button.addEventListener("click", () => {
    saved.remove(shelfOf(section), document.url);
    const next = button.closest("li")?.nextElementSibling ?? button.closest("li")?.previousElementSibling;
    const url = next instanceof HTMLElement ? next.dataset.url : undefined;
    show(section);
    const place = [...section.querySelectorAll("li")].find((other) => other.dataset.url === url);
    (place?.querySelector("button") ?? section.querySelector("h2"))?.focus();
  });
  return button;
}

/** @param {HTMLElement} section */
function shelfOf(section) {
  return /** @type {import("./saved.js").Shelf} */ (section.dataset.saved);
}

/** @param {HTMLElement} section */
function show(section) {
  const { most } = section.dataset;
  const documents = saved.on(shelfOf(section)).slice(0, most ? Number(most) : undefined);
  const part = (/** @type {string} */ name) => /** @type {HTMLElement | null} */ (section.querySelector(name));
  part("ul")?.replaceChildren(...documents.map((document) => item(document, section)));
  part("[data-empty]")?.toggleAttribute("hidden", documents.length > 0);
  part("[data-clear]")?.toggleAttribute("hidden", documents.length === 0);
  section.hidden = documents.length === 0 && most !== undefined;
}

/** Marks favourites whose page is gone, and forgets what was only seen there. @param {HTMLElement} section */
async function check(section) {
  const gone = await Promise.all(saved.on(shelfOf(section)).map(async ({ url }) => ((await isGone(url)) ? [url] : [])));
  for (const url of gone.flat()) {
    const place = [...section.querySelectorAll("li")].find((item) => item.dataset.url === url);
    if (shelfOf(section) === "recent") {
      saved.remove("recent", url);
      place?.remove();
    } else if (place) {
      place.querySelector("a")?.replaceWith(element("span", place.querySelector("a")?.textContent ?? ""));
      const kind = place.querySelector(".muted");
      if (kind) kind.textContent = section.dataset.gone ?? "";
    }
  }
}

/** @param {string} url */
async function isGone(url) {
  try {
    // Not every host answers when only the head is asked for.
    const { status, body } = await fetch(url, { cache: "no-cache" });
    void body?.cancel();
    return status === 404 || status === 410;
  } catch {
    // Offline nobody knows.
    return false;
  }
}

for (const section of document.querySelectorAll("[data-saved]")) {
  if (!(section instanceof HTMLElement)) continue;
  section.querySelector("[data-clear]")?.addEventListener("click", () => {
    saved.clear(shelfOf(section));
    show(section);
    section.querySelector("h2")?.focus();
  });
  addEventListener("storage", () => show(section));
  addEventListener("pageshow", (event) => event.persisted && show(section));
  show(section);
  if (section.dataset.gone) void check(section);
}
