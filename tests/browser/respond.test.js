/** The bid desk in the browser: a customer's file goes in, the same file comes out answered, and nothing of it leaves the machine. */

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";

import { AxeBuilder } from "@axe-core/playwright";

import { launch, open } from "./browser.js";
import { host } from "./host.js";
import { answer, build, buildOf, TODAY } from "./library.js";
import { sheetOf, workbook } from "./workbook.js";

/** Customers' files as they come, where this machine has them. */
const CORPORA = process.env.FIELDBOOK_CORPORA ?? fileURLToPath(new URL("../../../shared/corpora", import.meta.url));
const REAL = path.join(CORPORA, "questionnaires/asvs-files");

const answerOf = (/** @type {string} */ title, /** @type {string} */ question, /** @type {string} */ rest, body = "") =>
  `+++\ntitle = "${title}"\nquestions = ["${question}"]\nstatus = "approved"\n${rest}\n+++\n\n${body}\n`;

const LIBRARY = {
  "fieldbook.toml": 'name = "Small book"\n[facets.region]\nlabel = "Region"\nvalues = [{ id = "dach", label = "DACH" }, { id = "us", label = "United States" }]\n',
  "content/answers/rest.md": answerOf("Encryption at rest", "Is customer data encrypted at rest?", 'response = "yes"', "With **AES-256**."),
  "content/answers/transit.md": answerOf("Encryption in transit", "Is data encrypted in transit?", 'response = "yes"', "With TLS 1.3."),
  "content/answers/hosting.md": answerOf("Hosting", "Where is the service hosted?", 'response = "info"\nshort = "In {{ customer.country }}."'),
  "content/answers/dach.md": answerOf("Hosting in DACH", "Where is the service hosted?", 'response = "info"\nvariant_of = "answers/hosting"\nregion = "dach"', "In Frankfurt."),
  "content/answers/soc.md": answerOf("SOC 2", "Do you hold a SOC 2 report?", 'response = "no"\nexpires = 2026-01-01', "Not yet."),
};

const QUESTIONS = workbook(
  [
    ["Ref", "Question", "Response", "Answer"],
    ["1", "Is customer data encrypted at rest?", "", ""],
    ["2", "Where is the service hosted?", "", ""],
    ["3", "Do you hold a SOC 2 report?", "", ""],
    ["4", "What colour is the sky over your office?", "", ""],
    ["5", "Is the data of customers encrypted when it is in transit between sites?", "", ""],
    ["6", "Is customer data encrypted at rest?", "Yes", "Asked and answered."],
  ],
  { area: "C2:C7", values: ["Yes", "No", "N/A"] },
);

describe("The bid desk", () => {
  /** @type {import("playwright-core").Browser} */
  let browser;
  /** @type {import("./host.js").Host} */
  let server;

  before(async () => {
    server = await host(buildOf(LIBRARY));
    browser = await launch();
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });

  /** The page with a file on it. @param {Uint8Array} [bytes] @param {string} [name] @param {import("./browser.js").Options} [options] */
  async function desk(bytes = QUESTIONS, name = "acme.xlsx", options = {}) {
    const tab = await open(browser, options);
    await tab.page.clock.setFixedTime(`${TODAY}T12:00:00`);
    await tab.page.goto(`${server.address}respond/`);
    await put(tab.page, name, bytes);
    return tab;
  }

  it("fills the file as the command line does; the review sheet and the record say the same", async () => {
    const tab = await desk();
    await ready(tab.page);
    const expected = answer(LIBRARY, "acme.xlsx", QUESTIONS);
    assert.deepEqual(await download(tab.page, "download"), { name: "acme.answered.xlsx", bytes: expected.filled });
    const review = await download(tab.page, "review");
    assert.equal(review.name, "acme.answered.review.html");
    assert.match(review.bytes.toString(), /<h1>Review of the answers to acme\.xlsx/);
    assert.equal(review.bytes.toString(), expected.review);
    assert.deepEqual(await download(tab.page, "workbook"), { name: "acme.answered.review.xlsx", bytes: expected.workbook });
    const record = await download(tab.page, "record");
    assert.equal(record.name, "acme.events.jsonl");
    assert.equal(record.bytes.toString(), expected.record);
    await tab.close();
  });

  it("shows what was filled in, what is to be decided, what is open and what stays", async () => {
    const tab = await desk();
    await ready(tab.page);
    assert.deepEqual(await statuses(tab.page), ["filled", "proposed", "proposed", "open", "proposed", "kept"]);
    await tab.page.locator("[data-only=proposed]").click();
    assert.equal(await tab.page.locator("[data-row]:visible").count(), 3);
    await tab.close();
  });

  it("makes no request but for files of the site, and none with anything of the questionnaire", async () => {
    const tab = await desk();
    /** @type {string[]} */
    const sockets = [];
    tab.page.on("websocket", (socket) => sockets.push(socket.url()));
    await ready(tab.page);
    await decide(tab.page, 4, "fill");
    for (const button of ["download", "review", "workbook", "record"]) await download(tab.page, button);
    await close(tab.page);
    for (const request of tab.requests.filter((request) => !request.url().startsWith("blob:"))) {
      const url = new URL(request.url());
      assert.equal(`${url.origin}/`, server.address, "to the site itself");
      assert.equal(request.method(), "GET");
      assert.equal(url.search, "", "nothing is asked but for a file");
      assert.equal(request.postData(), null);
    }
    const folders = tab.requests.map((request) => new URL(request.url()).pathname.replace(/[0-9a-f]{16}/, "HASH"));
    assert.ok(folders.includes("/respond/answers-en-HASH.json.gz"), "the answers came");
    assert.deepEqual(sockets, []);
    await tab.close();
  });

  it("loads neither the module nor the answers before there is a file", async () => {
    const tab = await open(browser);
    await tab.page.goto(`${server.address}respond/`, { waitUntil: "networkidle" });
    const asked = tab.requests.map((request) => request.url());
    assert.deepEqual(asked.filter((url) => /respond\/(engine|answers|desk|worker)/.test(url)), []);
    await tab.close();
  });

  it("a value for a placeholder fills in the answers that lacked it", async () => {
    const tab = await desk();
    await ready(tab.page);
    await tab.page.locator("[data-values] > summary").click();
    await tab.page.locator("[data-values] input").fill("Austria");
    await tab.page.locator('[data-row="1"][data-status=filled]').waitFor();
    const text = await filledRow(tab.page, 3);
    assert.match(text, /In Austria\./);
    await tab.close();
  });

  it("a variant answers where the customer is one of those it is for", async () => {
    const tab = await desk();
    await ready(tab.page);
    await tab.page.locator("[data-customer] > summary").click();
    await tab.page.locator("[data-customer] [name=region]").selectOption("dach");
    await tab.page.locator('[data-row="1"][data-status=filled]').waitFor();
    await ready(tab.page);
    const expected = answer(LIBRARY, "acme.xlsx", QUESTIONS, "--region", "dach");
    assert.deepEqual((await download(tab.page, "download")).bytes, expected.filled);
    await tab.close();
  });

  it("what somebody decides is filled in: as proposed, in own words, by another answer, or not at all", async () => {
    const tab = await desk();
    const { page } = tab;
    await ready(page);
    await decide(page, 4, "fill");
    await page.locator('[data-row="4"][data-status=filled]').waitFor();
    const open = await unfold(page, 3);
    await open.locator("textarea").fill("Blue, mostly.");
    await open.locator('[data-act="fill"]').click();
    await page.locator('[data-row="3"][data-status=filled]').waitFor();
    await decide(page, 0, "leave");
    await page.locator('[data-row="0"][data-status=open]').waitFor();
    const text = sheetOf((await download(page, "download")).bytes);
    assert.match(text, /TLS 1\.3/);
    assert.match(text, /Blue, mostly\./);
    assert.doesNotMatch(text, /AES-256/);
    await decide(page, 0, "take answers/transit");
    await page.locator('[data-row="0"][data-status=filled]').waitFor();
    await decide(page, 0, "undo");
    await page.locator('[data-row="0"] .respond-short', { hasText: "AES-256" }).waitFor({ state: "attached" });
    await tab.close();
  });

  it("an answer that must not be used is shown with the reason and can't be taken", async () => {
    const tab = await desk();
    await ready(tab.page);
    const question = await unfold(tab.page, 2);
    assert.match(await question.locator(".respond-notes").innerText(), /has expired/);
    assert.equal(await question.locator('[data-act="take answers/soc"]').count(), 0);
    await question.locator('[data-act="fill"]').click();
    assert.deepEqual((await statuses(tab.page))[2], "proposed", "not by a click on what was proposed either");
    await tab.close();
  });

  it("a session is kept with its file, gone on with after a reload, and deleted", async () => {
    const tab = await desk();
    const { page } = tab;
    await ready(page);
    await decide(page, 4, "fill");
    await page.locator('[data-row="4"][data-status=filled]').waitFor();
    await close(page);
    await page.reload();
    await page.locator("[data-sessions] button").first().click();
    await ready(page);
    await page.locator('[data-row="4"][data-status=filled]').waitFor();
    assert.match(sheetOf((await download(page, "download")).bytes), /TLS 1\.3/);
    await close(page);
    await page.locator("[data-sessions] button").nth(1).click();
    await page.locator("[data-sessions]").waitFor({ state: "hidden" });
    await page.reload();
    assert.ok(await page.locator("[data-sessions]").isHidden());
    await tab.close();
  });

  it("a session that nobody closed is gone on with, as it was decided last", async () => {
    const tab = await desk();
    const { page } = tab;
    await ready(page);
    await decide(page, 4, "fill");
    await page.locator('[data-row="4"][data-status=filled]').waitFor();
    await page.reload();
    await page.locator("[data-sessions] button").first().click();
    await ready(page);
    await page.locator('[data-row="4"][data-status=filled]').waitFor();
    await tab.close();
  });

  it("a session that an older version kept is gone on with", async () => {
    const tab = await open(browser);
    const { page } = tab;
    await page.goto(`${server.address}404.html`);
    await page.evaluate((bytes) => {
      const request = indexedDB.open("fieldbook:/:respond", 1);
      request.onupgradeneeded = () => request.result.createObjectStore("sessions", { keyPath: "id" });
      return new Promise((resolve) => {
        request.onsuccess = () => {
          const transaction = request.result.transaction("sessions", "readwrite");
          const file = new Uint8Array(bytes).buffer;
          transaction.objectStore("sessions").put({ id: "1", name: "acme.xlsx", file, values: {}, choices: {}, changed: 0 });
          transaction.oncomplete = () => (request.result.close(), resolve(undefined));
        };
      });
    }, [...QUESTIONS]);
    await page.goto(`${server.address}respond/`);
    await page.locator("[data-sessions] button").first().click();
    await ready(page);
    await tab.close();
  });

  it("is told otherwise where the file has what", async () => {
    const tab = await desk(Buffer.from("Thing,Note,Other\nIs customer data encrypted at rest?,,x\n"), "plain.csv");
    const { page } = tab;
    await page.locator("[data-status]", { hasText: /question/ }).first().waitFor({ state: "attached" });
    if (!(await page.locator("[data-found]").evaluate((part) => /** @type {HTMLDetailsElement} */ (part).open))) {
      await page.locator("[data-found] > summary").click();
    }
    if (!(await page.locator("[name='0 asks']").isChecked())) await page.locator("[name='0 asks']").check();
    await page.locator("[name='0 question']").selectOption("A");
    await page.locator("[name='0 answer']").selectOption("B");
    await page.locator("[name='0 header']").fill("1");
    await page.locator("[data-sheets] [type=submit]").click();
    await ready(page);
    const { bytes } = await download(page, "download");
    assert.equal(bytes.toString(), "Thing,Note,Other\nIs customer data encrypted at rest?,With AES-256.,x\n");
    await tab.close();
  });

  it("says what is wrong with a file, and takes another", async () => {
    const tab = await desk(Buffer.from("PK nothing of the sort"), "broken.xlsx");
    await tab.page.locator("[data-problem]", { hasText: "damaged" }).waitFor();
    await put(tab.page, "acme.xlsx", QUESTIONS);
    await ready(tab.page);
    assert.equal(await tab.page.locator("[data-problem]").innerText(), "");
    await tab.close();
  });

  it("a file that is dropped is read", async () => {
    const tab = await open(browser);
    await tab.page.goto(`${server.address}respond/`);
    await tab.page.locator("[data-begin]:not([hidden])").waitFor();
    await tab.page.evaluate((bytes) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(bytes)], "acme.xlsx"));
      document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    }, [...QUESTIONS]);
    await ready(tab.page);
    await tab.close();
  });

  it("works by keyboard alone", async () => {
    const tab = await desk();
    const { page } = tab;
    await ready(page);
    await page.locator("[data-next]").focus();
    await page.keyboard.press("Enter");
    await page.locator('[data-row="1"] .respond-question').waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.closest("[data-row]")?.getAttribute("data-row")), "1");
    await page.locator("[data-next]").focus();
    await page.keyboard.press("Enter");
    await page.locator('[data-row="2"] details[open]').waitFor();
    await tab.close();
  });

  for (const [width, colorScheme] of /** @type {const} */ ([[1280, "light"], [390, "dark"], [320, "light"]])) {
    it(`has no violation and no overflow at ${width} px in ${colorScheme}`, async () => {
      const tab = await desk(QUESTIONS, "a-questionnaire-with-a-long-name-from-a-customer.xlsx", { colorScheme, viewport: { width, height: 800 } });
      const { page } = tab;
      await ready(page);
      for (const summary of await page.locator("[data-found] > summary, [data-customer] > summary, [data-values] > summary").all()) await summary.click();
      await unfold(page, 1);
      const { violations } = await new AxeBuilder({ page }).analyze();
      assert.deepEqual(violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html)}`), []);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing is wider than the page");
      await tab.close();
    });
  }
});

describe("The bid desk of a library that counts usage", () => {
  /** @type {import("playwright-core").Browser} */
  let browser;
  /** @type {import("./host.js").Host} */
  let server;

  before(async () => {
    const counted = `${LIBRARY["fieldbook.toml"]}[usage]\nendpoint = "https://usage.example/events"\n`;
    server = await host(buildOf({ ...LIBRARY, "fieldbook.toml": counted }));
    browser = await launch();
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });

  /** A reader's page with a file on it, and what is told of it. */
  async function counted() {
    const tab = await open(browser);
    /** @type {string[]} */
    const told = [];
    await tab.page.route("https://usage.example/events", (route) => {
      told.push(route.request().postData() ?? "");
      return route.fulfill({ status: 204, headers: { "access-control-allow-origin": "*" } });
    });
    await tab.page.goto(`${server.address}respond/`);
    await put(tab.page, "acme.xlsx", QUESTIONS);
    await ready(tab.page);
    return { tab, page: tab.page, told };
  }

  const eventsOf = (/** @type {string[]} */ bodies) => bodies.flatMap((body) => JSON.parse(body).events);

  it("tells the ids of the answers in a filled file, each once, and nothing else of the questionnaire", async () => {
    const { tab, page, told } = await counted();
    assert.match(await page.locator("[data-summary]").textContent() ?? "", /by their ids/);
    await download(page, "review");
    const sent = page.waitForResponse("https://usage.example/events");
    await download(page, "download");
    await sent;
    await decide(page, 4, "fill");
    await page.locator('[data-row="4"][data-status=filled]').waitFor();
    const again = page.waitForResponse("https://usage.example/events");
    await download(page, "download");
    await again;
    const events = eventsOf(told);
    assert.deepEqual(events.map(({ e, d }) => `${e} ${d}`), ["answer-used answers/rest", "answer-used answers/transit"]);
    for (const event of events) assert.deepEqual(Object.keys(event).sort(), ["a", "d", "e", "id", "s", "t"]);
    await tab.close();
  });

  it("tells nothing where the reader has turned that off", async () => {
    const { tab, page, told } = await counted();
    await page.locator("[data-usage-open]").click();
    // Until the panel is open, its switch says nothing.
    await page.locator("[data-usage-panel][open]").waitFor();
    await page.locator("[data-usage-panel] [data-on]").uncheck();
    await page.locator("[data-usage-panel] button").click();
    await download(page, "download");
    await close(page);
    await page.goto(`${server.address}answers/rest/`);
    assert.deepEqual(eventsOf(told), []);
    await tab.close();
  });
});

describe("The bid desk on customers' files", () => {
  const folder = existsSync(REAL) ? REAL : undefined;
  /** @type {import("playwright-core").Browser} */
  let browser;
  /** @type {import("./host.js").Host} */
  let server;

  before(async () => {
    if (!folder) return;
    server = await host(build());
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  for (const name of folder ? readdirSync(folder).filter((name) => /\.(xlsx|docx)$/.test(name)) : []) {
    it(`fills ${name} as the command line does`, async () => {
      const bytes = readFileSync(path.join(folder ?? "", name));
      const tab = await open(browser);
      await tab.page.goto(`${server.address}respond/`);
      await put(tab.page, name, bytes);
      await ready(tab.page);
      assert.ok((await download(tab.page, "download")).bytes.equals(answer(undefined, name, bytes).filled));
      await tab.close();
    });
  }

  it("are there", { skip: folder ? false : "this machine has no questionnaires of customers" }, () => {});
});

/** @typedef {import("playwright-core").Page} Page */

/** @param {Page} page @param {string} name @param {Uint8Array} bytes */
async function put(page, name, bytes) {
  await page.locator("[data-begin]:not([hidden])").waitFor();
  await page.locator("[data-file]").setInputFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(bytes) });
}

/** Waits until all questions have been looked at. @param {Page} page */
async function ready(page) {
  await page.locator("[data-download]:not([disabled])").waitFor({ timeout: 60_000 });
}

/** Closes the questionnaire. @param {Page} page */
async function close(page) {
  await page.locator("[data-close]").click();
  await page.locator("[data-begin]:not([hidden])").waitFor();
}

/** @param {Page} page */
async function statuses(page) {
  return page.locator("[data-row]").evaluateAll((rows) => rows.map((row) => row.getAttribute("data-status")));
}

/** Opens a question. @param {Page} page @param {number} row */
async function unfold(page, row) {
  const item = page.locator(`[data-row="${row}"]`);
  if (!(await item.locator("details[open]").count())) await item.locator("summary").click();
  await item.locator(".respond-question").waitFor();
  return item;
}

/** Presses a button of a question. @param {Page} page @param {number} row @param {string} act */
async function decide(page, row, act) {
  const item = await unfold(page, row);
  await item.locator(`[data-act="${act}"]`).click();
}

/** @param {Page} page @param {string} button */
async function download(page, button) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator(`[data-${button}]`).click()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** What stands in a row of the filled sheet. @param {Page} page @param {number} row */
async function filledRow(page, row) {
  const text = sheetOf((await download(page, "download")).bytes);
  return new RegExp(`<row r="${row}".*?</row>`).exec(text)?.[0] ?? "";
}
