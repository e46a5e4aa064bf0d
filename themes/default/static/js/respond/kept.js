/**
 * Questionnaires that are kept in this browser, with their files: nothing of them leaves the machine.
 *
 * Files stand apart from what is decided on them. So a change is a small write, which the browser ends even if the page goes away
 * right after it, and the list of sessions needs none of the files.
 */

/** @typedef {import('./types.d.ts').Kept} Kept */
/** @typedef {import('./types.d.ts').Session} Session */

/** Several sites may share a host, so that the name has the site's own address. */
const NAME = `fieldbook:${document.documentElement.dataset.root ?? '/'}:respond`;
const SESSIONS = 'sessions';
const FILES = 'files';

/** @type {Promise<IDBDatabase> | undefined} */
let database;

/** Ids of sessions whose file needn't be written again. @type {Set<string>} */
const withFile = new Set();

function open() {
  database ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 2);
    request.onupgradeneeded = ({ oldVersion }) => upgrade(request, oldVersion);
    request.onsuccess = () => {
      const { result } = request;
      const forget = () => (database = undefined);
      result.onclose = forget;
      result.onversionchange = () => {
        result.close();
        forget();
      };
      resolve(result);
    };
    request.onerror = () => reject(request.error);
    // A page of an older version has it open still.
    request.onblocked = () => reject(new Error('blocked'));
  });
  database.catch(() => (database = undefined));
  return database;
}

/** Makes the stores; the first version kept files with their sessions. @param {IDBOpenDBRequest} request @param {number} from */
function upgrade({ result, transaction }, from) {
  const files = result.createObjectStore(FILES);
  if (from === 0 || !transaction) return result.createObjectStore(SESSIONS, { keyPath: 'id' });
  const cursors = transaction.objectStore(SESSIONS).openCursor();
  cursors.onsuccess = () => {
    const cursor = cursors.result;
    if (!cursor) return;
    const { file, ...session } = cursor.value;
    files.put(file, session.id);
    cursor.update(session);
    cursor.continue();
  };
}

/**
 * Acts on both stores as one.
 * @template Value
 * @param {IDBTransactionMode} mode
 * @param {(sessions: IDBObjectStore, files: IDBObjectStore) => IDBRequest<Value>[]} act
 * @returns {Promise<Value[]>} what the requests gave
 */
async function within(mode, act) {
  const transaction = (await open()).transaction([SESSIONS, FILES], mode);
  const requests = act(transaction.objectStore(SESSIONS), transaction.objectStore(FILES));
  // Otherwise it would wait until the page has heard of all requests, which a page that goes away doesn't.
  transaction.commit();
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(requests.map(({ result }) => result));
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}

/** All of them, the latest first; none where the browser refuses storage. @returns {Promise<Kept[]>} */
export async function all() {
  try {
    const [sessions, ids] = await within('readonly', (sessions, files) => [
      /** @type {IDBRequest<any[]>} */ (sessions.getAll()),
      files.getAllKeys(),
    ]);
    const found = /** @type {Kept[]} */ (sessions).filter(({ id }) => ids?.includes(id));
    return found.sort((one, other) => other.changed - one.changed);
  } catch {
    return [];
  }
}

/** The file of a session. @param {string} id @returns {Promise<ArrayBuffer | undefined>} */
export async function fileOf(id) {
  const [file] = await within('readonly', (_, files) => [files.get(id)]).catch(() => []);
  if (file) withFile.add(id);
  return file;
}

/** Keeps one; says whether the browser took it. @param {Session} session */
export async function keep({ file, ...session }) {
  const isNew = !withFile.has(session.id);
  withFile.add(session.id);
  try {
    await within('readwrite', (sessions, files) => [
      sessions.put({ ...session, changed: Date.now() }),
      ...(isNew ? [files.put(file, session.id)] : []),
    ]);
    return true;
  } catch {
    if (isNew) withFile.delete(session.id);
    return false;
  }
}

/** @param {string} id */
export async function remove(id) {
  withFile.delete(id);
  await within('readwrite', (sessions, files) => [sessions.delete(id), files.delete(id)]).catch(() => {});
}
