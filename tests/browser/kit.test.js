/** Kits: what they show, the ZIP that a browser makes of them, and what is in it for whom. */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, describe, it } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";

import { open } from "./browser.js";
import { host } from "./host.js";
import { build, buildOf } from "./library.js";
import { stage } from "./stage.js";

const KIT = "kits/hospital-first-meeting/";
/** Takes archives apart by a program that isn't ours, and holds them to their sums. */
const UNPACK = "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; z.extractall(sys.argv[2])";

const folders = mkdtempSync(path.join(tmpdir(), "fieldbook-kits-"));
after(() => rmSync(folders, { recursive: true, force: true }));

/**
 * Makes the ZIP of the kit that a page shows; returns its name and the files in it.
 *
 * @param {import("playwright-core").Page} page
 */
async function download(page) {
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download all as ZIP" }).click()]);
  const folder = mkdtempSync(path.join(folders, "zip-"));
  await file.saveAs(`${folder}.zip`);
  execFileSync("python3", ["-c", UNPACK, `${folder}.zip`, folder]);
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  return { name: file.suggestedFilename(), names, read: (/** @type {string} */ name) => readFileSync(path.join(folder, name), "utf8") };
}

/** A kit for customers with what is awkward: a name of two words in another script, an empty file, a picture, links. */
function awkward() {
  return {
    "fieldbook.toml": 'name = "Awkward"\n',
    "content/index.md": '+++\ntitle = "Home"\naudience = "customer"\n+++\n[Kit](kits/all.md)\n',
    "content/one.md":
      '+++\ntitle = "概要: Über uns / 1"\naudience = "customer"\n+++\n![A dot](pictures/dot.svg)\n\n[Two](two.md), [secret](secret.md), [out](https://example.com/), [file](empty.csv)\n\n:::internal\nFor us alone.\n:::\n',
    "content/two.md": '+++\ntitle = "Two"\naudience = "customer"\n+++\nBack to [one](one.md).\n',
    "content/secret.md": '+++\ntitle = "Secret"\n+++\nHush.\n',
    "content/pictures/dot.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><circle cx="4" cy="4" r="4"/></svg>',
    "content/empty.csv": "",
    "content/kits/all.md":
      '+++\ntitle = "All: of it"\naudience = "customer"\n' +
      ["one", "two", "secret", "empty.csv"].map((item) => `[[contents]]\nitem = "${item}"\n`).join("") +
      "+++\nHere you are.\n",
  };
}

describe("A kit", () => {
  const stand = stage(() => host(build()));

  it("is one ZIP that others can open, with readable names, in order", async () => {
    const tab = await open(stand.browser);
    await tab.page.goto(stand.server.address + KIT);
    const zip = await download(tab.page);
    assert.equal(zip.name, "After the first meeting with a hospital.zip");
    assert.deepEqual(zip.names, [
      "00 Contents.html",
      "01 Company facts.html",
      "02 Kilbrack Children's Hospital 41 alarms a week became six.html",
      "03 A ward manager on the first month (film).html",
      "04 Where data is kept.html",
      "05 Calibration and accuracy.html",
      "06 The alarm drill, on paper.pdf",
      "07 way-of-an-alarm.svg",
    ]);
    assert.match(await tab.page.locator("[data-kit-status]").innerText(), /is in your downloads/);
    const [contents, study] = [zip.read("00 Contents.html"), zip.read(zip.names[2] ?? "")];
    assert.match(contents, /href="04%20Where%20data%20is%20kept\.html"/);
    assert.match(contents, /The question that IT asks first/);
    assert.doesNotMatch(contents, /Send it on the day/, "what is for us stays on the page");
    assert.match(study, /41 alarms a week became six/);
    await tab.close();
  });

  it("goes on where a file isn't there only by saying which, and when it is called off saves nothing", async () => {
    const tab = await open(stand.browser);
    await tab.page.goto(stand.server.address + KIT);
    const status = tab.page.locator("[data-kit-status]");
    const picture = await tab.page.getByRole("link", { name: "Take along: 07 way-of-an-alarm.svg" }).getAttribute("href");
    stand.server.missing.add(picture?.slice(1) ?? "");
    await tab.page.getByRole("button", { name: "Download all as ZIP" }).click();
    await status.filter({ hasText: "07 way-of-an-alarm.svg" }).waitFor();
    stand.server.missing.clear();
    stand.server.silence(true);
    await tab.page.getByRole("button", { name: "Download all as ZIP" }).click();
    await tab.page.getByRole("button", { name: "Cancel" }).click();
    await status.filter({ hasText: "Cancelled" }).waitFor();
    stand.server.silence(false);
    await download(tab.page);
    // The browser says that a file isn't there, and that requests were called off.
    tab.complaints.length = 0;
    await tab.close();
  });

  it("is worked by keyboard, holds no finding of axe, and fits 320 pixels", async () => {
    const tab = await open(stand.browser, { viewport: { width: 320, height: 640 } });
    await tab.page.goto(stand.server.address + KIT);
    await tab.page.getByRole("button", { name: "Download all as ZIP" }).focus();
    const [file] = await Promise.all([tab.page.waitForEvent("download"), tab.page.keyboard.press("Enter")]);
    assert.ok(file.suggestedFilename().endsWith(".zip"));
    const { violations } = await new AxeBuilder({ page: tab.page }).analyze();
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`), []);
    assert.equal(await tab.page.evaluate(() => document.documentElement.scrollWidth), 320);
    await tab.close();
  });

  it("offers each file by itself where there is no JavaScript", async () => {
    const tab = await open(stand.browser, { javaScriptEnabled: false });
    await tab.page.goto(stand.server.address + KIT);
    assert.equal(await tab.page.locator("[data-kit]").isVisible(), false);
    const [file] = await Promise.all([
      tab.page.waitForEvent("download"),
      tab.page.getByRole("link", { name: "Take along: 04 Where data is kept.html" }).click(),
    ]);
    assert.equal(file.suggestedFilename(), "04 Where data is kept.html");
    await tab.close();
  });
});

describe("A kit for customers in the company's own site", () => {
  const stand = stage(() => host(buildOf(awkward())));

  it("holds what they may see, whatever its names are, with its pictures and links among itself", async () => {
    const tab = await open(stand.browser);
    await tab.page.goto(`${stand.server.address}kits/all/`);
    assert.match(await tab.page.locator(".kit-left").innerText(), /Secret[^]*Not in the ZIP: not for customers/);
    const zip = await download(tab.page);
    assert.equal(zip.name, "All of it.zip");
    const one = "01 概要 Über uns 1.html";
    assert.deepEqual(zip.names, ["00 Contents.html", one, "02 Two.html", "04 empty.csv", "images", "images/dot.svg"]);
    assert.equal(zip.read("04 empty.csv"), "");
    const text = zip.read(one);
    assert.match(text, /src="images\/dot\.svg"/);
    assert.match(text, /href="02%20Two\.html"/);
    assert.match(text, /href="https:\/\/example\.com\/"/);
    assert.match(text, /href="04%20empty\.csv"/);
    assert.doesNotMatch(text, /For us alone|secret\.md|Secret/);
    assert.match(zip.read("02 Two.html"), /href="01%20/);
    await tab.close();
  });
});
