// @ts-check
/* Rows of CSV that spreadsheets read as text and numbers, and an import reads back as they were. */

/** What a spreadsheet takes for a number. */
const NUMBER = /^[-+]?\d+(\.\d+)?$/;
/** What it takes for a formula. */
const FORMULA = /^[ \t\r\n]*[=+\-@\t\r]/;
/** What looks guarded already: it gets one more apostrophe, so that an import gives it back. */
const GUARDED = /^'+[ \t\r\n]*[=+\-@\t\r]/;

/**
 * Spreadsheets take a cell that begins so for a formula: it gets an apostrophe; numbers stay.
 * @param {string} text
 */
const guarded = (text) =>
  GUARDED.test(text) || (FORMULA.test(text) && !NUMBER.test(text)) ? `'${text}` : text;

/** @param {string} text */
const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);

/** @param {string[]} cells */
export const csvRow = (cells) => `${cells.map((cell) => quoted(guarded(cell))).join(",")}\r\n`;
