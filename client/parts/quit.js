// "Leave this page now": a plain page takes the place of this one, also under "back".

/** @param {Document} page */
export function start(page) {
  for (const way of page.querySelectorAll('a[data-part="quit"]')) {
    way.addEventListener('click', (event) => {
      event.preventDefault();
      location.replace(/** @type {HTMLAnchorElement} */ (way).href);
    });
  }
}
