/** Results as elements: pages, each with a piece of its text and links to its best sections. */

/** @typedef {import('./types.js').Hit} Hit */
/** @typedef {import('./types.js').Piece} Piece */
/** @typedef {import('./types.js').SectionHit} SectionHit */
/** What the dialog says in the page's language, from its data attributes. @typedef {DOMStringMap} Words */

/** Signs for pages that aren't as they should be; their words are the dialog's. */
const SIGNS = { stale: '△', retired: '✕' };

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {string} className
 * @param {(Node | string)[]} content
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function element(name, className, ...content) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content);
  return made;
}

/** A page's result: what stands in the list. */
export class Row {
  /** @type {Hit} */
  hit;
  /** Its element in the list. */
  item = element('li', 'search-hit');
  /** Where its text leads. @type {URL} */
  url;
  /** The line or two about it: its summary, and later the piece of its text that was found. */
  #text = element('p', 'search-text');
  #facts = element('p', 'search-facts');
  #why = element('button', 'search-why');
  /** Whether its text shows what was found. */
  #isExcerpt = false;

  /**
   * @param {Hit} hit
   * @param {URL} root the site's root
   * @param {Row} [before] the same page's row until now
   */
  constructor(hit, root, before) {
    this.hit = hit;
    this.url = new URL(hit.url, root);
    const title = element('a', 'search-title', ...marked(hit.title));
    title.href = this.url.href;
    this.#why.type = 'button';
    this.#why.setAttribute('aria-expanded', 'false');
    this.item.append(element('div', 'search-head', title, this.#facts, this.#why), this.#text);
    const sections = hit.sections.filter(({ anchor }) => anchor !== null).map((section) => this.#section(section));
    if (sections.length > 0) this.item.append(element('ul', 'search-sections', ...sections));
    if (hit.language !== document.documentElement.lang) this.item.lang = hit.language;
    for (const part of [title, this.#text]) part.dir = 'auto';
    this.#text.append(...marked(hit.summary));
    // What was found until now is nearer to what will be found than the summary is.
    if (before && before.#isExcerpt) this.#text.replaceChildren(...before.#text.childNodes);
  }

  /** Whether what it shows of its page is what a hit says. @param {Hit} hit */
  shows(hit) {
    return said(hit) === said(this.hit);
  }

  /**
   * Says of which kind the page is, and whether it may still be used.
   * @param {string} kind
   * @param {Words} words
   */
  describe(kind, words) {
    if (this.#facts.firstChild?.textContent === kind) return;
    const { standing } = this.hit;
    this.#why.textContent = words.why ?? '';
    this.#facts.replaceChildren(element('span', 'search-kind', kind));
    if (standing !== 'current') this.#facts.append(element('span', `search-${standing}`, `${SIGNS[standing]} ${words[standing] ?? ''}`));
  }

  /** Shows why it stands where it does, or shows it no more. @param {HTMLElement | undefined} table */
  explain(table) {
    this.item.querySelector('.search-explanation')?.remove();
    if (table) this.item.append(table);
    this.#why.setAttribute('aria-expanded', String(table !== undefined));
  }

  /** Whether it shows why it stands where it does. */
  get isExplained() {
    return this.#why.getAttribute('aria-expanded') === 'true';
  }

  /** Shows the piece of its text that was found; the summary where the piece shows nothing of that. @param {Piece[]} excerpt */
  excerpt(excerpt) {
    this.#isExcerpt = excerpt.some((piece) => piece.marked) || this.hit.summary.length === 0;
    this.#text.replaceChildren(...marked(this.#isExcerpt ? excerpt : this.hit.summary));
  }

  /** @param {SectionHit} hit */
  #section({ anchor, heading }) {
    const link = element('a', 'search-heading', ...marked(heading));
    link.dir = 'auto';
    link.href = `${this.url.href}#${encodeURIComponent(anchor ?? '')}`;
    return element('li', 'search-section', link);
  }
}

/** @param {Piece[]} pieces */
function marked(pieces) {
  return pieces.map(({ text, marked }) => (marked ? element('mark', '', text) : text));
}

/** All that a row shows of a hit, as text to compare. @param {Hit} hit */
function said({ title, summary, standing, sections }) {
  return JSON.stringify([title, summary, standing, sections.map(({ anchor, heading }) => [anchor, heading])]);
}
