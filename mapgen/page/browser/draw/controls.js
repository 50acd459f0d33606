// @ts-check
/* Small controls that several components make alike. */
import { currentDirection } from "../core/messages.js";
import { h } from "./dom.js";

/**
 * Names a control that shows no words, for those who hear and for those who point. Its title does
 * both: with a label of the same words beside it, they would be read out twice.
 * @param {HTMLElement} element
 * @param {string} text
 */
export function nameButton(element, text) {
  if (element.title !== text) element.title = text;
}

/**
 * A button whose picture is drawn by the style sheet in an empty span.
 * @param {string} classes
 * @param {string} text its name
 * @param {() => void} act
 */
export function iconButton(classes, text, act) {
  const button = h(
    "button",
    { type: "button", class: `mg-icon-button ${classes}`, onclick: act },
    h("span", { "aria-hidden": "true" }),
  );
  nameButton(button, text);
  return button;
}

/**
 * A text that screen readers read out whenever it changes.
 * @template {"p" | "span" | "div"} [K="p"]
 * @param {string} classes
 * @param {K} [tag]
 */
export const liveStatus = (classes, tag = /** @type {K} */ ("p")) =>
  h(tag, { class: classes, role: "status" });

/**
 * The step that a key to the side asks for: 1 onward in the direction of reading, −1 back; 0 for
 * every other key.
 * @param {string} key
 */
export function arrowStep(key) {
  const onward = currentDirection() === "rtl" ? "ArrowLeft" : "ArrowRight";
  if (key === onward) return 1;
  return key === "ArrowLeft" || key === "ArrowRight" ? -1 : 0;
}

/**
 * The place in a row of n that a key asks for: a step to the side, the first, the last. A step beyond
 * an end gives −1 or n; a key that asks for none gives undefined.
 * @param {string} key
 * @param {number} at the present place
 * @param {number} n
 */
export function arrowKeys(key, at, n) {
  if (key === "Home") return 0;
  if (key === "End") return n - 1;
  const step = arrowStep(key);
  return step ? at + step : undefined;
}

/**
 * Puts the focus back on what had it; false where that is gone, hidden or nothing in particular.
 * @param {Element | null} element
 */
export function focusAgain(element) {
  if (!(element instanceof HTMLElement) || element === document.body) return false;
  if (!element.isConnected || !element.getClientRects().length) return false;
  element.focus({ preventScroll: true });
  return document.activeElement === element;
}
