// @ts-check
/* All problems of the folder at the side, by kind, each leading to the record that it is about. */
import { divider, isolated, number, t, tn } from "../../page/browser/core/messages.js";
import { element, part } from "./elements.js";
import { kindWords } from "./problem_kinds.js";
import { COLUMNS } from "./table_view.js";

/**
 * @typedef {import("./api.js").EditorState} EditorState
 * @typedef {import("./api.js").FolderProblem} FolderProblem
 * @typedef {import("./table_view.js").TableName} TableName
 */

const MOST = 50; // of a kind that are listed

/**
 * @param {EditorState} state
 * @param {(table: TableName, problem: FolderProblem) => void} lead
 * @param {(text: string) => void} open the story, the settings or another text
 */
export function showProblems(state, lead, open) {
  part("problem-count", HTMLElement).textContent = countWords(state);
  /** @type {Map<string, FolderProblem[]>} */
  const byKind = new Map();
  for (const each of state.problems) {
    const others = byKind.get(each.code);
    if (others) others.push(each);
    else byKind.set(each.code, [each]);
  }
  /** @param {FolderProblem} each */
  const line = (each) => {
    const words = each.text ?? each.message;
    const table = /** @type {TableName[]} */ (Object.keys(COLUMNS)).find(
      (name) => state.files[name]?.file === each.file,
    );
    const text = state.texts.find(({ value }) => value.file === each.file);
    const go = table ? () => lead(table, each) : text && (() => open(text.key));
    const english = { lang: "en", dir: "ltr" };
    const inside = go
      ? element("button", { type: "button", class: "link", click: go, ...english }, words)
      : element("span", english, words);
    return element("li", {}, inside);
  };
  const kinds = [...byKind].map(([code, problems]) => {
    const more = problems.length - MOST;
    return element(
      "section",
      { class: "kind" },
      element(
        "h2",
        {},
        kindWords(code) || code,
        ...(kindWords(code) ? [" ", element("code", { dir: "ltr" }, code)] : []),
        `${divider()}${number(problems.length)}`,
      ),
      element("ol", {}, ...problems.slice(0, MOST).map(line)),
      more > 0 ? element("p", { class: "hint" }, t("Further: {n}", { n: more })) : "",
    );
  });
  part("problem-list", HTMLElement).replaceChildren(...kinds);
}

/** @param {EditorState} state */
function countWords({ number: made, checked, problems, failure }) {
  const working = t("The folder is being checked …");
  if (!made) return working;
  if (failure) return failure;
  const errors = problems.filter((each) => each.severity === "error").length;
  const warnings = problems.length - errors;
  const words = [
    tn("{n} error", "{n} errors", errors),
    tn("{n} warning", "{n} warnings", warnings),
  ];
  const found = problems.length ? words.join(t(", ")) : t("No problem");
  return checked ? found : `${isolated(found)}${divider()}${working}`;
}
