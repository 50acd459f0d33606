// @ts-check
/* Below the table: why its cells are changed, what is done with several rows, and pasting. */
import { t, tn } from "../../page/browser/core/messages.js";
import { element } from "./elements.js";
import { fieldWords } from "./field_words.js";
import { Saving } from "./saving.js";

/**
 * @typedef {import("./records_table.js").Row} Row
 * @typedef {object} ToolHooks
 * @property {(column: string, text: string) => void} setAll in all selected rows
 * @property {() => void} takeOut the selected rows
 * @property {() => void} none selects no row
 * @property {(text: string) => void} paste
 */

export class TableTools {
  /** @param {ToolHooks} hooks */
  constructor(hooks) {
    this.saving = new Saving({});
    this.saving.choose("slip");
    this._count = element("span", { "aria-live": "polite" });
    this._column = element("select", { "aria-label": t("Field to set") });
    this._text = element("input", {
      placeholder: t("what it is to say"),
      "aria-label": t("New text"),
    });
    this._several = element(
      "div",
      { class: "tools", hidden: true },
      this._count,
      this._column,
      this._text,
      element(
        "button",
        { type: "button", click: () => hooks.setAll(this._column.value, this._text.value) },
        t("Set in all of them"),
      ),
      element("button", { type: "button", click: hooks.takeOut }, t("Take them out")),
      element("button", { type: "button", click: hooks.none }, t("Select none")),
    );
    const area = element("textarea", { rows: "10", "aria-label": t("Rows from a spreadsheet") });
    const dialog = element(
      "dialog",
      { "aria-label": t("Paste rows") },
      element("h2", {}, t("Paste rows from a spreadsheet")),
      element(
        "p",
        { class: "hint" },
        t(
          "With a row of column names above them, or in the order of events.csv. What is not valid yet is kept as a draft.",
        ),
      ),
      area,
      element(
        "div",
        { class: "tools" },
        element(
          "button",
          {
            type: "button",
            class: "main",
            click: () => {
              dialog.close();
              hooks.paste(area.value);
              area.value = "";
            },
          },
          t("Bring them in"),
        ),
        element("button", { type: "button", click: () => dialog.close() }, t("Not now")),
      ),
    );
    this._paste = element(
      "button",
      { type: "button", click: () => dialog.showModal() },
      t("Paste rows …"),
    );
    const keys = t(
      "Enter edits a cell · Ctrl+Enter opens the form · Space selects · Escape puts back · Ctrl+V pastes rows",
    );
    this.node = element(
      "div",
      { class: "table-tools" },
      this._several,
      element("div", { class: "tools" }, this._paste, this.saving.node),
      element("p", { class: "hint" }, keys),
      dialog,
    );
  }

  /**
   * @param {Row[]} rows those that are selected
   * @param {string[]} columns those that can be set
   * @param {boolean} isEvents
   */
  show(rows, columns, isEvents) {
    this._several.hidden = !rows.length || !columns.length;
    this._count.textContent = tn("{n} selected:", "{n} selected:", rows.length);
    this._paste.hidden = !isEvents;
    this.saving.node.hidden = !columns.length;
    if (this._column.options.length === columns.length) return;
    this._column.replaceChildren(
      ...columns.map((value) => element("option", { value }, fieldWords(value))),
    );
  }
}
