// The line to the server. It says what came back in one word, and never takes anything else than our own
// server's JSON for an answer: a captive portal answers 200 too.

/**
 * @typedef {import('./core.js').Heard} Heard
 * @typedef {{ ok: true, status: number, body: any } | { ok: false, why: string, status: number, body?: any }} Answer
 *   `why`: 'away' no line, 'sign-in', 'not-us' not our server, 'too-big', 'later' for everything that passes by itself,
 *   'refused' with the server's word in `body.refused`
 */

/** Longer than a slow line needs, shorter than a person's patience. */
const PATIENCE = 30_000;

/**
 * @param {string} path
 * @param {{ method?: string, body?: unknown }} [sent]
 * @param {typeof fetch} [get]
 * @returns {Promise<Answer>}
 */
export async function ask(path, { method = 'GET', body } = {}, get = fetch) {
  /** @type {Response} */
  let response;
  try {
    response = await get(path, {
      method,
      headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch {
    return { ok: false, why: 'away', status: 0 };
  }
  const { status } = response;
  const json = /^application\/json\b/.test(response.headers.get('content-type') ?? '');
  const said = json ? await response.json().catch(() => null) : null;
  if (response.ok && said && typeof said === 'object') return { ok: true, status, body: said };
  if (response.ok) return { ok: false, why: 'not-us', status };
  if (status === 401) return { ok: false, why: 'sign-in', status };
  if (status === 413) return { ok: false, why: 'too-big', status };
  const word = typeof said?.refused === 'string';
  return { ok: false, why: word && [403, 404, 409, 422].includes(status) ? 'refused' : 'later', status, body: said };
}

/** @param {unknown} value */
const count = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
/** @param {unknown} value */
const text = (value) => typeof value === 'string';

/**
 * Whether an answer to a sync has the shape that was agreed; a proxy's page does not.
 * @param {any} body
 */
export function isReply(body) {
  const { results, changes, more, total, seq, restored, n, epoch } = body;
  return Array.isArray(results) && results.every((one) => text(one?.rid) && isResult(one))
    && Array.isArray(changes) && changes.every((one) => text(one?.rid) && text(one?.jwe) && count(one?.seq))
    && typeof more === 'boolean' && [total, seq, n, epoch].every(count) && text(restored);
}

/** @param {any} one */
const isResult = (one) => one.ok === true || text(one.conflict?.jwe) || text(one.refused);

/**
 * The line for `Sync`.
 * @param {typeof fetch} [get]
 */
export function wire(get = fetch) {
  return {
    /** @param {import('./core.js').Question} body @returns {Promise<Heard>} */
    async sync(body) {
      const answer = await ask('/vault/sync', { method: 'POST', body }, get);
      // Whatever the server refuses as a whole: nothing is dropped, and it is tried again later.
      if (!answer.ok) return { ok: false, why: answer.why === 'refused' ? 'later' : answer.why };
      return isReply(answer.body) ? { ok: true, reply: answer.body } : { ok: false, why: 'not-us' };
    },
  };
}
