/** Search on every page: opens the dialog from the box, `/`, Ctrl-K or the address, and starts the engine on intent. */

import * as address from './address.js';
import { SearchDialog } from './dialog.js';

const root = new URL(document.documentElement.dataset.root ?? './', document.baseURI);
const dialog = new SearchDialog(root);

/** Whether the reader asked to be spared what they may not need. */
function savesData() {
  const connection = /** @type {{saveData?: boolean} | undefined} */ (Reflect.get(navigator, 'connection'));
  return connection?.saveData === true;
}

for (const box of document.querySelectorAll('[data-search-open]')) {
  if (!(box instanceof HTMLInputElement)) continue;
  const open = () => {
    const typed = box.value;
    box.value = '';
    dialog.open(typed || undefined);
  };
  box.addEventListener('click', open);
  box.addEventListener('input', open);
  box.addEventListener('keydown', (event) => event.key === 'Enter' && open());
  box.addEventListener('focus', () => dialog.warm());
  box.addEventListener('pointerenter', () => dialog.warm(), { once: true });
}

document.addEventListener('keydown', (event) => {
  const isTyping = event.target instanceof HTMLElement && event.target.matches('input, textarea, select, [contenteditable]');
  const isSlash = event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping;
  const isCtrlK = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  if (!isSlash && !isCtrlK) return;
  event.preventDefault();
  dialog.open();
});

const asked = address.read();
if (asked) {
  dialog.open(asked.query, asked.filters);
} else if (!savesData() && 'requestIdleCallback' in window) {
  requestIdleCallback(() => dialog.warm());
}
