/* The ends of the range as typed text: a year, a month or a day, both ends included. */
import { Component } from "../../browser/app/component.js";
import { register } from "../../browser/app/kinds.js";
import * as days from "../../browser/core/days.js";
import { t } from "../../browser/core/messages.js";
import { shortISO, typedDate } from "../../browser/core/periods.js";
import { h, uniqueId } from "../../browser/draw/dom.js";

export class DateFields extends Component {
  create() {
    this.fault = h("p", {
      class: "mg-date-fields__fault",
      role: "alert",
      id: uniqueId("fault"),
    });
    this.fields = { from: this.field("from"), to: this.field("to") };
    this.element = h(
      "div",
      { class: "mg-date-fields" },
      this.fields.from.label,
      this.fields.to.label,
      this.fault,
    );
    this.listen("change", () => this.update());
    this.translate();
    return this.element;
  }

  field(end) {
    const input = h("input", {
      type: "text",
      class: "mg-date-fields__input",
      size: 10,
      autocomplete: "off",
      spellcheck: "false",
      dir: "ltr",
      placeholder: "1986-12-14",
      onchange: () => this.typed(end),
      onkeydown: (event) => {
        if (event.key === "Enter") this.typed(end);
        if (event.key === "Escape") this.forget(end);
      },
    });
    const words = h("span", {});
    return { input, words, label: h("label", { class: "mg-date-fields__date" }, words, input) };
  }

  translate() {
    this.fields.from.words.textContent = t("From");
    this.fields.to.words.textContent = t("to");
    this.update();
  }

  /** The range shown, in the shortest text that means it; what is being typed stays. */
  update() {
    const [from, to] = this.context.range();
    this.printed = { from: shortISO(from), to: shortISO(to, true) };
    for (const [end, { input }] of Object.entries(this.fields)) {
      const busy = document.activeElement === input && input.value !== input.defaultValue;
      if (input.hasAttribute("aria-invalid") || busy) continue;
      if (input.value !== this.printed[end]) input.value = this.printed[end];
      input.defaultValue = this.printed[end];
    }
  }

  typed(end) {
    const { input } = this.fields[end];
    const text = typedDate(input.value);
    if (text === this.printed[end] && !input.hasAttribute("aria-invalid")) return;
    const day = text === "" ? null : days.fromISO(text, end === "to");
    const [from, to] = this.context.range();
    if (text !== "" && day === null) {
      this.refuse(
        end,
        t("“{text}” is not a date of the calendar. Write 1986, 1986-12 or 1986-12-14.", {
          text: input.value,
        }),
      );
    } else if (day !== null && (end === "from" ? day > to : day < from)) {
      this.refuse(end, t("The first date is later than the last one."));
    } else {
      this.forget(end);
      this.context.store.set({ [end]: day === null ? null : days.toISO(day) });
      this.update();
    }
  }

  refuse(end, text) {
    const { input } = this.fields[end];
    input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", this.fault.id);
    this.fault.textContent = text;
  }

  /** Takes a fault back, and what was typed with it. */
  forget(end) {
    const { input } = this.fields[end];
    input.removeAttribute("aria-invalid");
    input.removeAttribute("aria-describedby");
    this.fault.textContent = "";
    input.value = this.printed[end];
  }
}

register("DateFields", DateFields);
