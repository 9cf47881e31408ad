// What opens the private circle is no password for signing in: the server sees that one. A form with a password
// does not send it when it would open the box of whoever uses this browser.

import { element, say } from './say.js';

/**
 * Whether a password looks like six words or a recovery code at all. Nothing else is looked at, so that nobody waits.
 * @param {string} typed
 */
export const maybe = (typed) => typed.trim().split(/\s+/).length === 6 || typed.replace(/[\s-]/g, '').length === 28;

/** @param {string} typed */
async function opens(typed) {
  const { openPeople } = await import('../sync/people.js');
  const person = await (await openPeople()).last();
  if (!person?.state) return false;
  const { opensVault } = await import('../vault/vault.js');
  return opensVault(person.state, typed);
}

/**
 * Says it above the field, as the page itself says what is wrong.
 * @param {HTMLInputElement} field
 */
function tell(field) {
  const id = `${field.id || field.name}-apart`;
  document.getElementById(id)?.remove();
  const line = element('p', say('apart'), 'bad');
  line.id = id;
  line.setAttribute('role', 'alert');
  field.before(line);
  field.setAttribute('aria-invalid', 'true');
  field.setAttribute('aria-describedby', id);
  field.value = '';
  field.focus();
}

/** @param {Document} page */
export function start(page) {
  /** What was looked at already, and may go. */
  const looked = new Set();
  page.addEventListener(
    'submit',
    (event) => {
      const { target: form, submitter } = event;
      if (!(form instanceof HTMLFormElement)) return;
      const fields = [...form.querySelectorAll('input')].filter(
        ({ type, autocomplete, value }) => (type === 'password' || /password/.test(autocomplete)) && maybe(value) && !looked.has(value),
      );
      const [field] = fields;
      if (!field) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const { value } = field;
      const go = () => {
        looked.add(value);
        form.requestSubmit(submitter);
      };
      opens(value).then((same) => (same ? tell(field) : go()), go);
    },
    { capture: true },
  );
}
