// What of a person lies on this device and nowhere else: counted without opening anything.

import { deskName, openPeople, vaultName } from './people.js';
import { openStore } from './store.js';

/**
 * @param {string} account
 * @returns {Promise<number>}
 */
export async function unsent(account) {
  const people = await openPeople();
  const person = await people.person(account);
  people.store.close();
  const desk = await openStore(await deskName(account));
  let count = (await desk.tray()).length;
  desk.close();
  if (person?.vid) {
    const store = await openStore(await vaultName(account, person.vid));
    const waiting = (await store.rows()).filter((row) => row.items.length > 0);
    count += waiting.length + (await store.tray()).length;
    store.close();
  }
  return count;
}

/** Their name leaves this browser; what is sealed stays for their next sign-in. */
export async function forget() {
  const people = await openPeople();
  await people.signedOut();
  people.store.close();
}
