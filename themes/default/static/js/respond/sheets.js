/** What was found in the file, by sheets; and the form that says it otherwise. */

import { button, element, questions, responseWord, word } from './words.js';

/** @typedef {import('./types.d.ts').Grid} Grid */
/** @typedef {import('./types.d.ts').Layout} Layout */

const COLUMNS = /** @type {const} */ (['question', 'response', 'answer', 'comment', 'section']);

export class Sheets {
  #form;
  #words;
  #act;
  /** @type {Grid[]} */
  #grids = [];

  /**
   * @param {HTMLElement} frame
   * @param {import('./types.d.ts').Words} words
   * @param {{apply: (layouts: Layout[]) => void, mapping: () => void}} act
   */
  constructor(frame, words, act) {
    this.#form = /** @type {HTMLFormElement} */ (frame.querySelector('[data-sheets]'));
    this.#words = words;
    this.#act = act;
    this.#form.onsubmit = (event) => {
      event.preventDefault();
      act.apply(this.#layouts());
    };
  }

  /** @param {Grid[]} grids */
  show(grids) {
    this.#grids = grids;
    const submit = element('button', { type: 'submit' }, this.#words.apply ?? '');
    const save = button(this.#words.mapping, () => this.#act.mapping());
    const actions = element('p', { class: 'respond-actions' }, submit, save);
    this.#form.replaceChildren(...grids.map((grid, at) => this.#sheet(grid, at)), actions);
  }

  /** @param {Grid} grid @param {number} at */
  #sheet(grid, at) {
    const { layout } = grid;
    const asks = element('input', { type: 'checkbox', name: `${at} asks`, autocomplete: 'off' });
    asks.checked = !layout.skip;
    const fields = element('div', { class: 'respond-fields' });
    const show = () => fields.toggleAttribute('hidden', !asks.checked);
    asks.addEventListener('change', show);
    show();
    fields.append(...COLUMNS.map((name) => this.#column(grid, at, name)));
    if (!grid.prose) {
      const header = element('input', { type: 'number', min: '1', name: `${at} header`, autocomplete: 'off', value: String(layout.header ?? '') });
      fields.append(element('label', {}, this.#words.columnHeader ?? '', header));
    }
    const marks = (layout.marks ?? []).map(({ response, column }) => `${column} (${responseWord(response, this.#words)})`);
    if (marks.length > 0) fields.append(element('p', { class: 'muted' }, `${this.#words.columnMarks} ${marks.join(', ')}`));
    const count = element('span', { class: 'muted' }, layout.skip ? '' : questions(grid.questions, this.#words));
    const says = element('label', { class: 'respond-asks' }, asks, this.#words.asks ?? '');
    return element('fieldset', {}, element('legend', {}, grid.name, ' ', count), says, fields);
  }

  /** @param {Grid} grid @param {number} at @param {typeof COLUMNS[number]} name */
  #column(grid, at, name) {
    const select = element('select', { name: `${at} ${name}`, autocomplete: 'off' }, new Option(this.#words.columnNone, ''));
    const known = grid.columns.map((column) => ({ value: column.name, text: [column.name, column.heading].filter(Boolean).join(' – ') }));
    const own = grid.layout[name];
    if (own && !known.some(({ value }) => value === own)) known.push({ value: own, text: own });
    select.append(...known.map(({ value, text }) => new Option(text, value, false, value === own)));
    return element('label', {}, word(this.#words, `column-${name}`), select);
  }

  /** What the form says. @returns {Layout[]} */
  #layouts() {
    const said = new FormData(this.#form);
    return this.#grids.map(({ layout }, at) => {
      const of = (/** @type {string} */ name) => String(said.get(`${at} ${name}`) ?? '') || undefined;
      if (!said.has(`${at} asks`) || !of('question')) return { name: layout.name, skip: true };
      const columns = Object.fromEntries(COLUMNS.map((name) => [name, of(name)]));
      const header = of('header');
      return { name: layout.name, below: layout.below, marks: layout.marks, header: header ? Number(header) : undefined, ...columns };
    });
  }
}
