// Saving a form: one press counts once, the button says what is going on, and when the line drops
// the form stays where it is with everything in it.
//
// A form with an idempotency key is sent in the background first. Only when the house has answered
// does the page change; so a lost answer costs a second press and nothing typed, and the key makes
// the second press the same change.

import { element, say } from './say.js';

/**
 * What to do with the answer to a form that was sent in the background.
 *
 * `go` leads to the receipt; `page` means that the house has a page to show (something to fix, sign
 * in first), which the browser fetches by sending the form itself; `stay` means that no answer came.
 * @param {Response | null} response
 * @returns {Promise<{ do: 'go', to: string } | { do: 'page' } | { do: 'stay' }>}
 */
export async function next(response) {
  if (!response) return { do: 'stay' };
  try {
    const answer = await response.json();
    if (typeof answer.to === 'string' && answer.to.startsWith('/') && !answer.to.startsWith('//')) {
      return { do: 'go', to: answer.to };
    }
  } catch {
    // A proxy's own error page, for example.
  }
  return { do: 'page' };
}

/**
 * The fields of a form as they would be sent.
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} submitter
 * @returns {URLSearchParams}
 */
function fields(form, submitter) {
  const sent = new URLSearchParams();
  for (const [name, value] of new FormData(form, submitter)) {
    if (typeof value === 'string') sent.append(name, value);
  }
  return sent;
}

/**
 * The button of a form, busy or not.
 * @param {HTMLElement | null} button
 * @param {boolean} busy
 */
function show(button, busy) {
  if (!(button instanceof HTMLButtonElement)) return;
  const label = button.querySelector('[data-label]') ?? button;
  if (busy) {
    button.dataset.rest = label.textContent ?? '';
    button.setAttribute('aria-busy', 'true');
    // Icons stay: only a button that holds nothing but text changes its words.
    if (label.childElementCount === 0) label.textContent = say('saving') || label.textContent;
  } else if (button.hasAttribute('aria-busy')) {
    button.removeAttribute('aria-busy');
    if (label.childElementCount === 0) label.textContent = button.dataset.rest ?? '';
  }
}

/**
 * The line that says what is going on, beside the button: there the eyes are.
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} button
 */
function status(form, button) {
  let line = form.querySelector('[data-status]');
  if (!line) {
    line = element('p', '', 'status');
    line.setAttribute('role', 'status');
    line.setAttribute('data-status', '');
    const beside = button?.closest('.acts') ?? button;
    if (beside) beside.before(line);
    else form.append(line);
  }
  return line;
}

/**
 * The form stays, and says so. A part that can keep it until the line is back (`outbox.js`) says that instead.
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} button
 * @param {string} to
 * @param {URLSearchParams} body
 */
function lineIsDown(form, button, to, body) {
  delete form.dataset.sending;
  show(button, false);
  const line = status(form, button);
  const told = (/** @type {string} */ words) => {
    line.textContent = '';
    // A change of text is read out; the same text again would not be.
    setTimeout(() => (line.textContent = words), 50);
  };
  const nowhere = new CustomEvent('fullcup:nowhere', { bubbles: true, cancelable: true, detail: { to, body, told } });
  if (form.dispatchEvent(nowhere)) told(say('offline'));
}

/** @param {SubmitEvent} event */
async function submitted(event) {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.method !== 'post' || event.defaultPrevented) return;
  const button = event.submitter;
  if (form.dataset.sending) {
    event.preventDefault();
    return;
  }
  const body = fields(form, button);
  const override = button instanceof HTMLButtonElement && button.hasAttribute('formaction');
  const to = override ? button.formAction : form.action;
  if (!navigator.onLine) {
    event.preventDefault();
    lineIsDown(form, button, to, body);
    return;
  }
  form.dataset.sending = 'yes';
  show(button, true);
  // A file goes with the browser's own sending: it shows how far it is.
  if (!body.get('key') || form.enctype === 'multipart/form-data') return;
  event.preventDefault();
  const accept = { accept: 'application/json' };
  const response = await fetch(to, { method: 'POST', body, headers: accept }).catch(() => null);
  const then = await next(response);
  if (then.do === 'go') location.assign(then.to);
  else if (then.do === 'stay') lineIsDown(form, button, to, body);
  else sendItself(form, to, body);
}

/**
 * Lets the browser send the same fields, so that it shows the page that comes back.
 * @param {HTMLFormElement} form
 * @param {string} to
 * @param {URLSearchParams} body
 */
function sendItself(form, to, body) {
  const copy = document.createElement('form');
  copy.method = 'post';
  copy.action = to;
  copy.hidden = true;
  for (const [name, value] of body) {
    const field = document.createElement('textarea');
    field.name = name;
    field.value = value;
    copy.append(field);
  }
  form.after(copy);
  copy.submit();
}

/** @param {Document} page */
export function start(page) {
  page.addEventListener('submit', (event) => void submitted(event));
  // Back from the page that came after: the form is usable again.
  window.addEventListener('pageshow', () => {
    for (const form of page.forms) {
      delete form.dataset.sending;
      for (const button of form.querySelectorAll('button')) show(button, false);
    }
  });
}
