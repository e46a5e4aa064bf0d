/** What was measured, as tables in markdown, and whether the targets of issue 4 are met. */

/** @typedef {import("./search.js").Visit} Visit */
/** @typedef {import("./queries.js").Query} Query */
/** @typedef {import("./session.js").Outcome} Outcome */

/** Milliseconds of idleness that a target is set for. */
const IDLE = 5_000;
/** Bytes that the engine may take. */
const ENGINE = 400_000;

/**
 * @param {string} name of the library
 * @param {Query[]} queries
 * @param {Visit[]} visits
 * @param {{ times: number[], longest: number }} warm
 */
export function report(name, queries, visits, warm) {
  const asked = queries.map(({ kind, text }) => `${text} (${kind})`).join(", ");
  return [
    `### ${name}`,
    "The first query of a visit, typed right away or after five idle seconds:",
    firstTable(visits),
    "Each later query of a visit:",
    laterTable(visits),
    `Fieldbook, all files there, every letter of every query: median ${ms(quantile(warm.times, 0.5))}, 95th ${ms(quantile(warm.times, 0.95))} (${warm.times.length} keys); longest task of the main thread ${task(warm.longest)}.`,
    `Asked: ${asked}.`,
    targets(visits, warm),
    "",
  ].join("\n\n");
}

/** What the engine weighs. @param {{ raw: number, gzip: number, brotli: number }} bytes */
export function engineLine({ raw, gzip, brotli }) {
  const met = line("Fieldbook's engine, brotli", kb(brotli), `${kb(ENGINE)}, 300 kB the aim`, brotli <= ENGINE);
  return `${met}; gzip ${kb(gzip)}, as it is ${kb(raw)}\n`;
}

/** @param {Visit[]} visits */
function firstTable(visits) {
  const rows = groups(visits).map((group) => {
    const [{ program, link, compresses, idle }] = group;
    const first = group.map(({ first }) => first);
    const total = (/** @type {"bytes" | "requests"} */ what) => median(group.map(({ before, first }) => before[what] + first[what]));
    const host = compresses ? "" : ", host doesn't compress";
    return [
      link + host,
      idle > 0 ? `${idle / 1000} s idle` : "at once",
      program.name,
      ms(median(first.map(({ shown }) => shown))),
      ms(median(first.map(({ whole }) => whole))),
      ms(median(first.map(({ full }) => full))),
      ms(median(first.map(({ soon }) => soon))),
      ms(median(first.map(({ last }) => last))),
      `${kb(median(group.map(({ before }) => before.bytes)))} in ${median(group.map(({ before }) => before.requests))}`,
      `${kb(total("bytes"))} in ${total("requests")}`,
      task(Math.max(...group.map(({ longest }) => longest))),
    ];
  });
  const head = ["link", "start", "program", "first key → first results", "→ results of the whole text", "→ the engine's", "last key → results of the whole text", "→ the engine's", "sent before the first key", "sent in all", "longest task"];
  return table(head, rows);
}

/** @param {Visit[]} visits */
function laterTable(visits) {
  const rows = groups(visits.filter(({ later }) => later.length > 0)).map((group) => {
    const [{ program, link }] = group;
    const later = group.flatMap(({ later }) => later);
    const [soon, times] = [later.map(({ soon }) => soon), later.map(({ last }) => last)];
    const of = (/** @type {"bytes" | "requests" | "rounds"} */ what) => later.map((outcome) => outcome[what]);
    return [
      link,
      program.name,
      ms(quantile(soon, 0.5)),
      ms(quantile(soon, 0.95)),
      ms(quantile(times, 0.5)),
      ms(quantile(times, 0.95)),
      program.pause > 0 ? ms(quantile(times, 0.5) - program.pause) : "",
      `${kb(median(of("bytes")))}, ${kb(mean(of("bytes")))}`,
      String(median(of("requests"))),
      `${median(of("rounds"))}, ${Math.max(...of("rounds"))}`,
    ];
  });
  const head = ["link", "program", "last key → results, median", "95th", "→ the engine's, median", "95th", "that median less its pause", "bytes, median and mean", "requests", "rounds, median and most"];
  return table(head, rows);
}

/**
 * What the issue asks of 10,000 pages on slow 4G, beside what came of it.
 *
 * @param {Visit[]} visits
 * @param {{ times: number[], longest: number }} warm
 */
function targets(visits, warm) {
  /** @param {string} name @param {number} idle */
  const cold = (name, idle) => visits.filter((visit) => visit.program.name === name && visit.link === "slow 4G" && visit.compresses && visit.idle === idle);
  const first = (/** @type {string} */ name, /** @type {number} */ idle, /** @type {"shown" | "answered" | "whole" | "full"} */ what) =>
    median(cold(name, idle).map(({ first }) => first[what]));
  const later = (/** @type {string} */ name) => cold(name, 0).flatMap(({ later }) => later);
  const bytes = (/** @type {string} */ name) => median(later(name).map(({ bytes }) => bytes));
  const rounds = Math.max(...later("Fieldbook").map(({ rounds }) => rounds));
  const longest = Math.max(warm.longest, ...visits.filter(({ program }) => program.name === "Fieldbook").map(({ longest }) => longest));
  const [shown, whole, theirs] = [first("Fieldbook", 0, "shown"), first("Fieldbook", 0, "whole"), first("Pagefind", 0, "full")];
  const idle = first("Fieldbook", IDLE, "answered");
  const lines = [
    line("first results, from the first key, at once", ms(shown), "500 ms", shown <= 500),
    line("results of the whole text, from the first key, at once", ms(whole), `Pagefind's ${ms(theirs)}`, whole < theirs),
    line("the engine's results, from the first key, after five idle seconds", ms(idle), "700 ms", idle <= 700),
    line("bytes of a later query", kb(bytes("Fieldbook")), `half of Pagefind's ${kb(bytes("Pagefind"))}`, bytes("Fieldbook") * 2 <= bytes("Pagefind")),
    line("rounds of a later query, at most", String(rounds), "2", rounds <= 2),
    line("warm query, median", ms(quantile(warm.times, 0.5)), "16 ms", quantile(warm.times, 0.5) <= 16),
    line("longest task of the main thread", task(longest), "50 ms", longest <= 50),
  ];
  return lines.join("\n");
}

/** @param {string} what @param {string} is @param {string} target @param {boolean} met */
function line(what, is, target, met) {
  return `- ${met ? "ok" : "short"}: ${what}: ${is} (target: ${target})`;
}

/** Visits alike in all but their queries. @param {Visit[]} visits */
function groups(visits) {
  /** @type {Map<string, Visit[]>} */
  const groups = new Map();
  for (const visit of visits) {
    const key = [visit.link, visit.compresses, visit.idle, visit.program.name].join();
    groups.set(key, [...(groups.get(key) ?? []), visit]);
  }
  return [...groups.values()];
}

/** @param {string[]} head @param {string[][]} rows */
function table(head, rows) {
  const line = (/** @type {string[]} */ cells) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** @param {number[]} values */
function median(values) {
  return quantile(values, 0.5);
}

/** The smallest value that a share of all don't exceed, without those that never came. @param {number[]} values @param {number} share */
function quantile(values, share) {
  const sorted = values.filter((value) => !Number.isNaN(value)).toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

/** @param {number[]} values */
function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** @param {number} milliseconds */
function ms(milliseconds) {
  return Number.isNaN(milliseconds) ? "none" : `${milliseconds < 100 ? milliseconds.toFixed(1) : Math.round(milliseconds)} ms`;
}

/** @param {number} bytes */
function kb(bytes) {
  return `${(bytes / 1000).toFixed(bytes < 10_000 ? 1 : 0)} kB`;
}

/** A task, of which the browser tells only when it's long. @param {number} milliseconds */
function task(milliseconds) {
  return milliseconds === 0 ? "under 50 ms" : ms(milliseconds);
}
