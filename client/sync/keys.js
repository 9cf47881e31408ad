// Ways in and the key itself: everything that needs a secret again. Each change is one signed statement, and
// holds here only when the server has taken it.

import { makeWords, prfInputs, prfSecret } from '../vault/vault.js';
import { missing } from './heads.js';
import { ask } from './wire.js';

/**
 * @typedef {import('./box.js').Box} Box
 * @typedef {import('./box.js').Secret} Secret
 * @typedef {import('../vault/vault.js').Vault} Vault
 * @typedef {import('../vault/inside.js').Bundle} Bundle
 */

/** @param {string} why */
const refused = (why) => Object.assign(new Error(why), { reason: why });

/** Items of one request, as the server takes them, and letters. */
const ITEMS = 64;
const LETTERS = 3_500_000;

/** @param {Box} box @returns {Vault} */
function open(box) {
  if (!box.vault) throw refused('locked');
  return box.vault;
}

/**
 * Asks the server to take a change. Nothing of this device changes before it did.
 * @param {Box} box
 * @param {Bundle} bundle
 * @param {Vault} [next] the vault from then on
 */
async function commit(box, bundle, next) {
  const answer = await ask('/vault/control', { method: 'POST', body: bundle });
  if (!answer.ok) {
    // Another phone changed something first: the person opens the vault anew and sees it.
    if (answer.status === 409 && answer.body?.vid) await box.took(answer.body);
    throw refused(answer.why === 'refused' ? answer.body.refused : answer.why);
  }
  if (next) {
    box.vault = next;
    if (box.core) box.core.vault = next;
  }
  if (box.vault) box.vault.n = answer.body.n;
  await box.took(answer.body);
  if (box.vault) await box.pin(box.vault);
  box.tell();
}

/**
 * @param {Box} box
 * @param {'erase' | 'keep' | 'purge'} op
 * @param {object} body
 * @param {Secret} secret
 */
export async function control(box, op, body, secret) {
  const vault = open(box);
  await commit(box, { statement: await vault.control(op, vault.n + 1, body, secret) });
}

/** @param {Box} box @param {Secret} secret */
export async function addWords(box, secret) {
  const words = await makeWords();
  const { next, bundle } = await open(box).addSlot(secret, 'words', { words });
  await commit(box, bundle, next);
  return words;
}

/** @param {Box} box @param {Secret} secret */
export async function addCode(box, secret) {
  const { next, bundle, code } = await open(box).addSlot(secret, 'code');
  await commit(box, bundle, next);
  return code ?? '';
}

/** @param {Box} box @param {Secret} secret @param {string} sid */
export async function markTested(box, secret, sid) {
  const { next, bundle } = await open(box).markTested(secret, sid);
  await commit(box, bundle, next);
}

/** @param {Box} box @param {Secret} secret @param {string} sid */
export async function removeSlot(box, secret, sid) {
  const { next, bundle } = await open(box).removeSlot(secret, sid);
  await commit(box, bundle, next);
}

/**
 * Asks a passkey of this person for what it derives. Nothing of it travels.
 * @param {BufferSource} [id] of one passkey alone
 */
async function derive(id) {
  const { first, second } = await prfInputs();
  const publicKey = /** @type {PublicKeyCredentialRequestOptions} */ ({
    challenge: crypto.getRandomValues(new Uint8Array(32)),
    allowCredentials: id ? [{ type: 'public-key', id }] : [],
    userVerification: 'required',
    extensions: { prf: { eval: { first, second } } },
  });
  const found = /** @type {PublicKeyCredential | null} */ (await navigator.credentials.get({ publicKey }));
  const prf = prfSecret(found?.getClientExtensionResults());
  if (!prf) throw refused('no-prf');
  return prf;
}

/** @returns {Promise<{ prf: Uint8Array }>} */
export async function askPasskey() {
  return { prf: await derive() };
}

/**
 * Makes a passkey for this vault alone, and a slot for it. The second question must give the same as the first;
 * some passkeys give something else each time, and one that does would lock its owner out.
 * @param {Box} box
 * @param {Secret} secret
 * @param {string} [name]
 */
export async function addPasskey(box, secret, name = '') {
  const vault = open(box);
  const label = box.who?.name ?? '';
  const publicKey = /** @type {PublicKeyCredentialCreationOptions} */ ({
    challenge: crypto.getRandomValues(new Uint8Array(32)),
    rp: { name: 'Fullcup' },
    user: { id: crypto.getRandomValues(new Uint8Array(16)), name: label, displayName: label },
    pubKeyCredParams: [{ type: 'public-key', alg: -7 }, { type: 'public-key', alg: -257 }],
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    extensions: { prf: {} },
  });
  const made = /** @type {PublicKeyCredential | null} */ (await navigator.credentials.create({ publicKey }));
  if (!made) throw refused('no-prf');
  const [once, twice] = [await derive(made.rawId), await derive(made.rawId)];
  if (once.some((byte, at) => byte !== twice[at])) throw refused('no-prf');
  const { next, bundle, sid } = await vault.addSlot(secret, 'passkey', { prf: once, name });
  await commit(box, bundle, next);
  await markTested(box, { prf: once }, sid);
}

/**
 * A new key for everything. First everything is here, sent and open; then every record is sealed anew and
 * staged; then one statement turns it all, or nothing.
 * @param {Box} box
 * @param {Secret} secret
 */
export async function rotate(box, secret) {
  const vault = open(box);
  const { core, store } = box;
  if (!core || !store) throw refused('locked');
  await box.ready;
  await box.sync();
  const whole = core.trouble.size === 0 && core.waiting() === 0 && core.bad.size === 0 && missing(core).length === 0;
  if (!whole) throw refused('not-whole');
  const { turn, next, commit: statement } = await vault.rotate(secret);
  const rows = await store.rows();
  /** @type {{ rid: string, jwe: string }[]} */
  let items = [];
  let letters = 0;
  const stage = async () => {
    if (items.length === 0) return;
    const answer = await ask('/vault/turn', { method: 'POST', body: { vid: vault.vid, turn, items } });
    if (!answer.ok) throw refused(answer.why);
    if (!answer.body.results?.every((/** @type {any} */ one) => one.ok)) throw refused('not-whole');
    [items, letters] = [[], 0];
  };
  for (const row of rows) {
    // One record that does not open stops everything, before anything changed.
    const payload = await core.payloadOf(row);
    const jwe = await next.seal(row.rid, row.ver + 1, row.hash, payload);
    if (items.length === ITEMS || letters + jwe.length > LETTERS) await stage();
    items.push({ rid: row.rid, jwe });
    letters += jwe.length;
  }
  await stage();
  await commit(box, await statement(rows.length), next);
  // Done only when all of it is here again and opens.
  await box.sync();
  if (core.bad.size > 0) throw refused('damaged');
}
