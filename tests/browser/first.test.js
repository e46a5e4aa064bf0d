/** First answers: what the page makes of a query and of the site's files, without the engine. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, it } from "node:test";

import { FirstAnswers, wordsOf } from "../../themes/default/static/js/search/first.js";
import { Index } from "../../themes/default/static/js/search/manifest.js";
import { mark } from "../../themes/default/static/js/search/marks.js";
import { pagesOf, shardsOf, unpack } from "../../themes/default/static/js/search/shards.js";
import { runs } from "../../themes/default/static/js/search/terms.js";
import { host } from "./host.js";
import { build } from "./library.js";

/** What the index makes of texts, as `crates/search/tests/terms.rs` has written it down. */
const written = JSON.parse(readFileSync(new URL("../../crates/search/tests/terms.json", import.meta.url), "utf8"));

describe("Terms of a query", () => {
  it("are those that the index has", () => {
    for (const [text, terms] of Object.entries(written.texts)) assert.deepEqual(runs(text).flatMap((run) => run.terms), terms, text);
  });

  it("have their letters folded as in the index", () => {
    for (const [letter, folded] of Object.entries(written.letters)) assert.equal(runs(letter)[0].terms[0], folded, letter);
  });

  it("may go on where the last one isn't ended, and where a character stands alone", () => {
    const words = (/** @type {string} */ query) => wordsOf(query).map(({ term, open }) => term + (open ? "…" : ""));
    assert.deepEqual(words("the customer’s SOC-2"), ["customer", "the", "soc", "2…"]);
    assert.deepEqual(words("Größe "), ["grosse"]);
    assert.deepEqual(words("暗号化 keys"), ["keys…", "暗号", "号化"]);
    assert.deepEqual(words("鍵 "), ["鍵…"]);
    assert.equal(words("one two three four five six seven eight").length, 6);
  });

  it("are left to the engine where more than words is asked for", () => {
    for (const query of ['"at rest"', "„so“", "keys -draft", "-draft", "kind:answer keys", "-kind:answer", " \t", "???"]) assert.deepEqual(wordsOf(query), [], query);
    assert.equal(wordsOf("e-mail - 24/7").length, 4);
  });

  it("are marked where they are found, as whole words and as characters side by side", () => {
    const words = [{ term: "cafe", open: false }, { term: "encr", open: true }, { term: "号化", open: false }];
    const shown = (/** @type {string} */ text) => mark(text, words).map(({ text, marked }) => (marked ? `[${text}]` : text)).join("");
    assert.equal(shown("Das Café's Encryption, cafes"), "Das [Café]'s [Encryption], cafes");
    assert.equal(shown("AES暗号化です"), "AES暗[号化]です");
    assert.equal(shown(""), "");
  });
});

describe("Shards of first answers", () => {
  /** `A` is 0, `_` is 63, the highest level; `x` is 14 below. */
  const shard = {
    terms: ["ac", "ac*", "accept", "access", "acclaim"],
    rarities: "_x_x3",
    counts: "BCBAB",
    pages: [7, 2, 5, 7, 9],
    sections: "ACBDA",
    shares: "_x__x",
  };
  const entries = unpack(shard);

  it("unpack to pages by term, with scores on one scale", () => {
    const [ac, acAny, access] = ["ac", "ac*", "access"].map((term) => entries.get(term));
    assert.deepEqual(ac?.pages.map(({ page, section }) => [page, section]), [[7, 0]]);
    assert.deepEqual(acAny?.pages.map(({ page, section }) => [page, section]), [[2, 2], [7, 1]]);
    assert.equal(access?.pages.length, 0);
    const [least, most] = acAny?.pages.map(({ score }) => score) ?? [];
    assert.ok(Math.abs(least / most - 2 ** (-14 / 6)) < 1e-9);
  });

  it("are refused where they are damaged", () => {
    assert.throws(() => unpack({ ...shard, pages: [1, 2, 3] }));
    assert.throws(() => unpack({ ...shard, pages: [7, 2, 5, 7, 9, 1] }));
    assert.throws(() => unpack({ ...shard, shares: "_x_" }));
    assert.throws(() => unpack({ ...shard, counts: "BC!AB" }));
  });

  it("give a whole word's pages, a beginning's, or those of all words that it begins", () => {
    const pages = (/** @type {string} */ term, /** @type {boolean} */ open) => [...pagesOf({ term, open }, entries).keys()];
    assert.deepEqual(pages("ac", false), [7]);
    assert.deepEqual(pages("ac", true), [2, 7]);
    assert.deepEqual(pages("acc", true), [7, 9]);
    assert.deepEqual(pages("acc", false), []);
    assert.deepEqual(pages("absent", true), []);
  });

  it("let no rare continuation outweigh a frequent one", () => {
    const alike = unpack({ terms: ["frequent", "fresh"], rarities: "t_", counts: "BB", pages: [1, 2], sections: "AA", shares: "__" });
    const found = pagesOf({ term: "fre", open: true }, alike);
    const [frequent, fresh] = [found.get(1), found.get(2)];
    // The shorter word is nearer to what was typed; that it is rare adds nothing.
    assert.ok(frequent && fresh && fresh.score > frequent.score && fresh.score < frequent.score * 1.5);
  });

  it("are found by the keys that they begin with", () => {
    const first = ["", "ac", "b", "ba", "bb", "é", "暗"];
    assert.deepEqual(shardsOf({ term: "ab", open: false }, first), [0]);
    assert.deepEqual(shardsOf({ term: "ac", open: false }, first), [1]);
    assert.deepEqual(shardsOf({ term: "zu", open: false }, first), [4]);
    assert.deepEqual(shardsOf({ term: "暗号", open: false }, first), [6]);
    assert.deepEqual(shardsOf({ term: "ac", open: true }, first), [1], "all that begins so");
    assert.deepEqual(shardsOf({ term: "a", open: true }, first), [0, 1], "both of which may hold some");
    assert.deepEqual(shardsOf({ term: "b", open: true }, first), [2], "a beginning of so many that it has an entry");
    assert.deepEqual(shardsOf({ term: "a", open: true }, []), []);
  });
});

describe("First answers of a site", () => {
  /** @type {import("./host.js").Host} */
  let server;

  before(async () => {
    server = await host(build());
  });
  after(() => server.stop());

  const ask = (/** @type {FirstAnswers} */ first, /** @type {string} */ query) => first.answer({ query, filters: [], limit: 20, sections: 3 });
  const index = () => new Index(new URL(server.address));
  const textOf = (/** @type {import("../../themes/default/static/js/search/types.js").Piece[]} */ pieces) => pieces.map(({ text }) => text).join("");

  it("are pages with title, summary and headings", async () => {
    const results = await ask(new FirstAnswers(index()), "encryption at rest");
    assert.ok(results && results.hits.length > 0 && results.hits.length <= 8);
    const [best] = results.hits;
    assert.match(textOf(best.title), /encrypt/i);
    assert.ok(best.title.some(({ marked }) => marked) && best.kind && best.language);
    assert.equal((await fetch(new URL(best.url, server.address))).status, 200);
    const sections = results.hits.flatMap((hit) => hit.sections);
    assert.ok(sections.length > 0 && sections.every(({ anchor, heading }) => anchor && textOf(heading)));
  });

  it("are there for a word that is half typed, and for one that is ended", async () => {
    const first = new FirstAnswers(index());
    for (const query of ["e", "en", "enc", "encr", "encrypti", "encryption", "encryption "]) {
      assert.ok((await ask(first, query))?.hits.length, query);
    }
    assert.match(textOf((await ask(first, "encrypti"))?.hits[0].title ?? []), /encrypt/i);
  });

  it("come in two rounds, and no file twice", async () => {
    /** @type {string[]} */
    const asked = [];
    const { fetch } = globalThis;
    globalThis.fetch = (input, how) => {
      asked.push(String(input));
      return fetch(input, how);
    };
    try {
      const first = new FirstAnswers(index());
      for (const query of ["encryption keys", "encryption key", "encryption keys"]) await ask(first, query);
      assert.deepEqual(asked, [...new Set(asked)]);
      const [manifest, ...files] = asked.map((url) => url.slice(server.address.length).replace(/search\/\w+\//, ""));
      assert.equal(manifest, "search/index.json");
      assert.ok(files.every((file) => /^(first-\d+\.gz|records-\d+\.bin)$/.test(file)), files.join(" "));
    } finally {
      globalThis.fetch = fetch;
    }
  });

  it("are none for unknown words, and for filters", async () => {
    const first = new FirstAnswers(index());
    assert.equal(await ask(first, "xyzzyqwfp"), undefined);
    const filters = [{ facet: "kind", value: "answer" }];
    assert.equal(await first.answer({ query: "encryption", filters, limit: 20, sections: 3 }), undefined);
  });

  it("fail where files are missing, and are there when these are back", async () => {
    const first = new FirstAnswers(index());
    const folder = (await index().folder()).href.slice(server.address.length);
    for (let number = 0; number < 200; number += 1) server.missing.add(`${folder}first-${number}.gz`);
    await assert.rejects(ask(first, "encryption"));
    server.missing.clear();
    assert.ok((await ask(first, "encryption"))?.hits.length);
  });
});
