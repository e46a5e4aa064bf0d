/** The search box as a reader uses it. docs/how-search-works.md lists the names of its parts. */

export class SearchBox {
  /** @param {import("playwright-core").Page} page */
  constructor(page) {
    this.page = page;
    this.opener = page.locator("#search-open");
    this.dialog = page.locator("#search-dialog");
    this.input = page.locator("#search-input");
    this.results = page.locator("#search-results > li");
    this.links = page.locator("#search-results a");
    this.excerpts = page.locator("#search-results .search-text");
    this.more = page.locator("#search-more");
    this.problem = page.locator("#search-problem");
    this.status = page.locator("#search-status");
    this.filters = page.locator("#search-facets input[type=checkbox]");
    this.retry = page.locator("#search-retry");
  }

  /** Opens it by `/`, as a hand on the keyboard does. */
  async open() {
    await this.page.keyboard.press("/");
    await this.input.waitFor();
  }

  /**
   * Types a query and waits until its answer is shown.
   *
   * @param {string} query
   */
  async search(query) {
    await this.input.fill(query);
    await this.answered();
  }

  /** Waits until the engine's answer to what is in the box is shown, and something is found. */
  async answered() {
    const query = await this.input.inputValue();
    await this.marked("fieldbook:results", query);
    await this.results.first().waitFor();
    await this.status.filter({ hasText: /\d/ }).waitFor();
  }

  /**
   * Waits until an answer to a query is on the screen: the page says so by marks for measurements.
   *
   * @param {"fieldbook:first" | "fieldbook:results"} mark
   * @param {string} query
   */
  async marked(mark, query) {
    const isThere = (/** @type {string[]} */ [name, query]) =>
      performance.getEntriesByName(name).some((entry) => /** @type {PerformanceMark} */ (entry).detail.query === query);
    await this.page.waitForFunction(isThere, [mark, query]);
  }

  /** The results' texts, best first. */
  async texts() {
    return this.results.allInnerTexts();
  }

  /** Where the link leads that has the focus; nothing where none has it. */
  async focused() {
    return this.page.evaluate(() => (document.activeElement instanceof HTMLAnchorElement ? document.activeElement.href : ""));
  }
}
