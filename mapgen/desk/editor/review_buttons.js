// @ts-check
/* The buttons beside the field that says who has read a record, or signed it off. */
import { t } from "../../page/browser/core/messages.js";
import { element } from "./elements.js";
import { asked, readBy, signature, today } from "./review.js";

/**
 * @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Control
 * @typedef {object} ReviewHooks
 * @property {() => string} who the name that is typed below the form
 * @property {() => void} changed
 * @property {(error: unknown) => void} failed
 */

/**
 * @param {Control} control of an event's `review`
 * @param {ReviewHooks} hooks
 */
export function reviewButtons(control, hooks) {
  const day = today();
  return buttons(control, hooks, {
    [t("To be read by another")]: () => asked(control.value),
    [t("I have read it")]: () => readBy(control.value, hooks.who(), day),
  });
}

/**
 * @param {Control} control of a place's `signed_off`
 * @param {ReviewHooks} hooks
 */
export const signingButton = (control, hooks) =>
  buttons(control, hooks, { [t("Sign it off")]: () => signature(hooks.who(), today()) });

/**
 * @param {Control} control
 * @param {ReviewHooks} hooks
 * @param {Record<string, () => string>} all what each makes of the cell, by its words
 */
function buttons(control, hooks, all) {
  const made = Object.entries(all).map(([words, cell]) => {
    const click = () => {
      try {
        control.value = cell();
        hooks.changed();
      } catch (error) {
        hooks.failed(error);
      }
    };
    return element("button", { type: "button", click }, words);
  });
  return element("div", { class: "tools" }, ...made);
}
