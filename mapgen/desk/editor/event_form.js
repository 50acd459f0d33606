// @ts-check
/* An event as a form: each change is checked by the readers that a build uses. */
import { change, checkEvent } from "./api.js";
import { ClaimsField } from "./claims_field.js";
import { element, labelled } from "./elements.js";
import { controlOf } from "./event_controls.js";
import { MEANINGS } from "./event_meanings.js";
import { Saving } from "./saving.js";

/**
 * @typedef {import("./api.js").EditorState} EditorState
 * @typedef {import("./api.js").EditorOperation} EditorOperation
 * @typedef {import("./api.js").EventCheck} EventCheck
 * @typedef {import("./api.js").EditorRecord} EditorRecord
 * @typedef {{row: HTMLElement, wrong: HTMLElement, hint: HTMLElement}} Labelled
 */

const PAUSE = 180; // milliseconds without a key before a check

export class EventForm {
  /**
   * @param {EditorState} state
   * @param {EditorRecord | null} record the event or draft; null for a new one
   * @param {boolean} isDraft
   * @param {{saved: (words: string, key: string) => void, failed: (error: unknown) => void,
   *   close: () => void}} then
   */
  constructor(state, record, isDraft, then) {
    this._state = state;
    this._record = record;
    this._isDraft = isDraft;
    this._then = then;
    /** @type {Map<string, HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement | ClaimsField>} */
    this._controls = new Map();
    /** @type {Map<string, Labelled>} */
    this._fields = new Map();
    this._timer = 0;
    this._asked = 0;
    this._errors = 0;
    this._meaning = element("p", { class: "hint" });
    this._saving = new Saving({
      Save: () => void this._save(),
      "Keep as draft": () => void this._keep(),
      ...(record ? { "Take out": () => void this._remove() } : {}),
      Close: then.close,
    });
    this.node = element("form", { submit: (event) => event.preventDefault() });
    this.node.append(
      element("h2", {}, record ? record.key : "A new event"),
      this._meaning,
      ...this._names().map((name) => this._field(name)),
      this._saving.node,
    );
    this.node.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this._escape(event);
      if (event.key === "s" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        void this._save();
      }
    });
    void this._check(true);
  }

  /** What is typed differs from what was opened. */
  get isChanged() {
    return Object.keys(this._changes()).length > 0;
  }

  /** @returns {string[]} */
  _names() {
    const known = this._state.fields.map((field) => field.name);
    const more = Object.keys(
      this._record?.value ?? this._state.files.events?.records[0]?.value ?? {},
    );
    return [...new Set([...known, ...more])];
  }

  /** @param {string} name */
  _written(name) {
    return String(this._record?.value[name] ?? "");
  }

  /** @param {string} name */
  _field(name) {
    const kind = this._state.fields.find((field) => field.name === name)?.kind ?? "text";
    const words = name.replaceAll("_", " ");
    const changed = () => this._changed();
    /** @type {HTMLElement} */
    let node;
    if (kind === "claims") {
      const claims = new ClaimsField(words, changed);
      this._controls.set(name, claims);
      node = claims.node;
    } else {
      const control = controlOf(name, kind, this._written(name), this._state.choices[name] ?? []);
      control.addEventListener("input", changed);
      control.setAttribute("data-field", name);
      if (/_(ar|fa|sd|ur|he|ps)$/u.test(name)) control.setAttribute("dir", "auto");
      this._controls.set(name, control);
      node = control;
    }
    const label = words.charAt(0).toUpperCase() + words.slice(1);
    const field = labelled(label, node, MEANINGS[name]);
    this._fields.set(name, field);
    return field.row;
  }

  /** The cells as they are typed; a date as EDTF where it can be read. */
  _cells() {
    /** @type {Record<string, string>} */
    const cells = {};
    for (const [name, control] of this._controls) cells[name] = control.value;
    return cells;
  }

  /** @returns {Record<string, string>} the cells that are not what was opened */
  _changes() {
    const cells = Object.entries(this._cells());
    return Object.fromEntries(cells.filter(([name, cell]) => cell !== this._written(name)));
  }

  _changed() {
    window.clearTimeout(this._timer);
    this._timer = window.setTimeout(() => void this._check(), PAUSE);
  }

  /** @param {boolean} [first] the figures are shown as they were read */
  async _check(first = false) {
    const asked = (this._asked += 1);
    const cells = first ? { ...this._cells(), ...this._figures() } : this._cells();
    try {
      const found = await checkEvent(this._record?.key ?? "", cells);
      if (first) this._showFigures(found);
      if (asked === this._asked) this._show(found);
    } catch (error) {
      this._then.failed(error);
    }
  }

  /** @returns {Record<string, string>} */
  _figures() {
    const claims = this._state.fields.filter((field) => field.kind === "claims");
    return Object.fromEntries(claims.map(({ name }) => [name, this._written(name)]));
  }

  /** @param {EventCheck} found */
  _showFigures(found) {
    for (const [name, figures] of Object.entries(found.figures)) {
      const control = this._controls.get(name);
      if (control instanceof ClaimsField) control.show(figures.claims);
    }
  }

  /** @param {EventCheck} found */
  _show(found) {
    this._edtf = found.date.edtf;
    const { problems } = found;
    for (const [name, field] of this._fields) {
      const own = problems.filter((each) => each.column === name);
      const lines = own.map(({ message, value, mend }) =>
        element("p", { class: "wrong" }, `${value ? `“${value}”: ` : ""}${message}. ${mend}`),
      );
      field.wrong.replaceChildren(...lines);
      const control = this._controls.get(name);
      const node = control instanceof ClaimsField ? control.node : control;
      node?.setAttribute("aria-invalid", String(own.some((each) => each.severity === "error")));
    }
    this._errors = problems.filter((each) => each.severity === "error").length;
    this._hints(found);
    const warnings = problems.length - this._errors;
    this._meaning.textContent = this._errors
      ? `${this._errors} ${this._errors > 1 ? "things are" : "thing is"} still missing or wrong: it can be kept as a draft.`
      : `No error${warnings ? `, ${warnings} to think about` : ""}: it can be saved.`;
  }

  /** @param {EventCheck} found */
  _hints(found) {
    const { date, places, district, figures } = found;
    const days = date.first === date.last ? date.first : `${date.first} to ${date.last}`;
    this._hint("date", date.edtf ? `${date.edtf} · ${date.words} · ${days}` : "");
    const spots = places.map(({ name, latitude, longitude, radius }) =>
      latitude === null
        ? `${name}: no point on the map`
        : `${name}: ${latitude}, ${longitude} ± ${Math.round(radius ?? 0)} m`,
    );
    this._hint(
      "place",
      [...spots, district && `District of that day: ${district}`].filter(Boolean).join(" · "),
    );
    for (const [name, { brief }] of Object.entries(figures)) this._hint(name, `In brief: ${brief}`);
  }

  /**
   * @param {string} name
   * @param {string} words
   */
  _hint(name, words) {
    const field = this._fields.get(name);
    if (field) field.hint.textContent = words;
  }

  /** @returns {Record<string, string>} the cells to be written */
  _toWrite() {
    const cells = this._cells();
    const typed = (cells.date ?? "").trim();
    if (this._edtf && typed) cells.date = this._edtf;
    return cells;
  }

  /** @param {string} file */
  _base(file) {
    const key = this._record?.key ?? this._cells().id;
    return this._state.files[file]?.records.find((each) => each.key === key)?.base ?? "";
  }

  async _save() {
    window.clearTimeout(this._timer);
    await this._check();
    const cells = this._toWrite();
    if (this._errors) {
      this._then.failed(new Error("It is not saved: mend what is marked, or keep it as a draft."));
      return;
    }
    const key = this._isDraft ? (cells.id ?? "") : (this._record?.key ?? cells.id ?? "");
    /** @type {EditorOperation[]} */
    const operations = [{ file: "events", key, base: this._base("events"), value: cells }];
    if (this._isDraft && this._record) {
      const { key: draft, base } = this._record;
      operations.push({ file: "drafts", key: draft, base, value: null });
    }
    await this._write(operations, "Saved.", cells.id ?? key);
  }

  async _keep() {
    const cells = this._toWrite();
    const isNew = !this._isDraft;
    const key = isNew ? (this._record?.key ?? cells.id ?? "") : (this._record?.key ?? "");
    if (!key) {
      this._then.failed(new Error("A draft needs an id, to be found again."));
      return;
    }
    const base = isNew ? this._base("drafts") : (this._record?.base ?? "");
    await this._write([{ file: "drafts", key, base, value: cells }], "Kept as a draft.", key);
  }

  async _remove() {
    const record = this._record;
    if (!record) return;
    const { key, base } = record;
    if (this._isDraft) {
      await this._write(
        [{ file: "drafts", key, base, value: null }],
        "The draft is taken out.",
        "",
      );
      return;
    }
    const { why } = this._saving.reason;
    if (!why) {
      this._then.failed(new Error("Say why it is taken out, in “Why”: its id stays reserved."));
      return;
    }
    const date = new Date().toISOString().slice(0, 10);
    const reserved = { id: key, date, reason: why };
    await this._write(
      [
        { file: "events", key, base, value: null },
        { file: "removed", key, base: "", value: reserved },
      ],
      "Taken out; its id stays reserved.",
      "",
    );
  }

  /**
   * @param {EditorOperation[]} operations
   * @param {string} words
   * @param {string} key
   */
  async _write(operations, words, key) {
    for (const button of this._saving.buttons) button.disabled = true;
    try {
      await change(operations, this._saving.reason);
      this._then.saved(words, key);
    } catch (error) {
      this._then.failed(error);
    } finally {
      for (const button of this._saving.buttons) button.disabled = false;
    }
  }

  /**
   * Puts a field back as it was; a second time the form is closed.
   * @param {KeyboardEvent} event
   */
  _escape(event) {
    const field = event.target instanceof HTMLElement ? event.target.dataset.field : undefined;
    const control = field === undefined ? undefined : this._controls.get(field);
    if (field === undefined || !control || control instanceof ClaimsField) return;
    const before = this._written(field);
    if (control.value === before) this._then.close();
    else control.value = before;
    this._changed();
    event.preventDefault();
  }
}
