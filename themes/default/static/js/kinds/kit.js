// A kit as one ZIP, made here of the site's files: no server packs anything.

import { TooLarge, zip } from "../zip.js";

/** How many files are fetched at a time. */
const TOGETHER = 4;

/** @typedef {{ name: string, url: string }} Listed */

/**
 * @param {string} words
 * @param {Record<string, string | number>} values
 */
const fill = (words, values) => Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, () => String(value)), words);

/** A file that couldn't be had. */
class Missing extends Error {
  /** @param {string} name */
  constructor(name) {
    super(name);
    this.name = "Missing";
  }
}

/**
 * @param {Listed} file
 * @param {AbortSignal} signal
 */
async function get({ name, url }, signal) {
  const answer = await fetch(url, { signal }).catch((problem) => {
    throw signal.aborted ? problem : new Missing(name);
  });
  if (!answer.ok) throw new Missing(name);
  return answer.blob();
}

/**
 * Fetches all files, a few at a time.
 *
 * @param {Listed[]} files
 * @param {AbortSignal} signal
 * @param {(done: number) => void} advance
 */
async function getAll(files, signal, advance) {
  /** @type {Blob[]} */
  const got = [];
  let done = 0;
  const rest = files.entries();
  const work = async () => {
    for (const [index, file] of rest) {
      got[index] = await get(file, signal);
      advance(++done);
    }
  };
  await Promise.all(Array.from({ length: TOGETHER }, work));
  return files.map(({ name }, index) => ({ name, content: got[index] ?? new Blob() }));
}

/**
 * @param {Blob} file
 * @param {string} name
 */
function save(file, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The browser has taken it by then, also where it asks first.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** @param {HTMLElement} kit */
function offer(kit) {
  const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (kit.querySelector(name));
  const [make, cancel, status] = [part("[data-kit-make]"), part("[data-kit-cancel]"), part("[data-kit-status]")];
  const progress = /** @type {HTMLProgressElement} */ (part("progress"));
  const words = kit.dataset;
  /** @type {AbortController | undefined} */
  let running;

  const show = (/** @type {boolean} */ isBusy) => {
    cancel.hidden = progress.hidden = !isBusy;
    make.toggleAttribute("aria-disabled", isBusy);
    if (!isBusy && document.activeElement === document.body) make.focus();
  };
  const pack = async (/** @type {AbortSignal} */ signal) => {
    const list = await get({ name: "kit.json", url: words.kit ?? "" }, signal);
    /** @type {{ name: string, files: Listed[] }} */
    const { name, files } = JSON.parse(await list.text());
    const advance = (/** @type {number} */ done) => {
      progress.max = files.length;
      progress.value = done;
      status.textContent = fill(words.making ?? "", { done, count: files.length });
    };
    advance(0);
    const packed = await zip(await getAll(files, signal, advance), signal);
    save(packed, name);
    document.dispatchEvent(new CustomEvent("fieldbook:use", { detail: { e: "download" } }));
    return fill(words.done ?? "", { name });
  };
  const say = (/** @type {unknown} */ problem) => {
    if (running?.signal.aborted) return words.cancelled ?? "";
    if (problem instanceof TooLarge) return words.large ?? "";
    return fill(words.failed ?? "", { name: problem instanceof Missing ? problem.message : "ZIP" });
  };

  make.addEventListener("click", async () => {
    if (running) return;
    const { signal } = (running = new AbortController());
    show(true);
    try {
      status.textContent = await pack(signal);
    } catch (problem) {
      // Whatever else is on its way is of no use any more.
      const said = say(problem);
      running.abort();
      status.textContent = said;
    }
    running = undefined;
    show(false);
  });
  cancel.addEventListener("click", () => running?.abort());
  kit.hidden = false;
}

const kit = document.querySelector("[data-kit]");
if (kit instanceof HTMLElement) offer(kit);
