// Pages of files: a citation to copy, and the slide or page opened that the address names.

import { copy, sayIn } from "../copy.js";

/** Opens what the address leads to: what a search has found is inside. */
function openTarget() {
  const part = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const details = part?.closest(".asset-parts details");
  if (!(details instanceof HTMLDetailsElement)) return;
  details.open = true;
  part?.scrollIntoView();
}

const button = document.querySelector("[data-cite]");
if (button instanceof HTMLElement) {
  const words = /** @type {HTMLElement} */ (button.querySelector("span"));
  button.addEventListener("click", async () => {
    const { cite = "", copied = "", failed = "" } = button.dataset;
    const isCopied = await copy({ text: cite });
    if (isCopied) document.dispatchEvent(new CustomEvent("fieldbook:use", { detail: { e: "copy" } }));
    sayIn(words, isCopied ? copied : failed);
  });
  button.hidden = false;
}
addEventListener("hashchange", openTarget);
openTarget();
