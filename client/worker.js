// The service worker, served as /sw.js with two lines before it: the release and its files. It keeps the files
// of this release and the documents that are the same for everybody, so that the private circle opens without
// a line. It never keeps a page of somebody who is signed in, and never an answer that is not what it asked for.
//
// It does not take over while a tab is open: what is open goes on with the release that it began with.
//
// A release that must take this worker away serves a /sw.js that unregisters itself. It leaves IndexedDB alone.

(() => {
  const worker = /** @type {any} */ (self);
  /** @type {string} */
  const release = worker.RELEASE;
  /** @type {string[]} */
  const files = worker.FILES;

  /** The same bytes for everybody: fetched without a cookie. */
  const DOCUMENTS = ['/me', '/offline', '/help', '/safety'];
  const NAME = `fullcup-${release}`;
  /** Releases before this one whose files stay: a page that was opened then may still need them. */
  const BEFORE = 2;
  /** How long a document may take before the kept one is shown. */
  const PATIENCE = 4_000;

  /** What a file must be, by its ending. @type {Record<string, RegExp>} */
  const KINDS = {
    js: /^text\/javascript\b/,
    css: /^text\/css\b/,
    svg: /^image\/svg\+xml\b/,
    woff2: /^font\/woff2\b/,
    json: /^application\/json\b/,
    txt: /^text\/plain\b/,
  };

  /**
   * Whether an answer is the file that was asked for. A proxy's page is not, whatever its status.
   * @param {string} path
   * @param {Response} response
   */
  function isFile(path, response) {
    const kind = KINDS[path.slice(path.lastIndexOf('.') + 1)];
    return response.ok && !response.redirected && !!kind?.test(response.headers.get('content-type') ?? '');
  }

  /**
   * Whether an answer is a document of ours: only ours say so in their policy.
   * @param {Response} response
   */
  function isOurs(response) {
    const policy = response.headers.get('content-security-policy') ?? '';
    return response.ok && !response.redirected && policy.includes('trusted-types fullcup');
  }

  /** @param {string} path */
  async function fetchFile(path) {
    const response = await fetch(path, { credentials: 'omit' });
    if (!isFile(path, response)) throw new TypeError(`${path} is not what it should be`);
    return response;
  }

  async function install() {
    const cache = await caches.open(NAME);
    await Promise.all(files.map(async (path) => {
      if (!(await cache.match(path))) await cache.put(path, await fetchFile(path));
    }));
    await Promise.all(DOCUMENTS.map(async (path) => {
      const response = await fetch(path, { credentials: 'omit', cache: 'no-store' });
      if (isOurs(response)) await cache.put(path, response);
    }));
  }

  /** Caches of releases long gone leave; the order of names is the order in which they came. */
  async function tidy() {
    const ours = (await caches.keys()).filter((name) => name.startsWith('fullcup-') && name !== NAME);
    await Promise.all(ours.slice(0, Math.max(0, ours.length - BEFORE)).map((name) => caches.delete(name)));
  }

  /** @param {Request} request @param {string} path */
  async function file(request, path) {
    const kept = await caches.match(path);
    if (kept) return kept;
    const response = await fetch(request);
    // A page where a script should be: an error, and not kept.
    if (response.ok && !isFile(path, response)) return Response.error();
    if (response.ok && path.startsWith(`/assets/${release}/`)) {
      await (await caches.open(NAME)).put(path, response.clone());
    }
    return response;
  }

  /**
   * The document from the server, or the kept one when the line is down, slow, or not ours.
   * @param {Request} request
   * @param {string} path
   */
  async function document(request, path) {
    const cache = await caches.open(NAME);
    const kept = await cache.match(DOCUMENTS.includes(path) ? path : '/offline');
    try {
      if (!DOCUMENTS.includes(path)) return await fetch(request);
      const response = await fetch(request, kept ? { signal: AbortSignal.timeout(PATIENCE) } : {});
      return isOurs(response) || !kept ? response : kept;
    } catch {
      return kept ?? Response.error();
    }
  }

  worker.addEventListener('install', (/** @type {any} */ event) => event.waitUntil(install()));
  worker.addEventListener('activate', (/** @type {any} */ event) =>
    event.waitUntil(tidy().then(() => worker.clients.claim())),
  );
  worker.addEventListener('fetch', (/** @type {any} */ event) => {
    const { request } = event;
    const { origin, pathname } = new URL(request.url);
    if (request.method !== 'GET' || origin !== location.origin) return;
    if (pathname.startsWith('/assets/')) event.respondWith(file(request, pathname));
    else if (request.mode === 'navigate') event.respondWith(document(request, pathname));
  });
})();
