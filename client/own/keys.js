// Keys, phones and copies.

import { say } from '../parts/say.js';
import { all, dayWords, each, one, put, show } from './draw.js';
import { secretOf } from './secret.js';

/** @typedef {import('./me.js').Here} Here */

/** @param {string} name @param {Blob} blob */
function keep(name, blob) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** @param {Here} here */
export function keys(here) {
  const { box, view, tired } = here;
  const field = /** @type {HTMLInputElement} */ (one(view, '#keys-secret'));
  const named = (/** @type {string} */ kind) => one(view, `[hidden] [data-kind="${kind}"]`)?.textContent ?? kind;
  const today = () => new Date().toLocaleDateString('en-CA');

  /** The secret that a change of keys needs once more. */
  const secret = async () => {
    if (field.value.trim()) return secretOf(field.value);
    const slots = await box.slots();
    if (slots.some((slot) => slot.kind === 'passkey')) return box.askPasskey();
    field.focus();
    throw Object.assign(new Error('empty'), { reason: 'secret-empty' });
  };

  const list = async () => {
    const slots = await box.slots();
    each(view, 'slots', slots, (row, slot) => {
      row.dataset.sid = slot.sid;
      row.dataset.kind = slot.kind;
      put(row, 'kind', named(slot.kind));
      put(row, 'made', dayWords(`${slot.made}T12:00:00`));
      show(row, 'tested', slot.tested);
      put(row, 'tested', slot.tested ? dayWords(`${slot.tested}T12:00:00`) : '');
    });
  };
  const state = () => {
    const erasing = box.server?.erasing;
    show(view, 'erasing', erasing);
    show(view, 'staying', !erasing);
    const { stamp } = box.status();
    show(view, 'stamp', stamp);
    put(view, 'stamp', stamp ?? '');
  };
  void list();
  state();

  const sidOf = (/** @type {HTMLElement} */ button) => button.closest('[data-sid]')?.getAttribute('data-sid') ?? '';
  const kindOf = (/** @type {HTMLElement} */ button) => button.closest('[data-kind]')?.getAttribute('data-kind') ?? '';
  const done = async (/** @type {string} */ words) => {
    field.value = '';
    await list();
    state();
    here.tell(words);
  };

  here.on('test', async (button) => {
    const own = kindOf(button) === 'passkey' ? await box.askPasskey() : await secret();
    await box.markTested(own, sidOf(button));
    await done(say('tested'));
  });
  here.on('remove', async (button) => {
    await box.removeSlot(await secret(), sidOf(button));
    await done(say('done'));
  });
  here.on('add-words', async () => {
    here.passed.words = (await box.addWords(await secret())).split(' ');
    here.go('words');
  });
  here.on('add-phone', async () => {
    await box.addPasskey(await secret());
    await done(say('done'));
  });
  here.on('rotate', async () => {
    await box.rotate(await secret());
    await done(say('rotated'));
  });
  here.on('erase', async () => {
    await box.erase(await secret());
    await done(say('done'));
  });
  here.on('keep', async () => {
    await box.keep(await secret());
    await done(say('done'));
  });
  here.on('readable', async () => keep(`me-${today()}.zip`, await box.exportReadable()));
  here.on('sealed', async () => {
    const { jwe, words } = await box.exportSealed();
    keep(`me-${today()}.jwe`, new Blob([jwe], { type: 'application/octet-stream' }));
    here.passed.words = words.split(' ');
    here.go('sealed');
  });
  for (const choice of /** @type {HTMLInputElement[]} */ (all(view, 'input[name="lock"]'))) {
    choice.checked = Number(choice.value) === tired.minutes;
    choice.addEventListener('change', () => {
      tired.minutes = Number(choice.value);
      void box.people?.store.setMeta('lock-minutes', tired.minutes);
    });
  }
  return state;
}
