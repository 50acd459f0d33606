// @ts-check
/* Small controls that several components make alike. */
import { h } from "./dom.js";

/**
 * Names a control that shows no words, for those who hear and for those who point.
 * @param {HTMLElement} element
 * @param {string} text
 */
export function nameButton(element, text) {
  element.setAttribute("aria-label", text);
  element.title = text;
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
    { type: "button", class: classes, onclick: act },
    h("span", { "aria-hidden": "true" }),
  );
  nameButton(button, text);
  return button;
}
