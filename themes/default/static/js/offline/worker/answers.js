// How the service worker answers: pages from the network as long as it answers soon, what never changes from what is kept.

/** Milliseconds after which a reader is helped more by a kept page than by waiting on. */
const OFFLINE_PATIENCE = 3000;

class OfflineAnswers {
  #store;
  /** Days of the builds of which kept pages have been shown, by address: pages ask for theirs. @type {Map<string, Day>} */
  #shown = new Map();

  /** @param {OfflineStore} store */
  constructor(store) {
    this.#store = store;
  }

  /**
   * The answer to a request; `undefined` where the browser is to ask for it itself.
   *
   * @param {FetchEvent} event
   * @returns {Promise<Response> | undefined}
   */
  to(event) {
    const { request } = event;
    const { origin, pathname } = new URL(request.url);
    if (request.method !== "GET" || !`${origin}${pathname}`.startsWith(this.#store.scope)) return undefined;
    const path = this.#store.pathOf(request.url);
    if (request.headers.has("range")) return this.#part(request, path);
    return isLasting(path) ? this.#lasting(event, path) : this.#newest(event, path);
  }

  /**
   * What a page is told about itself: whether it is a kept one, and of which day what is kept of it is.
   *
   * @param {string} url
   */
  async about(url) {
    const path = this.#store.pathOf(url);
    const shown = this.#shown.get(path);
    const kept = shown === undefined ? await this.#store.find(path) : undefined;
    const day = shown ?? kept?.day ?? (await this.#store.current())?.list.day;
    return { isKept: shown !== undefined, day };
  }

  /**
   * What never changes at its address.
   *
   * @param {FetchEvent} event
   * @param {string} path
   */
  async #lasting(event, path) {
    const kept = await this.#store.at(this.#store.scope + path).catch(() => undefined);
    if (kept) return kept;
    const response = await fetch(event.request);
    this.#visited(event, path, response);
    return response;
  }

  /**
   * What the network answers; what is kept where it doesn't, or not soon, or the host has a fault.
   *
   * @param {FetchEvent} event
   * @param {string} path
   * @returns {Promise<Response>}
   */
  async #newest(event, path) {
    const coming = fromNetwork(event);
    const soon = await Promise.race([coming.catch(() => undefined), pause(OFFLINE_PATIENCE)]);
    if (soon && soon.status < 500) {
      this.#shown.delete(path);
      this.#visited(event, path, soon);
      return soon;
    }
    const kept = await this.#kept(event.request, path).catch(() => undefined);
    if (kept) return kept;
    try {
      return await coming;
    } catch (error) {
      const instead = event.request.mode === "navigate" ? await this.#instead(path) : undefined;
      if (instead) return instead;
      throw error;
    }
  }

  /**
   * @param {Request} request
   * @param {string} path
   */
  async #kept(request, path) {
    const found = await this.#store.find(path);
    if (found) {
      if (request.mode === "navigate") this.#shown.set(path, found.day);
      return found.response;
    }
    // As hosts do: a page by its folder's name is at its folder.
    const isFolder = request.mode === "navigate" && !path.endsWith("/") && (await this.#store.find(`${path}/`)) !== undefined;
    return isFolder ? Response.redirect(`${this.#store.scope}${path}/${new URL(request.url).search}`) : undefined;
  }

  /**
   * The page that stands for one that isn't kept, in its language.
   *
   * @param {string} path
   */
  async #instead(path) {
    const own = await this.#store.find(`${path.split("/")[0]}/offline.html`);
    const found = own ?? (await this.#store.find("offline.html"));
    if (!found) return undefined;
    this.#shown.set(path, found.day);
    return new Response(found.response.body, { status: 503, headers: found.response.headers });
  }

  /**
   * A part of a file, as players of films and searches ask for: of what never changes cut of the kept whole, else from the network
   * first.
   *
   * @param {Request} request
   * @param {string} path
   */
  async #part(request, path) {
    const lasting = isLasting(path) ? await this.#store.at(this.#store.scope + path).catch(() => undefined) : undefined;
    if (lasting) return cut(lasting, request);
    try {
      return await fetch(request);
    } catch (error) {
      const found = await this.#store.find(path);
      if (!found) throw error;
      return cut(found.response, request);
    }
  }

  /**
   * Keeps what a reader has just seen, if it is to be kept and isn't yet: under data saver that is all that is kept.
   *
   * @param {FetchEvent} event
   * @param {string} path
   * @param {Response} response
   */
  #visited(event, path, response) {
    if (response.status !== 200 || response.redirected || response.type !== "basic") return;
    const copy = response.clone();
    event.waitUntil(this.#keep(path, copy).catch(() => undefined));
  }

  /**
   * @param {string} path
   * @param {Response} response
   */
  async #keep(path, response) {
    const edition = await this.#store.current();
    const row = edition?.rows.get(path);
    if (!edition || !row || (await this.#store.at(this.#store.keyOf(row)))) return;
    // The new name of an index whose parts aren't there yet would hide the earlier one, which is whole.
    if (path === "search/index.json" && (await this.#store.progress()).whole) return;
    // A page of a build that has just been published stands in styles that this list doesn't know.
    const isPage = path === "" || path.endsWith("/");
    if (isPage && !(await response.clone().text()).includes(edition.list.assets)) return;
    await this.#store.keep(row, response);
  }
}

/**
 * The network's answer, which the browser may have asked for while the worker started.
 *
 * @param {FetchEvent} event
 * @returns {Promise<Response>}
 */
function fromNetwork(event) {
  const coming = Promise.resolve(event.preloadResponse).then((early) => early ?? fetch(event.request));
  // An answer that comes late is still wanted by the browser's own cache.
  event.waitUntil(coming.catch(() => undefined));
  return coming;
}

/**
 * @param {number} milliseconds
 * @returns {Promise<undefined>}
 */
function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/**
 * The part of a whole file that is asked for; the whole where that can't be told.
 *
 * @param {Response} whole
 * @param {Request} request
 */
async function cut(whole, request) {
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get("range") ?? "");
  if (!range) return whole;
  const file = await whole.blob();
  const [from, to] = [Number(range[1]), range[2] ? Math.min(Number(range[2]), file.size - 1) : file.size - 1];
  if (from > to) return new Response(null, { status: 416, headers: { "content-range": `bytes */${file.size}` } });
  const headers = { "content-range": `bytes ${from}-${to}/${file.size}`, "content-type": file.type };
  return new Response(file.slice(from, to + 1, file.type), { status: 206, headers });
}
