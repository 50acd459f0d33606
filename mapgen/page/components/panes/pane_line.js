/* What belongs to no pane: the events of a whole province, and those whose place is elsewhere. */
import { NOWHERE_SHOWN } from "../../browser/core/arrangement.js";
import { number, t, tn } from "../../browser/core/messages.js";
import { h } from "../../browser/draw/dom.js";

export class PaneLine {
  /** @param panes the Panes */
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

  /** Counts the visible events with a point that no pane holds. */
  tally(visible, members) {
    const { marks } = this.panes.pane;
    let n = 0;
    if (marks) {
      const { areas } = marks;
      for (let k = 0; k < visible.length; k += 1) {
        if (members[visible[k]] !== NOWHERE_SHOWN) continue;
        const a = areas.find(visible[k]);
        if (a < 0 || areas.list[a].kind === "town") n += 1;
      }
    }
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
    this.element.hidden = kind !== "several" || !context.members.includes(NOWHERE_SHOWN);
  }
}
