// @ts-check
/*
 * What a source is, how it was read and where a copy is kept: lines of its note ("kind: memoir"), since
 * CSL-JSON has no place for them. Each is a field of its own that writes its line of the note.
 */
import { wordChoice } from "./choices.js";
import { element, labelled } from "./elements.js";
import { fieldWords } from "./field_words.js";

const NAMES = ["kind", "read", "archived"];

/**
 * @param {string} note
 * @param {string} name
 */
export const noteLine = (note, name) => lineOf(name).exec(note)?.[1]?.trim() ?? "";

/**
 * A note that says this in the line of a name; other lines stay as they are.
 * @param {string} note
 * @param {string} name
 * @param {string} value "" takes the line out
 */
export function withNoteLine(note, name, value) {
  const line = value && `${name}: ${value}`;
  if (lineOf(name).test(note)) {
    const kept = note.replace(lineOf(name), () => line);
    return line ? kept : kept.replace(/\n{2,}/gu, "\n").trim();
  }
  return [note.trimEnd(), line].filter(Boolean).join("\n");
}

/** @param {string} name */
const lineOf = (name) => new RegExp(`^[ \\t]*${name}:[ \\t]*(.+)$`, "imu");

/**
 * The fields over a note's lines, in step with it.
 * @param {import("./api.js").EditorState} state
 * @param {HTMLInputElement | HTMLTextAreaElement} note
 * @returns {HTMLElement[]}
 */
export function noteFields(state, note) {
  return NAMES.map((name) => {
    const words = state.choices[name];
    const before = noteLine(note.value, name);
    const control = words
      ? wordChoice(words, state.meanings[name], before)
      : element("input", { value: before, type: "url", dir: "ltr" });
    control.addEventListener("input", () => {
      note.value = withNoteLine(note.value, name, control.value.trim());
    });
    note.addEventListener("input", () => {
      control.value = noteLine(note.value, name);
    });
    return labelled(fieldWords(name), control).row;
  });
}
