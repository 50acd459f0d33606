// @ts-check
/* The controls that the fields of an event are typed into. */
import { element } from "./elements.js";

import { REVIEW } from "./review.js";

const LONG = new Set(["summary"]);

/**
 * The control that a field is typed into.
 * @param {string} name
 * @param {string} kind
 * @param {string} value
 * @param {string[]} choices
 * @returns {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement}
 */
export function controlOf(name, kind, value, choices) {
  if (kind === "choice") {
    const all = value && !choices.includes(value) ? [value, ...choices] : choices;
    const options = all.map((each) => element("option", { value: each }, each));
    const select = element("select", {}, element("option", { value: "" }, "—"), ...options);
    select.value = value;
    return select;
  }
  if (kind === "summary" || LONG.has(name.replace(/_.*$/u, ""))) {
    const area = element("textarea", { rows: "7" });
    area.value = value;
    return area;
  }
  const list = name === "place" ? "places" : name === "city" ? "cities" : "";
  return element("input", { value, ...(list ? { list } : {}) });
}

/**
 * The fields of a form in their order: the id, which is made of the others, last.
 * @param {import("./api.js").EditorState} state
 * @param {import("./api.js").EditorRecord | null} record null for a new one
 */
export function fieldNames(state, record) {
  const known = state.fields.map((field) => field.name);
  const more = Object.keys(record?.value ?? state.files.events?.records[0]?.value ?? {});
  const names = [...new Set([...known, ...more, REVIEW])];
  return [...names.filter((name) => name !== "id"), "id"];
}
