// Copying, and saying so in place.

/** Milliseconds for which a button says that it has copied. */
const SAID = 2000;

/** @typedef {{ text: string, html?: string }} Content text, and HTML beside it for programs that paste with formats */

/**
 * Copies text, and HTML beside it.
 *
 * @param {Content} content
 * @returns {Promise<boolean>} whether the browser did it
 */
export async function copy(content) {
  try {
    await copyByClipboard(content);
    return true;
  } catch {
    // Refused, or not there: intranets are often without https.
    return copyByCommand(content);
  }
}

/** @param {Content} content */
async function copyByClipboard({ text, html }) {
  if (html === undefined) {
    await navigator.clipboard.writeText(text);
  } else {
    const blob = (/** @type {string} */ data, /** @type {string} */ type) => new Blob([data], { type });
    const item = { "text/plain": blob(text, "text/plain"), "text/html": blob(html, "text/html") };
    await navigator.clipboard.write([new ClipboardItem(item)]);
  }
}

/**
 * Copies as browsers did before they had a clipboard for pages: by their own command, whose content is replaced.
 *
 * @param {Content} content
 */
function copyByCommand({ text, html }) {
  let done = false;
  const replace = (/** @type {ClipboardEvent} */ event) => {
    event.clipboardData?.setData("text/plain", text);
    if (html !== undefined) event.clipboardData?.setData("text/html", html);
    event.preventDefault();
    event.stopImmediatePropagation();
    done = event.clipboardData !== null;
  };
  document.addEventListener("copy", replace, { capture: true });
  try {
    document.execCommand("copy");
  } catch {
    // Then it isn't done.
  }
  document.removeEventListener("copy", replace, { capture: true });
  return done;
}

/**
 * Says something in place of a button's words for two seconds, also to those who hear the page.
 *
 * @param {HTMLElement} button
 * @param {string} words
 */
export function sayIn(button, words) {
  const usual = button.dataset.usual ?? button.textContent ?? "";
  button.dataset.usual = usual;
  button.setAttribute("aria-live", "polite");
  button.textContent = words;
  setTimeout(() => {
    if (button.textContent === words) button.textContent = usual;
  }, SAID);
}
