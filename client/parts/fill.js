// Small niceties: choosing one thing fills in what usually goes with it, unless the person has
// chosen that already. A form says what goes with what: `data-fill="kind minutes call=15 text=5"`.

/**
 * The two names and the pairs of a rule.
 * @param {string} rule
 * @returns {{ from: string, to: string, pairs: Map<string, string> }}
 */
export function parse(rule) {
  const [from = '', to = '', ...pairs] = rule.split(' ').filter(Boolean);
  return { from, to, pairs: new Map(pairs.map((pair) => /** @type {[string, string]} */ (pair.split('=', 2)))) };
}

/** @param {HTMLFormElement} form */
function watch(form) {
  const { from, to, pairs } = parse(form.dataset.fill ?? '');
  let touched = false;
  form.addEventListener('change', (event) => {
    const field = event.target;
    if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement)) return;
    if (field.name === to) touched = true;
    const value = field.name === from && !touched ? pairs.get(field.value) : undefined;
    if (value === undefined) return;
    for (const other of form.elements) {
      if (!(other instanceof HTMLInputElement) || other.name !== to) continue;
      if (other.type === 'radio') other.checked = other.value === value;
      else if (other.type !== 'hidden') other.value = value;
    }
  });
}

/** @param {Document} page */
export function start(page) {
  for (const form of page.querySelectorAll('form[data-fill]')) {
    if (form instanceof HTMLFormElement) watch(form);
  }
}
