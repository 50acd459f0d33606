// @ts-check
/* What is asked of the server, and the types of what it answers. */
import { t } from "../../page/browser/core/messages.js";
import { withChanges } from "./state_changes.js";

/**
 * @typedef {object} EditorRecord
 * @property {string} key
 * @property {string} base the digest of the text that the record was read from
 * @property {Record<string, unknown>} value
 *
 * @typedef {{file: string, fault: string, records: EditorRecord[]}} EditorFile
 *
 * @typedef {object} FolderProblem
 * @property {"error" | "warning"} severity
 * @property {string | null} file
 * @property {number | null} line
 * @property {string | null} column
 * @property {string | null} value
 * @property {string} message
 * @property {string} mend
 * @property {string} code
 * @property {string} [text]
 * @property {string} [key] of the record that it is about, "" for none
 *
 * @typedef {object} EditorField
 * @property {string} name
 * @property {string} kind
 * @property {boolean} needed
 *
 * @typedef {object} EditorState
 * @property {number} version
 * @property {number} number
 * @property {string} title
 * @property {string} language
 * @property {string[]} languages
 * @property {Record<string, EditorFile>} files
 * @property {EditorRecord[]} texts prose and settings, each a file
 * @property {EditorField[]} fields
 * @property {Record<string, Record<string, string>>} meanings of the words that may be chosen
 * @property {Record<string, string[]>} choices
 * @property {Record<string, number>} radii metres around a point, by precision
 * @property {Record<string, string>} short sources by key, in brief
 * @property {FolderProblem[]} problems
 * @property {boolean} checked the problems are those of the files as they stand
 * @property {boolean} built
 * @property {number} page another one whenever the page has been made anew
 * @property {string} failure
 * @property {string} notice what the last save did not do besides saving
 * @property {number} undo
 * @property {number} redo
 *
 * @typedef {{text: string, figure: string, note: string, sources: string, counts: boolean}} ClaimLine
 *
 * @typedef {object} EventCheck
 * @property {{column: string, message: string, value: string | null, mend: string,
 *   severity: string, code: string}[]} problems
 * @property {{edtf: string, words: string, first?: string, last?: string, message?: string,
 *   mend?: string, bar?: {first: number, last: number, parts: [number, number][], lines: number[],
 *   days: number} | null}} date
 * @property {{name: string, latitude: number | null, longitude: number | null,
 *   radius: number | null}[]} places
 * @property {string} district
 * @property {Record<string, {brief: string, claims: ClaimLine[]}>} figures
 *
 * @typedef {object} EditorOperation
 * @property {string} file
 * @property {string} key
 * @property {string} base
 * @property {Record<string, unknown> | null} value
 * @property {string} [behind] the key of the record before it afterwards, "" for the first
 *
 * @typedef {{who: string, kind: string, why: string}} Reason
 */

/** An answer that is no success: `status` as in HTTP, the message for the editor to read. */
export class RequestError extends Error {
  /**
   * @param {number} status
   * @param {string} message
   */
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/**
 * @template T
 * @param {string} path
 * @param {object} [body] sent as JSON; without one the request is a GET
 * @returns {Promise<T>}
 */
export async function ask(path, body) {
  const headers = { "Content-Type": "application/json" };
  const sent = body ? { method: "POST", headers, body: JSON.stringify(body) } : {};
  let answer;
  try {
    answer = await fetch(path, sent);
  } catch {
    throw new RequestError(
      0,
      t("The editor does not answer: mapgen edit has ended. Nothing was saved."),
    );
  }
  const value = await answer
    .json()
    .catch(() => ({ message: t("The answer is {n}.", { n: answer.status }) }));
  if (!answer.ok) throw new RequestError(answer.status, String(value.message));
  return value;
}

/** @type {EditorState | null} the state as it was told last */
let known = null;

/**
 * Reads the folder's state, of one that is known only what has changed; what has not stays the same
 * object.
 * @returns {Promise<EditorState>}
 */
export async function readState() {
  const before = known;
  /** @type {import("./state_changes.js").Told} */
  const told = await ask(before ? `state?seen=${before.version}` : "state");
  const state = before && told.since === before.version ? withChanges(before, told) : told;
  known = /** @type {EditorState} */ (state);
  return known;
}

/**
 * @param {string} key "" for a new event
 * @param {Record<string, string>} cells
 * @returns {Promise<EventCheck>}
 */
export const checkEvent = (key, cells) => ask("check", { key, cells });

/** @returns {Promise<import("./page_context.js").WholePayload>} of the map that places are chosen on */
export const readMap = () => ask("map");

/**
 * @param {Record<string, string>} cells
 * @returns {Promise<import("./page_context.js").WholePayload | null>} of the event's card
 */
export const drawCard = (cells) => ask("card", { cells });

/**
 * What somebody else has made of a record meanwhile; `value` null where they took it out.
 * @typedef {{file: string, key: string, base: string, value: Record<string, unknown> | null}} Meanwhile
 */

/** @type {((operations: EditorOperation[], theirs: Meanwhile[]) => Promise<EditorOperation[] | null>)} */
let settle = async () => null;

/** @param {typeof settle} ask gives what is to be written all the same, null for nothing */
export const onConflict = (ask) => {
  settle = ask;
};

/**
 * @param {EditorOperation[]} operations
 * @param {Reason} reason
 * @returns {Promise<{undo: number, redo: number}>}
 */
export async function change(operations, reason) {
  try {
    return await ask("change", { operations, ...reason });
  } catch (error) {
    if (!(error instanceof RequestError) || error.status !== 409) throw error;
    /** @type {{changed: Meanwhile[]}} */
    const { changed } = await ask("differences", { operations });
    const again = await settle(operations, changed);
    if (!again) throw new RequestError(409, t("Nothing is written: the files stay as they are."));
    return change(again, reason);
  }
}
