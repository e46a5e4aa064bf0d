/** Start pages of functions: chosen by keyboard alone, kept in the stand.browser, and linked without JavaScript. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { open } from "./browser.js";
import { host } from "./host.js";
import { build, buildOf } from "./library.js";
import { stage } from "./stage.js";

const ROLES = ["Sales", "Bids", "Marketing"];

describe("Start pages", () => {
  const stand = stage(() => host(build()));

  it("are chosen on home, which then shows that function's block first and at once", async () => {
    const tab = await open(stand.browser);
    await tab.page.goto(stand.server.address);
    assert.equal(await tab.page.locator(".start-role:visible").count(), 0);
    await tab.page.getByRole("link", { name: "Bids" }).focus();
    await tab.page.keyboard.press("Enter");
    await tab.page.waitForURL(/start\/bid-team/);
    assert.ok(await tab.page.getByLabel(/first on the home page/).isChecked());
    await tab.page.goto(stand.server.address);
    const shown = tab.page.locator(".start-role:visible");
    assert.equal(await shown.count(), 1);
    assert.match(await shown.locator("h2").innerText(), /bid team/);
    assert.equal(await tab.page.getByRole("link", { name: "Bids" }).getAttribute("aria-current"), "true");
    await tab.close();
  });

  it("can be kept and let go by a tick", async () => {
    const tab = await open(stand.browser);
    await tab.page.goto(`${stand.server.address}start/seller/`);
    const box = tab.page.getByLabel(/first on the home page/);
    assert.ok(!(await box.isChecked()));
    await box.focus();
    await tab.page.keyboard.press("Space");
    await tab.page.goto(stand.server.address);
    assert.match(await tab.page.locator(".start-role:visible h2").innerText(), /sellers/);
    await tab.page.goBack();
    await tab.page.getByLabel(/first on the home page/).focus();
    await tab.page.keyboard.press("Space");
    await tab.page.goto(stand.server.address);
    assert.equal(await tab.page.locator(".start-role:visible").count(), 0);
    await tab.close();
  });

  it("are reached without JavaScript, and show what a function looks for first", async () => {
    const tab = await open(stand.browser, { javaScriptEnabled: false });
    for (const role of ROLES) {
      await tab.page.goto(stand.server.address);
      await tab.page.getByRole("main").getByRole("link", { name: role, exact: true }).click();
      assert.ok((await tab.page.getByRole("main").getByRole("heading", { level: 2 }).count()) >= 4, role);
      assert.ok((await tab.page.getByRole("main").getByRole("link").count()) >= 10, role);
    }
    await tab.page.goto(`${stand.server.address}start/seller/`);
    const card = tab.page.locator(".start-cards .brief li").first();
    assert.ok((await card.locator(".start-look").innerText()).length > 10, "a battle card is known by its first reason");
    await tab.close();
  });

  it("are not in the library's edition for customers", async () => {
    const customers = await host(build("--audience", "customer"));
    const tab = await open(stand.browser);
    const response = await tab.page.goto(`${customers.address}start/seller/`);
    assert.equal(response?.status(), 404);
    await tab.page.context().close();
    await customers.stop();
  });

  it("aren't needed by a plain folder, whose home shows what is in it", async () => {
    const files = { "content/one.md": "# First\n", "content/guides/two.md": "# Second\n", "content/guides/three.md": "# Third\n" };
    const plain = await host(buildOf({ ...files, "fieldbook.toml": 'name = "Plain"\n' }));
    const tab = await open(stand.browser, { javaScriptEnabled: false });
    await tab.page.goto(plain.address);
    const main = tab.page.getByRole("main");
    assert.equal(await main.getByText("I work in").count(), 0);
    assert.equal(await main.getByRole("heading", { name: "Guides" }).count(), 1);
    await main.getByRole("link", { name: "Second" }).first().click();
    assert.match(await tab.page.locator("h1").innerText(), /Second/);
    await tab.close();
    await plain.stop();
  });
});
