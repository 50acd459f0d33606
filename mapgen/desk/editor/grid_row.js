// @ts-check
/* A row of the table of records, as an element. */
import { t } from "../../page/browser/core/messages.js";
import { element } from "./elements.js";
import { cellText } from "./row_order.js";

/** @typedef {import("./records_table.js").Row} Row */

export const ROW = 32; // CSS pixels, as in editor.css
export const CHECK = "✓";

/**
 * @param {Row} row
 * @param {string[]} columns the first is the one that selects
 * @param {{at: number, selected: boolean, current: number}} how its number, and which of its cells the
 *   arrow keys have come to, -1 for none
 */
export function gridRow(row, columns, { at, selected, current }) {
  const made = document.createElement("tr");
  made.dataset.at = String(at);
  made.ariaRowIndex = String(at + 2);
  made.ariaSelected = String(selected);
  columns.forEach((name, column) => {
    const cell = document.createElement("td");
    cell.tabIndex = column === current ? 0 : -1;
    if (!column) {
      cell.className = "check";
      cell.ariaLabel = selected ? t("selected") : t("not selected");
      cell.textContent = selected ? CHECK : "";
    } else if (name === "state") {
      cell.className = "state";
      cell.textContent = row.state === "draft" ? t("draft") : (row.state ?? "");
    } else {
      cell.dir = "auto";
      cell.textContent = cellText(row, name);
    }
    made.append(cell);
  });
  return made;
}

/** The room of rows that are not made. @param {number} rows */
export function space(rows) {
  const row = element("tr", { "aria-hidden": "true", hidden: rows <= 0 });
  row.style.blockSize = `${rows * ROW}px`;
  return row;
}
