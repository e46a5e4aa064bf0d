// The worker of a library that keeps nothing for offline any more: clears away what earlier ones have kept, and itself.

async function leave() {
  const { registration } = serviceWorker;
  const own = `:${new URL(registration.scope).pathname}`;
  const names = (await caches.keys()).filter((name) => name.startsWith("fieldbook-offline-") && name.endsWith(own));
  await Promise.all(names.map((name) => caches.delete(name)));
  await registration.unregister();
}

serviceWorker.addEventListener("install", (event) => event.waitUntil(serviceWorker.skipWaiting()));
serviceWorker.addEventListener("activate", (event) => event.waitUntil(leave()));
