// Work that could not be sent: forms that wait on this device for the line, each with a key of its own, so that
// sending twice saves once. They belong to the account that wrote them and go out under no other.

import { openDesk } from './desk.js';
import { deskName } from './people.js';
import { localTime } from './time.js';
import { ask as askServer } from './wire.js';

/**
 * @typedef {{ to: string, fields: [string, string][], at: string, about: string, stuck?: number }} Letter
 *   `about`: how its writer knows it again; `stuck`: the status with which the server sent it back
 * @typedef {{ key: string, letter: Letter }} Waiting
 * @typedef {{ done: 'sent', to: string } | { done: 'stuck', status: number } | { done: 'waits', why: string }} Outcome
 */

/**
 * A cookie with the number of those that wait: pages look at it before they load more, and when the browser cleared
 * its storage and not its cookies, the writer is told what was lost.
 * @param {string} account
 * @param {number} count
 */
export function note(account, count) {
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  document.cookie = `fullcup-letters-${account}=${count}; Path=/; SameSite=Strict; Max-Age=${count > 0 ? 34560000 : 0}${secure}`;
}

/** How many waited when the cookie was written. @param {string} account */
export function noted(account) {
  const name = `fullcup-letters-${account}=`;
  return Number(document.cookie.split('; ').find((one) => one.startsWith(name))?.slice(name.length) ?? 0);
}

/** @param {string} account */
export async function openLetters(account) {
  return new Letters(await openDesk(await deskName(account)), account);
}

export class Letters {
  /**
   * @param {Pick<import('./desk.js').Desk, 'lay' | 'all' | 'clear' | 'last' | 'setLast'>} desk
   * @param {string} account
   * @param {typeof fetch} [get]
   */
  constructor(desk, account, get = (to, given) => fetch(to, given)) {
    this.desk = desk;
    this.account = account;
    this.get = get;
  }

  /**
   * Keeps a form; the same key again takes the place of what was there. On disk when it resolves.
   * @param {string} key
   * @param {Letter} letter
   */
  async keep(key, letter) {
    await this.desk.lay('letter', letter, key);
  }

  /** Everything that waits, the oldest first. @returns {Promise<Waiting[]>} */
  async all() {
    const found = await this.desk.all('letter');
    return found.map(({ tid, text }) => ({ key: tid, letter: text })).sort((a, b) => (a.letter.at < b.letter.at ? -1 : 1));
  }

  /** When one of this account went out last, as 10:42; null before the first. @returns {Promise<string | null>} */
  last() {
    return this.desk.last();
  }

  /** @param {string} key */
  async away(key) {
    await this.desk.clear([key]);
  }

  /**
   * Sends what waits. One that the server sends back stays, is marked, and never stops the others; when the
   * line, the session or the server is not there, all stay as they are.
   * @param {(key: string, to: string) => void} [sent] called for each that was saved
   * @returns {Promise<{ sent: number, waits: Waiting[], why: string }>}
   */
  async send(sent = () => {}) {
    const waits = await this.all();
    if (waits.length === 0) return { sent: 0, waits, why: '' };
    const who = await askServer('/session', {}, this.get);
    // Somebody else is signed in now, or nobody: nothing goes out in their name.
    if (!who.ok || who.body.account !== this.account) return { sent: 0, waits, why: who.ok ? 'sign-in' : who.why };
    let count = 0;
    for (const { key, letter } of waits) {
      const outcome = await this.post(letter);
      if (outcome.done === 'waits' && outcome.why !== 'later') return { sent: count, waits: await this.all(), why: outcome.why };
      if (outcome.done === 'sent') {
        await this.away(key);
        count += 1;
        await this.desk.setLast(localTime().slice(11, 16));
        sent(key, outcome.to);
      } else if (outcome.done === 'stuck' && letter.stuck !== outcome.status) {
        await this.keep(key, { ...letter, stuck: outcome.status });
      }
    }
    return { sent: count, waits: await this.all(), why: '' };
  }

  /**
   * @param {Letter} letter
   * @returns {Promise<Outcome>}
   */
  async post(letter) {
    /** @type {Response} */
    let response;
    try {
      response = await this.get(letter.to, {
        method: 'POST', body: new URLSearchParams(letter.fields), headers: { accept: 'application/json' },
        credentials: 'same-origin', cache: 'no-store', redirect: 'error', signal: AbortSignal.timeout(30_000),
      });
    } catch {
      return { done: 'waits', why: 'away' };
    }
    const { status } = response;
    const json = /^application\/json\b/.test(response.headers.get('content-type') ?? '');
    const said = json ? await response.json().catch(() => null) : null;
    const to = typeof said?.to === 'string' && /^\/(?!\/)/.test(said.to) ? said.to : said?.draft ? `/contacts/new?draft=${said.draft}` : null;
    if (response.ok && to) return { done: 'sent', to };
    if (status === 401) return { done: 'waits', why: 'sign-in' };
    // Only our own server's word sends something back: a proxy's page does not.
    if (said && [404, 409, 413, 422].includes(status)) return { done: 'stuck', status };
    return { done: 'waits', why: response.ok ? 'not-us' : 'later' };
  }
}
