// @ts-check
/* The filter that keeps only sources of the time: a box, its count, and what "of the time" means. */
import { OF_THE_TIME } from "../../browser/core/lens.js";
import { number, t, tn } from "../../browser/core/messages.js";
import { h, uniqueId } from "../../browser/draw/dom.js";
import { ofTheTime } from "../../browser/draw/lens_words.js";

export class OfTheTime {
  /** @param {import("../../browser/types").Context} context */
  constructor(context) {
    this.context = context;
    const id = uniqueId("of-the-time");
    /** @type {HTMLInputElement} */
    this.box = h("input", {
      type: "checkbox",
      class: "mg-event-filter__box",
      "aria-describedby": id,
      onchange: () => context.store.set({ of_the_time: this.box.checked || null }),
    });
    this.label = h("span", { class: "mg-event-filter__name" });
    this.spoken = h("span", { class: "mg-visually-hidden" });
    this.count = h("span", { class: "mg-event-filter__count", "aria-hidden": "true" });
    this.hint = h("p", { class: "mg-event-filter__hint", id });
    this.element = h(
      "div",
      { class: "mg-event-filter__field", hidden: !context.lens.isUseful },
      h(
        "label",
        { class: "mg-event-filter__value" },
        this.box,
        this.label,
        this.spoken,
        this.count,
      ),
      this.hint,
    );
  }

  translate() {
    this.label.textContent = ofTheTime();
    this.hint.textContent = t(
      "Reports of the time, and what was published within {n} days of the event.",
      { n: number(OF_THE_TIME) },
    );
  }

  update() {
    this.box.checked = Boolean(this.context.store.get().of_the_time);
  }

  drawCount() {
    if (this.element.hidden) return;
    const [n] = this.context.lens.counts("of_the_time");
    this.count.textContent = number(n);
    this.spoken.textContent = ` ${tn("{n} event", "{n} events", n)}`;
  }
}
