/** What readers keep in the stand.browser, and links that they share: by keyboard alone, and what is left without JavaScript or storage. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { open } from "./browser.js";
import { host } from "./host.js";
import { buildOf } from "./library.js";
import { stage } from "./stage.js";

const WORDS = "Every gateway keeps its readings for seven days while there is no network, and sends them in order as soon as there is one again.";
const FILES = {
  "fieldbook.toml": 'name = "Small book"\n',
  "content/one.md": `+++\ntitle = "Page one"\n+++\nFirst words, with a well-known comma. Filled for {{ customer.name }} here.\n\n- ${WORDS}\n- The last item.\n\nSame words. Then more.\n\nSame words. Then less.\n`,
  "content/two.md": '+++\ntitle = "Page two"\n+++\nSecond.\n',
};

describe("A reader's own", () => {
  const stand = stage(() => host(buildOf(FILES, "--base-url", "/book/"), "/book/"));

  /** @param {import("playwright-core").Locator} control */
  async function pressOn(control) {
    await control.focus();
    await control.page().keyboard.press("Enter");
  }

  it("favourites are set and unset by keyboard, and stand on the home page and on their own", async () => {
    const tab = await open(stand.browser);
    const { page } = tab;
    await page.goto(`${stand.server.address}one/`);
    const star = page.getByRole("button", { name: "Favourite" });
    await pressOn(star);
    assert.equal(await star.getAttribute("aria-pressed"), "true");
    await page.goto(`${stand.server.address}two/`);
    await page.getByRole("button", { name: "Favourite", pressed: false }).waitFor();

    await page.goto(stand.server.address);
    const favourites = page.getByRole("region", { name: "Favourites" });
    await favourites.getByRole("link", { name: "Page one" }).waitFor();
    const seen = page.getByRole("region", { name: "Recently seen" });
    assert.deepEqual(await seen.getByRole("listitem").getByRole("link").allInnerTexts(), ["Page two", "Page one"]);
    await favourites.getByRole("link", { name: "All saved" }).press("Enter");
    await page.waitForURL(`${stand.server.address}saved/`);
    await pressOn(page.getByRole("button", { name: "Remove Page one" }).first());
    await page.getByText("None yet. The star at the top of a page makes it one.").waitFor();
    await pressOn(page.getByRole("button", { name: "Forget what I have seen" }));
    await page.getByText("Nothing yet.").waitFor();
    await page.reload();
    await page.getByText("Nothing yet.").waitFor();
    await tab.close();
  });

  it("pages that are gone are marked, and forgotten where they were only seen", async () => {
    const tab = await open(stand.browser);
    const { page } = tab;
    await page.goto(`${stand.server.address}two/`);
    await pressOn(page.getByRole("button", { name: "Favourite" }));
    await page.getByRole("button", { name: "Favourite", pressed: true }).waitFor();
    await page.goto(`${stand.server.address}one/`);
    // In a tab of its own: a page that is left at once may lose what it has just kept.
    const list = await page.context().newPage();
    await list.goto(`${stand.server.address}saved/`);
    const seen = list.getByRole("region", { name: "Recently seen" });
    await seen.getByText("Page one").waitFor();
    stand.server.missing.add("two/");
    await list.reload();
    const favourites = list.getByRole("region", { name: "Favourites" });
    await favourites.getByText("no longer here").waitFor();
    assert.equal(await favourites.getByRole("link").count(), 0);
    await seen.getByText("Page two").waitFor({ state: "detached" });
    await seen.getByText("Page one").waitFor();
    stand.server.missing.delete("two/");
    // The browser's console says that a page is missing: it is.
    await page.context().close();
  });

  it("works where the browser refuses storage, and says what it can't keep", async () => {
    const tab = await open(stand.browser);
    const { page } = tab;
    await page.addInitScript(() => {
      Object.defineProperty(window, "localStorage", { get: () => { throw new DOMException("refused", "SecurityError"); } });
    });
    await page.goto(`${stand.server.address}one/`);
    await pressOn(page.getByRole("button", { name: "Favourite" }));
    await page.getByText("Your browser doesn't keep it").waitFor();
    await page.goto(`${stand.server.address}saved/`);
    await page.getByText("None yet.").waitFor();
    await tab.close();
  });

  it("nothing of it is shown without JavaScript", async () => {
    const tab = await open(stand.browser, { javaScriptEnabled: false });
    const { page } = tab;
    await page.goto(stand.server.address);
    assert.equal(await page.getByText("Recently seen").isVisible(), false);
    await page.goto(`${stand.server.address}one/`);
    assert.equal(await page.getByRole("button", { name: "Share" }).count(), 0);
    await page.goto(`${stand.server.address}saved/`);
    assert.ok(await page.locator("noscript p").isVisible(), "it says what it needs");
    await tab.close();
  });

  describe("links to share", () => {
    /**
     * Selects from one text to another within the page's text.
     *
     * @param {import("playwright-core").Page} page
     * @param {string} from
     * @param {string} to
     */
    async function select(page, from, to) {
      await page.evaluate(
        ([from, to]) => {
          const walker = document.createTreeWalker(/** @type {Element} */ (document.querySelector(".text")), NodeFilter.SHOW_TEXT);
          /** @type {Text[]} */
          const texts = [];
          while (walker.nextNode()) texts.push(/** @type {Text} */ (walker.currentNode));
          const first = /** @type {Text} */ (texts.find((text) => text.data.includes(from)));
          const last = /** @type {Text} */ (texts.slice(texts.indexOf(first)).find((text) => text.data.includes(to)));
          getSelection()?.setBaseAndExtent(first, first.data.indexOf(from), last, last.data.indexOf(to) + to.length);
        },
        [from, to],
      );
    }

    /** @param {import("playwright-core").Page} page */
    async function shared(page) {
      await pressOn(page.getByRole("button", { name: "Share", exact: true }));
      await page.getByText(/Link (to the text )?copied/).first().waitFor();
      return page.evaluate(() => navigator.clipboard.readText());
    }

    async function tabAtOne() {
      const tab = await open(stand.browser);
      await tab.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
      await tab.page.goto(`${stand.server.address}one/`);
      return tab;
    }

    it("lead to the page where nothing is selected", async () => {
      const tab = await tabAtOne();
      assert.equal(await shared(tab.page), `${stand.server.address}one/`);
      await tab.close();
    });

    it("lead to what is selected, in whole words, with signs encoded", async () => {
      const tab = await tabAtOne();
      await select(tab.page, "ords, with a well-kn", "ords, with a well-kn");
      assert.equal(await shared(tab.page), `${stand.server.address}one/#:~:text=words%2C%20with%20a%20well%2Dknown`);
      await tab.close();
    });

    it("name both ends of what is long, or goes over several blocks", async () => {
      const tab = await tabAtOne();
      await select(tab.page, WORDS, WORDS);
      assert.equal(await shared(tab.page), `${stand.server.address}one/#:~:text=Every%20gateway%20keeps%20its%20readings%20for,as%20there%20is%20one%20again.`.replace("as%20there", "soon%20as%20there"));
      await tab.page.reload();
      await select(tab.page, "First words", "last item");
      assert.match(await shared(tab.page), /text=First%20words%2C%20with%20a%20well%2Dknown,The%20last%20item$/);
      await tab.close();
    });

    it("say what stands before and behind where a text occurs twice", async () => {
      const tab = await tabAtOne();
      await select(tab.page, "Same words", "Same words");
      const link = await shared(tab.page);
      assert.match(link, /text=[^,]+-,[^,]*Same%20words/);
      await tab.close();
    });

    it("hold nothing of what the reader has filled in", async () => {
      const tab = await tabAtOne();
      await tab.page.evaluate(() => localStorage.setItem("fieldbook:/book/:placeholders", '{"customer.name":"Mercy"}'));
      await tab.page.reload();
      await tab.page.getByText("Filled for Mercy here.").waitFor();
      await select(tab.page, "Filled for", " here.");
      assert.match(await shared(tab.page), /text=Filled%20for,here\.$/);
      await tab.close();
    });

    it("are offered under what is selected as well, and Escape takes that away", async () => {
      const tab = await tabAtOne();
      const { page } = tab;
      await select(page, "Then less", "Then less");
      const floating = page.getByRole("button", { name: "Share this text" });
      await floating.waitFor();
      const [text, box] = [await page.getByText("Then less").boundingBox(), await floating.boundingBox()];
      assert.ok(text && box && box.y >= text.y && box.y < text.y + text.height + 24, "it isn't under the text");
      await floating.click();
      await page.getByText("Link to the text copied").waitFor();
      assert.match(await page.evaluate(() => navigator.clipboard.readText()), /#:~:text=Then%20less$/);
      await page.keyboard.press("Escape");
      await floating.waitFor({ state: "hidden" });
      await tab.close();
    });

    it("make a browser mark the text", async () => {
      const tab = await tabAtOne();
      const { page } = tab;
      await select(page, "The last item", "The last item");
      const link = await shared(page);
      await page.goto("about:blank");
      await page.goto(link);
      assert.ok(await page.evaluate(() => "fragmentDirective" in document), "this browser knows such links");
      assert.equal(await page.evaluate(() => location.hash), "", "the browser takes the directive out of the address");
      await tab.close();
    });
  });
});
