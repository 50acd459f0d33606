// @ts-check
/* The table of one file of the folder, with what is done in it: cells, several rows, pasting. */
import { t, tn } from "../../page/browser/core/messages.js";
import { part } from "./elements.js";
import { RecordsTable } from "./records_table.js";
import { REVIEW, reviewMark } from "./review.js";
import { alikePairs, editable, paste, takeOut, writeField } from "./table_changes.js";
import { TableTools } from "./table_tools.js";

/**
 * @typedef {import("./api.js").EditorState} EditorState
 * @typedef {import("./records_table.js").Row} Row
 * @typedef {"events" | "places" | "sources" | "names" | "removed" | "texts"} TableName
 * @typedef {object} ViewHooks
 * @property {(row: Row) => void} open the form of a row
 * @property {() => Promise<void>} read all records anew
 * @property {(words: string) => void} say
 * @property {(error: unknown) => void} failed
 */

/** @type {Record<TableName, string[]>} */
export const COLUMNS = {
  events: ["state", "date", "title", "place", "city", "category", "deaths", "confidence", "id"],
  places: ["state", "id", "name", "city", "latitude", "longitude", "radius_m", "precision"],
  sources: ["id", "title", "container-title", "type", "language"],
  names: ["name"],
  removed: ["id", "date", "reason", "now"],
  texts: ["id", "file"],
};

export class TableView {
  /** @param {ViewHooks} hooks */
  constructor(hooks) {
    this._hooks = hooks;
    /** @type {TableName} */
    this._name = "events";
    /** @type {EditorState | null} */
    this._state = null;
    /** @type {Map<string, string>} what an event may be too, by its id */
    this._alike = new Map();
    this._isCompared = false;
    /** @type {Map<string, number>} problems by file and key */
    this._wrong = new Map();
    this._tools = new TableTools({
      setAll: (column, text) => void this._write(this._table.selected, column, text),
      takeOut: () => void this._do(this._takeOut()),
      none: () => this._table.select(false),
      paste: (text) => void this._do(this._paste(text)),
    });
    this._table = new RecordsTable(part("rows", HTMLElement), {
      open: hooks.open,
      editable: (row, column) => editable(this._name, column),
      write: (row, column, text) => this._write([row], column, text),
      chosen: (rows) => this._tools.show(rows, this._settable(), this._name === "events"),
    });
    part("list", HTMLElement).append(this._tools.node);
    document.addEventListener("paste", (event) => this._pasted(event));
  }

  /** @param {EditorState} state */
  read(state) {
    const before = this._state?.files;
    this._state = state;
    this._wrong = countProblems(state.problems);
    const { events, places } = state.files;
    const isSame = before?.events === events && before?.places === places;
    if (!isSame || !this._isCompared) void this._compare();
  }

  /** Marks what may be told twice, as soon as that is known. */
  async _compare() {
    const events = this._state?.files.events;
    this._isCompared = true;
    /** @type {[string, string, string][]} */
    let pairs = [];
    try {
      pairs = await alikePairs();
    } catch (error) {
      this._hooks.failed(error);
    }
    /** @type {Map<string, string>} */
    const found = new Map();
    for (const [one, other] of pairs) found.set(one, other).set(other, one);
    if (events !== this._state?.files.events || (!found.size && !this._alike.size)) return;
    this._alike = found;
    if (this._name === "events") this.show("events");
  }

  /** @param {TableName} name */
  show(name) {
    this._name = name;
    this._table.show(this.rows, COLUMNS[name]);
  }

  /** @param {string} text */
  filter(text) {
    this._table.filter(text);
  }

  /** @param {string} [key] of the record that comes into sight; else where one was */
  focus(key = "") {
    this._table.focus(key);
  }

  /** @returns {Row[]} drafts first */
  get rows() {
    const { files, texts } = /** @type {EditorState} */ (this._state);
    if (this._name === "texts") return texts;
    const records = files[this._name]?.records ?? [];
    const marked = records.map((row) => ({ ...row, state: this._mark(row) }));
    if (this._name !== "events") return marked;
    const drafts = (files.drafts?.records ?? []).map((row) => ({ ...row, state: "draft" }));
    return [...drafts, ...marked];
  }

  /**
   * How many problems a record has, and whether it may be told twice.
   * @param {Row} row
   */
  _mark(row) {
    const wrong = this._wrong.get(`${this._state?.files[this._name]?.file} ${row.key}`);
    const twice = this._name === "events" && this._alike.get(row.key);
    const read = reviewMark(String(row.value[REVIEW] ?? ""));
    return [wrong && `⚠ ${wrong}`, twice && `≈ ${twice}`, read].filter(Boolean).join(" ");
  }

  /** The columns that can be set in several rows. */
  _settable() {
    return COLUMNS[this._name].filter((column) => editable(this._name, column));
  }

  /**
   * @param {Row[]} rows
   * @param {string} column
   * @param {string} text
   * @returns {Promise<string>} what is in the way, "" where it is written
   */
  async _write(rows, column, text) {
    let wrong = "";
    try {
      wrong = await writeField(this._name, rows, column, text, this._tools.saving.reason);
      if (!wrong) await this._hooks.read();
    } catch (error) {
      wrong = error instanceof Error ? error.message : String(error);
    }
    this._hooks.say(wrong || t("Saved."));
    return wrong;
  }

  /** @param {Promise<string>} work what it says at its end */
  async _do(work) {
    try {
      const words = await work;
      await this._hooks.read();
      this._hooks.say(words);
    } catch (error) {
      this._hooks.failed(error);
    }
  }

  async _takeOut() {
    const rows = this._table.selected;
    await takeOut(this._name, rows, this._tools.saving.reason);
    this._table.select(false);
    return tn("{n} taken out.", "{n} taken out.", rows.length);
  }

  /** @param {string} text */
  async _paste(text) {
    const { events, drafts } = await paste(text, this._tools.saving.reason);
    return t("{events} pasted as events, {drafts} kept as drafts.", { events, drafts });
  }

  /** @param {ClipboardEvent} event */
  _pasted(event) {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const isTyping = event.target instanceof Element && event.target.closest("input, textarea");
    const isShown = part("rows", HTMLElement).checkVisibility();
    if (isTyping || !isShown || this._name !== "events" || !text.includes("\t")) return;
    event.preventDefault();
    void this._do(this._paste(text));
  }
}

/** @param {import("./api.js").FolderProblem[]} problems */
function countProblems(problems) {
  /** @type {Map<string, number>} */
  const counted = new Map();
  for (const { file, key } of problems) {
    const record = `${file} ${key}`;
    counted.set(record, (counted.get(record) ?? 0) + 1);
  }
  return counted;
}
