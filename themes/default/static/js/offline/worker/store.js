// What the service worker keeps: the files of a site in one cache, which version of each belongs to which build, and how far
// the keeping has come. Classic scripts, since not all browsers of the last three years take modules as service workers.
//
// A file is kept under its address and version (`…/answers/soc2/?offline=0123456789ab`), so that a new build adds to the cache
// what has changed and no more, and old and new stand side by side until the new is whole. What has a hash in its address
// (`assets/…`, `files/…`, chunks of the index) is kept under that alone: open tabs of an older build find theirs.

/**
 * A file: its address below the site's root, its bytes, and its version; empty where the address changes with the content.
 *
 * @typedef {[path: string, bytes: number, version: string]} Row
 */
/** @typedef {Record<string, string>} Day a day as each language writes it */
/** @typedef {{ format: number, build: string, day: Day, assets: string, files: Row[] }} List `offline.json` */
/**
 * How far the keeping has come: the build that is kept whole, the build since which nothing is left to clear away, and the
 * ids of the tabs that were open when the latest build came: they may still want files of an older one.
 *
 * @typedef {{ whole?: string, settled?: string, tabs?: string[] }} Progress
 */
/** @typedef {{ list: List, rows: Map<string, Row> }} Edition a build's files, by address */
/** @typedef {{ response: Response, day: Day }} Found a kept file, and the day of the build that it is of */

const OFFLINE_FORMAT = 1;

/** What the site never changes at its address. @param {string} path */
function isLasting(path) {
  return path.startsWith("assets/") || /^search\/.+\.(gz|bin)$/.test(path) || /^files\/.*[^/]\.[0-9a-f]{12}(\.[^./]+)?$/.test(path);
}

/** Whether a file is kept compressed, as pages shrink to a fifth by it; `src/site/offline.rs` reckons with the same list. @param {string} path */
function isPacked(path) {
  return /(^|\/|\.(css|html|js|json|md|svg|wasm))$/.test(path);
}

/** Says of a kept answer that its body is compressed. */
const OFFLINE_PACKED = "fieldbook-packed";

class OfflineStore {
  /** Editions that have been read, by their names here. @type {Map<string, Promise<Edition | undefined>>} */
  #editions = new Map();

  /** @param {string} scope address of the site's root */
  constructor(scope) {
    this.scope = scope;
    this.name = `fieldbook-offline-${OFFLINE_FORMAT}:${new URL(scope).pathname}`;
  }

  /** @returns {Promise<Cache>} */
  cache() {
    return caches.open(this.name);
  }

  /**
   * The address below the site's root by which a list names what is asked for.
   *
   * @param {string} url
   */
  pathOf(url) {
    const { origin, pathname } = new URL(url);
    return `${origin}${pathname}`.slice(this.scope.length).replace(/(^|\/)index\.html$/, "$1");
  }

  /** @param {Row} row */
  addressOf([path]) {
    return this.scope + path;
  }

  /** Where in the cache a file is. @param {Row} row */
  keyOf([path, , version]) {
    return version ? `${this.scope}${path}?offline=${version}` : this.scope + path;
  }

  /** A record that is no file. @param {string} name */
  #recordKey(name) {
    return `${this.scope}offline.json?offline=${name}`;
  }

  /** @param {string} url */
  isRecord(url) {
    return url.startsWith(this.#recordKey(""));
  }

  /** @param {string} name @returns {Promise<any>} */
  async #read(name) {
    const kept = await (await this.cache()).match(this.#recordKey(name));
    return kept?.json();
  }

  /** @param {string} name @param {unknown} value */
  async #write(name, value) {
    await (await this.cache()).put(this.#recordKey(name), new Response(JSON.stringify(value)));
  }

  /** @returns {Promise<Progress>} */
  async progress() {
    return (await this.#read("progress")) ?? {};
  }

  /** @param {Progress} change */
  async note(change) {
    await this.#write("progress", { ...(await this.progress()), ...change });
  }

  /**
   * Takes on the list of a new build. The last build that was kept whole stays to fall back on.
   *
   * @param {List} list
   * @param {string[]} tabs ids of the tabs that are open
   */
  async takeOn(list, tabs) {
    const [current, { whole }] = [await this.#read("current"), await this.progress()];
    if (current?.build === list.build) return;
    if (current && current.build === whole) await this.#write("earlier", current);
    await this.#write("current", list);
    await this.note({ tabs });
    this.#editions.clear();
  }

  /** The build that is being kept. */
  current() {
    return this.#edition("current");
  }

  /** @param {"current" | "earlier"} name */
  #edition(name) {
    let edition = this.#editions.get(name);
    if (!edition) {
      edition = this.#read(name).then((/** @type {List | undefined} */ list) => list && { list, rows: new Map(list.files.map((row) => [row[0], row])) });
      this.#editions.set(name, edition);
    }
    return edition;
  }

  /**
   * A kept file: of the newest build of which it is there.
   *
   * @param {string} path
   * @returns {Promise<Found | undefined>}
   */
  async find(path) {
    for (const edition of [await this.current(), await this.#edition("earlier")]) {
      const row = edition?.rows.get(path);
      const response = row && (await this.at(this.keyOf(row)));
      if (edition && response) return { response, day: edition.list.day };
    }
    return undefined;
  }

  /** What is kept in a place of the cache. @param {string} key */
  async at(key) {
    const kept = await (await this.cache()).match(key);
    if (!kept?.body || !kept.headers.has(OFFLINE_PACKED)) return kept;
    const headers = new Headers(kept.headers);
    headers.delete(OFFLINE_PACKED);
    return new Response(kept.body.pipeThrough(new DecompressionStream("gzip")), { headers });
  }

  /** Addresses of all that is in the cache. */
  async keys() {
    const requests = await (await this.cache()).keys();
    return new Set(requests.map(({ url }) => url));
  }

  /**
   * Keeps a file, in an answer of our own: what a host gives by way of another address browsers refuse for pages.
   *
   * @param {Row} row
   * @param {Response} response
   */
  async keep(row, response) {
    const headers = new Headers(response.headers);
    // They speak of what was on its way.
    for (const name of ["content-encoding", "content-length"]) headers.delete(name);
    let { body } = response;
    if (body && isPacked(row[0])) {
      body = body.pipeThrough(new CompressionStream("gzip"));
      headers.set(OFFLINE_PACKED, "gzip");
    }
    await (await this.cache()).put(this.keyOf(row), new Response(body, { headers }));
  }

  /**
   * Clears away what is of older builds, once the current one is whole.
   *
   * @param {boolean} withLasting also what tabs of an older build may still ask for
   */
  async clear(withLasting) {
    const edition = await this.current();
    if (!edition) return;
    const [cache, wanted] = [await this.cache(), new Set(edition.list.files.map((row) => this.keyOf(row)))];
    const old = [...(await this.keys())].filter((url) => !wanted.has(url) && !this.isRecord(url));
    const gone = old.filter((url) => withLasting || !isLasting(this.pathOf(url)));
    await Promise.all(gone.map((url) => cache.delete(url)));
    await cache.delete(this.#recordKey("earlier"));
    this.#editions.delete("earlier");
  }
}
