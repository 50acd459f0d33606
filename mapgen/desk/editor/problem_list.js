// @ts-check
/* All problems of the folder at the side, each leading to the record that it is about. */
import { t, tn } from "../../page/browser/core/messages.js";
import { element, part } from "./elements.js";
import { COLUMNS } from "./table_view.js";

/**
 * @typedef {import("./api.js").EditorState} EditorState
 * @typedef {import("./api.js").FolderProblem} FolderProblem
 * @typedef {import("./table_view.js").TableName} TableName
 */

const MOST = 200; // that are listed

/**
 * @param {EditorState} state
 * @param {(table: TableName, problem: FolderProblem) => void} lead
 * @param {(text: string) => void} open the story, the settings or another text
 */
export function showProblems(state, lead, open) {
  part("problem-count", HTMLElement).textContent = countWords(state);
  const lines = state.problems.slice(0, MOST).map((each) => {
    const words = each.text ?? each.message;
    const table = /** @type {TableName[]} */ (Object.keys(COLUMNS)).find(
      (name) => state.files[name]?.file === each.file,
    );
    const text = state.texts.find(({ value }) => value.file === each.file);
    const go = table ? () => lead(table, each) : text && (() => open(text.key));
    const inside = go
      ? element("button", { type: "button", class: "link", click: go }, words)
      : element("span", {}, words);
    return element("li", {}, inside);
  });
  part("problem-list", HTMLElement).replaceChildren(...lines);
}

/** @param {EditorState} state */
function countWords({ number: made, problems, failure }) {
  if (!made) return t("The folder is being checked …");
  if (failure) return failure;
  if (!problems.length) return t("No problem");
  const errors = problems.filter((each) => each.severity === "error").length;
  const warnings = problems.length - errors;
  const words = [
    tn("{n} error", "{n} errors", errors),
    tn("{n} warning", "{n} warnings", warnings),
  ];
  return words.join(t(", "));
}
