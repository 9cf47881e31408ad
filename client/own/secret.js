// What people type to open their space: six words or a recovery code, in one field.

/** @param {string} code "ABCD-EFGH-…" */
export const codeGroups = (code) => code.match(/[^\s-]{1,4}/g) ?? [];

/** Letters as the code is read: case, dashes and look-alikes do not matter. @param {string} text */
export const plainGroup = (text) => text.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');

/**
 * Words have letters only and spaces between them; everything else is read as a code.
 * @param {string} typed
 * @returns {{ code: string } | { words: string }}
 */
export function secretOf(typed) {
  const text = typed.trim();
  const parts = text.split(/\s+/);
  const words = parts.length >= 4 && parts.every((part) => /^[\p{L}-]+$/u.test(part)) && parts.some((part) => part.length !== 4);
  return words ? { words: text } : { code: text };
}

/**
 * Two different places out of so many, in order.
 * @param {number} count
 * @param {() => number} [dice] from 0 to 1
 * @returns {[number, number]}
 */
export function two(count, dice = Math.random) {
  const a = Math.floor(dice() * count);
  const b = (a + 1 + Math.floor(dice() * (count - 1))) % count;
  return a < b ? [a, b] : [b, a];
}
