// Keeping the library for when there is no network: has the browser keep it (the work is done by ./worker/), and says when
// what the reader sees is what was kept, and of when that is.

/** @typedef {Record<string, string>} Day a day as each language writes it */

const root = document.documentElement.dataset.root ?? "/";
/** Milliseconds that a page waits for its worker: one that doesn't answer has nothing to say. */
const PATIENCE = 5000;

/** Whether the reader asked to be spared what they may not need. */
function savesData() {
  const connection = /** @type {{ saveData?: boolean } | undefined} */ (Reflect.get(navigator, "connection"));
  return connection?.saveData === true;
}

/**
 * Asks the worker about this page.
 *
 * @param {ServiceWorker} worker
 * @returns {Promise<{ isKept: boolean, day?: Day }>}
 */
function about(worker) {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.addEventListener("message", ({ data }) => resolve(data), { once: true });
    port1.start();
    setTimeout(() => resolve({ isKept: false }), PATIENCE);
    worker.postMessage({ type: "about", url: location.href }, [port2]);
  });
}

/** Says of when what is shown is; nothing while there is a network. @param {Day} [day] */
function say(day) {
  for (const line of document.querySelectorAll(".offline-line")) {
    if (!(line instanceof HTMLElement)) continue;
    const { offline = "", words = "" } = line.dataset;
    line.textContent = day ? offline.replace("{day}", day[words] ?? "") : "";
  }
}

async function look() {
  const worker = (await navigator.serviceWorker.getRegistration(root))?.active;
  const { isKept, day } = worker ? await about(worker) : { isKept: false, day: undefined };
  say(isKept || !navigator.onLine ? day : undefined);
}

/** Has the worker fetch what isn't kept yet. */
async function fill() {
  const { active } = await navigator.serviceWorker.ready;
  active?.postMessage({ type: "fill", sparing: savesData() });
}

async function begin() {
  await look();
  addEventListener("offline", () => void look());
  addEventListener("online", () => say());
  // A new build's worker has something to fetch.
  navigator.serviceWorker.addEventListener("controllerchange", () => void fill());
  await navigator.serviceWorker.register(`${root}sw.js`, { scope: root, updateViaCache: "none" });
  await fill();
}

/** What the page itself needs comes first. */
function whenLoaded() {
  // Where the browser refuses workers or storage, the site is as it is without them.
  const quietly = () => void begin().catch(() => undefined);
  if ("requestIdleCallback" in window) requestIdleCallback(quietly);
  else setTimeout(quietly);
}

// Texts are kept compressed; browsers that can't do that are older than the site's search, too.
if ("serviceWorker" in navigator && "CompressionStream" in window) {
  if (document.readyState === "complete") whenLoaded();
  else addEventListener("load", whenLoaded, { once: true });
}

export {};
