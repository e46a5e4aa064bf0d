// What a page shows of its library's files as they change, while `fieldbook serve` runs. The server puts this into pages on their
// way; no built site has it.
//
// The server tells that there is a new edition; the page then asks for itself again and compares what it got with what it had
// got before. Only what is other between these two is changed in what the reader sees: all that scripts have made of the page, what
// was typed, what is open, where it is scrolled to and what has the focus stays as it is.

/**
 * Where things stand, as `src/serve/news.rs` says it.
 *
 * @typedef {object} News
 * @property {number} edition
 * @property {string} scripts
 * @property {number} index
 * @property {{source: string | null, text: string}[]} problems
 */

/** What is wrong, in words of the terminal, over the page; nothing is shown where nothing is. */
class Problems {
  /** @type {Map<string, string[]>} */
  #texts = new Map();
  #panel = document.createElement('div');
  #details = document.createElement('details');
  styles = document.createElement('link');

  constructor() {
    this.#panel.id = 'fieldbook-problems';
    this.#panel.setAttribute('role', 'alert');
    this.#details.open = true;
    this.#panel.append(this.#details);
    this.styles.rel = 'stylesheet';
    this.styles.href = '/.fieldbook/live.css';
  }

  /**
   * Says what is wrong by one of those who look.
   *
   * @param {string} who
   * @param {string[]} texts
   */
  set(who, texts) {
    this.#texts.set(who, texts);
    const all = [...new Set([...this.#texts.values()].flat())];
    if (all.length === 0) {
      this.#panel.remove();
      return;
    }
    const summary = document.createElement('summary');
    const pre = document.createElement('pre');
    const [first = ''] = all[0]?.split('\n') ?? [];
    summary.textContent = first;
    pre.textContent = all.join('\n\n');
    pre.tabIndex = 0;
    this.#details.replaceChildren(summary, pre);
    document.head.append(this.styles);
    if (!this.#panel.isConnected) document.body.append(this.#panel);
  }
}

const own = /** @type {HTMLScriptElement} */ (document.querySelector('script[src="/.fieldbook/live.js"]'));
const problems = new Problems();
let edition = Number(own.dataset.edition);
/** How often the search index was made when the page came. @type {number | undefined} */
let index;
/** The page as the server sent it. */
let sent = ask();
/** @type {EventSource | undefined} */
let news;

listen();
// A browser has few connections for all of its tabs, and each that listens holds one.
document.addEventListener('visibilitychange', listen);

function listen() {
  if (document.hidden) {
    news?.close();
    news = undefined;
  } else if (!news || news.readyState === EventSource.CLOSED) {
    news = new EventSource('/.fieldbook/news');
    news.onmessage = (event) => void hear(JSON.parse(event.data));
  }
}

/** @param {News} now */
async function hear(now) {
  if (own.dataset.scripts && now.scripts !== own.dataset.scripts) {
    location.reload();
    return;
  }
  problems.set(
    'findings',
    now.problems.filter(({ source }) => !source || source === own.dataset.source).map(({ text }) => text),
  );
  index ??= now.index;
  if (now.index !== index) {
    index = now.index;
    document.dispatchEvent(new CustomEvent('fieldbook:index'));
  }
  if (now.edition !== edition) {
    edition = now.edition;
    await refresh();
  }
}

/** The page as the server sends it now; nothing where it can't be made. @returns {Promise<Document | undefined>} */
async function ask() {
  const response = await fetch(location.pathname + location.search, {
    headers: { 'X-Fieldbook-Live': '1' },
    cache: 'no-store',
  });
  const text = await response.text();
  problems.set('page', response.status === 500 ? [text] : []);
  return response.status === 500 ? undefined : new DOMParser().parseFromString(text, 'text/html');
}

async function refresh() {
  const before = await sent.catch(() => undefined);
  const now = await ask().catch(() => undefined);
  // What can't be made or reached leaves what is shown; the next edition is compared with the last good one.
  if (!now) return;
  sent = Promise.resolve(now);
  if (!before) {
    location.reload();
    return;
  }
  document.documentElement.lang = now.documentElement.lang;
  document.title = now.title;
  swapStyles(now);
  mend(document.body, before.body, now.body);
  document.dispatchEvent(new CustomEvent('fieldbook:edition'));
}

/**
 * Puts new style sheets in the places of old ones, each when it has come, so that the page is never without.
 *
 * @param {Document} now
 */
function swapStyles(now) {
  /** @param {Document} page @returns {HTMLLinkElement[]} */
  const sheets = (page) => [...page.head.querySelectorAll('link')].filter((link) => link.rel === 'stylesheet');
  const wanted = sheets(now).map((link) => link.getAttribute('href') ?? '');
  const here = sheets(document).filter((link) => link !== problems.styles);
  for (const [place, link] of here.entries()) {
    const href = wanted[place];
    if (!href) link.remove();
    else if (href !== link.getAttribute('href')) {
      const next = /** @type {HTMLLinkElement} */ (link.cloneNode());
      next.href = href;
      next.onload = next.onerror = () => link.remove();
      link.after(next);
    }
  }
  for (const href of wanted.slice(here.length)) {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = href;
    document.head.append(link);
  }
}

/**
 * Changes in an element what is other between what the server sent before and what it sends now.
 *
 * @param {Element} shown
 * @param {Element} before
 * @param {Element} now
 */
function mend(shown, before, now) {
  for (const { name } of [...before.attributes]) if (!now.hasAttribute(name)) shown.removeAttribute(name);
  for (const { name, value } of [...now.attributes]) {
    if (before.getAttribute(name) !== value) shown.setAttribute(name, value);
  }
  const places = find([...before.childNodes], [...shown.childNodes]);
  const pairs = pair([...before.childNodes], [...now.childNodes]);
  /** The node that the next one goes after. @type {ChildNode | null} */
  let last = null;
  /** @type {Set<ChildNode>} */
  const kept = new Set();
  for (const node of [...now.childNodes]) {
    const old = pairs.get(node);
    const here = old && places.get(old);
    if (old && here) {
      kept.add(old);
      if (!old.isEqualNode(node)) change(here, old, node);
      last = here;
    } else {
      const fresh = document.importNode(node, true);
      if (last) last.after(fresh);
      else shown.prepend(fresh);
      last = /** @type {ChildNode} */ (fresh);
    }
  }
  for (const old of before.childNodes) if (!kept.has(old)) places.get(old)?.remove();
}

/**
 * @param {ChildNode} shown
 * @param {ChildNode} before
 * @param {ChildNode} now
 */
function change(shown, before, now) {
  if (shown instanceof Element && before instanceof Element && now instanceof Element) mend(shown, before, now);
  else shown.nodeValue = now.nodeValue;
}

/**
 * Where the nodes that the server sent are among those shown: scripts may have added some between them, and taken some away.
 *
 * @param {ChildNode[]} before
 * @param {ChildNode[]} shown
 * @returns {Map<ChildNode, ChildNode>}
 */
function find(before, shown) {
  const places = new Map();
  let from = 0;
  for (const node of before) {
    const at = shown.findIndex((candidate, place) => place >= from && isSameThing(node, candidate));
    if (at >= 0) {
      places.set(node, shown[at]);
      from = at + 1;
    }
  }
  return places;
}

/**
 * Which nodes of before those of now are: the equal ones at the beginning and at the end, and between them those of one kind in
 * their order.
 *
 * @param {ChildNode[]} before
 * @param {ChildNode[]} now
 * @returns {Map<ChildNode, ChildNode>}
 */
function pair(before, now) {
  const pairs = new Map();
  let start = 0;
  while (start < Math.min(before.length, now.length) && before[start].isEqualNode(now[start])) {
    pairs.set(now[start], before[start]);
    start += 1;
  }
  let [end, nowEnd] = [before.length, now.length];
  while (end > start && nowEnd > start && before[end - 1].isEqualNode(now[nowEnd - 1])) {
    pairs.set(now[--nowEnd], before[--end]);
  }
  let from = start;
  for (const node of now.slice(start, nowEnd)) {
    const rest = before.slice(from, end);
    const equal = rest.findIndex((candidate) => candidate.isEqualNode(node));
    const alike = rest.length >= 1 && rest[0] && isSameThing(rest[0], node) ? 0 : rest.findIndex((candidate) => isSameThing(candidate, node));
    const at = equal >= 0 ? equal : alike;
    if (at >= 0) {
      pairs.set(node, rest[at]);
      from += at + 1;
    }
  }
  return pairs;
}

/**
 * Whether two nodes are one thing, as far as can be told without what is in them.
 *
 * @param {Node} one
 * @param {Node} other
 */
function isSameThing(one, other) {
  if (one.nodeType !== other.nodeType || one.nodeName !== other.nodeName) return false;
  return !(one instanceof Element && other instanceof Element) || one.id === other.id;
}
