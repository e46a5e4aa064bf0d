/** A questionnaire on the desk: what is found in its file, for whom it is, what is filled in; and what is taken along. */

import { fetchBytes, get } from '../search/files.js';
import { read } from '../store.js';
import { Client, Problem } from './client.js';
import { Customer } from './customer.js';
import { keep } from './kept.js';
import { List } from './list.js';
import { Sheets } from './sheets.js';
import { fill, number, questions, word } from './words.js';

/** @typedef {import('./types.d.ts').Choice} Choice */
/** @typedef {import('./types.d.ts').Session} Session */

/**
 * Opens a questionnaire.
 * @param {HTMLElement} frame
 * @param {Session} session
 * @param {() => Promise<void>} closed
 */
export async function open(frame, session, closed) {
  const desk = new Desk(frame, session, closed);
  await desk.open();
}

class Desk {
  #frame;
  #words;
  #session;
  #closed;
  #client;
  #list;
  #sheets;
  #customer;
  #done = 0;
  #count = 0;
  /** Ends the listeners of this questionnaire. */
  #end = new AbortController();

  /** @param {HTMLElement} frame @param {Session} session @param {() => Promise<void>} closed */
  constructor(frame, session, closed) {
    this.#frame = frame;
    this.#words = { ...frame.dataset };
    this.#session = session;
    this.#closed = closed;
    this.#client = new Client((news) => this.#hear(news));
    const { signal } = this.#end;
    const detail = (/** @type {number} */ row) => this.#client.ask({ type: 'detail', number: row });
    const decide = (/** @type {string} */ key, /** @type {Choice | undefined} */ choice) => this.#decide(key, choice);
    this.#list = new List(frame, this.#words, { detail, decide, signal });
    this.#sheets = new Sheets(frame, this.#words, {
      apply: (layouts) => void this.#try(() => this.#layOut(layouts)),
      mapping: () => void this.#try(async () => this.#offer([await this.#client.ask({ type: 'mapping' })], `${stem(session.name)}.map.toml`)),
    });
    this.#customer = new Customer(frame, session, {
      context: () => void this.#try(() => this.#answer()),
      values: () => void this.#try(() => this.#redecide()),
      signal,
    });
    const on = (/** @type {string} */ name, /** @type {() => Promise<unknown>} */ act) =>
      this.#part(name).addEventListener('click', () => void this.#try(act), { signal });
    // A value that is being typed rests before it is taken.
    const leave = (/** @type {Event} */ event) => {
      const isGoing = event.type === 'pagehide' || document.visibilityState === 'hidden';
      if (isGoing && !this.#part('desk').hidden) void this.#keep();
    };
    for (const type of ['visibilitychange', 'pagehide']) addEventListener(type, leave, { signal });
    on('stop', () => this.#stop());
    on('rest', () => this.#client.ask({ type: 'rest' }));
    on('close', () => this.#close());
    on('download', () => this.#download());
    on('review', async () => this.#offer([await this.#client.ask({ type: 'review' })], `${stem(answered(session.name))}.review.html`));
    on('workbook', async () => this.#offer([await this.#client.ask({ type: 'workbook', day: today() })], `${stem(answered(session.name))}.review.xlsx`));
    on('record', async () => {
      // The deal that the reader has said to be working on, where the site asks for it.
      const opportunity = read('usage.deal', '');
      this.#offer([await this.#client.ask({ type: 'record', day: today(), opportunity })], `${stem(session.name)}.events.jsonl`);
    });
  }

  /** Reads the file, and begins to look for answers. */
  async open() {
    const { name, file, layouts } = this.#session;
    const module = new URL('../../respond/engine.wasm.gz', import.meta.url);
    try {
      const bytes = await fetchBytes(module, { cache: 'force-cache' });
      // The file is kept here as well, so that the worker gets a copy.
      const grids = await this.#client.ask({ type: 'open', module: bytes, file: file.slice(0), name, layouts }, [bytes]);
      this.#part('problem').textContent = '';
      this.#part('name').textContent = name;
      this.#show(true);
      this.#part('name').focus();
      this.#showGrids(grids);
      void this.#keep();
      await this.#answer();
    } catch (error) {
      this.#say(error);
      if (this.#part('desk').hidden) this.#leave();
    }
  }

  /** Shows the desk, or where a file comes in. @param {boolean} isOpen */
  #show(isOpen) {
    this.#part('desk').hidden = !isOpen;
    this.#part('begin').hidden = this.#part('summary').hidden = isOpen;
  }

  /** @param {import('./types.d.ts').Grid[]} grids */
  #showGrids(grids) {
    this.#sheets.show(grids);
    this.#count = grids.reduce((sum, grid) => sum + grid.questions, 0);
  }

  /** @param {import('./types.d.ts').Layout[]} layouts */
  async #layOut(layouts) {
    this.#showGrids(await this.#client.ask({ type: 'lay-out', layouts }));
    this.#session.layouts = layouts;
    await this.#answer();
  }

  /** Looks for the answers to all questions anew. */
  async #answer() {
    this.#list.clear();
    this.#done = 0;
    this.#part('status').textContent = this.#words.loading ?? '';
    const context = this.#customer.context();
    this.#session.context = context;
    void this.#keep();
    const folder = new URL(`${document.documentElement.dataset.root ?? '/'}respond/`, location.href);
    const index = await (await get(new URL('index.json', folder), { cache: 'no-cache' })).json();
    const file = index.answers[context.language];
    if (index.format !== 1 || !file) throw new Problem('updated', 'the answers have another format');
    const { values, choices } = this.#session;
    await this.#client.ask({ type: 'answer', answers: new URL(file, folder).href, context, values, choices });
  }

  /** @param {import('./client.js').News} news */
  #hear({ rows, done, count }) {
    this.#list.take(rows);
    const hasEnded = done === count && this.#done !== count;
    this.#done = done;
    this.#count = count;
    const isUnderWay = done < count;
    const progress = /** @type {HTMLProgressElement} */ (this.#part('progress'));
    progress.max = Math.max(count, 1);
    progress.value = done;
    progress.hidden = this.#part('stop').hidden = !isUnderWay;
    this.#part('rest').hidden = true;
    this.#allow(!isUnderWay && count > 0);
    if (count === 0) {
      this.#part('status').textContent = this.#words.noQuestions ?? '';
      /** @type {HTMLDetailsElement} */ (this.#part('found')).open = true;
    } else if (isUnderWay) {
      progress.setAttribute('aria-label', this.#progressText());
      this.#part('status').textContent = this.#progressText();
    } else if (hasEnded) {
      this.#part('status').textContent = questions(count, this.#words);
      void this.#try(() => this.#askForValues());
    }
  }

  /** Whether there is something to take along. @param {boolean} isReady */
  #allow(isReady) {
    for (const name of ['download', 'review', 'workbook', 'record']) /** @type {HTMLButtonElement} */ (this.#part(name)).disabled = !isReady;
  }

  #progressText() {
    const { language } = this.#words;
    return fill(this.#words.progress, { done: number(this.#done, { language }), count: number(this.#count, { language }) });
  }

  async #askForValues() {
    this.#customer.askFor(await this.#client.ask({ type: 'placeholders' }));
  }

  async #stop() {
    await this.#client.ask({ type: 'stop' });
    this.#part('stop').hidden = true;
    this.#part('rest').hidden = false;
    this.#part('rest').focus();
    // What was found so far is of use as well.
    this.#allow(true);
    await this.#askForValues();
  }

  /** @param {string} key @param {Choice | undefined} choice */
  #decide(key, choice) {
    if (choice) this.#session.choices[key] = choice;
    else delete this.#session.choices[key];
    return this.#try(() => this.#redecide());
  }

  /** What is shown as decided has been kept. */
  async #redecide() {
    await this.#keep();
    const { values, choices } = this.#session;
    await this.#client.ask({ type: 'decide', values, choices });
  }

  async #keep() {
    if (!(await keep(this.#session))) this.#part('problem').textContent = this.#words.notKept ?? '';
  }

  async #close() {
    await this.#keep();
    this.#leave();
    this.#show(false);
    this.#part('file').focus();
    await this.#closed();
  }

  #leave() {
    this.#end.abort();
    this.#client.close();
    this.#list.clear();
  }

  async #download() {
    this.#offer([await this.#client.ask({ type: 'fill' })], answered(this.#session.name));
    await this.#tellUse();
  }

  /** Tells which of the library's answers are used, each once: their ids and nothing of the questionnaire. Where nobody counts, nobody listens. */
  async #tellUse() {
    const told = this.#session.told ?? [];
    /** @type {string[]} */
    const used = await this.#client.ask({ type: 'used' });
    for (const d of used.filter((id) => !told.includes(id))) document.dispatchEvent(new CustomEvent('fieldbook:use', { detail: { e: 'answer-used', d } }));
    this.#session.told = [...new Set([...told, ...used])];
    await this.#keep();
  }

  /** @param {BlobPart[]} content @param {string} name */
  #offer(content, name) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(content));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  /** @param {() => Promise<unknown>} act */
  async #try(act) {
    this.#part('problem').textContent = '';
    try {
      await act();
    } catch (error) {
      this.#say(error);
    }
  }

  /** @param {unknown} error */
  #say(error) {
    const code = error instanceof Problem ? error.code : 'offline';
    this.#part('problem').textContent = word(this.#words, `problem-${code}`) || (this.#words.problemCrashed ?? '');
  }

  /** @param {string} name @returns {HTMLElement} */
  #part(name) {
    return /** @type {HTMLElement} */ (this.#frame.querySelector(`[data-${name}]:not([data-respond])`));
  }
}

/** @param {string} name */
function stem(name) {
  return name.replace(/\.[^.]*$/, '');
}

/** The reader's day: `2026-11-22`. */
function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}

/** What the filled copy is called, as `fieldbook answer` calls it. @param {string} name */
function answered(name) {
  return `${stem(name)}.answered${name.slice(stem(name).length)}`;
}
