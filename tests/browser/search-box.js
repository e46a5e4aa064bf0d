/** The search box as a reader uses it. docs/how-search-works.md lists the names of its parts. */

export class SearchBox {
  /** @param {import("playwright-core").Page} page */
  constructor(page) {
    this.page = page;
    this.opener = page.locator("#search-open");
    this.dialog = page.locator("#search-dialog");
    this.input = page.locator("#search-input");
    this.results = page.locator("#search-results > li");
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

  /** Waits until the answer to what is in the box is shown, and something is found. */
  async answered() {
    await this.results.first().waitFor();
    await this.status.filter({ hasText: /\d/ }).waitFor();
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
