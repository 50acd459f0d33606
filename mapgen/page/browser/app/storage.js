// @ts-check
/* What a page keeps in localStorage: the theme and the language; nothing where a browser forbids it. */

/** The keys under which readers' choices lie since the first page; start.js reads them, too. */
export const KEPT = { theme: "mapgen-theme", language: "mapgen.language" };

/**
 * The value kept under a key, or null.
 * @param {string} key
 */
export function recall(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; /* a page that may keep nothing */
  }
}

/**
 * Keeps a value, or forgets it (null).
 * @param {string} key
 * @param {string | null} value
 */
export function keep(key, value) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    /* the choice lasts as long as the page */
  }
}
