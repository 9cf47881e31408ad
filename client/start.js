// Starts the parts that a page names. Each one improves something that already works without it,
// so a part that does not load or start leaves the page as it was.

for (const name of new Set((document.body.dataset.parts ?? '').split(' '))) {
  if (/^[a-z]+$/.test(name)) {
    import(`./parts/${name}.js`).then((part) => part.start(document)).catch(() => {});
  }
}
