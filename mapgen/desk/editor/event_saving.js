// @ts-check
/* What a form of an event does when it is saved, kept as a draft or taken out. */
import { t } from "../../page/browser/core/messages.js";
import { change } from "./api.js";

/**
 * @typedef {import("./api.js").EditorState} EditorState
 * @typedef {import("./api.js").EditorOperation} EditorOperation
 * @typedef {import("./api.js").EditorRecord} EditorRecord
 * @typedef {Record<string, string>} Cells
 * @typedef {{operations: EditorOperation[], words: string, key: string}} Work
 */

/**
 * Writes an event; a draft of it goes.
 * @param {EditorState} state
 * @param {EditorRecord | null} record
 * @param {boolean} isDraft
 * @param {Cells} cells
 * @returns {Work}
 */
export function saving(state, record, isDraft, cells) {
  const key = isDraft ? (cells.id ?? "") : (record?.key ?? cells.id ?? "");
  const base = baseOf(state, "events", key);
  const operations = [{ file: "events", key, base, value: cells }];
  return {
    operations: [...operations, ...(isDraft && record ? [taken("drafts", record)] : [])],
    words: t("Saved."),
    key: cells.id ?? key,
  };
}

/**
 * Keeps it as a draft.
 * @param {EditorState} state
 * @param {EditorRecord | null} record
 * @param {boolean} isDraft
 * @param {Cells} cells
 * @returns {Work}
 */
export function keeping(state, record, isDraft, cells) {
  const key = record?.key ?? cells.id ?? "";
  if (!key) throw new Error(t("A draft needs an id, to be found again."));
  const base = isDraft ? (record?.base ?? "") : baseOf(state, "drafts", key);
  return {
    operations: [{ file: "drafts", key, base, value: cells }],
    words: t("Kept as a draft."),
    key,
  };
}

/**
 * Takes it out; the id of an event stays reserved.
 * @param {EditorRecord} record
 * @param {boolean} isDraft
 * @param {string} why
 * @returns {Work}
 */
export function takingOut(record, isDraft, why) {
  if (isDraft) {
    return { operations: [taken("drafts", record)], words: t("The draft is taken out."), key: "" };
  }
  if (!why) throw new Error(t("Say why it is taken out, in “Why”: its id stays reserved."));
  return {
    operations: [taken("events", record)],
    words: t("Taken out; its id stays reserved."),
    key: "",
  };
}

/**
 * @param {Work} work
 * @param {import("./api.js").Reason} reason
 */
export const done = ({ operations }, reason) => change(operations, reason);

/**
 * @param {string} file
 * @param {EditorRecord} record
 * @returns {EditorOperation}
 */
const taken = (file, { key, base }) => ({ file, key, base, value: null });

/**
 * @param {EditorState} state
 * @param {string} file
 * @param {string} key
 */
const baseOf = (state, file, key) =>
  state.files[file]?.records.find((each) => each.key === key)?.base ?? "";
