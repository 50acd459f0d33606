// @ts-check
/* What the table writes: one cell, one field of several rows, rows taken out, rows pasted. */
import { t } from "../../page/browser/core/messages.js";
import { ask, change, checkEvent } from "./api.js";

/**
 * @typedef {import("./api.js").EditorOperation} EditorOperation
 * @typedef {import("./api.js").Reason} Reason
 * @typedef {import("./records_table.js").Row} Row
 */

/** Fields that are not typed into a cell of the table. */
const WHOLE = new Set(["", "state", "id", "file"]);
const EDITED = new Set(["events", "places", "names", "removed"]);

/**
 * Whether a cell can be edited in its place.
 * @param {string} table
 * @param {string} column
 */
export const editable = (table, column) => EDITED.has(table) && !WHOLE.has(column);

/**
 * Writes one field of some rows: all of them, or none.
 * @param {string} table
 * @param {Row[]} rows
 * @param {string} column
 * @param {string} text
 * @param {Reason} reason
 * @returns {Promise<string>} what is in the way, "" where it is written
 */
export async function writeField(table, rows, column, text, reason) {
  /** @type {EditorOperation[]} */
  const operations = [];
  for (const row of rows) {
    const isDraft = row.state === "draft";
    let cell = text;
    if (table === "events") {
      const cells = { ...textsOf(row), [column]: text };
      const found = await checkEvent(row.key, cells);
      if (column === "date" && found.date.edtf) cell = found.date.edtf;
      const wrong = found.problems.find((each) => each.severity === "error");
      if (wrong && !isDraft) {
        return `${rows.length > 1 ? `${row.key}: ` : ""}${wrong.message}. ${wrong.mend}`;
      }
    }
    const file = isDraft ? "drafts" : table;
    operations.push({ file, key: row.key, base: row.base, value: { [column]: cell } });
  }
  await change(operations, reason);
  return "";
}

/**
 * Takes rows out; the ids of events stay reserved.
 * @param {string} table
 * @param {Row[]} rows
 * @param {Reason} reason
 */
export async function takeOut(table, rows, reason) {
  const needsWhy = table === "events" && rows.some((row) => row.state !== "draft");
  if (needsWhy && !reason.why) throw new Error(t("Say why they are taken out: ids stay reserved."));
  const operations = rows.map(({ key, base, state }) => {
    return { file: state === "draft" ? "drafts" : table, key, base, value: null };
  });
  await change(operations, reason);
}

/**
 * @param {string} text rows of a spreadsheet
 * @param {Reason} reason
 * @returns {Promise<{events: number, drafts: number}>} how many have become what
 */
export const paste = (text, reason) => ask("paste", { text, ...reason, kind: "source" });

/**
 * The pairs of events that may be one: both ids and why.
 * @returns {Promise<[string, string, string][]>}
 */
export async function alikePairs() {
  /** @type {{alike: [string, string, string][]}} */
  const { alike } = await ask("alike", {});
  return alike;
}

/** @param {Row} row */
const textsOf = (row) =>
  Object.fromEntries(Object.entries(row.value).map(([name, value]) => [name, String(value ?? "")]));
