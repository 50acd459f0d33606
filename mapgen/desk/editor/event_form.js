// @ts-check
/* An event as a form: each change is checked by the readers that a build uses. */
import { checkEvent } from "./api.js";
import { CardView } from "./card_view.js";
import { ClaimsField } from "./claims_field.js";
import { DateChoice } from "./date_choice.js";
import { element, labelled } from "./elements.js";
import { hintsOf, markProblems, verdictOf } from "./event_answers.js";
import { controlOf, fieldNames } from "./event_controls.js";
import { MEANINGS } from "./event_meanings.js";
import { done, keeping, saving, takingOut } from "./event_saving.js";
import { PlaceChoice } from "./place_choice.js";
import { REVIEW } from "./review.js";
import { reviewButtons } from "./review_buttons.js";
import { Saving } from "./saving.js";
import { suggestedId } from "./suggested_id.js";

/**
 * @typedef {import("./api.js").EditorState} EditorState
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
   *   close: () => void, reread: () => Promise<EditorState>,
   *   merge: (file: "events" | "sources", key: string) => void}} then
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
    this._meaning = element("p", { class: "hint", "aria-live": "polite" });
    this._card = new CardView();
    this.beside = this._card.node;
    this._ownId = Boolean(record);
    this._left = /** @type {Set<string>} that were typed into */ (new Set());
    this._wasTried = false;
    /** @type {DateChoice | null} */
    this._date = null;
    this._place = new PlaceChoice(state, this._placeCells(), then);
    this._saving = new Saving({
      Save: () => void this._save(),
      "Keep as draft": () => void this._keep(),
      ...(record ? { "Take out": () => void this._remove(record) } : {}),
      ...(record && !isDraft ? { "Merge with …": () => then.merge("events", record.key) } : {}),
      Close: then.close,
    });
    this.node = element("form", { submit: (event) => event.preventDefault() });
    this.node.append(
      element("h2", {}, record ? record.key : "A new event"),
      this._meaning,
      ...fieldNames(state, record).map((name) => this._field(name)),
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
      control.addEventListener("input", () => {
        this._left.add(name);
        changed();
      });
      control.setAttribute("data-field", name);
      if (/_(ar|fa|sd|ur|he|ps)$/u.test(name)) control.setAttribute("dir", "auto");
      this._controls.set(name, control);
      node = control;
    }
    const label = words.charAt(0).toUpperCase() + words.slice(1);
    const field = labelled(label, node, MEANINGS[name]);
    this._fields.set(name, field);
    this._furnish(name, node, field.row.querySelector(".control"));
    return field.row;
  }

  /**
   * Puts what a field has besides its control below it.
   * @param {string} name
   * @param {HTMLElement} node
   * @param {Element | null} below
   */
  _furnish(name, node, below) {
    if (name === "place") {
      below?.append(this._place.node);
      node.addEventListener("input", () => this._place.typed());
    }
    if (name === "id") node.addEventListener("input", () => (this._ownId = true));
    if (!(node instanceof HTMLInputElement)) return;
    const changed = () => this._changed();
    if (name === "date") below?.append((this._date = new DateChoice(node, changed)).node);
    const { failed } = this._then;
    const who = () => this._saving.reason.who;
    if (name === REVIEW) below?.append(reviewButtons(node, { who, changed, failed }));
  }

  /** @returns {import("./place_choice.js").Cells} */
  _placeCells() {
    return {
      get: (name) => this._controls.get(name)?.value ?? "",
      set: (cells) => {
        for (const [name, cell] of Object.entries(cells)) this._put(name, cell);
        this._changed();
      },
    };
  }

  /**
   * @param {string} name
   * @param {string} cell
   */
  _put(name, cell) {
    const control = this._controls.get(name);
    if (control && !(control instanceof ClaimsField)) control.value = cell;
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
      await this._card.show(cells);
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
      const control = this._controls.get(name);
      const node = control instanceof ClaimsField ? control.node : control;
      const told = problems.filter((each) => each.column === name && this._isDue(name, each.value));
      markProblems(field.wrong, node, told);
    }
    this._errors = problems.filter((each) => each.severity === "error").length;
    for (const [name, words] of Object.entries(hintsOf(found))) {
      const field = this._fields.get(name);
      if (field) field.hint.textContent = words;
    }
    this._place.show(found);
    this._date?.show(found.date);
    if (!this._ownId) this._suggest(found.date.first ?? "");
    this._meaning.textContent = verdictOf(problems);
  }

  /**
   * Whether a problem is told yet: that a new event lacks something, once its field was left or it
   * was to be saved.
   * @param {string} name
   * @param {string | null} value
   */
  _isDue(name, value) {
    return Boolean(this._record || this._wasTried || value || this._left.has(name));
  }

  /** An id for a new event, as long as none was typed. @param {string} day */
  _suggest(day) {
    const id = suggestedId(this._cells(), day, this._state);
    if (!id || id === this._cells().id) return;
    this._put("id", id);
    this._changed();
  }

  /** @returns {Record<string, string>} the cells to be written */
  _toWrite() {
    const cells = this._cells();
    const typed = (cells.date ?? "").trim();
    if (this._edtf && typed) cells.date = this._edtf;
    if (!cells[REVIEW] && !(REVIEW in (this._record?.value ?? {}))) delete cells[REVIEW];
    return cells;
  }

  async _save() {
    window.clearTimeout(this._timer);
    this._wasTried = true;
    await this._check();
    if (this._errors) {
      this._then.failed(new Error("It is not saved: mend what is marked, or keep it as a draft."));
      return;
    }
    const cells = this._toWrite();
    await this._write(() => saving(this._state, this._record, this._isDraft, cells));
  }

  async _keep() {
    const cells = this._toWrite();
    await this._write(() => keeping(this._state, this._record, this._isDraft, cells));
  }

  /** @param {EditorRecord} record */
  async _remove(record) {
    await this._write(() => takingOut(record, this._isDraft, this._saving.reason.why));
  }

  /** @param {() => import("./event_saving.js").Work} work */
  async _write(work) {
    for (const button of this._saving.buttons) button.disabled = true;
    try {
      const made = work();
      await done(made, this._saving.reason);
      this._then.saved(made.words, made.key);
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
