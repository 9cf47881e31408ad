// Everything of a box as files that open without Fullcup.

import { sealExport } from '../vault/vault.js';
import { localTime } from './time.js';
import { zip } from './zip.js';

/** @typedef {import('./box.js').Kept} Kept */

/** @param {Kept[]} all */
function json(all) {
  const records = all.map(({ rid, ver, t, payload, alts }) => ({ rid, ver, type: t, ...strip(payload), ...(alts ? { versions: alts.map((alt) => strip(alt.payload)) } : {}) }));
  return JSON.stringify({ format: 'fullcup-private-1', made: localTime(), records }, null, 1);
}

/** @param {Record<string, unknown>} payload */
function strip({ v, t, rev, alts, past, ...rest }) {
  return rest;
}

/** A photo inside a record: its letters and what they are. @param {unknown} value */
function photo(value) {
  const match = typeof value === 'string' ? /^data:image\/(jpeg|png|webp);base64,([A-Za-z0-9+/=]+)$/.exec(value) : null;
  if (!match) return null;
  const plain = atob(match[2]);
  return { ending: match[1] === 'jpeg' ? 'jpg' : match[1], bytes: Uint8Array.from(plain, (letter) => letter.charCodeAt(0)) };
}

/**
 * Markdown of one record; photos go beside it.
 * @param {Kept} kept
 * @param {(body: Uint8Array<ArrayBuffer>, ending: string) => string} beside
 */
function markdown({ payload, alts }, beside) {
  const lines = [`## ${String(payload.at).slice(0, 16).replace('T', ' ')}`, ''];
  const add = (/** @type {string} */ name, /** @type {unknown} */ value) => {
    const picture = photo(value);
    if (picture) lines.push(`![${name}](${beside(picture.bytes, picture.ending)})`, '');
    else if (Array.isArray(value)) {
      for (const one of value) {
        if (one && typeof one === 'object') for (const [inner, text] of Object.entries(one)) add(inner, text);
        else lines.push(`- ${one}`);
      }
      lines.push('');
    } else if (value && typeof value === 'object') {
      for (const [inner, text] of Object.entries(value)) add(inner, text);
    } else if (value !== '' && value !== null && value !== undefined) lines.push(`**${name}**: ${value}`, '');
  };
  for (const [name, value] of Object.entries(strip(payload))) if (name !== 'at') add(name, value);
  for (const alt of alts ?? []) {
    lines.push('### Another version', '');
    for (const [name, value] of Object.entries(strip(alt.payload))) if (name !== 'at') add(name, value);
  }
  return lines.join('\n');
}

/** @param {Kept[]} all @returns {Blob} */
export function readable(all) {
  /** @type {{ name: string, body: string | Uint8Array<ArrayBuffer> }[]} */
  const files = [{ name: 'private.json', body: json(all) }];
  let photos = 0;
  const beside = (/** @type {Uint8Array<ArrayBuffer>} */ body, /** @type {string} */ ending) => {
    const name = `photos/${(photos += 1)}.${ending}`;
    files.push({ name, body });
    return name;
  };
  const types = [...new Set(all.map((kept) => kept.t))].sort();
  for (const type of types) {
    const some = all.filter((kept) => kept.t === type);
    files.push({ name: `${type}.md`, body: `# ${type}\n\n${some.map((kept) => markdown(kept, beside)).join('\n')}` });
  }
  return zip(files);
}

/** @param {Kept[]} all */
export function sealed(all) {
  return sealExport(json(all));
}
