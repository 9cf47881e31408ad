// Who uses this browser: the person of the last sign-in, and for each person what the server said of their vault.
// Nothing here is secret, and signing out takes the name away.

import { hash } from '../vault/bytes.js';
import { openStore } from './store.js';

/**
 * @typedef {{ account: string, name: string, roles: string[], vid: string | null, state: any,
 *   known: import('../vault/vault.js').Known | null, receive: { x: string, y: string } | null, lastSent: string | null }} Person
 *   `known`: the newest statement of their vault seen here; `receive`: the key for taps while locked, pinned when it was open
 */

/** The database that says whose the others are. */
const NAME = 'fullcup';

/** Database of a person's desk. @param {string} account */
export const deskName = async (account) => `fullcup-desk-${(await hash(`desk|${account}`)).slice(0, 22)}`;

/** Database of a vault. @param {string} account @param {string} vid */
export const vaultName = async (account, vid) => `fullcup-vault-${(await hash(`vault|${account}|${vid}`)).slice(0, 22)}`;

export class People {
  /** @param {import('./store.js').Store} store */
  constructor(store) {
    this.store = store;
  }

  /** The person of the last sign-in, until they sign out. @returns {Promise<Person | null>} */
  async last() {
    const account = await this.store.meta('last');
    return account ? this.person(account) : null;
  }

  /** Whose browser this is, known by a page of theirs alone. @param {string} account */
  async met(account) {
    if ((await this.store.meta('last')) !== account) await this.store.setMeta('last', account);
  }

  /** The account of the last sign-in. @returns {Promise<string | null>} */
  async account() {
    return (await this.store.meta('last')) ?? null;
  }

  /** @param {string} account @returns {Promise<Person | null>} */
  async person(account) {
    return (await this.store.meta(`person:${account}`)) ?? null;
  }

  /** @param {Person} person */
  async keep(person) {
    await this.store.setMeta(`person:${person.account}`, person);
    await this.store.setMeta('last', person.account);
  }

  /**
   * Nobody is the last any more. Their name leaves; what is sealed stays for their next sign-in.
   */
  async signedOut() {
    const person = await this.last();
    if (person) await this.store.setMeta(`person:${person.account}`, { ...person, name: '', roles: [] });
    await this.store.setMeta('last', null);
  }
}

export async function openPeople() {
  return new People(await openStore(NAME));
}

/** What a browser must not forget while it remembers this cookie: see `mark`. */
const COOKIE = 'fullcup-kept';

/**
 * Says in a cookie that this browser has kept something of a vault: when the browser clears its storage and not its
 * cookies, the owner is told. The cookie goes to the server with each request, so it never says how much is kept, or whether
 * anything waits: it is the same from the first look at the private circle on.
 * @param {string} vid
 */
export async function mark(vid) {
  const value = (await hash(`kept|${vid}`)).slice(0, 8);
  if (document.cookie.includes(`${COOKIE}=${value}`)) return;
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  document.cookie = `${COOKIE}=${value}; Path=/; SameSite=Strict; Max-Age=34560000${secure}`;
}

/**
 * Whether something of this vault was kept in this browser.
 * @param {string} vid
 */
export async function marked(vid) {
  const value = document.cookie.split('; ').find((one) => one.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1);
  return value === (await hash(`kept|${vid}`)).slice(0, 8);
}
