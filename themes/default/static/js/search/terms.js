/**
 * What a reader types, as the terms that the index has: `crates/search/src/analysis.rs` without the engine, which may
 * still be on its way. `crates/search/tests/terms.json` holds both to the same; Latin letters of phonetic alphabets and
 * such are left as they are, for the engine to fold.
 */

/** Scripts that put no spaces between words, and what gives a kana its voice. */
const UNSPACED =
  '[\\u0e01-\\u0e3e\\u0e40-\\u0e4e\\u0e81-\\u0ecf\\u0edc-\\u0edf\\u1000-\\u103f\\u1050-\\u108f\\u1100-\\u11ff\\u1780-\\u17d3\\u17dc\\u17dd' +
  '\\u3005\\u3007\\u3041-\\u3096\\u309d-\\u309f\\u30a1-\\u30fa\\u30fc-\\u30ff\\u3131-\\u318e\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff' +
  '\\uac00-\\ud7a3\\uf900-\\ufaff\\uff66-\\uff9f\\u{20000}-\\u{323af}]';
const VOICE = '[\\u3099\\u309a]';
const LETTER = `(?:(?!${UNSPACED})[\\p{Alphabetic}\\p{N}])`;

/** Accents, points and vowel signs, which go from words; and signs that silence a vowel, which stay. */
const MARK =
  '[\\u0300-\\u036f\\u0483-\\u0487\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7\\u0610-\\u061a\\u0640\\u064b-\\u065f\\u0670' +
  '\\u06d6-\\u06dc\\u06df-\\u06e4\\u06e7\\u06e8\\u06ea-\\u06ed\\u093c\\u09bc\\u0a3c\\u0abc\\u0b3c\\u0cbc]';
const JOINER = '[\\u094d\\u09cd\\u0a4d\\u0acd\\u0b4d\\u0bcd\\u0c4d\\u0ccd\\u0d4d\\u0dca]';

/** What isn't seen and parts no word. */
const INVISIBLE = '[\\u00ad\\u061c\\u200b-\\u200f\\u2060\\ufe00-\\ufe0f\\ufeff\\u{e0100}-\\u{e01ef}]';

/** A run of an unspaced script; or a word, and behind it a short ending after an apostrophe (`customer's`). */
const WORD = new RegExp(
  `(${UNSPACED}(?:${INVISIBLE}|${VOICE}|${UNSPACED})*)` +
    `|((?!${MARK})${LETTER}(?:${INVISIBLE}*(?:${LETTER}|${MARK}|${JOINER}))*)(?:['’][A-Za-z]{1,2}(?!${LETTER}))?`,
  'gu',
);
const MARKS = new RegExp(MARK, 'gu');
const INVISIBLES = new RegExp(INVISIBLE, 'gu');

/** Bytes of a word that count. */
const LONGEST = 60;

/** Letters that aren't another one with an accent, and what they become. */
const FOLDED = new Map(
  (
    'æae ðd øo þth ßss đd ħh ıi ĳij ĸq ŀl łl ŉn ŋn œoe ŧt ſs ƀb ɓb ƃb ɔo ƈc ɖd ɗd ƌd ǝe əa ɛe ƒf ɠg ƕhv ɨi ƙk ƚl ɯm ɲn ƞn ɵo ƥp ' +
    'ʀR ƫt ƭt ʈt ʋv ƴy ƶz ƿw ǆdz ǉlj ǌnj ǣae ǥG ǧG ǳdz ǽae ǿo ȝz ȡd ȣou ȥz ȴl ȵn ȶt ȷj ȸdb ȹqp ⱥa ȼc ⱦt ȿs ɀz ʉu ʌv ɇe ɉj ɋq ɍr ɏy ' +
    'ẚa ẛf ẜs ẝs ỻll ỿy ²2 ³3 ¹1 ⁰0 ⁱi ⁴4 ⁵5 ⁶6 ⁷7 ⁸8 ⁹9 ⁿn ₀0 ₁1 ₂2 ₃3 ₄4 ₅5 ₆6 ₇7 ₈8 ₉9 ﬀff ﬁfi ﬂfl ﬃffi ﬄffl ﬆst ' +
    'άα έε ήη ίι ϊι ΐι όο ύυ ϋυ ΰυ ώω ςσ ёе ѐе ѓг ќк ѝи ךכ םמ ןנ ףפ ץצ آا أا إا ٱا ؤو ئي ىي یي ةه کك'
  )
    .split(' ')
    .map((pair) => [pair[0], pair.slice(1)]),
);

/** Digits of other scripts. */
const DIGIT = /^(?![0-9\uff10-\uff19])\p{Nd}$/u;

/**
 * A letter, in lower case already, of usual width and without accents; a digit as one of `0` to `9`.
 * @param {string} letter
 */
function fold(letter) {
  // In the scripts of India the tens of digits begin at 6, in all others at 0.
  if (DIGIT.test(letter)) return String((letter.charCodeAt(0) & 15) - (/[\u0900-\u0dff]/.test(letter) ? 6 : 0));
  if (letter >= '０' && letter <= '～') return String.fromCharCode(letter.charCodeAt(0) - 0xfee0);
  const bare = letter.normalize('NFD').replace(MARKS, '');
  return FOLDED.get(letter) ?? (/^[a-z]$/.test(bare) ? bare : letter);
}

const encoder = new TextEncoder();

/** @param {string} word */
function term(word) {
  // Letters of their own, where others have an accent.
  const whole = word.replace(INVISIBLES, '').replace(/[иу]\u0306|і\u0308/giu, (letter) => letter.normalize('NFC'));
  let length = 0;
  let kept = '';
  for (const letter of whole) {
    if (length >= LONGEST) break;
    const lower = letter.toLowerCase().replace(MARKS, '');
    length += encoder.encode(lower).length;
    kept += Array.from(lower, fold).join('');
  }
  return kept;
}

/**
 * The characters of a run: kana in full width and with their voice, syllables for their parts.
 * @param {string} run
 */
function characters(run) {
  const full = run.replace(INVISIBLES, '').replace(/[\uff66-\uff9f]+/g, (kana) => kana.normalize('NFKC'));
  const joined = full.replace(/[\u1100-\u11ff]+|[\u3041-\u30ff][\u3099\u309a]/g, (parts) => parts.normalize('NFC'));
  return Array.from(joined.replace(/[\u3099\u309a]/g, ''));
}

/**
 * A word of a text, or a run of characters that has no spaces within.
 * @typedef {object} Run
 * @property {string[]} terms the word's one term; of a run pairs, each character with the next one, and the last by itself
 * @property {boolean} isUnspaced
 * @property {number} start where it begins in the text
 * @property {number} end
 */

/**
 * The terms of a text, in order.
 * @param {string} text
 * @returns {Run[]}
 */
export function runs(text) {
  return Array.from(text.matchAll(WORD), ({ 1: run, 2: word, index }) => {
    const pairs = characters(run ?? '').map((character, at, all) => character + (all[at + 1] ?? ''));
    return { terms: run ? pairs : [term(word)], isUnspaced: run !== undefined, start: index, end: index + (run ?? word).length };
  });
}
