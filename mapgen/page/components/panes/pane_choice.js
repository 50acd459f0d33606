// @ts-check
/* How the maps stand: one, or the atlas's panes beside each other. */
import { Component } from "../../browser/app/component.js";
import { t } from "../../browser/core/messages.js";
import { h, replace } from "../../browser/draw/dom.js";

/** @import { Placement } from "../../browser/types" */
/** @import { Panes } from "./panes.js" */

/** @extends {Component<{panes: Panes}>} */
export class PaneChoice extends Component {
  element = h("div", { class: "mg-button-group mg-pane-choice", role: "group" });

  /** @param {{panes: Panes} & Placement} options */
  constructor(options) {
    super(options);
    this.panes = options.panes;
  }

  /** @override */
  create() {
    this.listen("panes", () => this.translate());
    this.translate();
    return this.element;
  }

  /** @override */
  translate() {
    const { panes } = this;
    this.element.setAttribute("aria-label", t("Maps"));
    const several = panes.kind === "several";
    replace(
      this.element,
      panes.settings.length > 1 &&
        this.button(several ? t("One map") : t("Side by side"), () => panes.show(!several)),
      this.button(t("Compare"), () => panes.comparison.begin()),
    );
    this.element.hidden = panes.kind === "compare";
  }

  /** Puts the focus on the button that begins a comparison. */
  focus() {
    /** @type {HTMLButtonElement | null} */
    const last = this.element.querySelector("button:last-of-type");
    if (last) last.focus({ preventScroll: true });
  }

  /**
   * @param {string} text
   * @param {() => void} act
   */
  button(text, act) {
    const again = () => {
      act();
      /* The button has been drawn anew: the focus stays where it was. */
      const next = this.element.querySelector("button");
      if (next) next.focus({ preventScroll: true });
    };
    return h("button", { type: "button", class: "mg-map-button", onclick: again }, text);
  }
}
