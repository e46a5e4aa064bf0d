/** The page's words, which are data attributes of its frame, and plain elements. */

/** @typedef {import('./types.d.ts').Words} Words */

/** Puts values into a sentence with `{names}`. @param {string | undefined} text @param {Record<string, unknown>} values */
export function fill(text, values) {
  return (text ?? '').replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/** A word by a name as messages have it: `status-filled`. @param {Words} words @param {string} name */
export function word(words, name) {
  return words[name.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase())] ?? '';
}

/** @param {number} count @param {Words} words */
export function questions(count, words) {
  const form = new Intl.PluralRules(words.language).select(count);
  const text = form === 'one' ? words.questionsOne : words.questionsOther;
  return fill(text, { count: number(count, words) });
}

/** @param {number} value @param {Words} words */
export function number(value, words) {
  return new Intl.NumberFormat(words.language).format(value);
}

/** Rounded down: what is filled in is never said to be surer than it is. @param {number} share @param {Words} words */
export function percent(share, words) {
  return new Intl.NumberFormat(words.language, { style: 'percent' }).format(Math.floor(share * 100) / 100);
}

/** What a response is called. @param {import('./types.d.ts').Response} response @param {Words} words */
export function responseWord(response, words) {
  return word(words, `word-${response.replace('/', '')}`);
}

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string>} attributes
 * @param {(string | Node)[]} content
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function element(name, attributes = {}, ...content) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...content);
  return made;
}

/** @param {string | undefined} label @param {() => void} act */
export function button(label, act) {
  const made = element('button', { type: 'button' }, label ?? '');
  made.addEventListener('click', act);
  return made;
}
