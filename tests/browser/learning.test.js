/** Learning: quizzes by keyboard, progress that stays, certificates, who lacks what; and all of it without JavaScript. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { AxeBuilder } from "@axe-core/playwright";

import { open } from "./browser.js";
import { host } from "./host.js";
import { buildOf } from "./library.js";
import { stage } from "./stage.js";

/** @param {string} title @param {string} more front matter @param {string} body */
const lesson = (title, more, body) => `+++\ntitle = "${title}"\nminutes = 10\n${more}\n+++\n${body}`;

const LIBRARY = {
  "fieldbook.toml": 'name = "School"\n',
  "content/courses/start.md": `+++
title = "Start"
lessons = ["lessons/hello", "lessons/listen"]
roles = [{ from = "services", to = "sales" }, { from = "support", to = "sales" }]
+++
Begin here.
`,
  "content/lessons/hello.md": lesson(
    "Hello",
    "pass_mark = 60",
    `Say hello.

## Quiz

### What do you say?

- [ ] Nothing
- [x] **Hello**

> Always *hello*.

### When?

- [x] By day
- [ ] Never
- [x] By night

> At all times.
`,
  ),
  "content/lessons/listen.md": lesson("Listen", 'prerequisites = ["lessons/hello"]', "Listen well."),
};

/** @typedef {import("playwright-core").Page} Page */

/**
 * The words that the page shows in an element, or none where it is out of sight.
 *
 * @param {Page} page
 * @param {string} selector
 */
const shown = async (page, selector) => (await page.locator(`${selector}:visible`).allInnerTexts()).join(" ").trim();

/**
 * Answers both questions by keyboard; the first by its option in this place.
 *
 * @param {Page} page
 * @param {"Nothing" | "Hello"} first
 */
async function answer(page, first) {
  await page.locator(".quiz-question input").first().focus();
  await page.keyboard.press("Space");
  if (first === "Hello") await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Check");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  // Enter in an option checks the question as well.
  await page.keyboard.press("Enter");
}

describe("Learning", () => {
  const stand = stage(() => host(buildOf(LIBRARY)));

  const go = (/** @type {Page} */ page, /** @type {string} */ below) => page.goto(stand.server.address + below);

  it("asks, explains only after the answer, and lets one try again", async () => {
    const tab = await open(stand.browser);
    const { page } = tab;
    await go(page, "lessons/hello/");
    assert.equal(await page.locator(".solution:visible").count(), 0);
    await page.locator("[data-check]").first().focus();
    await page.keyboard.press("Enter");
    assert.equal(await shown(page, ".verdict"), "Choose an answer first.");

    await answer(page, "Nothing");
    assert.deepEqual(await page.locator(".verdict").allInnerTexts(), ["Not right", "Right"]);
    assert.match(await shown(page, ".solution"), /Hello[\s\S]*Always hello\.[\s\S]*At all times\./);
    assert.equal(await shown(page, "[data-result]"), "50 % right, 60 % are needed.");

    await page.locator("[data-again]").focus();
    await page.keyboard.press("Enter");
    assert.equal(await page.locator(".solution:visible").count(), 0);
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("name")), "question-0");
    await tab.close();
  });

  it("keeps a passed lesson over reloads, tells whoever listens, and leads on", async () => {
    const tab = await open(stand.browser);
    const { page } = tab;
    await go(page, "lessons/listen/");
    assert.match(await shown(page, ".not-yet"), /Not done yet/);
    await go(page, "lessons/hello/");
    await page.evaluate(() => {
      document.addEventListener("fieldbook:lesson-completed", (event) => {
        document.documentElement.dataset.told = JSON.stringify(/** @type {CustomEvent} */ (event).detail);
      });
    });
    await answer(page, "Hello");
    assert.equal(await shown(page, "[data-result]"), "Passed: 100 % right.");
    assert.deepEqual(JSON.parse((await page.locator("html").getAttribute("data-told")) ?? ""), { id: "lessons/hello", score: 100 });

    await page.reload();
    assert.equal(await shown(page, "[data-result]"), "Passed: 100 % right.");
    assert.match(await shown(page, "[data-lesson-done]"), /Done on/);
    await go(page, "courses/start/");
    assert.equal(await shown(page, "#path-words"), "1 of 2 lessons done, 10 min left");
    const next = page.locator("[data-next]");
    assert.equal(await next.innerText(), "Go on with Listen");
    await next.focus();
    await page.keyboard.press("Enter");
    await page.waitForURL("**/lessons/listen/");
    assert.equal(await shown(page, ".not-yet"), "");
    await tab.close();
  });

  it("gives a certificate on one page for all lessons, and says before what is missing", async () => {
    const tab = await open(stand.browser);
    const { page } = tab;
    await go(page, "courses/start/certificate/");
    assert.match(await shown(page, ".certificate"), /Still to do[\s\S]*Hello[\s\S]*Listen/);
    assert.equal(await page.locator("#certificate-name:visible").count(), 0);

    await go(page, "lessons/hello/");
    await answer(page, "Hello");
    await go(page, "lessons/listen/");
    await page.getByRole("button", { name: "Mark as done" }).focus();
    await page.keyboard.press("Enter");
    await go(page, "courses/start/certificate/");
    await page.getByLabel("Your name").focus();
    await page.keyboard.type("Ada Byron");
    await page.reload();
    const text = await shown(page, ".certificate");
    for (const words of ["Ada Byron", "Start", "Completed on", "100 % right"]) assert.ok(text.includes(words), words);
    assert.doesNotMatch(text, /Still to do/);
    const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
    assert.equal((pdf.match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length, 1);
    const { violations } = await new AxeBuilder({ page }).analyze();
    assert.deepEqual(violations.map(({ id }) => id), []);
    await tab.close();
  });

  it("shows what a function has learned of others, what it lacks, and what nobody teaches", async () => {
    const tab = await open(stand.browser);
    const { page } = tab;
    await go(page, "kind/course/");
    const role = page.getByLabel("I work in");
    await role.focus();
    await page.keyboard.type("services");
    assert.match(await shown(page, "[data-path]"), /What you know\s+Nothing yet\.\s+What you lack\s+Start 0 of 2 lessons done/);
    assert.match(await shown(page, "[data-path]"), /What nobody teaches you yet\s+support/);
    await page.reload();
    assert.equal(await role.inputValue(), "services");
    assert.match(await shown(page, "[data-path]"), /Start/);
    const { violations } = await new AxeBuilder({ page }).analyze();
    assert.deepEqual(violations.map(({ id }) => id), []);
    await tab.close();
  });

  it("asks and answers without JavaScript, the answers folded away", async () => {
    const tab = await open(stand.browser, { javaScriptEnabled: false });
    const { page } = tab;
    await go(page, "lessons/hello/");
    assert.match(await page.locator(".quiz").innerText(), /What do you say\?[\s\S]*Nothing[\s\S]*Hello/);
    assert.equal(await page.locator(".quiz input:checked").count(), 0);
    assert.equal(await page.getByText("Always hello.").isVisible(), false);
    await page.locator(".solution summary").first().focus();
    await page.keyboard.press("Enter");
    assert.equal(await page.getByText("Always hello.").isVisible(), true);
    assert.equal(await page.locator("main button:visible").count(), 0);

    await go(page, "courses/start/");
    assert.equal(await page.locator("[data-next]").innerText(), "Begin with Hello");
    await go(page, "courses/start/certificate/");
    assert.match(await page.locator(".certificate").innerText(), /It needs JavaScript[\s\S]*your name, the day and your results/);
    await go(page, "kind/course/");
    assert.equal(await page.locator(".training td a").count(), 2);
    assert.equal(await page.locator("main select:visible").count(), 0);
    await tab.close();
  });

  it("has pages of courses and lessons that axe finds nothing wrong with", async () => {
    const tab = await open(stand.browser);
    for (const below of ["lessons/hello/", "lessons/listen/", "courses/start/"]) {
      await go(tab.page, below);
      const { violations } = await new AxeBuilder({ page: tab.page }).analyze();
      assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`), [], below);
    }
    await tab.close();
  });
});
