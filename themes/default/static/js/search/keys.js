/** The keyboard in the search dialog. */

/**
 * Arrows go through the results and back to the box, `?` tells why a result stands where it does; letters typed on one
 * go on in the box.
 * @param {KeyboardEvent} event
 * @param {HTMLInputElement} input
 * @param {HTMLAnchorElement[]} links
 */
export function moveByKeys(event, input, links) {
  const at = links.findIndex((link) => link === document.activeElement);
  const isInList = at >= 0 || document.activeElement === input;
  if (event.key === 'ArrowDown' && isInList && links.length > 0) {
    links[Math.min(at + 1, links.length - 1)].focus();
  } else if (event.key === 'ArrowUp' && at >= 0) {
    (at === 0 ? input : links[at - 1]).focus();
  } else if (event.key === '?' && at >= 0) {
    links[at].closest('.search-hit')?.querySelector('button')?.click();
  } else {
    const isLetter = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey && event.key !== ' ';
    if (at >= 0 && isLetter) input.focus();
    return;
  }
  event.preventDefault();
}
