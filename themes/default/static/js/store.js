// What a reader keeps in the browser: ticks, progress, favourites. Nothing of it leaves the machine.

/** Several sites may share a host, so that names begin with the site's own address. */
const PREFIX = `fieldbook:${document.documentElement.dataset.root ?? "/"}:`;

/**
 * What was kept under a name; `otherwise` where there is nothing, it isn't readable, or the browser refuses storage.
 *
 * @template T
 * @param {string} name
 * @param {T} otherwise
 * @returns {T}
 */
export function read(name, otherwise) {
  try {
    const kept = localStorage.getItem(PREFIX + name);
    return kept === null ? otherwise : JSON.parse(kept);
  } catch {
    return otherwise;
  }
}

/**
 * Keeps a value, or forgets it where it is undefined.
 *
 * @param {string} name
 * @param {unknown} value
 * @returns {boolean} whether the browser took it
 */
export function write(name, value) {
  try {
    if (value === undefined) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}
