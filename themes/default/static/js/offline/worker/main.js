// The service worker's events. It takes over at once, also from the worker of an older build: pages come from the network anyway,
// and what open tabs of that build may still ask for stays until they are gone.

const offlineStore = new OfflineStore(serviceWorker.registration.scope);
const offlineFill = new OfflineFill(offlineStore);
const offlineAnswers = new OfflineAnswers(offlineStore);

/** Takes on the list of this worker's build; a host that is being published to may still have another, then it is tried again later. */
async function install() {
  const response = await fetch(`${offlineStore.scope}offline.json`, { cache: "no-store", credentials: "same-origin" });
  /** @type {List} */
  const list = await response.json();
  if (list.format !== OFFLINE_FORMAT || list.build !== serviceWorker.build) throw new Error("the list is not of this build");
  const tabs = await serviceWorker.clients.matchAll({ type: "window", includeUncontrolled: true });
  await offlineStore.takeOn(list, tabs.map(({ id }) => id));
  await serviceWorker.skipWaiting();
}

serviceWorker.addEventListener("install", (event) => event.waitUntil(install()));

serviceWorker.addEventListener("activate", (event) => {
  event.waitUntil(Promise.all([serviceWorker.registration.navigationPreload?.enable(), serviceWorker.clients.claim()]));
});

serviceWorker.addEventListener("fetch", (event) => {
  const answer = offlineAnswers.to(event);
  if (answer) event.respondWith(answer);
});

/** @typedef {{ type: "fill", sparing: boolean } | { type: "about", url: string }} FromPage what pages say */

serviceWorker.addEventListener("message", (event) => {
  const message = /** @type {FromPage} */ (event.data);
  if (message.type === "fill") event.waitUntil(offlineFill.run(message.sparing).catch(() => undefined));
  else event.waitUntil(offlineAnswers.about(message.url).then((about) => event.ports[0]?.postMessage(about)));
});
