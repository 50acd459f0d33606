// @ts-check
/* An event as a form: each change is checked by the readers that a build uses. */
import { t } from "../../page/browser/core/messages.js";
import { checkEvent } from "./api.js";
import { CardView } from "./card_view.js";
import { element, focusField } from "./elements.js";
import { verdictOf } from "./event_answers.js";
import { EventFields } from "./event_fields.js";
import { done, keeping, saving, takingOut } from "./event_saving.js";
import { Likely } from "./likely.js";
import { REVIEW } from "./review.js";
import { Saving } from "./saving.js";
import { suggestedId } from "./suggested_id.js";
import { typeAnew } from "./typed_over.js";

/**
 * @typedef {import("./api.js").EditorState} EditorState
 * @typedef {import("./api.js").EventCheck} EventCheck
 * @typedef {import("./api.js").EditorRecord} EditorRecord
 */

const PAUSE = 180; // milliseconds without a key before a check

export class EventForm {
  /**
   * @param {EditorState} state
   * @param {EditorRecord | null} record the event or draft; null for a new one
   * @param {boolean} isDraft
   * @param {{saved: (words: string, key: string) => void, failed: (error: unknown) => void,
   *   close: () => void, reread: () => Promise<EditorState>,
   *   open: (file: string, key: string) => void,
   *   merge: (file: "events" | "sources", key: string) => void}} then
   */
  constructor(state, record, isDraft, then) {
    this._state = state;
    this._record = record;
    this._isDraft = isDraft;
    this._then = then;
    this._timer = 0;
    this._asked = 0;
    this._edtf = "";
    this._hasFigures = false;
    this._meaning = element("p", { class: "hint hint--answer", "aria-live": "polite" });
    this._likely = new Likely((key) => then.open("events", key));
    this._card = new CardView();
    this.beside = this._card.node;
    this._ownId = Boolean(record);
    this._left = /** @type {Set<string>} that were typed into */ (new Set());
    this._wasTried = false;
    this._saving = new Saving({
      [t("Save")]: () => void this._save(),
      [t("Keep as draft")]: () => void this._keep(),
      ...(record ? { [t("Take out")]: () => void this._remove(record) } : {}),
      ...(record && !isDraft
        ? { [t("Merge with …")]: () => then.merge("events", record.key) }
        : {}),
      [t("Close")]: then.close,
    });
    this._fields = new EventFields(state, record, {
      changed: () => this._changed(),
      typed: (name) => {
        this._left.add(name);
        if (name === "id") this._ownId = true;
      },
      failed: then.failed,
      reread: then.reread,
      who: () => this._saving.reason.who,
    });
    this.node = element("form", { submit: (event) => event.preventDefault() });
    this.node.append(
      element("h2", {}, record ? record.key : t("A new event")),
      this._meaning,
      this._likely.node,
      ...this._fields.rows,
      this._saving.node,
    );
    this.node.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this._escape(event);
    });
    /** @type {Promise<void>} until the figures that were read are shown */
    this.ready = new Promise((resolve) => {
      this._drawn = resolve;
    });
    void this._check();
  }

  /** What is typed differs from what was opened. */
  get isChanged() {
    return Object.keys(this._fields.changes).length > 0;
  }

  _changed() {
    window.clearTimeout(this._timer);
    this._timer = window.setTimeout(() => void this._check(), PAUSE);
  }

  /**
   * Checks what is typed; until there is an answer, figures are asked about as they were opened.
   * @returns {Promise<EventCheck | null>} null where no answer came, which is told
   */
  async _check() {
    window.clearTimeout(this._timer);
    const asked = (this._asked += 1);
    const isFirst = !this._hasFigures;
    const cells = { ...this._fields.cells, ...(isFirst ? this._fields.figures : {}) };
    const key = this._record?.key ?? "";
    try {
      const found = await checkEvent(key, cells);
      if (isFirst) {
        this._fields.showFigures(found);
        this._hasFigures = true;
        if (this.isChanged) this._changed();
      }
      if (asked === this._asked) this._show(found);
      this._drawn?.();
      await Promise.all([this._card.show(cells), this._likely.look(key, cells)]);
      return found;
    } catch (error) {
      this._drawn?.();
      this._then.failed(error);
      return null;
    }
  }

  /** @param {EventCheck} found */
  _show(found) {
    this._edtf = found.date.edtf;
    this._fields.show(found, (name, value) => this._isDue(name, value));
    if (!this._ownId) this._suggest(found.date.first ?? "");
    const isBegun = this._record || this._wasTried || this._left.size;
    const begin = t("What is marked * is needed; all else can wait.");
    this._meaning.textContent = isBegun ? verdictOf(found.problems) : begin;
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
    const { cells } = this._fields;
    const id = suggestedId(cells, day, this._state);
    if (!id || id === cells.id) return;
    this._fields.put("id", id);
    this._changed();
  }

  /** The cells to be written: a date as EDTF. */
  _toWrite() {
    const { cells } = this._fields;
    const typed = (cells.date ?? "").trim();
    if (this._edtf && typed) cells.date = this._edtf;
    if (!cells[REVIEW] && !(REVIEW in (this._record?.value ?? {}))) delete cells[REVIEW];
    return cells;
  }

  async _save() {
    this._wasTried = true;
    const { id } = this._fields.cells;
    const hadFigures = this._hasFigures;
    let found = await this._check();
    if (found && !this._ownId) this._suggest(found.date.first ?? "");
    // Again with the id that was suggested, and with figures that were typed before there was an answer.
    if (this._fields.cells.id !== id || !hadFigures) found = await this._check();
    if (!found) return;
    // By this answer: one that was asked for later may still be under way.
    if (found.problems.some((each) => each.severity === "error")) {
      const words = t("It is not saved: mend what is marked, or keep it as a draft.");
      this._then.failed(new Error(words));
      focusField(this.node, '[aria-invalid="true"]');
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
    const control = field === undefined ? undefined : this._fields.control(field);
    if (field === undefined || !control) return;
    const before = this._fields.written(field);
    if (control.value === before) this._then.close();
    else if (control instanceof HTMLSelectElement) control.value = before;
    else typeAnew(control, before);
    this._changed();
    event.preventDefault();
  }
}
