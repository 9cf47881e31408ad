// Starts the parts that a page names. Each one improves something that already works without it,
// so a part that does not load or start leaves the page as it was.

const names = new Set((document.body.dataset.parts ?? '').split(' '));
// Work that waits on this phone is told on every page of whoever is signed in.
if (names.has('lock') && /\bfullcup-letters-\w+=[1-9]/.test(document.cookie)) names.add('outbox');
// A session that was left without a line ends now.
if (document.cookie.includes('fullcup-owes-sign-out=1')) import('./parts/leaving.js').then((part) => part.owed()).catch(() => {});
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

// The service worker, when nothing else is going on. The one policy lets the one address through.
const register = async () => {
  if (!navigator.serviceWorker) return;
  const policy = /** @type {any} */ (window).trustedTypes?.createPolicy('fullcup', {
    createScriptURL: (/** @type {string} */ url) => {
      if (url !== '/sw.js') throw new TypeError('not the service worker');
      return url;
    },
  });
  await navigator.serviceWorker.register(policy ? policy.createScriptURL('/sw.js') : '/sw.js', { updateViaCache: 'none' });
};
const idle = window.requestIdleCallback ?? ((/** @type {() => void} */ job) => setTimeout(job, 2_000));
const soon = () => idle(() => void register().catch(() => {}));
if (document.readyState === 'complete') soon();
else addEventListener('load', soon);
