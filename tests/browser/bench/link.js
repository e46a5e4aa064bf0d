/** The line between browser and host: as it is, or slow 4G, for the page and all its workers. */

import assert from "node:assert/strict";

/**
 * Milliseconds before an answer begins, and bytes a second: 1.6 Mbit/s down, 750 kbit/s up, as Chromium's own tools have it.
 * Chromium delays each request by the latency and shares the throughput among all of a page's, on whatever connections; it
 * doesn't delay the making of connections.
 */
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 };

/** @typedef {"unthrottled" | "slow 4G"} Link */

/**
 * Puts a page on a line. A page's dedicated workers are on the page's; a service worker is on none, unless it's told before it runs.
 *
 * @param {import("playwright-core").Page} page
 * @param {Link} link
 */
export async function connect(page, link) {
  if (link === "unthrottled") return;
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", SLOW_4G);
  let messages = 0;
  session.on("Target.attachedToTarget", async ({ sessionId, targetInfo }) => {
    /** @type {[string, object][]} */
    const commands = [["Runtime.runIfWaitingForDebugger", {}]];
    if (targetInfo.type === "service_worker") commands.unshift(["Network.emulateNetworkConditions", SLOW_4G]);
    for (const [method, params] of commands) {
      messages += 1;
      const message = JSON.stringify({ id: messages, method, params });
      // A worker may have ended by now.
      await session.send("Target.sendMessageToTarget", { sessionId, message }).catch(() => {});
    }
  });
  await session.send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: true, flatten: false });
}

/** What the check below fetches: a second's worth. */
const SAMPLE = Buffer.alloc(SLOW_4G.downloadThroughput);

const ANSWER = `async (event) => {
  const start = performance.now();
  await (await fetch("/sample")).arrayBuffer();
  (event.source ?? self).postMessage(performance.now() - start);
}`;

/** Files that a host needs for {@link check}. */
export const FILES = new Map([
  ["/check/index.html", Buffer.from("<!doctype html><link rel=icon href=data:,><title>Check</title>")],
  ["/check/worker.js", Buffer.from(`self.addEventListener("message", ${ANSWER});`)],
  ["/sample", SAMPLE],
]);

/**
 * Makes sure that a page, its worker and its service worker fetch as slowly as they should: a file of a second takes one.
 *
 * @param {import("playwright-core").Browser} browser
 * @param {string} address of a host with {@link FILES}
 */
export async function check(browser, address) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await connect(page, "slow 4G");
  await page.goto(`${address}/check/`);
  const took = {
    page: await page.evaluate(async () => {
      const start = performance.now();
      await (await fetch("/sample")).arrayBuffer();
      return performance.now() - start;
    }),
    worker: await page.evaluate(async () => {
      const worker = new Worker("/check/worker.js");
      const answer = new Promise((resolve) => worker.addEventListener("message", (event) => resolve(event.data)));
      worker.postMessage("");
      return /** @type {Promise<number>} */ (answer);
    }),
    serviceWorker: await page.evaluate(async () => {
      await navigator.serviceWorker.register("/check/worker.js");
      const { active } = await navigator.serviceWorker.ready;
      const answer = new Promise((resolve) => navigator.serviceWorker.addEventListener("message", (event) => resolve(event.data)));
      active?.postMessage("");
      return /** @type {Promise<number>} */ (answer);
    }),
  };
  await context.close();
  for (const [who, milliseconds] of Object.entries(took)) {
    assert.ok(milliseconds > 1_100 && milliseconds < 2_500, `${who}: ${SAMPLE.length} bytes took ${Math.round(milliseconds)} ms`);
  }
  const rounded = Object.entries(took).map(([who, milliseconds]) => `${who} ${Math.round(milliseconds)} ms`);
  console.error(`slow 4G holds for 200 kB: ${rounded.join(", ")}`);
}
