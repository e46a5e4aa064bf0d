/** First answers: what the page makes of a query and of the site's files, without the engine. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";

import { mark } from "../../themes/default/static/js/search/marks.js";
import { pagesOf, shardsOf, unpack } from "../../themes/default/static/js/search/shards.js";
import { runs } from "../../themes/default/static/js/search/terms.js";

/** What the index makes of texts, as `crates/search/tests/terms.rs` has written it down. */
const written = JSON.parse(readFileSync(new URL("../../crates/search/tests/terms.json", import.meta.url), "utf8"));

describe("Terms of a query", () => {
  it("are those that the index has", () => {
    for (const [text, terms] of Object.entries(written.texts)) assert.deepEqual(runs(text).flatMap((run) => run.terms), terms, text);
  });

  it("have their letters folded as in the index", () => {
    for (const [letter, folded] of Object.entries(written.letters)) assert.equal(runs(letter)[0].terms[0], folded, letter);
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
