// Storage on this device: one IndexedDB database for each account and vault, so that two people on one phone
// never meet. It holds sealed records, never a key of the vault.
//
// Saved means: the transaction is complete, on disk where the browser allows to ask for it, and what was
// written reads back the same.

/**
 * @typedef {import('./core.js').Row} Row
 * @typedef {import('./core.js').Store} CoreStore
 */

/** The shape of the databases; a later one is read by this code and not written. */
const SHAPE = 1;
const STORES = ['rec', 'outbox', 'meta', 'tray'];

/** @param {string} why @param {unknown} [cause] */
const trouble = (why, cause) => Object.assign(new Error(why, { cause }), { reason: why });

/** @param {unknown} error */
const failure = (error) =>
  trouble(error instanceof DOMException && error.name === 'QuotaExceededError' ? 'quota' : 'storage', error);

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
const answer = (request) =>
  new Promise((done, broken) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => broken(request.error);
  });

/**
 * Resolves when the transaction is complete.
 * @param {IDBTransaction} transaction
 * @returns {Promise<void>}
 */
const complete = (transaction) =>
  new Promise((done, broken) => {
    const failed = () => broken(failure(transaction.error));
    transaction.oncomplete = () => done();
    transaction.onabort = failed;
    transaction.onerror = failed;
  });

/**
 * @param {string} name
 * @returns {Promise<IDBDatabase>}
 */
async function openDatabase(name) {
  try {
    return await openAt(name, SHAPE);
  } catch (error) {
    // A newer release was here: read what is there, change nothing.
    if (error instanceof DOMException && error.name === 'VersionError') return openAt(name);
    throw trouble('storage', error);
  }
}

/**
 * @param {string} name
 * @param {number} [shape]
 * @returns {Promise<IDBDatabase>}
 */
function openAt(name, shape) {
  const request = shape === undefined ? indexedDB.open(name) : indexedDB.open(name, shape);
  request.onupgradeneeded = () => {
    const made = request.result;
    for (const store of STORES) {
      if (made.objectStoreNames.contains(store)) continue;
      const keyPath = store === 'meta' ? undefined : store === 'tray' ? 'tid' : 'rid';
      made.createObjectStore(store, keyPath ? { keyPath } : undefined);
    }
  };
  return answer(request);
}

/** @implements {CoreStore} */
export class Store {
  /** @param {IDBDatabase} database */
  constructor(database) {
    this.database = database;
    /** A newer release changed the shape: nothing may be written here any more. */
    this.old = database.version > SHAPE;
    this.closed = () => {};
    // Another tab wants to delete or change the database: it must not wait for this one.
    database.onversionchange = () => {
      this.old = true;
      database.close();
      this.closed();
    };
    database.onclose = () => {
      this.old = true;
      this.closed();
    };
  }

  /**
   * @param {string[]} stores
   * @param {IDBTransactionMode} mode
   */
  begin(stores, mode) {
    if (mode === 'readwrite' && this.old) throw trouble('old-page');
    try {
      return this.database.transaction(stores, mode, { durability: 'strict' });
    } catch (error) {
      throw trouble('storage', error);
    }
  }

  /** @returns {Promise<Row[]>} */
  async rows() {
    const run = this.begin(['rec', 'outbox'], 'readonly');
    const [records, waiting] = await Promise.all([
      answer(run.objectStore('rec').getAll()), answer(run.objectStore('outbox').getAll()),
    ]);
    const byRid = new Map(waiting.map((one) => [one.rid, one]));
    return records.map((record) => row(record, byRid.get(record.rid)));
  }

  /** Rids of what waits to be sent. @returns {Promise<string[]>} */
  async waiting() {
    const keys = await answer(this.begin(['outbox'], 'readonly').objectStore('outbox').getAllKeys());
    return keys.map(String);
  }

  /** @type {CoreStore['get']} */
  async get(rids) {
    if (rids.length === 0) return [];
    const run = this.begin(['rec', 'outbox'], 'readonly');
    return Promise.all(rids.map(async (rid) => {
      const [record, waiting] = await Promise.all([
        answer(run.objectStore('rec').get(rid)), answer(run.objectStore('outbox').get(rid)),
      ]);
      return record ? row(record, waiting) : null;
    }));
  }

  /** @type {CoreStore['put']} */
  async put(changes, meta = {}, untray = []) {
    const run = this.begin(STORES, 'readwrite');
    const done = complete(run);
    const [records, outbox, notes] = ['rec', 'outbox', 'meta'].map((name) => run.objectStore(name));
    /** @type {string[]} */
    const stale = [];
    // Only requests of this transaction are awaited in here: anything else would close it.
    await Promise.all(changes.map(async ({ was, row: { items, stuck, ...record } }) => {
      const there = await answer(records.get(record.rid));
      if ((there?.mark ?? null) !== was) return void stale.push(record.rid);
      records.put(record);
      if (items.length > 0) outbox.put({ rid: record.rid, items, stuck });
      else outbox.delete(record.rid);
    })).catch(async (error) => {
      // All or nothing, also when a single request is refused.
      try {
        run.abort();
      } catch {
        // It has ended already.
      }
      await done.catch(() => {});
      throw error?.reason ? error : failure(error);
    });
    if (stale.length === 0) {
      for (const [name, value] of Object.entries(meta)) notes.put(value, name);
      for (const tid of untray) run.objectStore('tray').delete(tid);
    }
    await done;
    await this.reread(changes.map((change) => change.row).filter((one) => one.items.length > 0 && !stale.includes(one.rid)));
    return stale;
  }

  /**
   * What was written must be there. Another tab may have gone on from it meanwhile.
   * @param {Row[]} written
   */
  async reread(written) {
    const found = await this.get(written.map((one) => one.rid));
    for (const [index, one] of written.entries()) {
      const there = found[index];
      const same = there && (there.mark > one.mark || (there.mark === one.mark && there.jwe === one.jwe));
      if (!same) throw trouble('storage');
    }
  }

  /** @param {string} name */
  async meta(name) {
    return answer(this.begin(['meta'], 'readonly').objectStore('meta').get(name));
  }

  /** @param {string} name @param {unknown} value */
  async setMeta(name, value) {
    const run = this.begin(['meta'], 'readwrite');
    run.objectStore('meta').put(value, name);
    await complete(run);
  }

  /** @returns {Promise<{ tid: string, jwe: string }[]>} */
  async tray() {
    return answer(this.begin(['tray'], 'readonly').objectStore('tray').getAll());
  }

  /** @param {{ tid: string } & Record<string, unknown>} tap */
  async addTray(tap) {
    const run = this.begin(['tray'], 'readwrite');
    run.objectStore('tray').put(tap);
    await complete(run);
    const there = await answer(this.begin(['tray'], 'readonly').objectStore('tray').get(tap.tid));
    if (!there) throw trouble('storage');
  }

  /** @param {string[]} tids */
  async untray(tids) {
    const run = this.begin(['tray'], 'readwrite');
    for (const tid of tids) run.objectStore('tray').delete(tid);
    await complete(run);
  }

  close() {
    this.database.close();
  }
}

/**
 * @param {any} record
 * @param {any} waiting
 * @returns {Row}
 */
const row = (record, waiting) => ({ ...record, items: waiting?.items ?? [], stuck: waiting?.stuck ?? '' });

/**
 * Opens one database of this device.
 * @param {string} name
 */
export async function openStore(name) {
  return new Store(await openDatabase(name));
}

/**
 * Deletes one database of this device.
 * @param {string} name
 */
export async function dropStore(name) {
  await answer(indexedDB.deleteDatabase(name));
}
