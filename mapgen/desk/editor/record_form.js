// @ts-check
/* A place or a source as a form: its fields as texts; the folder is checked when it is saved. */
import { t } from "../../page/browser/core/messages.js";
import { ask, change } from "./api.js";
import { wordChoice } from "./choices.js";
import { element, labelled } from "./elements.js";
import { markProblems } from "./event_answers.js";
import { fieldWords } from "./field_words.js";
import { SIGNED_OFF } from "./review.js";
import { signingButton } from "./review_buttons.js";
import { Saving } from "./saving.js";
import { dateParts, dateText } from "./source_dates.js";
import { noteFields } from "./source_note.js";
import { typeAnew } from "./typed_over.js";
import { sourceUses } from "./views/source_uses.js";

/**
 * @typedef {import("./api.js").EditorState} EditorState
 * @typedef {import("./api.js").EditorRecord} EditorRecord
 */

// The fields of CSL-JSON that most sources have; all others stand in "more".
const SOURCE = [
  "id", "type", "title", "author", "container-title", "publisher", "issued", "page", "URL", "DOI",
  "language", "accessed", "note",
]; // prettier-ignore
const PLACE = [
  "id",
  "name",
  "alt_names",
  "city",
  "latitude",
  "longitude",
  "radius_m",
  "precision",
  "source",
  SIGNED_OFF,
];
const PAUSE = 180; // milliseconds without a key before a check
const REMOVED = ["id", "date", "reason", "now"];
/** @returns {Record<string, string>} */
const meanings = () => ({
  author: t("One a line: Family, Given — or the name of a body alone."),
  issued: t("1990-05-27, 1990-05 or 1990."),
  accessed: t("When it was read: 2026-11-29."),
  note: t("What else is to be said; kind, reading and copy stand in lines of their own."),
  more: t("All other fields, as CSL-JSON."),
  alt_names: t("Other spellings, with ; between them."),
  radius_m: t("Metres around the point that the name covers."),
  precision: t("How exactly the place is known."),
  source: t("Where the point is from."),
  now: t("The id of the event that it is a part of since; may be empty."),
});

export class RecordForm {
  /**
   * @param {EditorState} state
   * @param {"places" | "sources" | "names" | "removed"} file
   * @param {EditorRecord | null} record
   * @param {{saved: (words: string, key: string) => void, failed: (error: unknown) => void,
   *   close: () => void, open: (file: string, key: string) => void,
   *   merge: (file: "events" | "sources", key: string) => void}} then
   */
  constructor(state, file, record, then) {
    this._file = file;
    this._record = record;
    this._then = then;
    this._state = state;
    /** @type {Map<string, HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>} */
    this._controls = new Map();
    /** @type {Map<string, HTMLElement>} where it stands what is wrong with a field */
    this._wrong = new Map();
    this._timer = 0;
    this._asked = 0;
    const value = record?.value ?? {};
    const more = Object.keys(value).filter((name) => !SOURCE.includes(name));
    const columns = Object.keys(state.files[file]?.records[0]?.value ?? {});
    const first = { places: PLACE, names: ["name"], removed: REMOVED, sources: SOURCE }[file];
    const names = file === "sources" ? SOURCE : [...new Set([...first, ...columns])];
    const rows = names.flatMap((name) => this._field(name, textOf(name, value[name])));
    if (file === "sources") {
      const rest = Object.fromEntries(more.map((name) => [name, value[name]]));
      rows.push(...this._field("more", more.length ? JSON.stringify(rest, null, 1) : ""));
    }
    this._saving = new Saving({
      [t("Save")]: () => void this._save(),
      ...(record ? { [t("Take out")]: () => void this._write(null, t("Taken out.")) } : {}),
      ...(record && file === "sources"
        ? { [t("Merge with …")]: () => then.merge("sources", record.key) }
        : {}),
      [t("Close")]: then.close,
    });
    const title = record ? record.key : t("New in {file}", { file: state.files[file]?.file ?? "" });
    this.node = element("form", { submit: (event) => event.preventDefault() });
    const address = this._controls.get("URL");
    const uses =
      address instanceof HTMLInputElement ? sourceUses(record?.key ?? "", address, then.open) : "";
    this.node.append(element("h2", {}, title), uses, ...rows, this._saving.node);
    this.node.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this._escape(event);
    });
    this.node.addEventListener("input", () => {
      window.clearTimeout(this._timer);
      this._timer = window.setTimeout(() => void this._check(), PAUSE);
    });
    this._before = this._texts();
    /** @type {Map<string, string>} */
    this._opened = new Map([...this._controls].map(([name, { value }]) => [name, value]));
    if (record) void this._check();
  }

  /** Shows what `mapgen check` would say of the record as it is typed. */
  async _check() {
    const asked = (this._asked += 1);
    const key = this._record?.key ?? "";
    /** @type {{problems: import("./event_answers.js").Problem[]}} */
    let found;
    try {
      found = await ask("check-record", { file: this._file, key, value: this._value() });
    } catch (error) {
      this._then.failed(error);
      return;
    }
    if (asked !== this._asked) return;
    const rest = this._wrong.has("note") ? "note" : (this._wrong.keys().next().value ?? "");
    for (const [name, place] of this._wrong) {
      const own = found.problems.filter((each) =>
        this._wrong.has(each.column) ? each.column === name : name === rest,
      );
      markProblems(place, this._controls.get(name), own);
    }
  }

  /** What is typed differs from what was opened. */
  get isChanged() {
    return this._texts() !== this._before;
  }

  /**
   * Puts a field back as it was; a second time the form is closed.
   * @param {KeyboardEvent} event
   */
  _escape(event) {
    const field = event.target instanceof HTMLElement ? (event.target.dataset.field ?? "") : "";
    const control = this._controls.get(field);
    const before = this._opened.get(field);
    if (!control || before === undefined || control.value === before) this._then.close();
    else if (control instanceof HTMLSelectElement) control.value = before;
    else typeAnew(control, before);
    event.preventDefault();
  }

  _texts() {
    return JSON.stringify([...this._controls].map(([name, control]) => [name, control.value]));
  }

  /**
   * @param {string} name
   * @param {string} text
   */
  _field(name, text) {
    const control = this._control(name, text);
    control.dataset.field = name;
    this._controls.set(name, control);
    const { row, wrong } = labelled(fieldWords(name), control, meanings()[name]);
    this._wrong.set(name, wrong);
    if (name === SIGNED_OFF) {
      const who = () => this._saving.reason.who;
      const { failed } = this._then;
      row.append(signingButton(control, { who, changed: () => {}, failed }));
    }
    if (name !== "note" || this._file !== "sources" || control instanceof HTMLSelectElement) {
      return [row];
    }
    return [...noteFields(this._state, control), row];
  }

  /**
   * @param {string} name
   * @param {string} text
   */
  _control(name, text) {
    const { choices, meanings } = this._state;
    if (name === "precision") {
      return wordChoice(choices.place_precision ?? [], meanings.place_precision, text);
    }
    const long = ["author", "note", "more"].includes(name);
    const rows = name === "author" ? "2" : "5";
    const dir = ["id", "URL", "DOI", "more"].includes(name) ? "ltr" : "auto";
    const control = long ? element("textarea", { rows, dir }) : element("input", { dir });
    control.value = text;
    return control;
  }

  async _save() {
    try {
      await this._write(this._value(), t("Saved."));
    } catch (error) {
      this._then.failed(error);
    }
  }

  /** @returns {Record<string, unknown>} */
  _value() {
    /** @type {Record<string, unknown>} */
    const value = {};
    for (const [name, control] of this._controls) {
      const text = control.value.trim();
      if (name === SIGNED_OFF && !text && !(name in (this._record?.value ?? {}))) continue;
      if (this._file !== "sources") value[name] = text;
      else if (
        text === textOf(name, this._record?.value[name]) &&
        this._record?.value[name] !== undefined
      ) {
        value[name] = this._record.value[name];
      } else if (name === "more") Object.assign(value, text ? JSON.parse(text) : {});
      else if (text) value[name] = fieldOf(name, text);
    }
    return value;
  }

  /**
   * @param {Record<string, unknown> | null} value
   * @param {string} words
   */
  async _write(value, words) {
    const key = this._record?.key ?? String(value?.id ?? value?.name ?? "");
    if (!key) {
      this._then.failed(new Error(t("It needs an id, or a name.")));
      return;
    }
    const base = this._record?.base ?? "";
    try {
      await change([{ file: this._file, key, base, value }], this._saving.reason);
      this._then.saved(words, value ? String(value.id ?? key) : "");
    } catch (error) {
      this._then.failed(error);
    }
  }
}

/**
 * A field of CSL-JSON as a text.
 * @param {string} name
 * @param {unknown} value
 */
function textOf(name, value) {
  if (value === undefined || value === null) return "";
  if (name === "author" && Array.isArray(value)) {
    return value
      .map((each) => each.literal ?? [each.family, each.given].filter(Boolean).join(", "))
      .join("\n");
  }
  if (typeof value === "object") {
    return dateText(value);
  }
  return String(value);
}

/**
 * A text as a field of CSL-JSON.
 * @param {string} name
 * @param {string} text
 */
function fieldOf(name, text) {
  if (name === "author") {
    return text
      .split("\n")
      .filter((line) => line.trim())
      .map((line) => {
        const [family, ...given] = line.split(",").map((part) => part.trim());
        return given.length ? { family, given: given.join(", ") } : { literal: family };
      });
  }
  if (name === "issued" || name === "accessed") {
    return dateParts(text, fieldWords(name));
  }
  return text;
}
