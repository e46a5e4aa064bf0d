/**
 * Fieldbook's search beside Pagefind's, in one browser on one host, as tables in markdown: `cargo xtask bench search` makes the
 * libraries and runs it:
 *
 *     node bench/search.js NAME SITE CONTENT [NAME SITE CONTENT…]
 *
 * SITE is a built library that holds Pagefind's index too, CONTENT the documents it was made of.
 */

import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

import { launch } from "../browser.js";
import { host } from "./host.js";
import { check, FILES } from "./link.js";
import { engineOf, programsOf } from "./programs.js";
import { queriesOf } from "./queries.js";
import { engineLine, report } from "./report.js";
import { Session } from "./session.js";

/** @typedef {import("./link.js").Link} Link */
/** @typedef {import("./programs.js").Program} Program */
/** @typedef {import("./session.js").Outcome} Outcome */

/**
 * @typedef {object} Visit
 * @property {Program} program
 * @property {Link} link
 * @property {boolean} compresses whether the host does
 * @property {number} idle milliseconds from the page's end to the first key
 * @property {{ bytes: number, requests: number }} before what had come for search at the first key
 * @property {Outcome} first
 * @property {Outcome[]} later
 * @property {number} longest milliseconds of the longest task
 *
 * @typedef {Pick<Visit, "link" | "compresses" | "idle"> & { visits: number, queries: number }} Kind
 */

/** Visits, each with queries of its own. @type {Kind[]} */
const KINDS = [
  { link: "unthrottled", compresses: true, idle: 0, visits: 3, queries: 5 },
  { link: "slow 4G", compresses: true, idle: 0, visits: 3, queries: 5 },
  { link: "slow 4G", compresses: true, idle: 5_000, visits: 3, queries: 1 },
  { link: "slow 4G", compresses: false, idle: 0, visits: 2, queries: 1 },
];

const libraries = process.argv.slice(2);
console.log(engineLine(engineOf(libraries[1])));
const browser = await launch();
for (let at = 0; at + 2 < libraries.length; at += 3) await measure(libraries[at], libraries[at + 1], libraries[at + 2]);
await browser.close();

/**
 * Measures both programs on a library and prints what came of it.
 *
 * @param {string} name
 * @param {string} site
 * @param {string} content
 */
async function measure(name, site, content) {
  const queries = queriesOf(content);
  const texts = queries.map(({ text }) => text);
  const { programs, made } = programsOf(site, documentOf(site, content));
  const files = new Map([...made, ...FILES]);
  /** @type {Visit[]} */
  const visits = [];
  for (const kind of KINDS) {
    const server = await host(site, files, kind.compresses);
    if (kind.link !== "unthrottled") await check(browser, server.address);
    for (let number = 0; number < kind.visits; number += 1) {
      const asked = texts.filter((_, at) => at % kind.visits === number).slice(0, kind.queries);
      // They take turns, so that a machine's moods meet both.
      for (const program of programs) visits.push({ ...kind, program, ...(await visit(server, program, kind, asked)) });
      console.error(`${name}: visit ${number + 1} of ${kind.visits}, ${kind.link}, ${kind.idle} ms idle`);
    }
    await server.stop();
  }
  const server = await host(site, files, true);
  const warm = await warmed(server, programs[0], texts);
  await server.stop();
  console.log(report(name, queries, visits, warm));
}

/**
 * One visit with its queries, one after the other.
 *
 * @param {import("./host.js").Host} server
 * @param {Program} program
 * @param {Kind} kind
 * @param {string[]} texts
 */
async function visit(server, program, { link, idle }, [cold, ...warmer]) {
  server.sent.length = 0;
  const session = await Session.start(browser, server, program, link);
  if (idle > 0) await session.page.waitForTimeout(idle);
  const before = session.spent;
  await program.open(session.page);
  const first = await session.search(cold);
  /** @type {Outcome[]} */
  const later = [];
  for (const text of warmer) later.push(await session.search(text));
  const longest = await session.longestTask();
  await session.close();
  return { before, first, later, longest };
}

/**
 * Milliseconds from each key to its results, where all that the queries need has come before.
 *
 * @param {import("./host.js").Host} server
 * @param {Program} program
 * @param {string[]} texts
 * @returns {Promise<{ times: number[], longest: number }>}
 */
async function warmed(server, program, texts) {
  const session = await Session.start(browser, server, program, "unthrottled");
  await program.open(session.page);
  for (const text of texts) await session.letters(text);
  await session.quiet();
  /** @type {number[]} */
  const times = [];
  for (const text of texts) times.push(...(await session.letters(text)));
  const longest = await session.longestTask();
  await session.close();
  return { times, longest };
}

/**
 * The path of a document's page, from the middle of the library.
 *
 * @param {string} site
 * @param {string} content
 */
function documentOf(site, content) {
  const documents = readdirSync(content, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".md")).sort();
  const pages = documents.map((file) => `/${file.split(path.sep).join("/").replace(/\.md$/, "/")}`);
  const there = pages.filter((page) => existsSync(path.join(site, page, "index.html")));
  return there[Math.floor(there.length / 2)];
}
