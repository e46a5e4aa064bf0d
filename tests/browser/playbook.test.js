/** Plays: ticked by keyboard and kept, followed by the rail, whole without JavaScript, on one sheet of paper. */

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { AxeBuilder } from "@axe-core/playwright";

import { launch, open } from "./browser.js";
import { host } from "./host.js";
import { build, buildOf, pages } from "./library.js";

const PLAY = `+++
title = "First call"
stage = "engage"
trigger = "A reply."
exit_criteria = ["A date"]
reviewed = 2026-11-01
+++
Before all.

## Prepare

### Checklist

- [ ] Book a room
- [ ] Read [the proof](../proof/soc2.md)

## Speak {stage=transact}

### Talk track

"Hello."

### Einwände

- *"Too dear."* Compared with what?

### Proof

- [[proof/soc2]] for the doubtful

### My own

Whatever.

### Checklist

- [ ] Say goodbye

${"A long evening.\n\n".repeat(60)}
`;
const PROOF = `+++
title = "Report"
summary = "What auditors say."
type = "certification"
concerns = ["trust"]
cost_per_use = { amount = 12, currency = "EUR" }
limit = "After an NDA."
+++
`;

/** @param {import("playwright-core").Page} page */
const ticks = (page) => page.locator(".task input").evaluateAll((boxes) => boxes.map((box) => /** @type {HTMLInputElement} */ (box).checked));

describe("Plays", () => {
  /** @type {import("playwright-core").Browser} */
  let browser;
  /** @type {import("./host.js").Host} */
  let server;
  /** @type {import("./host.js").Host} */
  let sample;
  /** @type {string[]} */
  let plays;
  let address = "";

  before(async () => {
    const site = build();
    plays = pages(site).filter((below) => /^(\w\w\/)?playbooks\/./.test(below));
    sample = await host(site);
    server = await host(buildOf({ "fieldbook.toml": 'name = "Plays"\n', "content/playbooks/call.md": PLAY, "content/proof/soc2.md": PROOF }));
    address = `${server.address}playbooks/call/`;
    browser = await launch();
  });
  after(async () => {
    await browser.close();
    await server.stop();
    await sample.stop();
  });

  it("are ticked by keyboard; ticks and progress outlast a reload, and a reset can be undone", async () => {
    const tab = await open(browser);
    const { page } = tab;
    await page.goto(address);
    const whole = page.locator("[data-whole] [role=status]");
    assert.equal(await whole.textContent(), "0 of 3 ticked");
    await page.getByLabel("Book a room").focus();
    await page.keyboard.press("Space");
    assert.deepEqual(await ticks(page), [true, false, false]);
    assert.equal(await page.locator(".rail-ticks").first().textContent(), "1/2");

    await page.reload();
    assert.deepEqual(await ticks(page), [true, false, false]);
    assert.equal(await whole.textContent(), "1 of 3 ticked");

    const reset = page.locator("[data-reset]");
    await reset.focus();
    await page.keyboard.press("Enter");
    assert.deepEqual(await ticks(page), [false, false, false]);
    assert.equal(await reset.textContent(), "Bring the ticks back");
    await page.keyboard.press("Enter");
    assert.deepEqual(await ticks(page), [true, false, false]);
    await tab.close();
  });

  it("lead by their rail to a step, and the rail marks the one that is read", async () => {
    const tab = await open(browser);
    const { page } = tab;
    await page.goto(address);
    await page.getByRole("navigation", { name: "Steps" }).getByRole("link", { name: "Speak" }).focus();
    await page.keyboard.press("Enter");
    await page.locator('.rail a[aria-current="step"][href="#speak"]').waitFor();
    assert.equal(await page.locator(".rail a[aria-current]").count(), 1);
    assert.match(await page.locator(".rail").innerText(), /Engage[\s\S]*Prepare[\s\S]*Transact[\s\S]*Speak/);
    await tab.close();
  });

  it("set talk track, objections and proof apart, in words of other languages too", async () => {
    const tab = await open(browser);
    const { page } = tab;
    await page.goto(address);
    assert.match((await page.locator(".part-talk-track").textContent()) ?? "", /Hello/);
    assert.equal(await page.locator(".part-objections .says").textContent(), '"Too dear."');
    assert.equal(await page.locator(".part-objections .answer-to").innerText(), "Compared with what?");
    const card = await page.locator(".part-proof .proofs li").innerText();
    for (const words of ["Report for the doubtful", "What auditors say.", "Proof", "12", "After an NDA."]) {
      assert.ok(card.includes(words), `${words} in ${card}`);
    }
    const { violations } = await new AxeBuilder({ page }).analyze();
    assert.deepEqual(violations.map(({ id }) => id), []);
    await tab.close();
  });

  it("say all without JavaScript, with nothing to click that does nothing", async () => {
    const tab = await open(browser, { javaScriptEnabled: false });
    const { page } = tab;
    await page.goto(address);
    const text = await page.locator("main").innerText();
    for (const words of ["A reply.", "A date", "Before all.", "Book a room", "Say goodbye", "Whatever."]) {
      assert.ok(text.includes(words), words);
    }
    assert.equal(await page.locator("main button:visible").count(), 0);
    assert.equal(await page.locator(".task input:enabled").count(), 0);
    await tab.close();
  });

  it("are printed on one page, on A4 and on letter paper", async () => {
    const tab = await open(browser);
    assert.ok(plays.length > 0, "the sample has plays");
    for (const below of plays) {
      await tab.page.goto(sample.address + below);
      for (const format of ["A4", "Letter"]) {
        const pdf = (await tab.page.pdf({ format })).toString("latin1");
        assert.equal((pdf.match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length, 1, `pages of ${below} on ${format}`);
      }
    }
    await tab.close();
  });

  it("are listed by stage in the order of the life cycle, with trigger and steps", async () => {
    const tab = await open(browser, { javaScriptEnabled: false });
    await tab.page.goto(`${server.address}kind/playbook/`);
    const text = await tab.page.locator("main").innerText();
    assert.match(text, /Engage[\s\S]*First call[\s\S]*A reply\.[\s\S]*2 steps/);
    await tab.page.goto(`${sample.address}kind/playbook/`);
    const stages = await tab.page.locator(".plays h2").allTextContents();
    const order = ["Engage", "Transact", "Fulfill", "Support", "Renew"];
    assert.deepEqual(stages, order.filter((stage) => stages.includes(stage)));
    await tab.close();
  });
});
