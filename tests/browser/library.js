/** The sample library, built into a temporary folder by the program under test. */

import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const REPOSITORY = fileURLToPath(new URL("../..", import.meta.url));

/** Freshness is reckoned for this day, so that tests see the same review states on any day. */
export const TODAY = "2026-11-22";

/** The program: `cargo xtask test` names it; by hand, the debug build. */
export const program = process.env.FIELDBOOK ?? path.join(REPOSITORY, "target/debug/fieldbook");

/** A folder that is gone when the process ends, however it ends. */
function temporaryFolder() {
  const folder = mkdtempSync(path.join(tmpdir(), "fieldbook-browser-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * Builds the sample library.
 *
 * @param {string[]} options further arguments of `fieldbook build`
 * @returns {string} the folder of the site
 */
export function build(...options) {
  const out = path.join(temporaryFolder(), "public");
  const fixed = ["build", "--library", REPOSITORY, "--out", out, "--today", TODAY];
  execFileSync(program, [...fixed, ...options], { stdio: ["ignore", "ignore", "inherit"] });
  return out;
}

/**
 * Writes a library and builds it.
 *
 * @param {Record<string, string>} files texts by path; `fieldbook.toml` among them
 * @param {string[]} options further arguments of `fieldbook build`
 * @returns {string} the folder of the site
 */
export function buildOf(files, ...options) {
  const library = temporaryFolder();
  for (const [file, text] of Object.entries(files)) save(library, file, text);
  const out = path.join(library, "public");
  const fixed = ["build", "--library", library, "--out", out];
  if (!options.includes("--today")) fixed.push("--today", TODAY);
  execFileSync(program, [...fixed, ...options], { stdio: ["ignore", "ignore", "inherit"] });
  return out;
}

/**
 * A library that is being served.
 *
 * @typedef {object} Served
 * @property {string} address where its home page is
 * @property {(file: string, text: string) => void} write saves a file of the library
 * @property {() => Promise<void>} stop ends it
 */

/**
 * Copies the sample library and serves it by `fieldbook serve`.
 *
 * @param {string} [settings] further lines of its `fieldbook.toml`
 * @returns {Promise<Served>}
 */
export async function serve(settings = "") {
  const library = temporaryFolder();
  cpSync(path.join(REPOSITORY, "content"), path.join(library, "content"), { recursive: true });
  writeFileSync(path.join(library, "fieldbook.toml"), `${readFileSync(path.join(REPOSITORY, "fieldbook.toml"), "utf8")}\n${settings}`);
  return serveFolder(library);
}

/**
 * Writes a library and serves it by `fieldbook serve`.
 *
 * @param {Record<string, string>} files texts by path; `fieldbook.toml` among them
 * @returns {Promise<Served>}
 */
export async function serveOf(files) {
  const library = temporaryFolder();
  for (const [file, text] of Object.entries(files)) save(library, file, text);
  return serveFolder(library);
}

/** @param {string} library @param {string} file @param {string} text */
function save(library, file, text) {
  const place = path.join(library, file);
  mkdirSync(path.dirname(place), { recursive: true });
  writeFileSync(place, text);
}

/** @param {string} library @returns {Promise<Served>} */
async function serveFolder(library) {
  const options = ["serve", "--library", library, "--no-open", "--port", "0", "--today", TODAY];
  const server = spawn(program, options, { stdio: ["ignore", "pipe", "pipe"] });
  process.once("exit", () => server.kill("SIGKILL"));
  const ended = new Promise((resolve) => server.once("exit", resolve));
  let said = "";
  const address = await new Promise((resolve, reject) => {
    /** @param {Buffer} text */
    const read = (text) => {
      said += text;
      const found = said.match(/http:\/\/127\.0\.0\.1:\d+\//);
      if (found) resolve(found[0]);
    };
    server.stdout.on("data", read);
    server.stderr.on("data", read);
    ended.then((code) => reject(new Error(`fieldbook serve ended with ${code}:\n${said}`)));
  });
  const stop = async () => {
    server.kill("SIGINT");
    await ended;
  };
  return { address, stop, write: (file, text) => save(library, file, text) };
}

/**
 * The addresses of all pages of a site, but for those that only lead on to another, or leave it in a kit: `""`, `"answers/"`,
 * `"404.html"`.
 *
 * @param {string} site its folder
 */
export function pages(site) {
  const files = readdirSync(site, { recursive: true, encoding: "utf8" }).map((file) => file.split(path.sep).join("/"));
  const isPage = (/** @type {string} */ file) =>
    file.endsWith(".html") && !/(^|\/)copies\//.test(file) && !readFileSync(path.join(site, file), "utf8").includes('http-equiv="refresh"');
  const pages = files.filter(isPage);
  return pages.map((file) => file.replace(/(^|\/)index\.html$/, "$1")).sort();
}

/** Pages alike in everything but their text need only one look: two of a folder, and all that stand alone. */
const OF_A_FOLDER = 2;

/**
 * Those pages that differ in kind.
 *
 * @param {string[]} all addresses below the site's root
 */
export function oneOfEachKind(all) {
  /** @type {Map<string, number>} */
  const seen = new Map();
  return all.filter((below) => {
    const folder = below.split("/").slice(0, -2).join("/");
    const count = seen.get(folder) ?? 0;
    seen.set(folder, count + 1);
    return folder === "" || count < OF_A_FOLDER;
  });
}

/**
 * Writes a library, or takes the sample one, and answers a questionnaire with it by `fieldbook answer`.
 *
 * @param {Record<string, string> | undefined} files texts by path; the sample library without
 * @param {string} name what the questionnaire is called
 * @param {Uint8Array} bytes
 * @param {string[]} options further arguments of `fieldbook answer`
 * @returns {{ filled: Buffer, review: string, workbook: Buffer, record: string }}
 */
export function answer(files, name, bytes, ...options) {
  const folder = temporaryFolder();
  for (const [file, text] of Object.entries(files ?? {})) save(folder, file, text);
  writeFileSync(path.join(folder, name), bytes);
  const library = files ? folder : REPOSITORY;
  const [stem, extension] = [path.parse(name).name, path.extname(name)];
  const review = path.join(folder, `${stem}.answered.review.html`);
  const workbook = path.join(folder, `${stem}.answered.review.xlsx`);
  const record = path.join(folder, `${stem}.answered.events.jsonl`);
  const written = ["--review", review, "--review", workbook, "--record", record];
  const fixed = ["answer", path.join(folder, name), ...written, "--library", library, "--today", TODAY];
  execFileSync(program, [...fixed, ...options], { stdio: ["ignore", "ignore", "pipe"] });
  const read = (/** @type {string} */ ending) => readFileSync(path.join(folder, `${stem}.answered${ending}`));
  return { filled: read(extension), review: read(".review.html").toString(), workbook: read(".review.xlsx"), record: read(".events.jsonl").toString() };
}
