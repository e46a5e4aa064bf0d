// What every page can do with JavaScript: change its colours, copy the address of a heading.

const root = document.documentElement;
const systemIsDark = matchMedia("(prefers-color-scheme: dark)");

function isDark() {
  return root.dataset.theme ? root.dataset.theme === "dark" : systemIsDark.matches;
}

/** @param {HTMLElement} toggle */
function offerColours(toggle) {
  const show = () => toggle.setAttribute("aria-pressed", String(isDark()));
  toggle.addEventListener("click", () => {
    const wanted = isDark() ? "light" : "dark";
    // The system's own colours need no choice: then they follow it again.
    if ((wanted === "dark") === systemIsDark.matches) delete root.dataset.theme;
    else root.dataset.theme = wanted;
    try {
      if (root.dataset.theme) localStorage.setItem("fieldbook.theme", wanted);
      else localStorage.removeItem("fieldbook.theme");
    } catch {
      // Storage is refused: the choice holds for this page.
    }
    show();
  });
  systemIsDark.addEventListener("change", show);
  show();
  toggle.hidden = false;
}

/** @param {HTMLAnchorElement} anchor */
function copyAddress(anchor) {
  // The browser follows the link as well, so that the address bar shows what was copied.
  anchor.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(anchor.href);
    } catch {
      return;
    }
    anchor.dataset.copied = document.body.dataset.linkCopied ?? "";
    setTimeout(() => delete anchor.dataset.copied, 2000);
  });
}

for (const toggle of document.querySelectorAll("[data-theme-toggle]")) {
  if (toggle instanceof HTMLElement) offerColours(toggle);
}
for (const anchor of document.querySelectorAll("a.anchor")) {
  if (anchor instanceof HTMLAnchorElement) copyAddress(anchor);
}

if (document.querySelector("[data-document]")) void import("./document.js");
if (document.querySelector("[data-saved]")) void import("./saved-lists.js");
// Most pages have no placeholders; what has been filled in for a customer holds on all that do.
if (document.querySelector(".placeholder")) void import("./placeholders.js");
