/**
 * The shapes that cross from the engine to the page; `crates/search/src/results.rs` defines them.
 *
 * @typedef {{text: string, marked: boolean}} Piece
 * @typedef {{section: number, anchor: string | null, heading: Piece[], score: number}} SectionHit
 * @typedef {{
 *   page: number, url: string, title: Piece[], summary: Piece[], kind: string, language: string,
 *   standing: 'current' | 'stale' | 'retired', score: number, sections: SectionHit[],
 * }} Hit
 * @typedef {{id: string, label: string, count: number, chosen: boolean}} ValueCount
 * @typedef {{name: string, label: string, values: ValueCount[]}} FacetCounts
 * @typedef {{
 *   total: number, relaxed: boolean, corrections: {word: string, read_as: string[]}[], hits: Hit[],
 *   facets: FacetCounts[],
 * }} Results
 * @typedef {{facet: string, value: string}} Filter
 * @typedef {{query: string, filters: Filter[], limit: number, sections: number}} Request
 *
 * What the worker says. `offline`: a file didn't come; `damaged`: one isn't what it should be; `updated`: the site was
 * built anew and this page is old; `crashed`: the engine stopped.
 * @typedef {'offline' | 'damaged' | 'updated' | 'crashed'} ProblemCode
 * @typedef {{type: 'open', root: string} | {type: 'search', id: number, request: Request}} ToWorker
 * @typedef {{type: 'ready'} | {type: 'results', id: number, results: Results}
 *   | {type: 'problem', id: number | null, code: ProblemCode, message: string}} FromWorker
 */

export {};
