// Templates of the page become parts of it; text goes in as text. No markup is ever made from words.

/**
 * A copy of a template's content.
 * @param {string} id
 * @returns {DocumentFragment}
 */
export function draw(id) {
  const found = document.getElementById(id);
  if (!(found instanceof HTMLTemplateElement)) throw new Error(`no template ${id}`);
  return /** @type {DocumentFragment} */ (document.importNode(found.content, true));
}

/**
 * @param {ParentNode} root
 * @param {string} name
 * @returns {HTMLElement[]}
 */
export function all(root, name) {
  const own = root instanceof HTMLElement && root.matches(name) ? [root] : [];
  return [...own, .../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(name))];
}

/**
 * @param {ParentNode} root
 * @param {string} name
 * @returns {HTMLElement | null}
 */
export const one = (root, name) => root.querySelector(name);

/**
 * Puts a text, or a node, where a template says `data-put="name"`.
 * @param {ParentNode} root
 * @param {string} name
 * @param {string | Node} what
 */
export function put(root, name, what) {
  for (const place of all(root, `[data-put="${name}"]`)) {
    if (typeof what === 'string') place.textContent = what;
    else place.replaceChildren(what.cloneNode(true));
  }
}

/**
 * Shows or hides what a template marks with `data-if="name"`.
 * @param {ParentNode} root
 * @param {string} name
 * @param {unknown} shown
 */
export function show(root, name, shown) {
  for (const part of all(root, `[data-if="${name}"]`)) part.hidden = !shown;
}

/**
 * One copy of a list's own template for each of these, in place of those before.
 * @template T
 * @param {ParentNode} root
 * @param {string} name of the list: `data-each`
 * @param {Iterable<T>} items
 * @param {(row: HTMLElement, item: T, at: number) => void} fill
 */
export function each(root, name, items, fill) {
  for (const list of all(root, `[data-each="${name}"]`)) {
    const template = list.querySelector(':scope > template');
    if (!(template instanceof HTMLTemplateElement)) continue;
    for (const old of [...list.children]) if (old !== template) old.remove();
    let at = 0;
    for (const item of items) {
      const copy = /** @type {DocumentFragment} */ (document.importNode(template.content, true));
      const row = /** @type {HTMLElement} */ (copy.firstElementChild);
      fill(row, item, at);
      list.append(row);
      at += 1;
    }
  }
}

/**
 * A sentence with its parts in place: "[count] waiting".
 * @param {string} sentence
 * @param {Record<string, string | number>} parts
 */
export function filled(sentence, parts) {
  return sentence.replace(/\[(\w+)\]/g, (whole, name) => String(parts[name] ?? whole));
}

/** @param {string} at a local time with its zone */
export const dayOf = (at) => new Date(at);

/** "March 2", with the year when it is another. @param {string} at @param {Date} [now] */
export function dayWords(at, now = new Date()) {
  const day = dayOf(at);
  if (Number.isNaN(day.getTime())) return '';
  const other = day.getFullYear() !== now.getFullYear();
  return day.toLocaleDateString('en-US', { month: 'long', day: 'numeric', ...(other ? { year: 'numeric' } : {}) });
}

/** "10:42 AM". @param {string} at */
export function clockWords(at) {
  const day = dayOf(at);
  if (Number.isNaN(day.getTime())) return '';
  return day.toLocaleTimeString('en-US', { hour: 'numeric', minute: '2-digit' });
}

/** The day in the place where it was written: "2026-03-02". @param {string} at */
export const dayKey = (at) => at.slice(0, 10);
