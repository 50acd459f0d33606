// @ts-check
/* The buttons of areas without a point, in an element, kept in step with the areas that have events. */
import { t, tn } from "../../browser/core/messages.js";
import { printYearsOf } from "../../browser/core/periods.js";

/** @import { EventLayer } from "./event_layer.js" */
/**
 * A button, and what it shows as a text to compare.
 * @typedef {{button: HTMLButtonElement, drawn: string | null}} AreaView
 */

/** @template {AreaView} V */
export class AreaViews {
  /**
   * @param {HTMLElement} element
   * @param {(a: number) => V} make makes the view of area a
   */
  constructor(element, make) {
    this.element = element;
    this.make = make;
    /**
     * By the number of the area.
     * @type {Map<number, V>}
     */
    this.byArea = new Map();
  }

  /**
   * Shows some areas and no others.
   * @param {number[]} order their numbers
   * @param {(a: number, view: V) => void} fill writes what a view shows
   */
  show(order, fill) {
    for (const [a, view] of this.byArea) {
      if (order.includes(a)) continue;
      view.button.remove();
      this.byArea.delete(a);
    }
    order.forEach((a, k) => {
      const view = this.byArea.get(a) || this.make(a);
      this.byArea.set(a, view);
      fill(a, view);
      if (this.element.children[k] !== view.button) {
        this.element.insertBefore(view.button, this.element.children[k] || null);
      }
    });
  }

  clear() {
    for (const { button } of this.byArea.values()) button.remove();
    this.byArea.clear();
  }

  /** All words are written anew when the views are shown next. */
  translate() {
    for (const view of this.byArea.values()) view.drawn = null;
  }
}

/**
 * Of some areas those that hold visible events, the earliest first.
 * @param {EventLayer} layer
 * @param {number[]} some their numbers
 */
export function areasShown({ clusters }, some) {
  return some
    .filter((a) => clusters.area(a).n > 0)
    .sort((one, other) => clusters.area(one).first - clusters.area(other).first);
}

/**
 * Whether a view shows something else than this already; it is then taken to show it.
 * @param {AreaView} view
 * @param {(string | number)[]} shown
 */
export function changes(view, shown) {
  const drawn = shown.join();
  if (view.drawn === drawn) return false;
  view.drawn = drawn;
  return true;
}

/**
 * What some areas add up to: how many events, the first and the last of them.
 * @param {EventLayer} layer
 * @param {number[]} some their numbers
 */
export function sumOf({ clusters }, some) {
  const sums = some.map((a) => clusters.area(a)).filter(({ n }) => n > 0);
  return {
    n: sums.reduce((sum, { n }) => sum + n, 0),
    first: Math.min(...sums.map(({ first }) => first)),
    last: Math.max(...sums.map(({ last }) => last)),
  };
}

/**
 * Names the button of some areas for those who hear it.
 * @param {EventLayer} layer
 * @param {number[]} some their numbers
 * @param {HTMLElement} button
 * @param {string} place
 * @param {string} [rest] what else there is to say
 */
export function nameArea(layer, some, button, place, rest = "") {
  const { n, first: from, last: to } = sumOf(layer, some);
  const { first } = layer.context.columns;
  const years = printYearsOf(first[from], first[to]);
  const name = tn(
    "{place}: {n} event without an exact place, {years}",
    "{place}: {n} events without an exact place, {years}",
    n,
    { place, years },
  );
  button.setAttribute("aria-label", [name, rest].filter(Boolean).join(t("; ")));
}
