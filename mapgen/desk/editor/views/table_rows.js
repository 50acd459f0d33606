// @ts-check
/* A list of tables of the settings ([[cities]]) as rows of a form. */
import { t } from "../../../page/browser/core/messages.js";
import { element } from "../elements.js";
import { button } from "./view.js";

/**
 * @typedef {import("../api.js").EditorRecord} EditorRecord
 * @typedef {import("../api.js").EditorOperation} Operation
 * @typedef {{record: EditorRecord | null, node: HTMLElement,
 *   controls: Map<string, HTMLInputElement | HTMLSelectElement>}} Row
 */

const NAME = "[]";

export class TableRows {
  /**
   * @param {string} heading what stands between the brackets
   * @param {Record<string, string>} fields words by key
   * @param {EditorRecord[]} records
   * @param {(record: EditorRecord, behind: string, button: string) => void} [move]
   */
  constructor(heading, fields, records, move) {
    this._heading = `[${heading}]`;
    this._records = records;
    this._move = move;
    this._fields = fields;
    /** @type {Row[]} */
    this._rows = [];
    /** @type {EditorRecord[]} */
    this._gone = [];
    this._list = element("div", { class: "rows" });
    this.node = element(
      "div",
      {},
      this._list,
      button(t("Add"), () => this.add(null).focus()),
    );
    for (const record of records) {
      if (record.value[NAME] === this._heading) this.add(record);
    }
    this._order();
  }

  /** Gives each row what moves it up and down. */
  _order() {
    if (!this._move) return;
    const own = this._rows.flatMap(({ record }) => (record ? [record] : []));
    own.forEach((record, at) => {
      const name = String(record.value.name ?? at + 1);
      const [up, down] = [t("{title}: up", { title: name }), t("{title}: down", { title: name })];
      const buttons = [
        button("↑", () => this._move?.(record, this._before(own[at - 1]), at > 1 ? up : down), up),
        button(
          "↓",
          () => this._move?.(record, own[at + 1]?.key ?? "", at + 2 < own.length ? down : up),
          down,
        ),
      ];
      buttons.forEach((each, way) => (each.disabled = way ? at === own.length - 1 : !at));
      this._rows[at]?.node.lastElementChild?.before(...buttons);
    });
  }

  /** The key of the table before another one. @param {EditorRecord | undefined} record */
  _before(record) {
    const at = this._records.findIndex((each) => each === record);
    return this._records[at - 1]?.key ?? "";
  }

  /** Something is typed, added or taken out that is not saved. */
  get isChanged() {
    return this.operations("").length > 0;
  }

  /**
   * Adds a row, and returns its first control.
   * @param {EditorRecord | null} record
   */
  add(record) {
    const row = this.row(record);
    this._rows.push(row);
    this._list.append(row.node);
    return /** @type {HTMLElement} */ ([...row.controls.values()][0]);
  }

  /**
   * @param {EditorRecord | null} record
   * @returns {Row}
   */
  row(record) {
    /** @type {Row["controls"]} */
    const controls = new Map();
    const number = this._rows.length + 1;
    const cells = Object.entries(this._fields).map(([key, words]) => {
      const control = element("input", {
        value: String(record?.value[key] ?? ""),
        "aria-label": `${words} ${number}`,
        placeholder: words,
      });
      controls.set(key, control);
      return control;
    });
    /** @type {Row} */
    const row = { record, controls, node: element("div", { class: "settings-row" }, ...cells) };
    const out = button(t("Take out"), () => this.remove(row), `${t("Take out")} ${number}`);
    row.node.append(out);
    return row;
  }

  /** @param {Row} row */
  remove(row) {
    if (row.record) this._gone.push(row.record);
    this._rows = this._rows.filter((each) => each !== row);
    row.node.remove();
  }

  /**
   * What writes the rows: edits first, then what goes, the last first, since keys are counted.
   * @param {string} file
   * @returns {Operation[]}
   */
  operations(file) {
    /** @type {Operation[]} */
    const edits = [];
    /** @type {Operation[]} */
    const added = [];
    for (const row of this._rows) {
      const value = this.changes(row);
      const { record } = row;
      if (record && Object.keys(value).length) {
        edits.push({ file, key: record.key, base: record.base, value });
      } else if (!record && Object.values(value).some(Boolean)) {
        const key = `new ${this._heading} ${added.length + 1}`;
        added.push({ file, key, base: "", value: { [NAME]: this._heading, ...value } });
      }
    }
    const gone = [...this._gone]
      .reverse()
      .map(({ key, base }) => ({ file, key, base, value: null }));
    return [...edits, ...gone, ...added];
  }

  /**
   * @param {Row} row
   * @returns {Record<string, unknown>}
   */
  changes(row) {
    /** @type {Record<string, unknown>} */
    const value = {};
    for (const [key, control] of row.controls) {
      const text = control.value.trim();
      if (text !== String(row.record?.value[key] ?? "")) value[key] = valueOf(key, text);
    }
    return value;
  }
}

const NUMBERS = new Set(["latitude", "longitude", "zoom", "share"]);

/**
 * A text as the value of a setting: a number where one belongs and is written.
 * @param {string} key
 * @param {string} text
 */
function valueOf(key, text) {
  const isNumber = NUMBERS.has(key) && /^-?\d+(\.\d+)?$/u.test(text);
  return isNumber ? Number(text) : text || null;
}
