// @ts-check
/* Records that somebody else has changed meanwhile: each field as it was, as it is, and as typed. */
import { t } from "../../page/browser/core/messages.js";
import { element } from "./elements.js";
import { fieldWords } from "./field_words.js";

/**
 * @typedef {import("./api.js").EditorState} EditorState
 * @typedef {import("./api.js").EditorOperation} EditorOperation
 * @typedef {import("./api.js").Meanwhile} Meanwhile
 * @typedef {{field: string, was: string, theirs: string, mine: string}} Difference
 */

/**
 * Asks what is to become of them: null to leave the files as they are, else what is written.
 * @param {EditorState} state as it was when the records were opened
 * @param {EditorOperation[]} operations
 * @param {Meanwhile[]} theirs
 * @returns {Promise<EditorOperation[] | null>}
 */
export function settled(state, operations, theirs) {
  const dialog = element("dialog", { "aria-label": t("Changed meanwhile"), class: "conflict" });
  const tables = theirs.map((their) => {
    const mine = operations.find(({ file, key }) => file === their.file && key === their.key);
    return table(their, mine ? differences(state, mine, their) : []);
  });
  return new Promise((resolve) => {
    /** @param {EditorOperation[] | null} answer */
    const end = (answer) => {
      dialog.close();
      dialog.remove();
      resolve(answer);
    };
    const mine = () => end(operations.map((each) => over(state, each, theirs)));
    dialog.append(
      element("h2", {}, t("Somebody else has changed this meanwhile")),
      element("p", {}, t("Another tab, a spreadsheet or a text editor. Nothing is written yet.")),
      ...tables,
      element(
        "div",
        { class: "tools" },
        element(
          "button",
          { type: "button", class: "main", click: () => end(null) },
          t("Keep what the file says"),
        ),
        element("button", { type: "button", click: mine }, t("Write the fields that I changed")),
      ),
    );
    dialog.addEventListener("cancel", () => end(null));
    document.body.append(dialog);
    dialog.showModal();
  });
}

/**
 * The fields in which the three differ.
 * @param {EditorState} state
 * @param {EditorOperation} mine
 * @param {Meanwhile} theirs
 * @returns {Difference[]}
 */
export function differences(state, mine, theirs) {
  const before = opened(state, mine);
  const names = new Set([...Object.keys(before), ...Object.keys(theirs.value ?? {})]);
  for (const name of Object.keys(mine.value ?? {})) names.add(name);
  return [...names]
    .map((field) => ({
      field,
      was: text(before[field]),
      theirs: theirs.value ? text(theirs.value[field]) : t("(taken out)"),
      mine: mine.value ? text(mine.value[field] ?? before[field]) : t("(taken out)"),
    }))
    .filter((each) => each.was !== each.theirs || each.was !== each.mine);
}

/**
 * An operation over what the file says now: only the fields that it changes.
 * @param {EditorState} state
 * @param {EditorOperation} mine
 * @param {Meanwhile[]} all
 * @returns {EditorOperation}
 */
export function over(state, mine, all) {
  const theirs = all.find(({ file, key }) => file === mine.file && key === mine.key);
  if (!theirs) return mine;
  if (!mine.value || !theirs.value) return { ...mine, base: theirs.base };
  const before = opened(state, mine);
  const changed = Object.entries(mine.value).filter(
    ([name, cell]) => text(cell) !== text(before[name]),
  );
  return { ...mine, base: theirs.base, value: { ...theirs.value, ...Object.fromEntries(changed) } };
}

/**
 * What the record said that an operation was made from.
 * @param {EditorState} state
 * @param {EditorOperation} mine
 * @returns {Record<string, unknown>}
 */
function opened(state, { file, key, base }) {
  const records = [...(state.files[file]?.records ?? []), ...state.texts];
  return records.find((each) => each.base === base && each.key === key)?.value ?? {};
}

/** @param {unknown} value */
const text = (value) =>
  value === undefined || value === null
    ? ""
    : typeof value === "string"
      ? value
      : JSON.stringify(value);

/**
 * @param {Meanwhile} theirs
 * @param {Difference[]} found
 */
function table({ file, key }, found) {
  const head = [t("Field"), t("When you opened it"), t("In the file now"), t("Yours")];
  return element(
    "table",
    {},
    element("caption", {}, `${file}: ${key}`),
    element(
      "thead",
      {},
      element("tr", {}, ...head.map((word) => element("th", { scope: "col" }, word))),
    ),
    element(
      "tbody",
      {},
      ...found.map(({ field, was, theirs, mine }) =>
        element(
          "tr",
          {},
          element("th", { scope: "row" }, fieldWords(field)),
          ...[was, theirs, mine].map((words) => element("td", { dir: "auto" }, words)),
        ),
      ),
    ),
  );
}
