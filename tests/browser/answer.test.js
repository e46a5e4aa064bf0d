/** The page of an answer: copies, placeholders, warnings, variants, by keyboard alone; and what is left without JavaScript. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { open } from "./browser.js";
import { host } from "./host.js";
import { buildOf } from "./library.js";
import { stage } from "./stage.js";

const FILES = {
  "fieldbook.toml":
    'name = "Small book"\nlanguage = "en"\nlanguages = ["en", "de"]\n[review]\nevery = "30d"\n[facets.region]\nvalues = [{ id = "us", label = "North America" }]\n',
  "content/answers/security/encryption.md": `+++
title = "Encryption"
questions = ["Is our data encrypted?", "Which cipher is used?"]
response = "yes"
short = "Yes, data of {{ customer.name }} is."
owner = "Marta Ilves"
reviewed = 2026-11-20
evidence = ["proof/iso"]
+++
All data of {{ customer.name }} in {{ customer.site }} is **encrypted**, see [the certificate](../../proof/iso.md) and [the standard](https://example.com/iso).

| Where | How |
|---|---|
| Disk | AES-256 |

:::internal
We lost a deal over keys.
:::
`,
  "content/answers/security/encryption.de.md":
    '+++\ntitle = "Verschlüsselung"\nquestions = ["Sind die Daten verschlüsselt?"]\nresponse = "yes"\nshort = "Ja."\nreviewed = 2026-11-20\n+++\nJa, auch die von {{ customer.name }}.\n',
  "content/answers/security/encryption-us.md":
    '+++\ntitle = "Encryption (North America)"\nquestions = ["Is our data encrypted in the US?"]\nresponse = "partial"\nshort = "Most of it."\nvariant_of = "answers/security/encryption"\nregion = "us"\nreviewed = 2026-11-20\n+++\nMost.\n',
  "content/answers/expired.md":
    '+++\ntitle = "Old promise"\nquestions = ["Do you promise?"]\nresponse = "yes"\nshort = "We do."\nreviewed = 2026-10-01\nexpires = 2026-11-01\n+++\nWe **do**.\n',
  "content/answers/draft.md":
    '+++\ntitle = "New promise"\nquestions = ["Will you promise?"]\nresponse = "yes"\nstatus = "draft"\n+++\nWe will.\n',
  "content/answers/late.md":
    '+++\ntitle = "Late"\nquestions = ["Is it late?"]\nresponse = "no"\nshort = "No."\nreviewed = 2026-09-01\n+++\nNo.\n',
  "content/proof/iso.md": '+++\ntitle = "ISO certificate"\ntype = "certification"\nconcerns = ["safety"]\n+++\nIt is.\n',
};
const ANSWER = "answers/security/encryption/";

/**
 * Presses Tab until something with that name has the focus.
 *
 * @param {import("playwright-core").Page} page
 * @param {import("playwright-core").Locator} target
 */
async function tabTo(page, target) {
  for (let stop = 0; stop < 80; stop += 1) {
    await page.keyboard.press("Tab");
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  assert.fail(`the keyboard doesn't get to ${target}`);
}

/** @param {import("playwright-core").Page} page */
async function clipboard(page) {
  return page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const read = async (/** @type {string} */ type) => (item.types.includes(type) ? (await item.getType(type)).text() : undefined);
    return { text: await read("text/plain"), html: await read("text/html") };
  });
}

describe("An answer", () => {
  const stand = stage(() => host(buildOf(FILES)));

  /** @param {string} below */
  async function tabAt(below) {
    const tab = await open(stand.browser);
    await tab.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await tab.page.goto(stand.server.address + below);
    return tab;
  }

  /**
   * @param {import("playwright-core").Page} page
   * @param {"short" | "full"} text
   * @param {string} format
   */
  const button = (page, text, format) => page.getByRole("group", { name: `Copy the ${text} answer` }).locator(`[data-copy=${format}]`);

  it("is copied as plain text, markdown and rich text, without what is for internal eyes", async () => {
    const tab = await tabAt(ANSWER);
    const { page } = tab;
    await tabTo(page, button(page, "full", "plain"));
    await page.keyboard.press("Enter");
    await page.getByText("Copied", { exact: true }).waitFor();
    const plain =
      "All data of {{ customer.name }} in {{ customer.site }} is encrypted, see the certificate and the standard (https://example.com/iso).\n\nWhere\tHow\nDisk\tAES-256";
    assert.equal((await clipboard(page)).text, plain);
    await page.getByText("Still to fill in: customer.name, customer.site").waitFor();

    await button(page, "full", "markdown").press("Enter");
    await page.waitForFunction(async () => (await navigator.clipboard.readText()).includes("**encrypted**"));
    const markdown = (await clipboard(page)).text ?? "";
    assert.match(markdown, /\[the standard\]\(https:\/\/example\.com\/iso\)/);
    assert.match(markdown, /\| Disk \| AES-256 \|/);

    await button(page, "full", "rich").press("Enter");
    await page.waitForFunction(async () => (await navigator.clipboard.read())[0].types.includes("text/html"));
    const rich = await clipboard(page);
    assert.equal(rich.text, plain);
    assert.match(rich.html ?? "", /<strong>encrypted<\/strong>/);
    assert.match(rich.html ?? "", /<table border="1"/);
    assert.ok(await page.getByText("We lost a deal over keys.").isVisible(), "the page shows it");
    for (const copy of [plain, markdown, rich.html]) assert.doesNotMatch(copy ?? "", /lost a deal|proof\/iso|placeholder/);
    await tab.close();
  });

  it("fills placeholders on the page, in all copies and on other pages, and clears them", async () => {
    const tab = await tabAt(ANSWER);
    const { page } = tab;
    const field = page.getByLabel("Customer name");
    await tabTo(page, field);
    await page.keyboard.type("Mercy & Sons <Ltd>");
    assert.equal(await page.locator(".short .placeholder").innerText(), "Mercy & Sons <Ltd>");
    await button(page, "short", "rich").press("Enter");
    await page.getByText("Copied", { exact: true }).waitFor();
    const copied = await clipboard(page);
    assert.equal(copied.text, "Yes, data of Mercy & Sons <Ltd> is.");
    assert.match(copied.html ?? "", /Yes, data of Mercy &amp; Sons &lt;Ltd&gt; is\./);

    await page.goto(`${stand.server.address}de/${ANSWER}`);
    await page.getByText("Ja, auch die von Mercy & Sons <Ltd>.").waitFor();
    await page.goto(stand.server.address + ANSWER);
    assert.equal(await field.inputValue(), "Mercy & Sons <Ltd>");
    await tabTo(page, page.getByRole("button", { name: "Clear" }));
    await page.keyboard.press("Enter");
    assert.equal(await field.inputValue(), "");
    assert.equal(await page.locator(".short .placeholder").innerText(), "{{ customer.name }}");
    await tab.close();
  });

  it("carries its source where the reader wants that, on every page from then on", async () => {
    const tab = await tabAt(ANSWER);
    const { page } = tab;
    await tabTo(page, page.getByLabel("Copy with source"));
    await page.keyboard.press("Space");
    await page.reload();
    await button(page, "short", "plain").press("Enter");
    await page.getByText("Copied", { exact: true }).waitFor();
    assert.match((await clipboard(page)).text ?? "", new RegExp(`\\n\\nSource: Encryption \\(${stand.server.address}${ANSWER}\\) · .*owner Marta Ilves · checked 20 Nov 2026$`));
    await button(page, "short", "markdown").press("Enter");
    await page.waitForFunction(async () => (await navigator.clipboard.readText()).includes("[Encryption]("));
    await button(page, "short", "rich").press("Enter");
    await page.waitForFunction(async () => (await navigator.clipboard.read())[0].types.includes("text/html"));
    assert.match((await clipboard(page)).html ?? "", new RegExp(`Source: <a href="${stand.server.address}${ANSWER}">Encryption</a>`));
    await tab.close();
  });

  it("asks before it is copied where it has expired or isn't approved, and the copy says so", async () => {
    for (const [below, warning] of [
      ["answers/expired/", "Expired on 1 Nov 2026: this answer is not to be used until it has been checked."],
      ["answers/draft/", "Not approved: this answer is a draft."],
    ]) {
      const tab = await tabAt(below);
      const { page } = tab;
      await page.evaluate(() => navigator.clipboard.writeText("before"));
      const copy = button(page, "full", "plain");
      await tabTo(page, copy);
      await page.keyboard.press("Enter");
      const dialog = page.getByRole("dialog", { name: warning });
      await dialog.waitFor();
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "hidden" });
      assert.equal((await clipboard(page)).text, "before", "Escape copies nothing");
      assert.ok(await copy.evaluate((element) => element === document.activeElement), "the keyboard is where it was");

      await page.keyboard.press("Enter");
      await tabTo(page, dialog.getByRole("button", { name: "Copy with the warning" }));
      await page.keyboard.press("Enter");
      await page.getByText("Copied", { exact: true }).waitFor();
      assert.ok((await clipboard(page)).text?.startsWith(`${warning}\n\nWe `));
      await tab.close();
    }
  });

  it("says that a review is overdue", async () => {
    const tab = await tabAt("answers/late/");
    await tab.page.getByText("The review has been overdue since 1 Oct 2026").waitFor();
    await tab.close();
  });

  it("stands beside its variants, with what tells them apart", async () => {
    const tab = await tabAt("answers/security/encryption-us/");
    const { page } = tab;
    const variants = page.getByRole("region", { name: "Variants" }).getByRole("listitem");
    assert.equal(await variants.count(), 3);
    assert.match(await variants.filter({ hasText: "North America" }).innerText(), /Region\s+North America[\s\S]*English[\s\S]*Partial[\s\S]*this page/);
    const base = variants.filter({ hasText: "general answer" });
    assert.match(await base.innerText(), /all others[\s\S]*Yes\s+differs/);
    await tabTo(page, base.getByRole("link"));
    await page.keyboard.press("Enter");
    await page.waitForURL(stand.server.address + ANSWER);
    await tab.close();
  });

  it("is copied by the browser's old command where pages have no clipboard", async () => {
    const tab = await open(stand.browser);
    const { page } = tab;
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.addInitScript(() => Object.defineProperty(window, "ClipboardItem", { value: undefined }));
    await page.goto(stand.server.address + ANSWER);
    await button(page, "short", "rich").press("Enter");
    await page.getByText("Copied", { exact: true }).waitFor();
    const copied = await clipboard(page);
    assert.match(copied.html ?? "", /Yes, data of/);
    await tab.close();
  });

  it("is readable without JavaScript, with nothing that doesn't work", async () => {
    const tab = await open(stand.browser, { javaScriptEnabled: false });
    const { page } = tab;
    await page.goto(stand.server.address + ANSWER);
    await page.getByText("Is our data encrypted?").waitFor();
    assert.ok(await page.locator(".short").isVisible());
    assert.ok(await page.getByRole("link", { name: "ISO certificate" }).first().isVisible());
    assert.equal(await page.getByRole("main").getByRole("button").count(), 0);
    assert.equal(await page.getByRole("main").getByRole("textbox").count(), 0);
    await tab.close();
  });

  it("stands in a list by topic, question first", async () => {
    const tab = await open(stand.browser, { javaScriptEnabled: false });
    const { page } = tab;
    await page.goto(`${stand.server.address}kind/answer/`);
    const topic = page.locator("details").filter({ has: page.getByRole("heading", { name: "Security 2" }) });
    await topic.getByRole("link", { name: "Is our data encrypted?" }).waitFor();
    assert.match(await topic.innerText(), /Partial\s+Most of it\./);
    await tab.close();
  });
});
