// @ts-check
/* The filter by deaths: at least so many, by the lowest or the highest figure. */
import { t } from "../../browser/core/messages.js";
import { typedDate } from "../../browser/core/periods.js";
import { h, replace } from "../../browser/draw/dom.js";

/** @import { Context, State } from "../../browser/types" */

export class DeathsField {
  /** @param {Context} context */
  constructor(context) {
    this.context = context;
    this.legend = h("legend", { class: "mg-event-filter__heading" });
    this.before = h("span", {});
    this.after = h("span", {});
    this.min = h("input", {
      type: "number",
      min: 0,
      step: 1,
      inputmode: "numeric",
      class: "mg-field mg-event-filter__number",
      oninput: () => {
        this.apply();
      },
    });
    this.bound = h("select", {
      class: "mg-field mg-event-filter__bound",
      onchange: () => {
        this.apply();
      },
    });
    this.element = h(
      "fieldset",
      { class: "mg-event-filter__field mg-event-filter__deaths" },
      this.legend,
      h("label", {}, this.before, this.min),
      h("label", {}, this.after, this.bound),
    );
  }

  translate() {
    this.legend.textContent = t("Deaths");
    this.before.textContent = t("At least");
    this.after.textContent = t("by the");
    replace(
      this.bound,
      h("option", { value: "low" }, t("lowest figure")),
      h("option", { value: "high" }, t("highest figure")),
    );
  }

  /** Takes what the reader has typed into the state. */
  apply() {
    const min = typedDate(this.min.value);
    const bound = this.bound.value;
    this.context.store.set({
      deaths: /^\d+$/.test(min) && Number(min) > 0 ? { min: Number(min), bound } : null,
    });
  }

  /**
   * Shows the state's filter, unless the reader is typing one.
   * @param {State} state
   */
  update({ deaths }) {
    if (document.activeElement !== this.min) this.min.value = deaths ? String(deaths.min) : "";
    if (deaths) this.bound.value = deaths.bound;
  }
}
