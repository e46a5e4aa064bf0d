/** All there is to one question: what would be filled in, to be edited; why not; and what else the library has. */

import { button, element, fill, percent, responseWord, word } from './words.js';

/** @typedef {import('./types.d.ts').Candidate} Candidate */
/** @typedef {import('./types.d.ts').Choice} Choice */
/** @typedef {import('./types.d.ts').Detail} Detail */
/** @typedef {import('./types.d.ts').Note} Note */
/** @typedef {import('./types.d.ts').Response} Response */
/** @typedef {import('./types.d.ts').Row} Row */
/** @typedef {import('./types.d.ts').Words} Words */

/** What must never be filled in, whoever decides. */
const BARRED = ['retired', 'expired', 'draft', 'in-review', 'unapproved'];

/**
 * @param {Row} row
 * @param {Detail} detail
 * @param {Words} words
 * @param {(choice: Choice | undefined) => void} decide
 */
export function body(row, detail, words, decide) {
  const made = element('div', { class: 'respond-question' });
  if (row.section) made.append(element('p', { class: 'muted' }, row.section));
  if (row.existing) made.append(element('p', {}, element('span', { class: 'muted' }, `${words.inFile}: `), row.existing));
  if (row.status === 'kept' || row.status === 'hidden') return made;
  if (row.notes.length > 0) made.append(element('ul', { class: 'respond-notes' }, ...row.notes.map((note) => element('li', {}, sentence(note, words)))));
  made.append(editor(row, detail, words, decide));
  const candidates = detail.candidates.map((candidate) => item(candidate, row, words, decide));
  if (candidates.length > 0) made.append(element('h3', {}, words.candidates ?? ''), element('ul', { class: 'respond-candidates' }, ...candidates));
  return made;
}

/** @param {Row} row @param {Detail} detail @param {Words} words @param {(choice: Choice | undefined) => void} decide */
function editor(row, detail, words, decide) {
  const answers = row.sources.map(({ id }) => id);
  const isFound = row.status === 'filled' || row.status === 'proposed';
  const text = element('textarea', { rows: '3', autocomplete: 'off' });
  text.value = isFound ? row.text : '';
  const response = element('select', { autocomplete: 'off' }, new Option(words.none, ''));
  response.append(...detail.responses.map(([meaning, own]) => new Option(own === 'X' ? responseWord(meaning, words) : own, meaning)));
  response.value = isFound && detail.responses.some(([meaning]) => meaning === row.response) ? (row.response ?? '') : '';
  const before = { text: text.value, response: response.value };
  const fields = element('div', { class: 'respond-editor' });
  if (detail.responses.length > 0) fields.append(element('label', {}, words.response ?? '', response));
  if (detail.takes_text) fields.append(element('label', {}, words.answer ?? '', text));
  const isSame = () => text.value === before.text && response.value === before.response;
  const accept = act('fill', words.fill, () => {
    const takes = isSame() && answers.length > 0 && row.status === 'proposed' && row.response;
    decide(takes ? { choice: 'take', answers } : { choice: 'write', text: text.value, response: asResponse(response.value), answers });
  });
  accept.classList.add('respond-main');
  const actions = element('p', { class: 'respond-actions' }, accept);
  const show = () => {
    accept.disabled = (text.value.trim() === '' && response.value === '') || (row.status === 'filled' && isSame());
  };
  fields.addEventListener('input', show);
  show();
  if (row.status !== 'open') actions.append(act('leave', words.leave, () => decide({ choice: 'leave' })));
  if (row.decided) actions.append(act('undo', words.undo, () => decide(undefined)));
  fields.append(actions);
  return fields;
}

/** @param {string} value @returns {Response | null} */
function asResponse(value) {
  return value === '' ? null : /** @type {Response} */ (value);
}

/** @param {Candidate} candidate @param {Row} row @param {Words} words @param {(choice: Choice) => void} decide */
function item(candidate, row, words, decide) {
  const title = candidate.page ? element('a', { href: candidate.page, target: '_blank', rel: 'noopener' }, candidate.title) : candidate.title;
  const facts = [percent(candidate.confidence, words), responseWord(candidate.response, words)];
  if (candidate.reviewed) facts.push(fill(words.reviewed, { day: day(candidate.reviewed, words) }));
  const made = element('li', {}, title, ' ', element('span', { class: 'muted' }, facts.join(' · ')));
  made.append(element('p', { class: 'muted' }, candidate.wording), element('p', { class: 'respond-text' }, candidate.text));
  if (candidate.bar) made.append(element('p', { class: 'respond-bar-note' }, sentence({ note: 'barred', answer: candidate.title, bar: candidate.bar }, words)));
  const isTaken = row.status === 'filled' && row.sources.length === 1 && row.sources[0]?.id === candidate.id;
  if (!isTaken && !BARRED.includes(candidate.bar ?? '')) {
    const take = act(`take ${candidate.id}`, words.take, () => decide({ choice: 'take', answers: [candidate.id] }));
    take.setAttribute('aria-label', `${words.take}: ${candidate.title}`);
    made.append(take);
  }
  return made;
}

/** A button that is found again when the question is shown anew. @param {string} name @param {string | undefined} label @param {() => void} decide */
function act(name, label, decide) {
  const made = button(label, decide);
  made.dataset.act = name;
  return made;
}

/** A note in the page's words. @param {Note} note @param {Words} words */
function sentence(note, words) {
  const list = (/** @type {unknown} */ value) => (Array.isArray(value) ? value.join(', ') : value);
  const values = Object.fromEntries(Object.entries(note).map(([name, value]) => [name, list(value)]));
  if (typeof note.bar === 'string') values.bar = word(words, `bar-${note.bar}`);
  if (typeof note.response === 'string') values.response = responseWord(/** @type {Response} */ (note.response), words);
  return fill(word(words, `note-${note.note}`), values);
}

/** @param {string} date @param {Words} words */
function day(date, words) {
  return new Intl.DateTimeFormat(words.language, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(date));
}
