// What readers did, kept in the browser until somebody has acknowledged it. `docs/usage-events.md` says what events are.

import { read, write } from "../store.js";

/** @typedef {{ id: string, t: number, e: string, [key: string]: string | number | boolean }} Event */

/** Events that are kept at most while there is no network, and that are sent at once. */
const MOST = 400;
const AT_ONCE = 100;

/** Milliseconds that events wait for others. */
const PAUSE = 2000;

/** Events that the reader is shown of what was sent. */
const SHOWN = 20;

const script = /** @type {HTMLElement} */ (document.querySelector("script[data-usage]"));
const { usage: endpoint = "", speaks = "fieldbook", site = "" } = script.dataset;

/** What only tells events of one page apart from others: of the reader it says nothing. */
const random = () => Math.random().toString(36).slice(2, 12);
const page = random();

/** Whether the browser asks for its reader not to be counted. */
export const browserAsksNotTo = navigator.doNotTrack === "1" || Reflect.get(navigator, "globalPrivacyControl") === true;

/** Whether nothing is to be told. */
export const isOff = () => browserAsksNotTo || read("usage.off", false);

/** The events that nobody has acknowledged yet. @returns {Event[]} */
const kept = () => read("usage.kept", []);

/** What was told last, newest first. @returns {Event[]} */
export const recent = () => read("usage.recent", []);

/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;

/** Events that are on their way. @type {Set<string>} */
const underWay = new Set();

/** Collectors of others: loaded at once, since a page that is being left can load nothing. */
const others = speaks === "fieldbook" ? undefined : import("./others.js");

/**
 * Keeps an event, and sends it soon.
 *
 * @param {string} e its kind
 * @param {Record<string, string | number | boolean | undefined>} details
 */
export function tell(e, details) {
  if (isOff()) return;
  const t = Date.now();
  const { audience: a } = document.documentElement.dataset;
  const all = { id: `${t.toString(36)}-${random()}`, t, e, s: page, o: read("usage.deal", "") || undefined, a, ...details };
  const event = JSON.parse(JSON.stringify(all));
  write("usage.kept", [...kept(), event].slice(-MOST));
  write("usage.recent", [event, ...recent()].slice(0, SHOWN));
  waiting ??= setTimeout(() => void send(), PAUSE);
}

/** Forgets what was kept. */
export function forget() {
  write("usage.kept", undefined);
  write("usage.recent", undefined);
}

/** Takes events out of what is kept. @param {Event[]} events */
function drop(events) {
  const gone = new Set(events.map(({ id }) => id));
  write("usage.kept", kept().filter(({ id }) => !gone.has(id)));
}

/**
 * Sends what is kept. What isn't acknowledged stays, and is known by its id when it comes again; other collectors know no ids, so that what
 * is sent to them stays only where it was refused.
 */
export async function send() {
  clearTimeout(waiting);
  waiting = undefined;
  // What is left before these are there stays for the next page.
  const elsewhere = await others;
  const events = kept().filter(({ id }) => !underWay.has(id)).slice(0, AT_ONCE);
  if (events.length === 0 || isOff()) return;
  for (const { id } of events) underWay.add(id);
  if (elsewhere) drop(events);
  const isDone = await (elsewhere ? elsewhere.post(events, { endpoint, speaks, site }) : post(events));
  if (isDone) drop(events);
  else if (elsewhere) write("usage.kept", [...kept(), ...events].slice(-MOST));
  for (const { id } of events) underWay.delete(id);
  if (isDone) await send();
}

/**
 * @param {Event[]} events
 * @returns {Promise<boolean>} whether they needn't be sent again
 */
async function post(events) {
  try {
    const body = JSON.stringify({ v: 1, t: Date.now(), events });
    // As plain text it needs no asking before; and it goes on when the page is left.
    const { status } = await fetch(endpoint, { method: "POST", body, keepalive: true, credentials: "omit", priority: "low" });
    // Who is busy, or was too slow, wants it later; what is refused is refused the next time, too.
    return status !== 408 && status !== 429 && status < 500;
  } catch {
    return false;
  }
}
