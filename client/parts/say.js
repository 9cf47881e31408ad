// Words for client code. They travel in the page's `<template id="say">`, so that they live once,
// in the word files of the server.

/** @returns {HTMLTemplateElement | null} */
function template() {
  const found = document.getElementById('say');
  return found instanceof HTMLTemplateElement ? found : null;
}

/**
 * The words with this name; an empty text when the page has none.
 * @param {string} name
 * @returns {string}
 */
export function say(name) {
  return template()?.content.querySelector(`[data-say="${name}"]`)?.textContent ?? '';
}

/**
 * The account that the page was made for.
 * @returns {string}
 */
export function account() {
  return template()?.dataset.account ?? '';
}

/**
 * An element with a text.
 * @param {string} tag
 * @param {string} text
 * @param {string} [classes]
 * @returns {HTMLElement}
 */
export function element(tag, text, classes = '') {
  const made = document.createElement(tag);
  made.textContent = text;
  made.className = classes;
  return made;
}
