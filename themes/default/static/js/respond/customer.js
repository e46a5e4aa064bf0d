/** For whom a questionnaire is answered: what tells the customer from others, and values of placeholders. */

import * as placeholders from '../placeholders.js';
import { element } from './words.js';

/** @typedef {import('./types.d.ts').Context} Context */
/** @typedef {import('./types.d.ts').Session} Session */

/** Milliseconds after the last key when a value is taken. */
const REST = 250;

export class Customer {
  #session;
  #form;
  #said;
  #part;
  #act;

  /**
   * @param {HTMLElement} frame
   * @param {Session} session
   * @param {{context: () => void, values: () => void, signal: AbortSignal}} act
   */
  constructor(frame, session, act) {
    this.#session = session;
    this.#act = act;
    const own = /** @type {HTMLElement} */ (frame.querySelector('[data-customer]'));
    this.#form = /** @type {HTMLFormElement} */ (own.querySelector('form'));
    this.#said = /** @type {HTMLElement} */ (own.querySelector('[data-customer-said]'));
    this.#part = /** @type {HTMLElement} */ (frame.querySelector('[data-values]'));
    this.#part.hidden = true;
    this.#form.reset();
    const { context } = session;
    for (const select of this.#form.querySelectorAll('select')) {
      const kept = select.name === 'language' ? context?.language : context?.facets[select.name]?.[0];
      if (kept && [...select.options].some(({ value }) => value === kept)) select.value = kept;
    }
    this.#form.addEventListener('change', () => act.context(), { signal: act.signal });
    this.#form.addEventListener('submit', (event) => event.preventDefault(), { signal: act.signal });
  }

  /** What the form says. @returns {Context} */
  context() {
    const language = this.#form.elements.namedItem('language');
    const facets = [...this.#form.querySelectorAll('select')].filter((select) => select.matches('[data-facet]') && select.value);
    const options = [...this.#form.querySelectorAll('select')].filter((select) => select.value);
    this.#said.textContent = options.map((select) => select.selectedOptions[0]?.textContent).join(' · ');
    return {
      language: language instanceof HTMLSelectElement || language instanceof HTMLInputElement ? language.value : '',
      facets: Object.fromEntries(facets.map((select) => [select.name, [select.value]])),
    };
  }

  /** Asks for the values of placeholders. What was filled in for a customer elsewhere on the site is offered. @param {string[]} names */
  askFor(names) {
    const { values } = this.#session;
    const form = /** @type {HTMLFormElement} */ (this.#part.querySelector('form'));
    this.#part.hidden = names.length === 0;
    const had = [...form.querySelectorAll('input')].map(({ name }) => name);
    if (had.join() !== names.join()) {
      const known = placeholders.values();
      const offered = names.filter((name) => values[name] === undefined && known[name] !== undefined);
      for (const name of offered) values[name] = known[name];
      form.replaceChildren(...names.map((name) => this.#field(name)));
      if (offered.length > 0) this.#act.values();
    }
    this.#count(names);
  }

  /** @param {string} name */
  #field(name) {
    const { values } = this.#session;
    const input = element('input', { type: 'text', name, autocomplete: 'off', value: values[name] ?? '' });
    let resting = 0;
    input.addEventListener('input', () => {
      if (input.value.trim() === '') delete values[name];
      else values[name] = input.value;
      clearTimeout(resting);
      resting = setTimeout(() => this.#act.values(), REST);
      this.#count([...(input.form?.querySelectorAll('input') ?? [])].map((field) => field.name));
    });
    return element('label', {}, name.replace(/[._-]+/g, ' '), input);
  }

  /** @param {string[]} names */
  #count(names) {
    const said = /** @type {HTMLElement} */ (this.#part.querySelector('[data-values-said]'));
    said.textContent = `${names.filter((name) => this.#session.values[name] !== undefined).length} / ${names.length}`;
  }
}
