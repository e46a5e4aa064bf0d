// The part of an address that makes a browser look up and mark a text on a page (https://wicg.github.io/scroll-to-text-fragment/).

/** Elements at whose borders browsers don't match words across. */
const BLOCKS =
  "address,article,aside,blockquote,br,caption,dd,details,div,dl,dt,figcaption,figure,h1,h2,h3,h4,h5,h6,hr,li,ol,p,pre,section,summary,table,td,th,tr,ul";
/** What browsers don't show as text. */
const UNSEEN = "[hidden],template,script,style,button,input,svg,math";
/** What only this reader sees. */
const OWN = ".placeholder.filled";

/** A text of so many characters stands in the address whole; of a longer one, words at both its ends. */
const WHOLE = 100;
/** Words at an end of a long text. */
const ENDS = 6;
/** Words before and behind a text that occurs more than once. */
const CONTEXT = 4;

/**
 * The text of some nodes: one line a block, blanks as they are shown.
 *
 * @param {Range} range
 */
function lines(range) {
  let text = "";
  const gather = (/** @type {Node} */ node) => {
    for (const child of node.childNodes) {
      if (child instanceof Text) text += child.data.replace(/\s+/g, " ");
      if (!(child instanceof Element) || child.matches(UNSEEN)) continue;
      const border = child.matches(BLOCKS) || child.matches(OWN) ? "\n" : "";
      text += border;
      if (!child.matches(OWN)) gather(child);
      text += border;
    }
  };
  gather(range.cloneContents());
  return text.split("\n").map((line) => line.replace(/ +/g, " ").trim()).filter((line) => /[\p{L}\p{N}]/u.test(line));
}

/**
 * Some words at the beginning of a line, or at its end.
 *
 * @param {string} line
 * @param {number} count
 * @param {"first" | "last"} which
 */
function words(line, count, which) {
  const all = [...new Intl.Segmenter(document.documentElement.lang || undefined, { granularity: "word" }).segment(line)];
  const found = all.filter((segment) => segment.isWordLike);
  if (found.length <= count) return line;
  const [start, end] = which === "first" ? [0, found[count].index] : [found[found.length - count].index, line.length];
  return line.slice(start, end).trim();
}

/** Lets a range begin and end with whole words: browsers match no parts of them. @param {Range} range */
function wholeWords(range) {
  const whole = range.cloneRange();
  const isWord = (/** @type {string | undefined} */ character) => character !== undefined && /[\p{L}\p{N}]/u.test(character);
  const { startContainer: first, endContainer: last } = whole;
  if (first instanceof Text) {
    let at = whole.startOffset;
    while (at > 0 && isWord(first.data[at]) && isWord(first.data[at - 1])) at -= 1;
    whole.setStart(first, at);
  }
  if (last instanceof Text) {
    let at = whole.endOffset;
    while (at < last.length && isWord(last.data[at]) && isWord(last.data[at - 1])) at += 1;
    whole.setEnd(last, at);
  }
  return whole;
}

/** A term in the address; its own signs are `-`, `,` and `&`. @param {string} term */
function encoded(term) {
  return encodeURIComponent(term).replace(/-/g, "%2D");
}

/**
 * `text=…` for what is selected in a text; nothing where no words are.
 *
 * @param {Range} selected
 * @param {Element} text
 */
export function textFragment(selected, text) {
  const range = wholeWords(selected);
  const found = lines(range);
  if (found.length === 0) return "";
  const all = document.createRange();
  all.selectNodeContents(text);
  const [before, after] = [all.cloneRange(), all.cloneRange()];
  before.setEnd(range.startContainer, range.startOffset);
  after.setStart(range.endContainer, range.endOffset);

  const [first, last] = [found[0], found[found.length - 1]];
  const [head, tail] = [words(first, ENDS, "first"), words(last, ENDS, "last")];
  const isShort = found.length === 1 && (first.length <= WHOLE || head.length + tail.length >= first.length);
  const terms = isShort ? [first] : [head, tail];
  const isOnce = lines(all).join("\n").split(terms[0]).length <= 2;
  if (!isOnce) {
    const [prefix, suffix] = [lines(before).at(-1), lines(after)[0]];
    return `text=${[
      ...(prefix ? [`${encoded(words(prefix, CONTEXT, "last"))}-`] : []),
      ...terms.map(encoded),
      ...(suffix ? [`-${encoded(words(suffix, CONTEXT, "first"))}`] : []),
    ].join(",")}`;
  }
  return `text=${terms.map(encoded).join(",")}`;
}
