// Cards on the terms of the glossary: a definition beside the term, for whoever points at it, comes to it by keyboard or taps it.
//
// A card stays until the reader leaves term and card, and Escape closes it (WCAG 1.4.13). By touch the first tap on a term shows its
// card, whose link leads on. What cards say is fetched when the first one is wanted.

/** Milliseconds that a pointer rests on a term before its card opens. */
const REST = 250;
/** Milliseconds in which a pointer may go from the term to the card. */
const GRACE = 300;
/** Pixels between a term and its card, and between a card and the edge of the window. */
const GAP = 6;
const EDGE = 16;

/** @typedef {{ title: string, text: string }} Card */

/**
 * @param {string} id
 * @returns {HTMLElement}
 */
function part(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return element;
}

class TermCard {
  /** @type {HTMLAnchorElement | undefined} The term whose card is open, or about to. */
  #term;
  /** @type {Promise<Record<string, Card>> | undefined} */
  #cards;
  /** @type {number | undefined} */
  #timer;
  #card = part("term-card");

  /** @param {HTMLAnchorElement} term */
  async show(term) {
    clearTimeout(this.#timer);
    if (this.#term === term && this.isOpen) return true;
    this.#term = term;
    const said = (await this.#fetched())[new URL(term.href).pathname];
    // Meanwhile the reader may have gone on.
    if (!said || this.#term !== term) return false;
    part("term-card-title").textContent = said.title;
    part("term-card-text").textContent = said.text;
    part("term-card-link").setAttribute("href", term.href);
    this.#card.showPopover();
    this.#place(term);
    term.setAttribute("aria-describedby", "term-card-text");
    return true;
  }

  hide() {
    clearTimeout(this.#timer);
    this.#term?.removeAttribute("aria-describedby");
    this.#term = undefined;
    if (this.isOpen) this.#card.hidePopover();
  }

  /** @param {HTMLAnchorElement} term */
  showSoon(term) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.show(term), this.isOpen && this.#term === term ? 0 : REST);
  }

  hideSoon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.hide(), GRACE);
  }

  stay() {
    clearTimeout(this.#timer);
  }

  get isOpen() {
    return this.#card.matches(":popover-open");
  }

  /** @param {EventTarget | null} target */
  holds(target) {
    return target instanceof Node && this.#card.contains(target);
  }

  /** @param {HTMLAnchorElement} term */
  isOf(term) {
    return this.isOpen && this.#term === term;
  }

  /** @returns {Promise<Record<string, Card>>} */
  #fetched() {
    this.#cards ??= fetch(this.#card.dataset.terms ?? "")
      .then((answer) => (answer.ok ? answer.json() : {}))
      .catch(() => {
        // Without a network a term is still a link; the next one tries again.
        this.#cards = undefined;
        return {};
      });
    return this.#cards;
  }

  /**
   * Below the term's last line, or above its first where there is no room.
   *
   * @param {HTMLAnchorElement} term
   */
  #place(term) {
    const lines = [...term.getClientRects()];
    const [first, last] = [lines[0], lines[lines.length - 1]];
    if (!first || !last) return;
    const { width, height } = this.#card.getBoundingClientRect();
    const isBelow = last.bottom + GAP + height <= innerHeight || first.top - GAP - height < 0;
    const top = isBelow ? last.bottom + GAP : first.top - GAP - height;
    const line = isBelow ? last : first;
    const left = Math.max(EDGE, Math.min(line.left, document.documentElement.clientWidth - width - EDGE));
    this.#card.style.top = `${top + scrollY}px`;
    this.#card.style.left = `${left + scrollX}px`;
  }
}

/** @param {TermCard} card */
function listen(card) {
  const terms = [...document.querySelectorAll("a.term")].filter((term) => term instanceof HTMLAnchorElement);
  let pointer = "";
  for (const term of terms) {
    term.addEventListener("pointerdown", (event) => (pointer = event.pointerType));
    term.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && card.showSoon(term));
    term.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && card.hideSoon());
    term.addEventListener("focus", () => term.matches(":focus-visible") && pointer !== "touch" && card.show(term));
    term.addEventListener("blur", (event) => card.holds(event.relatedTarget) || card.hideSoon());
    term.addEventListener("click", (event) => {
      // A click without a pointer is the keyboard's, and follows the link.
      const isFirstTap = pointer === "touch" && event.detail > 0 && !card.isOf(term);
      pointer = "";
      if (!isFirstTap) return;
      event.preventDefault();
      card.show(term).then((shown) => !shown && location.assign(term.href));
    });
  }
  const itself = part("term-card");
  itself.addEventListener("pointerenter", () => card.stay());
  itself.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && card.hideSoon());
  itself.addEventListener("focusout", () => card.hideSoon());
  document.addEventListener("keydown", (event) => event.key === "Escape" && card.hide());
  document.addEventListener("pointerdown", (event) => {
    const isTerm = event.target instanceof Element && event.target.closest("a.term");
    if (!isTerm && !card.holds(event.target)) card.hide();
  });
}

if ("popover" in HTMLElement.prototype) listen(new TermCard());
