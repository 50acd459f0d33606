// @ts-check
/* The ends of the range as typed text: a year, a month or a day, both ends included. */
import { Component } from "../../browser/app/component.js";
import { register } from "../../browser/app/kinds.js";
import * as days from "../../browser/core/days.js";
import { t } from "../../browser/core/messages.js";
import { shortISO, typedDate, writtenDate } from "../../browser/core/periods.js";
import { h, uniqueId } from "../../browser/draw/dom.js";

/** @typedef {"from" | "to"} End which end of the range a field is for */

/**
 * `pane` is the map of a comparison whose own range they are for; without one it is the page's.
 * @extends {Component<{pane: import("../../browser/types").Pane}>}
 */
export class DateFields extends Component {
  /** The range shown, in the shortest text that means it. */
  printed = { from: "", to: "" };
  fields = { from: this.field("from"), to: this.field("to") };
  error = h("p", { class: "mg-date-fields__fault", role: "alert", id: uniqueId("fault") });

  /** @override */
  create() {
    const element = h(
      "div",
      { class: "mg-date-fields" },
      this.fields.from.label,
      this.fields.to.label,
      this.error,
    );
    this.listen("change", () => this.update());
    this.translate();
    return element;
  }

  /** @param {End} end */
  field(end) {
    const input = h("input", {
      type: "text",
      class: "mg-date-fields__input",
      size: 10,
      autocomplete: "off",
      spellcheck: "false",
      dir: "ltr",
      onchange: () => this.apply(end),
      /** @param {KeyboardEvent} event */
      onkeydown: (event) => {
        if (event.key === "Enter") this.apply(end);
        if (event.key === "Escape") this.reset(end);
      },
    });
    const words = h("span", {});
    return { input, words, label: h("label", { class: "mg-date-fields__date" }, words, input) };
  }

  /** @override */
  translate() {
    this.fields.from.words.textContent = t("From");
    this.fields.to.words.textContent = t("to");
    for (const { input } of Object.values(this.fields)) {
      input.placeholder = writtenDate("1986-12-14");
    }
    this.update();
  }

  /** The range that the fields are for: the page's, or that of a map of its own (`pane`). */
  range() {
    return (this.options.pane || this.context).range();
  }

  /**
   * Takes a typed day over; without one the range goes on to the atlas's end.
   * @param {End} end
   * @param {number | null} day
   */
  take(end, day) {
    const { store } = this.context;
    if (!this.options.pane) {
      store.set({ [end]: day === null ? null : days.toISO(day) });
      return;
    }
    const [first, last] = this.context.extent();
    const edge = end === "from" ? first : last;
    store.set({
      compare: { ...store.get().compare, [end]: days.toISO(day === null ? edge : day) },
    });
  }

  /** The range shown, in the shortest text that means it; what is being typed stays. */
  update() {
    const [from, to] = this.range();
    this.printed = { from: shortISO(from), to: shortISO(to, true) };
    for (const end of /** @type {End[]} */ (["from", "to"])) {
      const { input } = this.fields[end];
      const isTyping = document.activeElement === input && input.value !== input.defaultValue;
      if (input.hasAttribute("aria-invalid") || isTyping) continue;
      const written = writtenDate(this.printed[end]);
      if (input.value !== written) input.value = written;
      input.defaultValue = written;
    }
  }

  /**
   * Takes what the reader has typed into the state.
   * @param {End} end
   */
  apply(end) {
    const { input } = this.fields[end];
    const text = typedDate(input.value);
    if (text === this.printed[end] && !input.hasAttribute("aria-invalid")) return;
    const day = text === "" ? null : days.fromISO(text, end === "to");
    const [from, to] = this.range();
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
      this.reset(end);
      this.take(end, day);
      this.update();
    }
  }

  /**
   * Says why what is typed is not taken.
   * @param {End} end
   * @param {string} text
   */
  refuse(end, text) {
    const { input } = this.fields[end];
    input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", this.error.id);
    this.error.textContent = text;
  }

  /**
   * Takes an error back, and what was typed with it.
   * @param {End} end
   */
  reset(end) {
    const { input } = this.fields[end];
    input.removeAttribute("aria-invalid");
    input.removeAttribute("aria-describedby");
    this.error.textContent = "";
    input.value = writtenDate(this.printed[end]);
    /* What stands there now is not what is being typed, whatever has been shown meanwhile. */
    input.defaultValue = input.value;
  }
}

register("DateFields", DateFields);
