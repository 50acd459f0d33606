// @ts-check
/* The controls that the fields of an event are typed into. */
import { wordChoice } from "./choices.js";
import { element } from "./elements.js";
import { REVIEW } from "./review.js";

/** @typedef {import("./api.js").EditorState} EditorState */

/**
 * The control that a field is typed into.
 * @param {EditorState} state
 * @param {string} name
 * @param {string} value
 * @returns {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement}
 */
export function controlOf(state, name, value) {
  if (kindOf(state, name) === "choice") {
    return wordChoice(state.choices[name] ?? [], state.meanings[name], value);
  }
  const [field = name] = name.split("_");
  if (kindOf(state, field) === "summary") {
    const lang = name === field ? state.language : name.slice(field.length + 1);
    const area = element("textarea", { rows: "7", dir: "auto", spellcheck: "true", lang });
    area.value = value;
    return area;
  }
  const list = name === "place" ? "places" : name === "city" ? "cities" : "";
  return element("input", { value, dir: "auto", ...(list ? { list } : {}) });
}

/**
 * How the cells of a column are read.
 * @param {EditorState} state
 * @param {string} name
 */
export const kindOf = (state, name) =>
  state.fields.find((field) => field.name === name)?.kind ?? "text";

/**
 * The fields of a form in their order: the id, which is made of the others, last.
 * @param {EditorState} state
 * @param {import("./api.js").EditorRecord | null} record null for a new one
 */
export function fieldNames(state, record) {
  const known = state.fields.map((field) => field.name);
  const more = Object.keys(record?.value ?? state.files.events?.records[0]?.value ?? {});
  const names = [...new Set([...known, ...more, REVIEW])];
  return [...names.filter((name) => name !== "id"), "id"];
}
