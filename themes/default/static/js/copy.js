// Copying, and saying so in place.

/** Milliseconds for which a button says that it has copied. */
const SAID = 2000;

/**
 * Copies text, and HTML beside it where programs paste with formats.
 *
 * @param {{ text: string, html?: string }} content
 * @returns {Promise<boolean>} whether the browser did it
 */
export async function copy({ text, html }) {
  try {
    if (html === undefined) {
      await navigator.clipboard.writeText(text);
    } else {
      const blob = (/** @type {string} */ data, /** @type {string} */ type) => new Blob([data], { type });
      const item = { "text/plain": blob(text, "text/plain"), "text/html": blob(html, "text/html") };
      await navigator.clipboard.write([new ClipboardItem(item)]);
    }
    return true;
  } catch {
    return false;
  }
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
