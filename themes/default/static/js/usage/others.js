// The same events, as collectors of others understand them: Umami, Plausible, GoatCounter, Matomo, named as `crates/metrics` reads them in
// their exports. They know no ids, so that an event that is sent again counts again.

/** @typedef {import("./queue.js").Event} Event */
/** @typedef {{ endpoint: string, speaks: string, site: string }} Collector */

/** What only makes sense to Fieldbook. */
const OWN = new Set(["id", "t", "e", "s", "d", "a"]);

/** The address of what an event is about. @param {Event} event */
const address = (event) => (event.d ? new URL(`${document.documentElement.dataset.root ?? "/"}${event.d}`, location.href).href : location.href);

/** What else an event says. @param {Event} event */
const details = (event) => Object.fromEntries(Object.entries(event).filter(([key]) => !OWN.has(key)));

/** @type {Record<string, (event: Event, collector: Collector) => [string, unknown?]>} address to ask, and body */
const LANGUAGES = {
  // https://umami.is/docs/api/sending-stats
  umami: (event, { endpoint, site }) => [
    endpoint,
    {
      type: "event",
      payload: {
        website: site,
        hostname: location.hostname,
        url: new URL(address(event)).pathname,
        language: document.documentElement.lang,
        ...(event.e === "view" ? {} : { name: event.e, data: details(event) }),
      },
    },
  ],
  // https://plausible.io/docs/events-api
  plausible: (event, { endpoint, site }) => [
    endpoint,
    { domain: site, name: event.e === "view" ? "pageview" : event.e, url: address(event), props: details(event) },
  ],
  // https://www.goatcounter.com/help/pixel
  goatcounter: (event, { endpoint }) => {
    const { pathname } = new URL(address(event));
    const isView = event.e === "view";
    return [`${endpoint}?${new URLSearchParams({ p: isView ? pathname : `${event.e}:${pathname}`, e: String(!isView), rnd: event.id })}`];
  },
  // https://developer.matomo.org/api-reference/tracking-api
  matomo: (event, { endpoint, site }) => {
    const asked = { idsite: site, rec: "1", url: address(event), rand: event.id };
    /** @type {Record<string, string>} */
    const more = event.e === "view" ? {} : { e_c: "fieldbook", e_a: event.e, e_n: String(event.q ?? event.w ?? event.o ?? "") };
    return [`${endpoint}?${new URLSearchParams({ ...asked, ...more })}`];
  },
};

/**
 * @param {Event[]} events
 * @param {Collector} collector
 * @returns {Promise<boolean>} whether they needn't be sent again
 */
export async function post(events, collector) {
  const language = LANGUAGES[collector.speaks];
  if (!language || !navigator.onLine) return !language;
  const asked = events.map((event) => {
    const [url, body] = language(event, collector);
    const how = body === undefined ? {} : { body: JSON.stringify(body) };
    return fetch(url, { method: "POST", mode: "no-cors", keepalive: true, credentials: "omit", ...how });
  });
  const answers = await Promise.allSettled(asked);
  return answers.every(({ status }) => status === "fulfilled");
}
