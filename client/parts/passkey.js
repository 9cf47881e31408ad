// Signing in with this phone, and adding it. Options and answers are copied field by field:
// nothing travels to the server that is not named here, least of all what a key derives (`prf`).

import { element, say } from './say.js';

/**
 * @param {string} text base64url
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function bytes(text) {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

/**
 * @param {ArrayBuffer} buffer
 * @returns {string} base64url
 */
export function text(buffer) {
  const letters = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join('');
  return btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/**
 * @param {any[] | undefined} list
 * @returns {PublicKeyCredentialDescriptor[]}
 */
function keys(list) {
  return (list ?? []).map((key) => ({ type: 'public-key', id: bytes(key.id), transports: key.transports }));
}

/**
 * Options for signing in, from the server's JSON.
 * @param {any} from
 * @returns {PublicKeyCredentialRequestOptions}
 */
export function signInOptions(from) {
  return {
    challenge: bytes(from.challenge),
    rpId: from.rpId,
    timeout: from.timeout,
    userVerification: from.userVerification,
    allowCredentials: keys(from.allowCredentials),
  };
}

/**
 * Options for adding a passkey, from the server's JSON.
 * @param {any} from
 * @returns {PublicKeyCredentialCreationOptions}
 */
export function registerOptions(from) {
  return {
    challenge: bytes(from.challenge),
    rp: { id: from.rp.id, name: from.rp.name },
    user: { id: bytes(from.user.id), name: from.user.name, displayName: from.user.displayName },
    pubKeyCredParams: from.pubKeyCredParams.map((/** @type {any} */ one) => ({ type: one.type, alg: one.alg })),
    timeout: from.timeout,
    attestation: from.attestation,
    authenticatorSelection: from.authenticatorSelection,
    excludeCredentials: keys(from.excludeCredentials),
  };
}

/**
 * The answer to a sign-in.
 * @param {any} credential
 */
export function signInAnswer(credential) {
  const { clientDataJSON, authenticatorData, signature, userHandle } = credential.response;
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    extensions: {},
    response: {
      clientDataJSON: text(clientDataJSON),
      authenticatorData: text(authenticatorData),
      signature: text(signature),
      userHandle: userHandle ? text(userHandle) : null,
    },
  };
}

/**
 * The answer to adding a passkey.
 * @param {any} credential
 */
export function registerAnswer(credential) {
  const { clientDataJSON, attestationObject, getTransports } = credential.response;
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    extensions: {},
    response: {
      clientDataJSON: text(clientDataJSON),
      attestationObject: text(attestationObject),
      transports: getTransports ? credential.response.getTransports() : [],
    },
  };
}

/**
 * @param {string} path
 * @param {unknown} body
 * @returns {Promise<any>}
 */
async function ask(path, body) {
  const headers = { accept: 'application/json', 'content-type': 'application/json' };
  const response = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${response.status}`);
  return response.json();
}

/** Whether this browser knows passkeys. */
export const known = () => typeof PublicKeyCredential === 'function' && !!navigator.credentials;

/**
 * Signs in with a passkey.
 * @param {{ lasting?: boolean, next?: string }} [wishes]
 * @returns {Promise<{ to?: string, account?: string }>}
 */
export async function signIn(wishes = {}) {
  const begun = await ask('/sign-in/passkey/start', {});
  const publicKey = signInOptions(begun.publicKey);
  const credential = await navigator.credentials.get({ publicKey });
  return ask('/sign-in/passkey/finish', { ...wishes, ticket: begun.ticket, credential: signInAnswer(credential) });
}

/**
 * Adds a passkey to the account that is signed in.
 * @returns {Promise<{ to?: string }>}
 */
export async function register() {
  const begun = await ask('/account/passkeys/start', {});
  const publicKey = registerOptions(begun.publicKey);
  const credential = await navigator.credentials.create({ publicKey });
  return ask('/account/passkeys/finish', { ticket: begun.ticket, credential: registerAnswer(credential) });
}

/**
 * After a sign-in: text that waited goes to its page, everybody else to theirs.
 * @param {HTMLFormElement | null} form
 * @param {string | undefined} to
 */
function goOn(form, to) {
  if (form?.elements.namedItem('parked')) {
    for (const field of form.querySelectorAll('input:not([type="hidden"])')) field.remove();
    form.action = '/parked';
    form.submit();
  } else {
    location.assign(to?.startsWith('/') && !to.startsWith('//') ? to : '/');
  }
}

/**
 * @param {HTMLButtonElement} button
 * @param {HTMLElement} line
 */
async function pressed(button, line) {
  const form = button.form;
  const field = (/** @type {string} */ name) => form?.elements.namedItem(name);
  button.setAttribute('aria-busy', 'true');
  line.textContent = '';
  try {
    if (button.dataset.passkey === 'register') {
      location.assign((await register()).to ?? '/account');
      return;
    }
    const shared = field('shared');
    const next = field('next');
    const done = await signIn({
      lasting: !(shared instanceof HTMLInputElement && shared.checked),
      next: next instanceof HTMLInputElement ? next.value : '',
    });
    goOn(form, done.to);
  } catch {
    line.textContent = say('passkey-again');
  } finally {
    button.removeAttribute('aria-busy');
  }
}

/** @param {Document} page */
export function start(page) {
  if (!known()) return;
  for (const button of page.querySelectorAll('button[data-passkey]')) {
    if (!(button instanceof HTMLButtonElement)) continue;
    const line = element('p', '', 'small');
    line.setAttribute('role', 'status');
    button.after(line);
    button.hidden = false;
    button.addEventListener('click', () => void pressed(button, line));
  }
}
