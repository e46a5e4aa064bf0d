// Fetching what is to be kept: the worthiest first, a few at a time, only what isn't there yet, and again where it was broken off.

/** Files that are fetched at a time: enough for a slow link, few enough to leave room for what the reader asks for. */
const OFFLINE_AT_ONCE = 4;
/** Of the room that the browser still grants, how much is taken: the rest is left to others of this address. */
const OFFLINE_SHARE = 0.8;

class OfflineFill {
  #store;
  /** @type {Promise<void> | undefined} */
  #running;

  /** @param {OfflineStore} store */
  constructor(store) {
    this.#store = store;
  }

  /**
   * Goes on until all is kept, or the network or the room is at its end; the next visit goes on from there.
   *
   * @param {boolean} sparing whether to keep up to date only what has been kept before
   */
  run(sparing) {
    this.#running ??= this.#fill(sparing).finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  /** @param {boolean} sparing */
  async #fill(sparing) {
    const edition = await this.#store.current();
    const { whole, settled } = await this.#store.progress();
    if (!edition || settled === edition.list.build) return;
    if (whole !== edition.list.build) {
      const kept = await this.#store.keys();
      const missing = edition.list.files.filter((row) => !kept.has(this.#store.keyOf(row)));
      const wanted = sparing ? this.#knownBefore(missing, kept) : missing;
      const all = await this.#fetchAll(await fitting(wanted));
      // Under data saver, what has been visited is all that there is to keep; it is whole once the reader saves no more.
      if (!all || sparing) return;
      await this.#store.note({ whole: edition.list.build });
    }
    await this.#tidy(edition.list.build);
  }

  /**
   * The files of which an older version has been kept.
   *
   * @param {Row[]} rows
   * @param {Set<string>} kept
   */
  #knownBefore(rows, kept) {
    const named = (/** @type {string} */ path) => path.replace(/^(assets|search)\/[0-9a-f]{16}\//, "$1/");
    const before = new Set([...kept].map((url) => named(this.#store.pathOf(url))));
    return rows.filter(([path]) => before.has(named(path)));
  }

  /**
   * @param {Row[]} rows
   * @returns {Promise<boolean>} whether each was kept or refused by the host, so that there is no more to be had
   */
  async #fetchAll(rows) {
    const left = rows.values();
    let goes = true;
    const work = async () => {
      for (const row of left) {
        if (!goes) return;
        try {
          await this.#fetch(row);
        } catch {
          // No network or no room.
          goes = false;
        }
      }
    };
    await Promise.all(Array.from({ length: OFFLINE_AT_ONCE }, work));
    return goes;
  }

  /** @param {Row} row */
  async #fetch(row) {
    const address = this.#store.addressOf(row);
    // What has a version must be this build's, whatever the browser remembers; the rest may come from what pages have fetched.
    const cache = row[2] ? "no-cache" : "default";
    const response = await fetch(address, /** @type {RequestInit} */ ({ cache, credentials: "same-origin", priority: "low" }));
    if (response.status === 200 && isOf(response, address)) await this.#store.keep(row, response);
  }

  /**
   * Clears away older builds; what their tabs may ask for when the last of those tabs is gone.
   *
   * @param {string} build
   */
  async #tidy(build) {
    const { tabs = [] } = await this.#store.progress();
    const open = await Promise.all(tabs.map((tab) => serviceWorker.clients.get(tab)));
    const noneOpen = open.every((tab) => tab === undefined);
    await this.#store.clear(noneOpen);
    if (noneOpen) await this.#store.note({ settled: build, tabs: [] });
  }
}

/**
 * The files that the browser has room for: a cache that grows until it is refused could take the room of all that this
 * address keeps.
 *
 * @param {Row[]} rows
 */
async function fitting(rows) {
  const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {};
  if (quota === undefined || usage === undefined) return rows;
  let room = (quota - usage) * OFFLINE_SHARE;
  return rows.filter(([, bytes]) => {
    const fits = bytes <= room;
    if (fits) room -= bytes;
    return fits;
  });
}

/**
 * Whether an answer is of the page asked for: a host may write its address otherwise, but one that leads to its login hasn't
 * answered.
 *
 * @param {Response} response
 * @param {string} address
 */
function isOf(response, address) {
  const plain = (/** @type {string} */ url) => new URL(url).pathname.replace(/(\/|\/index)?(\.html)?$/, "");
  return !response.redirected || plain(response.url) === plain(address);
}
