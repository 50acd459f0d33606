// @ts-check
/* Below the field of a date: what kind of date it is, and a bar of the days that it can be. */
import { t, tn } from "../../page/browser/core/messages.js";
import { svg } from "../../page/browser/draw/dom.js";
import { dateForm, inForm } from "./date_forms.js";
import { element } from "./elements.js";

/** @typedef {import("./date_forms.js").DateForm} DateForm */
/** @typedef {import("./api.js").EventCheck["date"]} CheckedDate */

/** @returns {[DateForm, string][]} */
const forms = () => [
  ["exactly", t("exactly")],
  ["about", t("about")],
  ["or", t("one of")],
  ["between", t("between")],
  ["before", t("before")],
  ["after", t("after")],
];
const [WIDTH, HEIGHT] = [1000, 20];

export class DateChoice {
  /**
   * @param {HTMLInputElement} input
   * @param {() => void} changed
   */
  constructor(input, changed) {
    this._input = input;
    this._buttons = forms().map(([form, words]) =>
      element(
        "button",
        { type: "button", "data-form": form, click: () => this._shape(form, changed) },
        words,
      ),
    );
    const group = { class: "tools", role: "group", "aria-label": t("What is known of the date") };
    this._bar = element("div", { class: "date-bar" });
    this.node = element("div", {}, element("div", group, ...this._buttons), this._bar);
    input.addEventListener("input", () => this._mark());
    this._mark();
  }

  /**
   * @param {DateForm} form
   * @param {() => void} changed
   */
  _shape(form, changed) {
    this._input.value = inForm(this._input.value, form);
    this._input.focus();
    const end = this._input.value.length;
    this._input.setSelectionRange(end, end);
    this._mark();
    changed();
  }

  _mark() {
    const { form } = dateForm(this._input.value);
    for (const button of this._buttons) {
      button.setAttribute("aria-pressed", String(button.dataset.form === form));
    }
  }

  /** @param {CheckedDate} date */
  show(date) {
    this._mark();
    const { bar } = date;
    if (!bar) {
      this._bar.replaceChildren();
      return;
    }
    const wide = WIDTH / (bar.last - bar.first + 1);
    const at = (/** @type {number} */ day) => (day - bar.first) * wide;
    const lines = bar.lines.map((day) =>
      svg("line", { x1: at(day), x2: at(day), y1: 0, y2: HEIGHT, class: "date-bar__line" }),
    );
    const parts = bar.parts.map(([first, last]) =>
      svg("rect", {
        x: at(first),
        y: 4,
        width: Math.max(3, (last - first + 1) * wide),
        height: HEIGHT - 8,
        class: "date-bar__part",
      }),
    );
    const words = tn("{n} day", "{n} days", bar.days);
    const drawing = svg(
      "svg",
      {
        viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
        preserveAspectRatio: "none",
        role: "img",
        "aria-label": `${words}: ${date.words}`,
      },
      ...lines,
      ...parts,
    );
    const ends = element(
      "p",
      { class: "hint date-bar__ends" },
      element("span", {}, date.first ?? ""),
      element("span", {}, words),
      element("span", {}, date.last === date.first ? "" : (date.last ?? "")),
    );
    this._bar.replaceChildren(drawing, ends);
  }
}
