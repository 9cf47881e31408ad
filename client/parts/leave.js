// Leaving a page in a hurry: an empty one in its place, so that the back button does not bring it
// back. Without script the link opens the empty page, and the back button works.

/** @param {Document} page */
export function start(page) {
  for (const link of page.querySelectorAll('a[data-part="leave"]')) {
    if (!(link instanceof HTMLAnchorElement)) continue;
    link.addEventListener('click', (event) => {
      event.preventDefault();
      page.documentElement.hidden = true;
      location.replace(link.href);
    });
  }
}
