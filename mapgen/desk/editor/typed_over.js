// @ts-check
/* Texts written into a field as if they were typed, so that the field's own undo takes them back. */

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */

/**
 * Writes over what is selected; the field has the focus.
 * @param {Field} field
 * @param {string} text
 */
export function typeOver(field, text) {
  if (document.execCommand(text ? "insertText" : "delete", false, text)) return;
  field.setRangeText(text, field.selectionStart ?? 0, field.selectionEnd ?? 0, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/**
 * Writes over all that a field holds.
 * @param {Field} field
 * @param {string} text
 */
export function typeAnew(field, text) {
  field.focus();
  field.select();
  typeOver(field, text);
}
