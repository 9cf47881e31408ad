// Starts the parts that a page names. Each one improves something that already works without it,
// so a part that does not load or start leaves the page as it was.

const names = new Set((document.body.dataset.parts ?? '').split(' '));
for (const name of names) {
  if (/^[a-z]+$/.test(name)) {
    import(`./parts/${name}.js`).then((part) => part.start(document)).catch(() => {});
  }
}

// What the parts import comes beside them, not a round trip after them. Asking for any of this in
// the page's head would be earlier still, and hold up the style sheet on a slow line.
for (const name of names.has('lock') ? ['say', 'passkey'] : ['say']) {
  import(`./parts/${name}.js`).catch(() => {});
}
