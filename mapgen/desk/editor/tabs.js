// @ts-check
/* At the head: the tables of the folder and the tasks besides, and which of them is open. */
import { divider, number, t } from "../../page/browser/core/messages.js";
import { element, part } from "./elements.js";
import { COLUMNS } from "./table_view.js";
import { VIEWS, viewName } from "./views/views.js";

/**
 * @typedef {import("./api.js").EditorState} EditorState
 * @typedef {import("./table_view.js").TableName} TableName
 * @typedef {import("./views/views.js").ViewName} ViewName
 */

/** @returns {Record<TableName, [table: string, one: string]>} what a table and a new record are called */
const tableWords = () => ({
  events: [t("Events"), t("New event")],
  places: [t("Places"), t("New place")],
  sources: [t("Sources"), t("New source")],
  names: [t("Names"), t("New name")],
  removed: [t("Removed"), ""],
  texts: [t("Texts"), ""],
});

export class Tabs {
  /**
   * @param {(name: TableName) => void} choose
   * @param {(name: ViewName) => void} view
   */
  constructor(choose, view) {
    this._tables = /** @type {TableName[]} */ (Object.keys(COLUMNS)).map((name) => {
      const about = { type: "button", "data-table": name, click: () => choose(name) };
      return element("button", about, tableWords()[name][0]);
    });
    const names = /** @type {ViewName[]} */ (Object.keys(VIEWS)).filter((n) => n !== "publish");
    this._tasks = names.map((name) => {
      const about = { type: "button", "data-view": name, click: () => view(name) };
      return element("button", about, viewName(name));
    });
    part("tables", HTMLElement).append(...this._tables);
    part("views", HTMLElement).append(...this._tasks);
  }

  /**
   * Marks the table or the task that is open.
   * @param {TableName} table
   * @param {string} [task]
   */
  mark(table, task) {
    for (const tab of this._tables) {
      tab.setAttribute("aria-pressed", String(!task && tab.dataset.table === table));
    }
    for (const each of this._tasks) {
      each.setAttribute("aria-pressed", String(each.dataset.view === task));
    }
  }

  /**
   * Says how many records each table has, and what a new one of the open table is called.
   * @param {EditorState} state
   * @param {TableName} open
   */
  count({ files, texts }, open) {
    for (const tab of this._tables) {
      const name = /** @type {TableName} */ (tab.dataset.table);
      const count = files[name] ? files[name].records.length : texts.length;
      tab.hidden = name === "removed" && !count && open !== name;
      tab.textContent = `${tableWords()[name][0]}${divider()}${number(count)}`;
    }
    part("new", HTMLButtonElement).textContent = tableWords()[open][1];
    part("new", HTMLButtonElement).hidden = !tableWords()[open][1];
  }
}
