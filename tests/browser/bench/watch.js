/**
 * What happens in the page, noted by the page's own clock: key presses, results that are shown, tasks that block.
 *
 * {@link watch} runs in the page before its scripts do, so that it can't use anything of this module.
 */

/**
 * @typedef {object} Query times since the page was opened, in milliseconds
 * @property {number | undefined} firstKey
 * @property {number | undefined} lastKey
 * @property {number | undefined} shown when the first result of any sort was there, since the first key
 * @property {number | undefined} answered when the engine's results of any of what was typed were there
 * @property {number | undefined} whole when results of all of it were there, the engine's or first answers
 * @property {number | undefined} done when the engine's results of all of it were there
 *
 * @typedef {object} Watch
 * @property {Query} query
 * @property {number} longest milliseconds of the longest task; 0 where none was over 50
 * @property {() => void} begin forgets the last query
 * @property {() => Promise<Query>} settled waits until the results are there; fails where a problem is told instead
 */

/**
 * @param {"Fieldbook" | "Pagefind"} program whose results
 */
export function watch(program) {
  /** @type {Query} */
  const nothing = { firstKey: undefined, lastKey: undefined, shown: undefined, answered: undefined, whole: undefined, done: undefined };
  /** @type {{ resolve: (query: Query) => void, reject: (reason: Error) => void }[]} */
  let waiting = [];
  /** What the page tells instead of results. */
  let trouble = "";
  /** @type {Watch} */
  const watch = {
    query: { ...nothing },
    longest: 0,
    begin: () => (watch.query = { ...nothing }),
    settled: () =>
      new Promise((resolve, reject) => {
        if (trouble) reject(new Error(trouble));
        else if (watch.query.done === undefined) waiting.push({ resolve, reject });
        else resolve(watch.query);
      }),
  };
  Object.assign(globalThis, { watch });

  const isDone = () => {
    watch.query.answered ??= performance.now();
    watch.query.whole ??= performance.now();
    watch.query.done ??= performance.now();
    for (const { resolve } of waiting) resolve(watch.query);
    waiting = [];
  };
  const isShown = () => {
    watch.query.shown ??= performance.now();
  };

  addEventListener(
    "keydown",
    (event) => {
      if (event.key.length > 1 || event.ctrlKey || !(event.target instanceof HTMLInputElement)) return;
      watch.query = { ...watch.query, firstKey: watch.query.firstKey ?? event.timeStamp, lastKey: event.timeStamp, whole: undefined, done: undefined };
    },
    true,
  );
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) watch.longest = Math.max(watch.longest, duration);
  }).observe({ type: "longtask", buffered: true });

  const looks = {
    /** The dialog marks first answers, the engine's to a beginning, and its results, each when it shows them. */
    Fieldbook: () => {
      const dialog = document.querySelector("#search-dialog");
      const list = document.querySelector("#search-results");
      const problem = document.querySelector("#search-problem");
      if (!dialog || !list || !(problem instanceof HTMLElement)) return;
      const { mark } = performance;
      performance.mark = (name, options) => {
        if (name === "fieldbook:beginning") watch.query.answered ??= performance.now();
        if (name === "fieldbook:first" && watch.query.lastKey !== undefined) watch.query.whole ??= performance.now();
        if (name === "fieldbook:results" && watch.query.lastKey !== undefined) isDone();
        return mark.call(performance, name, options);
      };
      new MutationObserver((changes) => {
        const isList = changes.some(({ target }) => list.contains(target));
        if (isList && watch.query.lastKey !== undefined && list.childElementCount > 0) isShown();
        trouble = problem.hidden ? "" : (problem.textContent ?? "");
        if (!trouble) return;
        for (const { reject } of waiting) reject(new Error(trouble));
        waiting = [];
      }).observe(dialog, { childList: true, subtree: true, attributeFilter: ["hidden"] });
    },
    /** Its message names the query it is of; each result is a placeholder until its text is there. */
    Pagefind: () => {
      const part = document.querySelector("#pagefind");
      if (!part) return;
      new MutationObserver(() => {
        if (watch.query.lastKey === undefined) return;
        const typed = part.querySelector("input")?.value.trim() ?? "";
        const message = part.querySelector(".pagefind-ui__message")?.textContent ?? "";
        if (!/result/.test(message)) return;
        if (part.querySelector(".pagefind-ui__result-link")) isShown();
        const isOfThis = message.trim().endsWith(`results for ${typed}`) || message.trim().endsWith(`result for ${typed}`);
        if (isOfThis && !part.querySelector(".pagefind-ui__loading")) isDone();
      }).observe(part, { childList: true, subtree: true, characterData: true });
    },
  };
  addEventListener("DOMContentLoaded", looks[program]);
}
