// What the worker's scripts know as their surroundings.

const serviceWorker = /** @type {ServiceWorkerGlobalScope & { build: string }} */ (/** @type {unknown} */ (self));
