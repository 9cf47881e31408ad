// Lines of a plan.

/** @param {string[]} lines */
export const tidyLines = (lines) => lines.map((line) => line.trim()).filter(Boolean);
