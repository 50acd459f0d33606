// @ts-check
/* The buttons of the player with their icons, and its selections of a number. */
import { h, replace, svg } from "../../browser/draw/dom.js";

/** @typedef {"play" | "pause" | "forward" | "back"} Icon */
/** @typedef {{select: HTMLSelectElement, label: HTMLElement, field: HTMLElement}} NumberSelect */

/** @type {Record<Icon, string>} */
const ICONS = {
  play: "M7 4.5v15l12-7.5Z",
  pause: "M6 5h4.5v14H6ZM13.5 5H18v14h-4.5Z",
  forward: "M6 5.5v13l9-6.5ZM16 5.5h2.5v13H16Z",
  back: "M18 5.5v13l-9-6.5ZM5.5 5.5H8v13H5.5Z",
};
/** @param {Icon} kind */
export const playerIcon = (kind) =>
  svg(
    "svg",
    { class: "mg-icon", viewBox: "0 0 24 24", width: 18, height: 18, "aria-hidden": "true" },
    svg("path", { d: ICONS[kind], fill: "currentColor" }),
  );

/**
 * @param {Icon} kind
 * @param {() => void} onclick
 */
export const playerButton = (kind, onclick) =>
  h(
    "button",
    {
      type: "button",
      class: `mg-time-player__button mg-time-player__button--${kind}`,
      onclick,
    },
    playerIcon(kind),
  );

/**
 * A selection of numbers, still empty.
 * @param {(value: number) => void} choose
 * @returns {NumberSelect}
 */
export function numberSelect(choose) {
  /** @type {HTMLSelectElement} */
  const select = h("select", {
    class: "mg-time-player__select",
    onchange: () => choose(Number(select.value)),
  });
  const label = h("span", {});
  const field = h("label", { class: "mg-time-player__choice" }, label, " ", select);
  return { select, label, field };
}

/**
 * Writes the words of a selection.
 * @param {NumberSelect} select
 * @param {string} name
 * @param {[value: number, text: string][]} options
 * @param {number} value the one that is selected
 */
export function fillSelect({ select, label }, name, options, value) {
  label.textContent = name;
  replace(
    select,
    options.map(([each, text]) => h("option", { value: each }, text)),
  );
  select.value = String(value);
}
