/** The list of questions: each with its state and what would be filled in; one that is opened shows all there is to it. */

import { body } from './question.js';
import { button, element, fill, number, percent, word } from './words.js';

/** @typedef {import('./types.d.ts').Choice} Choice */
/** @typedef {import('./types.d.ts').Detail} Detail */
/** @typedef {import('./types.d.ts').Row} Row */
/** @typedef {import('./types.d.ts').Status} Status */

/** In the order in which they can be shown. @type {Status[]} */
const STATUSES = ['proposed', 'open', 'filled', 'kept', 'hidden'];

/**
 * @typedef {object} Acts
 * @property {(number: number) => Promise<Detail>} detail
 * @property {(key: string, choice: Choice | undefined) => Promise<void>} decide
 * @property {AbortSignal} signal
 */

export class List {
  #list;
  #tools;
  #show;
  #frame;
  #words;
  #acts;
  /** @type {Row[]} */
  #rows = [];
  /** @type {HTMLElement[]} */
  #items = [];
  /** Rows that have come and aren't shown yet. @type {[number, Row][]} */
  #waiting = [];

  /** @param {HTMLElement} frame @param {import('./types.d.ts').Words} words @param {Acts} acts */
  constructor(frame, words, acts) {
    this.#frame = frame;
    this.#words = words;
    this.#acts = acts;
    this.#list = /** @type {HTMLElement} */ (frame.querySelector('[data-rows]'));
    this.#tools = /** @type {HTMLElement} */ (frame.querySelector('[data-tools]'));
    this.#show = /** @type {HTMLElement} */ (frame.querySelector('[data-show]'));
    frame.querySelector('[data-next]')?.addEventListener('click', () => this.#next(), { signal: acts.signal });
    this.#show.replaceChildren(...['all', ...STATUSES].map((name) => this.#filter(name)));
    this.clear();
  }

  clear() {
    this.#rows = [];
    this.#items = [];
    this.#waiting = [];
    this.#list.replaceChildren();
    this.#only('all');
    this.#tools.hidden = true;
  }

  /** Shows rows, a few at a time, so that the page stays at hand. @param {[number, Row][]} rows */
  take(rows) {
    const isIdle = this.#waiting.length === 0;
    this.#waiting.push(...rows);
    if (isIdle && rows.length > 0) this.#work();
  }

  #work() {
    for (const begun = performance.now(); this.#waiting.length > 0 && performance.now() - begun < 8; ) {
      const [at, row] = /** @type {[number, Row]} */ (this.#waiting.shift());
      this.#place(at, row);
    }
    this.#count();
    if (this.#waiting.length > 0) setTimeout(() => this.#work());
  }

  /** @param {number} at @param {Row} row */
  #place(at, row) {
    this.#rows[at] = row;
    const item = this.#items[at];
    if (item) return this.#renew(item, at, row);
    const summary = element('summary', {}, ...this.#summary(row));
    const details = element('details', {}, summary);
    const made = element('li', { 'data-status': row.status, 'data-row': String(at) }, details);
    details.addEventListener('toggle', () => details.open && void this.#fill(details, at));
    this.#items[at] = made;
    this.#list.append(made);
  }

  /** @param {HTMLElement} item @param {number} at @param {Row} row */
  #renew(item, at, row) {
    item.dataset.status = row.status;
    item.querySelector('summary')?.replaceChildren(...this.#summary(row));
    const details = /** @type {HTMLDetailsElement} */ (item.firstElementChild);
    if (details.open) void this.#fill(details, at);
  }

  /** @param {HTMLDetailsElement} details @param {number} at */
  async #fill(details, at) {
    const row = this.#rows[at];
    const detail = row && (await this.#acts.detail(at).catch(() => undefined));
    if (!detail || row !== this.#rows[at]) return;
    const had = details.querySelector('.respond-question');
    const focused = had?.contains(document.activeElement) ? document.activeElement?.getAttribute('data-act') : undefined;
    const made = body(row, detail, this.#words, (choice) => void this.#acts.decide(row.key, choice));
    if (had) had.replaceWith(made);
    else details.append(made);
    if (!focused) return;
    const again = [...made.querySelectorAll('button')].find((button) => button.dataset.act === focused && !button.disabled);
    (again ?? details.querySelector('summary'))?.focus();
  }

  /** @param {Row} row */
  #summary(row) {
    const words = this.#words;
    const icon = /** @type {HTMLTemplateElement | null} */ (this.#frame.querySelector(`template[data-icon="${row.status}"]`));
    const sign = element('span', { class: `sign respond-${row.status}` }, icon?.content.cloneNode(true) ?? '', word(words, `status-${row.status}`));
    const state = element('span', { class: 'respond-state' }, sign);
    const isFound = row.status === 'filled' || row.status === 'proposed';
    if (row.decided) state.append(element('span', { class: 'muted' }, words.decided ?? ''));
    else if (isFound) state.append(element('span', { class: 'muted' }, fill(words.sure, { percent: percent(row.confidence, words) })));
    state.append(element('span', { class: 'muted respond-place' }, row.place));
    const parts = [state, element('span', { class: 'respond-asked' }, row.question)];
    const text = [row.word, row.text].filter(Boolean).join(' – ');
    if (isFound && text) parts.push(element('span', { class: 'respond-short muted' }, text));
    return parts;
  }

  /** @param {string} name */
  #filter(name) {
    const made = button('', () => this.#only(name));
    made.dataset.only = name;
    return made;
  }

  /** @param {string} name */
  #only(name) {
    this.#list.dataset.only = name;
    for (const one of this.#show.querySelectorAll('button')) one.setAttribute('aria-pressed', String(one.dataset.only === name));
  }

  /** Says how many there are of each. */
  #count() {
    /** @type {Record<string, number>} */
    const counts = { all: this.#rows.length };
    for (const { status } of this.#rows) counts[status] = (counts[status] ?? 0) + 1;
    for (const one of this.#show.querySelectorAll('button')) {
      const name = one.dataset.only ?? '';
      const label = name === 'all' ? (this.#words.all ?? '') : word(this.#words, `status-${name}`);
      one.textContent = `${label} ${number(counts[name] ?? 0, this.#words)}`;
      one.hidden = !counts[name];
    }
    this.#tools.hidden = this.#rows.length === 0;
    const next = /** @type {HTMLButtonElement} */ (this.#frame.querySelector('[data-next]'));
    next.disabled = !counts.proposed;
  }

  /** Goes to the next question that somebody has to decide, after the one that has the focus. */
  #next() {
    const current = this.#items.findIndex((item) => item.querySelector('details[open]') && item.dataset.status === 'proposed');
    const order = [...this.#items.slice(current + 1), ...this.#items.slice(0, current + 1)];
    const item = order.find(({ dataset }) => dataset.status === 'proposed');
    if (!item) return;
    if (this.#list.dataset.only !== 'all') this.#only('proposed');
    for (const details of this.#list.querySelectorAll('details[open]')) /** @type {HTMLDetailsElement} */ (details).open = false;
    const details = /** @type {HTMLDetailsElement} */ (item.firstElementChild);
    details.open = true;
    details.querySelector('summary')?.focus();
    details.scrollIntoView({ block: 'nearest' });
  }
}
