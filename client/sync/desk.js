// What one person left on this device before there was a vault, or while it could not be used: first taps,
// and contacts that wait for the line. Sealed with a key that lies in this browser's storage and cannot be
// carried off: it keeps the next person at this phone out of plain view, and nobody who can open the browser's
// own storage. It is never called backed up.

import { newId } from '../vault/bytes.js';
import { openStore } from './store.js';

/** @typedef {{ tid: string, kind: string, iv: Uint8Array<ArrayBuffer>, sealed: ArrayBuffer }} Sheet */
/** @typedef {{ tid: string, kind: string, text: any }} Read */

const writer = new TextEncoder();
const reader = new TextDecoder();

export class Desk {
  /** @param {import('./store.js').Store} store */
  constructor(store) {
    this.store = store;
    /** @type {Promise<CryptoKey> | null} */
    this.made = null;
  }

  /** The key of this desk, made when it is first needed. */
  key() {
    this.made ??= (async () => {
      const known = await this.store.meta('key');
      if (known) return known;
      const fresh = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
      await this.store.setMeta('key', fresh);
      // Another tab may have made one at the same moment: the one that stayed holds.
      return this.store.meta('key');
    })();
    return this.made;
  }

  /**
   * Lays something down; it is on disk when this resolves.
   * @param {string} kind
   * @param {unknown} text
   * @param {string} [tid]
   */
  async lay(kind, text, tid = newId()) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const name = { name: 'AES-GCM', iv, additionalData: writer.encode(`${kind}|${tid}`) };
    const sealed = await crypto.subtle.encrypt(name, await this.key(), writer.encode(JSON.stringify(text)));
    await this.store.addTray({ tid, kind, iv, sealed });
    return tid;
  }

  /** Everything of a kind. @param {string} kind @returns {Promise<Read[]>} */
  async all(kind) {
    const sheets = /** @type {Sheet[]} */ (/** @type {unknown} */ (await this.store.tray()));
    const key = sheets.length > 0 ? await this.key() : null;
    const read = sheets.filter((sheet) => sheet.kind === kind).map(async ({ tid, iv, sealed }) => {
      const name = { name: 'AES-GCM', iv, additionalData: writer.encode(`${kind}|${tid}`) };
      const plain = await crypto.subtle.decrypt(name, /** @type {CryptoKey} */ (key), sealed);
      return { tid, kind, text: JSON.parse(reader.decode(plain)) };
    });
    return Promise.all(read);
  }

  /** How many of a kind lie here. @param {string} kind */
  async count(kind) {
    const sheets = /** @type {Sheet[]} */ (/** @type {unknown} */ (await this.store.tray()));
    return sheets.filter((sheet) => sheet.kind === kind).length;
  }

  /** When something of this desk was sent last, as it was said. @returns {Promise<string | null>} */
  async last() {
    return (await this.store.meta('sent')) ?? null;
  }

  /** @param {string} time */
  async setLast(time) {
    await this.store.setMeta('sent', time);
  }

  /** @param {string[]} tids */
  async clear(tids) {
    if (tids.length > 0) await this.store.untray(tids);
  }
}

/**
 * The desk of an account on this device.
 * @param {string} name of the database
 */
export async function openDesk(name) {
  return new Desk(await openStore(name));
}
