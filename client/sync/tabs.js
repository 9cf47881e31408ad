// Tabs of one browser: one of them sends, and each tells the others what it changed.

/** @typedef {{ changed: string[] } | { locked: true } | { state: true }} News */

/**
 * Runs a job while no other tab runs one of the same name; not at all when one does.
 * @param {string} name
 * @param {() => Promise<void>} job
 */
export async function alone(name, job) {
  if (!navigator.locks) return job();
  await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
    if (lock) await job();
  });
}

/**
 * @param {string} name
 * @param {(news: News) => void} heard
 * @returns {{ tell: (news: News) => void, close: () => void }}
 */
export function tabs(name, heard) {
  if (typeof BroadcastChannel !== 'function') return { tell() {}, close() {} };
  const channel = new BroadcastChannel(name);
  channel.onmessage = (event) => heard(event.data);
  return { tell: (news) => channel.postMessage(news), close: () => channel.close() };
}
