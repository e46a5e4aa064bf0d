/** Filters of a list: what is ticked, what is shown for it, and the address that says so. */

import { Entries } from './entries.js';
import { Shelf } from './shelf.js';

/** @typedef {import('./entries.js').Choice} Choice */
/** @typedef {import('./entries.js').Found} Found */

class Filters {
  #form;
  #boxes;
  #status;
  #clear;
  #shelf;
  /** @type {Promise<Entries> | undefined} */
  #entries;
  /** Counts choices, so that an answer that comes too late is dropped. */
  #turn = 0;
  /** Made once: a number for each box would else cost more than all the rest. */
  #numbers = new Intl.NumberFormat(document.documentElement.lang);

  /** @param {HTMLElement} form */
  constructor(form) {
    this.#form = form;
    this.#boxes = [...form.querySelectorAll('input')];
    this.#status = /** @type {HTMLElement} */ (form.querySelector('[role=status]'));
    this.#clear = /** @type {HTMLButtonElement} */ (form.querySelector('[data-clear]'));
    this.#shelf = new Shelf(document, () => this.#show());
    form.addEventListener('change', () => this.#choose());
    form.addEventListener('toggle', () => void this.#load(), { capture: true, once: true });
    form.addEventListener('keydown', (event) => event.key === 'Escape' && this.#close());
    document.addEventListener('click', (event) => {
      if (event.target instanceof Node && !form.contains(event.target)) this.#open()?.removeAttribute('open');
    });
    this.#clear.addEventListener('click', () => this.#chooseNone());
    addEventListener('popstate', () => this.#follow());
    form.hidden = false;
    this.#follow();
  }

  /** What all entries have: of a list of several pages it has to be fetched. */
  #load() {
    this.#entries ??= this.#form.dataset.index ? Entries.fetch(this.#form.dataset.index) : Promise.resolve(Entries.of(document));
    return this.#entries;
  }

  /** @returns {Choice} */
  #choice() {
    /** @type {Choice} */
    const choice = new Map();
    for (const box of this.#boxes.filter((box) => box.checked)) {
      choice.set(box.name, (choice.get(box.name) ?? new Set()).add(box.value));
    }
    return choice;
  }

  /** The reader has ticked something. */
  #choose() {
    const url = new URL(location.href);
    for (const name of new Set(this.#boxes.map((box) => box.name))) url.searchParams.delete(name);
    for (const box of this.#boxes) if (box.checked) url.searchParams.append(box.name, box.value);
    if (url.href !== location.href) history.pushState(null, '', url);
    this.#shelf.begin();
    void this.#show();
  }

  #chooseNone() {
    for (const box of this.#boxes) box.checked = false;
    this.#choose();
    // The button goes away, and the keyboard's place with it.
    this.#form.querySelector('summary')?.focus();
  }

  /** The address says what is chosen: at first, and after going back. */
  #follow() {
    const wanted = new URLSearchParams(location.search);
    for (const box of this.#boxes) box.checked = wanted.getAll(box.name).includes(box.value);
    if (this.#choice().size === 0 && this.#turn === 0) return;
    this.#shelf.begin();
    void this.#show();
  }

  async #show() {
    this.#turn += 1;
    const turn = this.#turn;
    const choice = this.#choice();
    try {
      const entries = await this.#load();
      const found = entries.find(choice);
      const shown = await this.#shelf.show(choice.size > 0 ? found.numbers : undefined, entries);
      if (turn === this.#turn) this.#say(found, entries.size, shown);
    } catch {
      this.#entries = undefined;
      if (turn === this.#turn) this.#status.textContent = this.#form.dataset.failed ?? '';
    }
  }

  /**
   * @param {Found} found
   * @param {number} count
   * @param {number} shown
   */
  #say(found, count, shown) {
    for (const box of this.#boxes) {
      const number = found.counts.get(`${box.name}:${box.value}`) ?? 0;
      const label = /** @type {HTMLElement} */ (box.closest('label'));
      /** @type {HTMLElement} */ (label.querySelector('.count')).textContent = this.#numbers.format(number);
      label.toggleAttribute('data-none', number === 0 && !box.checked);
    }
    const choice = this.#choice();
    for (const filter of this.#form.querySelectorAll('details')) {
      const chosen = filter.querySelectorAll('input:checked').length;
      /** @type {HTMLElement} */ (filter.querySelector('[data-chosen]')).textContent = chosen > 0 ? ` ${chosen}` : '';
    }
    this.#clear.hidden = choice.size === 0;
    const { shown: all = '', first = '' } = this.#form.dataset;
    /** @type {Record<string, number>} */
    const values = { shown, count, found: found.numbers.length };
    const words = (shown < found.numbers.length ? first : all).replace(/\{(\w+)\}/g, (_, name) => {
      return this.#numbers.format(values[name]);
    });
    this.#status.textContent = choice.size > 0 ? words : '';
  }

  #open() {
    return this.#form.querySelector('details[open]');
  }

  #close() {
    const open = this.#open();
    open?.removeAttribute('open');
    open?.querySelector('summary')?.focus();
  }
}

const form = document.querySelector('[data-filter-form]');
if (form instanceof HTMLElement) new Filters(form);
