/**
 * Search on every page: opens the dialog from the box, `/`, Ctrl-K or the address, and loads what it needs on the first
 * sign of intent, or when the browser is idle.
 */

import * as address from './address.js';
import { SearchDialog } from './dialog.js';

const root = new URL(document.documentElement.dataset.root ?? './', document.baseURI);
const connection = /** @type {{saveData?: boolean} | undefined} */ (Reflect.get(navigator, 'connection'));
/** Whether the reader asked to be spared what they may not need. */
const savesData = connection?.saveData === true;
const dialog = new SearchDialog(root, savesData);

for (const box of document.querySelectorAll('[data-search-open]')) {
  if (!(box instanceof HTMLInputElement)) continue;
  const open = () => {
    const typed = box.value;
    box.value = '';
    dialog.open(typed ? { query: typed } : {});
  };
  box.addEventListener('click', open);
  box.addEventListener('input', open);
  box.addEventListener('keydown', (event) => event.key === 'Enter' && open());
  box.addEventListener('focus', () => dialog.prepare());
  box.addEventListener('pointerenter', () => dialog.prepare(), { once: true });
}

document.addEventListener('keydown', (event) => {
  const isTyping = event.target instanceof HTMLElement && event.target.matches('input, textarea, select, [contenteditable]');
  const isSlash = event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping;
  const isCtrlK = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  if (!isSlash && !isCtrlK) return;
  event.preventDefault();
  dialog.open();
});

// The server of an author who writes says when it has made another index.
document.addEventListener('fieldbook:index', () => dialog.renew());

/** Milliseconds before what is large is loaded: who comes to search at once shall have the line for first answers. */
const QUIET = 250;

/** Runs when the page has what it needs itself and the browser has nothing else to do. @param {() => void} run */
function whenIdle(run) {
  if ('requestIdleCallback' in window) requestIdleCallback(run);
  else setTimeout(run, QUIET);
}

const asked = address.read();
if (asked) dialog.open(asked);
whenIdle(() => dialog.prepare());
if (!savesData) setTimeout(() => whenIdle(() => dialog.warm()), QUIET);
