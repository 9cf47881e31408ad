// Starts Me on its own page.

/** All that Me is made of, and what opens it. */
const MODULES = [
  ...['me', 'cup', 'draw', 'first', 'keys', 'lines', 'now', 'photo', 'plan', 'remind', 'secret', 'shelf', 'tired', 'year'].map((name) => `own/${name}`),
  ...['box', 'core', 'desk', 'digest', 'flush', 'header', 'heads', 'home', 'lines', 'merge', 'people', 'store', 'tabs', 'time', 'wire'].map((name) => `sync/${name}`),
  ...['bytes', 'change', 'code', 'export', 'heads', 'inside', 'jose', 'keys', 'pad', 'record', 'refused', 'sealed', 'slots', 'statement', 'vault', 'words'].map((name) => `vault/${name}`),
];

/** @param {Document} page */
export async function start(page) {
  // Asked for at once: each that imports the next would be a round trip of its own, eight in all.
  for (const name of MODULES) {
    const link = page.createElement('link');
    link.rel = 'modulepreload';
    link.href = new URL(`../${name}.js`, import.meta.url).href;
    page.head.append(link);
  }
  const { start: begin } = await import('../own/me.js');
  return begin(page);
}

/** For the test that the list is whole. */
export const modules = () => MODULES;
