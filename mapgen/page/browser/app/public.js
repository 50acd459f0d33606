// @ts-check
/* What folium's scripts and a page of one's own call: functions on window.mapgen. */

/**
 * Puts functions on window.mapgen, by their names.
 * @param {Record<string, Function>} functions
 */
export const expose = (functions) => {
  window.mapgen = Object.assign(window.mapgen || {}, functions);
};

/**
 * The JSON that stands in an element of the page: the caller names its type.
 * @template T
 * @param {string} id
 */
export const jsonIn = (id) => {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no ${id}`);
  return /** @type {T} */ (JSON.parse(element.textContent || ""));
};
