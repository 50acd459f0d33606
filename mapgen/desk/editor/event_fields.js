// @ts-check
/* The fields of an event's form: what is typed into each, and what stands below it. */
import { citedText } from "./cited_text.js";
import { ClaimsField } from "./claims_field.js";
import { DateChoice } from "./date_choice.js";
import { labelled } from "./elements.js";
import { hintsOf, markProblems } from "./event_answers.js";
import { controlOf, fieldNames, kindOf } from "./event_controls.js";
import { fieldMeaning, fieldWords } from "./field_words.js";
import { PlaceChoice } from "./place_choice.js";
import { REVIEW } from "./review.js";
import { reviewButtons } from "./review_buttons.js";
import { sourcesOf } from "./sources_at_hand.js";

/**
 * @typedef {import("./api.js").EditorState} EditorState
 * @typedef {import("./api.js").EventCheck} EventCheck
 * @typedef {import("./api.js").EditorRecord} EditorRecord
 * @typedef {Record<string, string>} Cells by column
 * @typedef {object} FieldHooks
 * @property {() => void} changed
 * @property {(name: string) => void} typed into a field
 * @property {(error: unknown) => void} failed
 * @property {() => Promise<EditorState>} reread
 * @property {() => string} who
 */

/**
 * Whether what a check finds is said below the field: its line is there before there are words, so that
 * nothing moves away from under a hand.
 * @param {string} name
 * @param {HTMLElement} node
 */
const hasAnswer = (name, node) => ["date", "place"].includes(name) || node.matches(".claims-field");

export class EventFields {
  /**
   * @param {EditorState} state
   * @param {EditorRecord | null} record the event or draft; null for a new one
   * @param {FieldHooks} hooks
   */
  constructor(state, record, hooks) {
    this._state = state;
    this._record = record;
    this._hooks = hooks;
    this._sources = sourcesOf(state, hooks);
    /** @type {Map<string, HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement | ClaimsField>} */
    this._controls = new Map();
    /** @type {Map<string, {row: HTMLElement, wrong: HTMLElement, hint: HTMLElement}>} */
    this._fields = new Map();
    /** @type {DateChoice | null} */
    this._date = null;
    this._place = new PlaceChoice(state, this._placeCells(), hooks);
    this.rows = fieldNames(state, record).map((name) => this._field(name));
  }

  /** @param {string} name */
  _field(name) {
    const { changed, typed } = this._hooks;
    /** @type {HTMLElement} */
    let node;
    if (kindOf(this._state, name) === "claims") {
      const { scope } = this._state.meanings;
      const claims = new ClaimsField(name, this.written(name), changed, this._sources, scope);
      this._controls.set(name, claims);
      node = claims.node;
      node.setAttribute("data-field", name);
    } else {
      const control = controlOf(this._state, name, this.written(name));
      control.addEventListener("input", () => {
        typed(name);
        changed();
      });
      control.setAttribute("data-field", name);
      this._controls.set(name, control);
      node = control;
    }
    const { needed = false } = this._state.fields.find((each) => each.name === name) ?? {};
    const field = labelled(fieldWords(name), node, fieldMeaning(name), needed);
    this._fields.set(name, field);
    field.hint.classList.toggle("hint--answer", hasAnswer(name, node));
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
    const { changed, failed, who } = this._hooks;
    if (name === "place") {
      below?.append(this._place.node);
      node.addEventListener("input", () => this._place.typed());
      node.addEventListener("change", () => this._place.named());
    }
    if (node instanceof HTMLTextAreaElement) {
      const where = () => this._record?.key ?? this.cells.id ?? "";
      citedText(node, { sources: this._sources, where, failed });
    }
    if (!(node instanceof HTMLInputElement)) return;
    if (name === "date") node.after((this._date = new DateChoice(node, changed)).node);
    if (name === REVIEW) below?.append(reviewButtons(node, { who, changed, failed }));
  }

  /** @returns {import("./place_choice.js").Cells} */
  _placeCells() {
    return {
      get: (name) => this._controls.get(name)?.value ?? "",
      set: (cells) => {
        for (const [name, cell] of Object.entries(cells)) this.put(name, cell);
        this._hooks.changed();
      },
    };
  }

  /**
   * What the record said of a column when it was opened.
   * @param {string} name
   */
  written(name) {
    return String(this._record?.value[name] ?? "");
  }

  /**
   * The control of a field; none for figures, which have several.
   * @param {string} name
   */
  control(name) {
    const found = this._controls.get(name);
    return found instanceof ClaimsField ? undefined : found;
  }

  /**
   * @param {string} name
   * @param {string} cell
   */
  put(name, cell) {
    const control = this.control(name);
    if (control) control.value = cell;
  }

  /** The cells as they are typed. @returns {Cells} */
  get cells() {
    return Object.fromEntries([...this._controls].map(([name, { value }]) => [name, value]));
  }

  /** The cells that are not what was opened. @returns {Cells} */
  get changes() {
    const cells = Object.entries(this.cells);
    return Object.fromEntries(cells.filter(([name, cell]) => cell !== this.written(name)));
  }

  /** The figures as they were opened. @returns {Cells} */
  get figures() {
    const claims = this._state.fields.filter((field) => field.kind === "claims");
    return Object.fromEntries(claims.map(({ name }) => [name, this.written(name)]));
  }

  /**
   * Shows the figures as they were opened, once.
   * @param {EventCheck} found of the cells as they were opened
   */
  showFigures(found) {
    for (const [name, figures] of Object.entries(found.figures)) {
      const control = this._controls.get(name);
      if (control instanceof ClaimsField) control.show(figures.claims);
    }
  }

  /**
   * Shows what a check has found.
   * @param {EventCheck} found
   * @param {(name: string, value: string | null) => boolean} isDue whether a problem is told yet
   */
  show(found, isDue) {
    for (const [name, field] of this._fields) {
      const control = this._controls.get(name);
      const node = control instanceof ClaimsField ? control.node : control;
      const told = found.problems.filter((each) => each.column === name && isDue(name, each.value));
      markProblems(field.wrong, node, told);
    }
    for (const [name, words] of Object.entries(hintsOf(found))) {
      const field = this._fields.get(name);
      if (field) field.hint.textContent = words;
    }
    this._place.show(found);
    this._date?.show(found.date);
  }
}
