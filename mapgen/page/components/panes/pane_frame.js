// @ts-check
/* What one of several maps stands in: its name, and as an inset the button that shows it large. */
import { isolated, named, number, t, tn } from "../../browser/core/messages.js";
import { h, replace } from "../../browser/draw/dom.js";

/** @import { OtherMap } from "./other_map.js" */

export class PaneFrame {
  name = h("p", { class: "mg-pane__name" });
  /** @type {OtherMap | null} the map, where it is not the first */
  other = null;

  /**
   * @param {HTMLElement | null} container of the map that stands in it
   * @param {() => void} swap what the button of an inset does
   */
  constructor(container, swap) {
    const attributes = { type: "button", class: "mg-pane__swap", hidden: true, onclick: swap };
    this.swap = h("button", attributes);
    this.element = h("div", { class: "mg-pane" }, container, this.name, this.swap);
  }

  /**
   * @param {boolean} inset
   * @param {boolean} alone whether there is one map
   */
  setInset(inset, alone) {
    this.element.classList.toggle("mg-pane--inset", inset);
    this.swap.hidden = !inset;
    this.name.hidden = inset || alone;
    if (this.other) this.other.pane.map.getContainer().inert = inset;
  }

  /**
   * @param {string} name of the pane
   * @param {number} n how many of the events shown it holds
   */
  setCount(name, n) {
    const place = named(name);
    const events = tn("{n} event", "{n} events", n);
    if (!this.setName(place, events)) return;
    replace(this.swap, h("b", {}, isolated(place)), " ", h("span", {}, number(n)));
    this.swap.setAttribute("aria-label", t("{place}, {events}: show it large", { place, events }));
  }

  /**
   * Returns whether it says something else than before.
   * @param {string} name
   * @param {string} events how many it shows, in words
   */
  setName(name, events) {
    const text = `${isolated(name)} ${events}`;
    if (this.name.textContent === text) return false;
    replace(this.name, h("b", {}, isolated(name)), " ", h("span", {}, events));
    return true;
  }
}
