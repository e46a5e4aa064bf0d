/**
 * The bid desk's page: a file comes in, or one that is kept here is gone on with. All the rest is loaded then.
 */

import { all, fileOf, remove } from './kept.js';

/** @typedef {import('./types.d.ts').Kept} Kept */
/** @typedef {import('./types.d.ts').Session} Session */

const frame = /** @type {HTMLElement} */ (document.querySelector('[data-respond]'));
const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (frame.querySelector(`[data-${name}]`));

/** @param {Session} session */
async function begin(session) {
  part('problem').textContent = '';
  try {
    const { open } = await import('./desk.js');
    await open(frame, session, showSessions);
  } catch {
    part('problem').textContent = frame.dataset.problemOffline ?? '';
  }
}

/** @param {File | undefined} file */
async function take(file) {
  if (!file) return;
  part('problem').textContent = frame.dataset.reading ?? '';
  const bytes = await file.arrayBuffer().catch(() => undefined);
  if (!bytes) part('problem').textContent = frame.dataset.problemDamaged ?? '';
  else await begin({ id: crypto.randomUUID(), name: file.name, file: bytes, values: {}, choices: {}, changed: Date.now() });
}

/** Goes on with one that is kept here. @param {Kept} kept */
async function resume(kept) {
  const file = await fileOf(kept.id);
  // Another tab may have deleted it.
  if (file) await begin({ ...kept, file });
  else await showSessions();
}

/** @param {string} name @param {string | undefined} label @param {() => void} act */
function button(name, label, act) {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = label ?? '';
  made.setAttribute('aria-label', `${label}: ${name}`);
  made.addEventListener('click', act);
  return made;
}

/** Lists what is kept here. */
async function showSessions() {
  const sessions = await all();
  const when = new Intl.DateTimeFormat(frame.dataset.language, { dateStyle: 'medium', timeStyle: 'short' });
  const items = sessions.map((session) => {
    const item = document.createElement('li');
    const name = document.createElement('span');
    name.textContent = session.name;
    const time = document.createElement('time');
    time.textContent = when.format(session.changed);
    time.className = 'muted';
    const goOn = button(session.name, frame.dataset.resume, () => void resume(session));
    const forget = button(session.name, frame.dataset.delete, async () => {
      await remove(session.id);
      await showSessions();
      /** @type {HTMLElement} */ (frame.querySelector('[data-file]')).focus();
    });
    item.append(name, time, goOn, forget);
    return item;
  });
  part('sessions').querySelector('ul')?.replaceChildren(...items);
  part('sessions').hidden = sessions.length === 0;
}

const input = /** @type {HTMLInputElement} */ (part('file'));
input.addEventListener('change', async () => {
  await take(input.files?.[0]);
  input.value = '';
});
const isFile = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes('Files') ?? false;
const isOpen = () => !part('desk').hidden;
for (const type of /** @type {const} */ (['dragenter', 'dragover', 'dragleave', 'drop'])) {
  // Anywhere on the page: a file that misses would replace the page otherwise.
  document.addEventListener(type, (event) => {
    if (!isFile(event)) return;
    event.preventDefault();
    part('drop').classList.toggle('over', type === 'dragenter' || type === 'dragover');
    if (type === 'drop' && !isOpen()) void take(event.dataTransfer?.files[0]);
  });
}
part('begin').hidden = false;
void showSessions();
