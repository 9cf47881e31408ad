// What a sealed record says about itself in the open: which record, which version, which came before.
// Nothing here is believed until the vault has opened the record.

/** @typedef {{ vid: string, rid: string, ver: number, prev: string, kid: string }} Header */

/**
 * @param {string} jwe
 * @returns {Header | null} null when it is no record
 */
export function header(jwe) {
  try {
    const part = jwe.slice(0, jwe.indexOf('.')).replaceAll('-', '+').replaceAll('_', '/');
    const { vid, rid, ver, prev, kid } = JSON.parse(atob(part));
    const fits = [vid, rid, prev, kid].every((one) => typeof one === 'string') && Number.isSafeInteger(ver) && ver > 0;
    return fits ? { vid, rid, ver, prev, kid } : null;
  } catch {
    return null;
  }
}
