// @ts-check
/* The line for events in none of several panes: those of a whole province, or of other places. */
import { NOWHERE_SHOWN } from "../../browser/core/arrangement.js";
import { number, t, tn } from "../../browser/core/messages.js";
import { h } from "../../browser/draw/dom.js";

/** @import { EventIndex } from "../../browser/types" */
/** @import { Panes } from "./panes.js" */

export class PaneLine {
  /** @param {Panes} panes */
  constructor(panes) {
    this.panes = panes;
    this.elsewhere = h("button", {
      type: "button",
      class: "mg-strip__area mg-panes__elsewhere",
      hidden: true,
      onclick: () => panes.show(false),
    });
    this.element = h(
      "div",
      { class: "mg-strip mg-panes__line", role: "group", hidden: true },
      this.elsewhere,
    );
  }

  translate() {
    this.element.setAttribute("aria-label", t("Events without an exact place"));
  }

  /**
   * Whether event i, which no pane holds, has a place: without one it stands in the line by itself.
   * @param {EventIndex} i
   */
  isPlaced(i) {
    const { marks } = this.panes.pane;
    if (!marks) return false;
    const { areas } = marks;
    const a = areas.find(i);
    return a < 0 || areas.list[a].kind === "town";
  }

  /**
   * Says how many events with a place no pane holds.
   * @param {number} n
   */
  setCount(n) {
    this.elsewhere.hidden = n === 0;
    this.elsewhere.textContent = t("Elsewhere · {n}", { n: number(n) });
    this.elsewhere.setAttribute(
      "aria-label",
      tn("{n} event elsewhere: show one map", "{n} events elsewhere: show one map", n),
    );
  }

  /** It is there where any event of the atlas may come to stand in it: no step of time resizes a map. */
  settle() {
    const { kind, context } = this.panes;
    this.element.hidden = kind !== "several" || !context.members?.includes(NOWHERE_SHOWN);
  }
}
