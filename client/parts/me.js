// Starts Me on its own page.

export { start } from '../own/me.js';
