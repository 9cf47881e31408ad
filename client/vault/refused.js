// Why something was not opened or not made. The words are those of docs/vault.md and of the vectors.

/**
 * @typedef {'wrong-secret' | 'mistyped' | 'changed-key' | 'older' | 'not-this-record' | 'header' | 'rounds'
 *   | 'damaged' | 'forged' | 'size' | 'epoch' | 'locked' | 'too-many' | 'untested' | 'list'} Reason
 */

/** Thrown by everything in this folder; nothing is ever half opened. */
export class Refused extends Error {
  /**
   * @param {Reason} reason
   * @param {number[]} [groups] for `mistyped`: where the mistake may be, from 1
   */
  constructor(reason, groups = []) {
    super(reason);
    this.name = 'Refused';
    /** @type {Reason} */
    this.reason = reason;
    /** The groups of the code, or the words, that may hold the mistake. */
    this.groups = groups;
    /** The one group or word that holds the mistake, where it is known. */
    this.group = groups.length === 1 ? groups[0] : undefined;
  }
}

/**
 * Gives what a job gives; whatever it throws becomes a refusal of this reason.
 * @template T
 * @param {Reason} reason
 * @param {Promise<T>} job
 * @returns {Promise<T>}
 */
export const orRefuse = (reason, job) =>
  job.catch((error) => {
    throw error instanceof Refused ? error : new Refused(reason);
  });
