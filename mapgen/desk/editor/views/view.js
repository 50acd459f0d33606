// @ts-check
/* What the views of the editor share: what they are given, and small parts that they are made of. */
import { t } from "../../../page/browser/core/messages.js";
import { element } from "../elements.js";
import { problemLine } from "../event_answers.js";

/**
 * @typedef {import("../api.js").EditorState} EditorState
 * @typedef {import("../api.js").EditorRecord} EditorRecord
 *
 * @typedef {object} Then what a view asks of the editor
 * @property {(words: string, key: string) => void} saved something was written: the form is closed
 * @property {(error: unknown) => void} failed
 * @property {() => void} close
 * @property {() => Promise<EditorState>} reread reads the folder anew; the form stays open
 * @property {(words: string) => void} say
 * @property {(file: string, key: string) => void} open opens a record
 *
 * @typedef {object} View
 * @property {HTMLElement} node
 * @property {boolean} isChanged something is typed that is not saved
 */

/**
 * A select, with what is chosen.
 * @param {Record<string, string>} choices words by value
 * @param {string} chosen
 * @param {(value: string) => void} changed
 */
export function choice(choices, chosen, changed) {
  const options = Object.entries(choices).map(([value, words]) =>
    element("option", { value }, words),
  );
  const select = element("select", { change: () => changed(select.value) }, ...options);
  select.value = chosen;
  return select;
}

/**
 * A control with its name before it.
 * @param {string} name
 * @param {HTMLElement} control
 */
export const beside = (name, control) => element("label", { class: "beside" }, name, control);

/**
 * @param {string} words
 * @param {() => void} click
 * @param {string} [name] where the words do not say which one is meant
 */
export const button = (words, click, name = "") =>
  element("button", { type: "button", click, ...(name ? { "aria-label": name } : {}) }, words);

/**
 * Lines of what is wrong.
 * @param {import("../event_answers.js").Told[]} problems
 */
export const problemLines = (problems) => problems.map(problemLine);

/**
 * What a file of the folder is called.
 * @param {string} file
 */
export function fileWords(file) {
  const [name = file, language] = file.split(".");
  /** @type {Record<string, string>} */
  const names = {
    events: t("Events"),
    drafts: t("Drafts"),
    places: t("Places"),
    names: t("Names"),
    sources: t("Sources"),
    removed: t("Removed ids"),
    chapters: t("Story"),
    story: t("Story"),
    tables: t("Settings"),
    settings: t("Settings"),
    about: t("About"),
    guide: t("Guide"),
    corrections: t("Corrections"),
  };
  return language ? `${names[name] ?? name} (${language})` : (names[name] ?? name);
}
