/**
 * The shapes that cross from the engine to the page; `crates/search/src/results.rs` defines them. First answers have the
 * same, without what only the engine knows.
 *
 * @typedef {{text: string, marked: boolean}} Piece
 * @typedef {{section: number, anchor: string | null, heading: Piece[], score: number}} SectionHit
 * @typedef {{
 *   page: number, url: string, title: Piece[], summary: Piece[], kind: string, language: string,
 *   standing: 'current' | 'stale' | 'retired', score: number, sections: SectionHit[], explanation?: Explanation,
 * }} Hit
 * @typedef {{
 *   typed: string, rarity: number, share: number, score: number,
 *   found: {term: string, field: 'title' | 'wordings' | 'heading' | 'body', section: number, closeness: number} | null,
 * }} WordExplanation
 * @typedef {{
 *   words: WordExplanation[], score: number,
 *   factors: {reason: 'apart' | 'incomplete' | 'stale' | 'retired' | 'used', factor: number}[],
 * }} Explanation
 * @typedef {{id: string, label: string, count: number, chosen: boolean}} ValueCount
 * @typedef {{name: string, label: string, values: ValueCount[]}} FacetCounts
 * @typedef {{
 *   total: number, relaxed: boolean, corrections: {word: string, read_as: string[]}[], suggestions?: string[],
 *   synonyms?: string[], absent?: string[], hits: Hit[], facets: FacetCounts[],
 * }} Results
 * @typedef {{facet: string, value: string}} Filter
 * @typedef {{query: string, filters: Filter[], limit: number, sections: number, explain?: boolean}} Request
 *
 * `search/index.json`, which `src/search/pack.rs` writes. `index` is the folder of all other files, `records` where records
 * are (pages of a block, blocks of a file, bytes of each block), `first` the first key of each file of first answers, `text` the file beside a page
 * that holds its text, if there is one.
 * @typedef {{format: number, index: string, pages: number, first: string[], text: string,
 *   records: {pages: number, blocks: number, lengths: number[]}}} Manifest
 *
 * What can go wrong. `offline`: a file didn't come; `gone`: the host doesn't have one; `damaged`: one isn't what it
 * should be; `updated`: the site was built anew and this page is old; `crashed`: the engine stopped; `unable`: this
 * browser can't run it.
 * @typedef {'offline' | 'gone' | 'damaged' | 'updated' | 'crashed' | 'unable'} ProblemCode
 *
 * What the page says to the worker, and what comes back: answers have the number of what they answer, and 0 says that the worker runs.
 * @typedef {{id: number, type: 'open', folder: string, format: number, packed: ArrayBuffer, hot: ArrayBuffer}} Open
 * @typedef {{id: number, type: 'search', request: Request, stays: boolean}} Ask
 * @typedef {{id: number, type: 'cut', query: string, texts: string[]}} Cut
 * @typedef {Open | Ask | Cut} ToWorker
 * @typedef {{id: number, value: unknown} | {id: number, problem: ProblemCode, message: string}} Answer
 */

export {};
