/** Questionnaires that are kept in this browser, with their files: nothing of them leaves the machine. */

/** @typedef {import('./types.d.ts').Session} Session */

/** Several sites may share a host, so that the name has the site's own address. */
const NAME = `fieldbook:${document.documentElement.dataset.root ?? '/'}:respond`;
const STORE = 'sessions';

/** @type {Promise<IDBDatabase> | undefined} */
let database;

function open() {
  database ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'id' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return database;
}

/**
 * @template Value
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<Value>} act
 * @returns {Promise<Value>}
 */
async function within(mode, act) {
  const transaction = (await open()).transaction(STORE, mode);
  const request = act(transaction.objectStore(STORE));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}

/** All of them, the latest first; none where the browser refuses storage. @returns {Promise<Session[]>} */
export async function all() {
  try {
    const sessions = await within('readonly', (store) => /** @type {IDBRequest<Session[]>} */ (store.getAll()));
    return sessions.sort((one, other) => other.changed - one.changed);
  } catch {
    return [];
  }
}

/** Keeps one; says whether the browser took it. @param {Session} session */
export async function keep(session) {
  try {
    await within('readwrite', (store) => store.put({ ...session, changed: Date.now() }));
    return true;
  } catch {
    return false;
  }
}

/** @param {string} id */
export async function remove(id) {
  await within('readwrite', (store) => store.delete(id)).catch(() => {});
}
