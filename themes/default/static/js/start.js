// Which function the reader works in: chosen on home or on a start page, kept in the browser.

import { read, write } from "./store.js";

const ROLE = "role";

for (const link of document.querySelectorAll("a[data-role]")) {
  if (!(link instanceof HTMLAnchorElement)) continue;
  if (link.dataset.role === document.documentElement.dataset.role) link.setAttribute("aria-current", "true");
  link.addEventListener("click", () => write(ROLE, link.dataset.role));
}

for (const label of document.querySelectorAll("[data-start-first]")) {
  const box = label.querySelector("input");
  if (!(label instanceof HTMLElement) || !box) continue;
  const role = label.dataset.startFirst;
  box.checked = read(ROLE, undefined) === role;
  box.addEventListener("change", () => write(ROLE, box.checked ? role : undefined));
  label.hidden = false;
}
