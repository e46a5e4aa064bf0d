/** The search box as a reader uses it. Names of its parts are those that docs/search.md promises. */

import assert from "node:assert/strict";

export class SearchBox {
  /** @param {import("playwright-core").Page} page */
  constructor(page) {
    this.page = page;
    this.dialog = page.getByRole("dialog");
    this.input = this.dialog.getByRole("combobox");
    this.results = this.dialog.getByRole("option");
    this.status = this.dialog.getByRole("status");
    this.filters = this.dialog.getByRole("checkbox");
  }

  /** Opens it by `/`, as a hand on the keyboard does. */
  async open() {
    await this.page.keyboard.press("/");
    await this.input.waitFor();
  }

  /**
   * Types a query and waits for its results.
   *
   * @param {string} query
   */
  async search(query) {
    await this.input.fill(query);
    await this.results.first().waitFor();
  }

  /** The results' texts, best first. */
  async texts() {
    return this.results.allInnerTexts();
  }

  /** The address that the marked result leads to. */
  async active() {
    const id = await this.input.getAttribute("aria-activedescendant");
    assert.ok(id, "no result is marked");
    return this.page.locator(`[id="${id}"]`);
  }
}
