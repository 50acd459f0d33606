// @ts-check
/*
 * A table of records: sorted by a column, filtered by a text, walked through with the arrow keys.
 * Only the rows that can be seen are in the document: each is as high as the others.
 */
import { CellEditing } from "./cell_editing.js";
import { DrawnRows } from "./drawn_rows.js";
import { element } from "./elements.js";
import { fieldWords } from "./field_words.js";
import { CHECK, gridRow, ROW } from "./grid_row.js";
import { cellText, keyOf, RowOrder, stepOf } from "./row_order.js";

/**
 * @typedef {import("./api.js").EditorRecord & {state?: string}} Row "draft", or how it is marked
 * @typedef {object} TableHooks
 * @property {(row: Row) => void} open the form of a row
 * @property {(row: Row, column: string) => boolean} editable in its place
 * @property {(row: Row, column: string, text: string) => Promise<string>} write returns what is in
 *   the way, "" where it is written
 * @property {(rows: Row[]) => void} chosen those that are selected have changed
 */

const CHUNK = 10; // rows that are made anew together
const AROUND = 20; // rows beyond the edges that are made too

export class RecordsTable {
  /**
   * @param {HTMLElement} place what scrolls
   * @param {TableHooks} hooks
   */
  constructor(place, hooks) {
    this._place = place;
    this._hooks = hooks;
    this._order = new RowOrder(() => this._settle());
    /** @type {string[]} */
    this._columns = [];
    /** @type {Set<string>} the keys of selected rows */
    this._selected = new Set();
    this._at = 0;
    this._column = 1;
    this._drawn = "";
    this._frame = 0;
    /** @type {[Row[], string[]] | null} what is shown when the open cell is closed */
    this._waiting = null;
    this._body = element("tbody");
    this._rows = new DrawnRows(this._body);
    this._table = element("table", { role: "grid", "aria-multiselectable": "true" });
    this._editing = new CellEditing(this._body, {
      write: (at, column, text) => hooks.write(this._row(at), this._columns[column] ?? "", text),
      done: (step) => {
        if (this._waiting) this.show(...this._waiting);
        this._settle();
        this._move(step, 0);
      },
    });
    const drawn = () => {
      this._frame = 0;
      this._draw();
    };
    const later = () => (this._frame ||= requestAnimationFrame(drawn));
    place.addEventListener("scroll", later, { passive: true });
    new ResizeObserver(later).observe(place);
    this._body.addEventListener("keydown", (event) => this._key(event));
    this._body.addEventListener("focusin", ({ target }) => this._came(target));
    this._body.addEventListener("click", (event) => this._click(event));
  }

  /**
   * @param {Row[]} rows
   * @param {string[]} columns those that are shown, in order
   */
  show(rows, columns) {
    this._waiting = this._editing.isOpen ? [rows, columns] : null;
    if (this._waiting) return; // what is typed is not taken away
    const isOther = columns.join() !== this._columns.slice(1).join();
    if (isOther) {
      this._columns = ["", ...columns];
      this._selected.clear();
      this._at = 0;
      this._order.by = "";
      this._head();
    }
    this._order.show(rows);
    this._changed();
  }

  /** @param {string} text what a record has to hold, in any field */
  filter(text) {
    this._order.filter(text);
    this._place.scrollTop = 0;
    this._changed();
  }

  /** @param {string} [key] of the row, which may be a draft; else where one was */
  focus(key = "") {
    const at = key ? this._order.found.findIndex((row) => row.key === key) : -1;
    this._focus(at < 0 ? this._at : at, this._column);
  }

  /** The rows that are selected and shown. */
  get selected() {
    if (!this._selected.size) return [];
    return this._order.found.filter((row) => this._selected.has(keyOf(row)));
  }

  /** @param {boolean} all */
  select(all) {
    this._selected = new Set(all ? this._order.found.map(keyOf) : []);
    this._changed();
  }

  _changed() {
    this._at = Math.max(0, Math.min(this._at, this._order.found.length - 1));
    this._table.setAttribute("aria-rowcount", String(this._order.found.length + 1));
    this._drawn = "";
    if (!this._editing.isOpen) this._rows.forget();
    this._draw();
    this._hooks.chosen(this.selected);
  }

  /** Shows the order that was found; not while a cell of the one before is being typed in. */
  _settle() {
    if (!this._editing.isOpen && this._order.settle()) this._changed();
  }

  _row = (/** @type {number} */ at) => /** @type {Row} */ (this._order.found[at]);

  _head() {
    const cells = this._columns.map((name, at) => {
      if (!at) return element("th", { scope: "col", class: "check" }, CHECK);
      const sort = element(
        "button",
        { type: "button", click: () => this._sort(name) },
        fieldWords(name),
      );
      return element("th", { scope: "col", "data-column": name }, sort);
    });
    const head = element("tr", { "aria-rowindex": "1" }, ...cells);
    this._table.replaceChildren(element("thead", {}, head), this._body);
    this._place.replaceChildren(this._table);
  }

  /** @param {string} name */
  _sort(name) {
    this._order.sort(name);
    for (const head of this._place.querySelectorAll("th")) {
      const sorted = this._order.down ? "descending" : "ascending";
      if (head.dataset.column === name) head.setAttribute("aria-sort", sorted);
      else head.removeAttribute("aria-sort");
    }
    this._changed();
  }

  /** Makes the rows that can be seen, unless they are there. */
  _draw() {
    if (this._editing.isOpen) return;
    const { found } = this._order;
    const top = Math.floor(this._place.scrollTop / ROW / CHUNK) * CHUNK;
    const first = Math.max(0, top - AROUND);
    const seen = Math.ceil(this._place.clientHeight / ROW / CHUNK) * CHUNK + 2 * AROUND + CHUNK;
    const last = Math.min(found.length, first + seen);
    const drawn = `${first} ${last}`;
    if (drawn === this._drawn) return;
    this._drawn = drawn;
    const focused = this._body.contains(document.activeElement);
    this._rows.draw(first, last, found.length, (at) => this._made(this._row(at), at));
    const current = focused && this._current();
    if (current && current !== document.activeElement) current.focus({ preventScroll: true });
  }

  /**
   * @param {Row} row
   * @param {number} at
   */
  _made(row, at) {
    const selected = this._selected.has(keyOf(row));
    const current = at === this._at ? this._column : -1;
    return gridRow(row, this._columns, { at, selected, current });
  }

  /** @param {EventTarget | null} target that the focus has come to */
  _came(target) {
    const cell = target instanceof HTMLTableCellElement ? target : null;
    const at = Number(cell?.parentElement?.dataset.at ?? -1);
    if (!cell || at < 0) return;
    [this._at, this._column] = [at, cell.cellIndex];
    this._mark(cell);
  }

  /** @param {MouseEvent} event */
  _click(event) {
    const cell = event.target instanceof Element ? event.target.closest("td") : null;
    const at = Number(cell?.parentElement?.dataset.at ?? -1);
    if (!cell || at < 0 || this._editing.isOpen) return;
    const before = this._at;
    this._at = at;
    if (event.shiftKey) this._selectTo(before, at);
    else if (cell.cellIndex && !event.ctrlKey && !event.metaKey) this._hooks.open(this._row(at));
    else this._toggle(at);
  }

  /** @param {KeyboardEvent} event */
  _key(event) {
    if (this._editing.isOpen) return;
    const isWhole = event.ctrlKey || event.metaKey;
    const page = Math.max(1, Math.floor(this._place.clientHeight / ROW) - 2);
    const step = stepOf(event.key, isWhole, page);
    const row = this._row(this._at);
    if (!row) return;
    if (event.key === "Enter" || event.key === "F2") this._enter(row, isWhole);
    else if (step && event.shiftKey) this._extend(step[0]);
    else if (step) this._move(...step);
    else if (event.key === " ") this._toggle(this._at);
    else if (event.key === "a" && isWhole) this.select(true);
    else if (event.key === "Escape" && this._selected.size) this.select(false);
    else return;
    event.preventDefault();
  }

  /**
   * @param {Row} row
   * @param {boolean} whole its form, not the cell
   */
  _enter(row, whole) {
    const name = this._columns[this._column] ?? "";
    const cell = this._current();
    if (whole || !cell || !this._hooks.editable(row, name)) this._hooks.open(row);
    else this._editing.open(cell, this._at, this._column, cellText(row, name), fieldWords(name));
  }

  /** @param {number} at */
  _toggle(at) {
    const key = keyOf(this._row(at));
    if (!this._selected.delete(key)) this._selected.add(key);
    this._changed();
    this.focus();
  }

  /** @param {number} step */
  _extend(step) {
    const before = this._at;
    const at = Math.max(0, Math.min(before + step, this._order.found.length - 1));
    this._selectTo(before, at);
    this._focus(at, this._column);
  }

  /**
   * @param {number} from
   * @param {number} to
   */
  _selectTo(from, to) {
    for (let at = Math.min(from, to); at <= Math.max(from, to); at += 1) {
      this._selected.add(keyOf(this._row(at)));
    }
    this._changed();
  }

  /**
   * @param {number} rows
   * @param {number} columns
   */
  _move(rows, columns) {
    this._focus(this._at + rows, this._column + columns);
  }

  /**
   * @param {number} at
   * @param {number} column
   */
  _focus(at, column) {
    this._at = Math.max(0, Math.min(at, this._order.found.length - 1));
    this._column = Math.max(0, Math.min(column, this._columns.length - 1));
    const top = this._at * ROW;
    const height = this._place.clientHeight - 2 * ROW;
    if (top < this._place.scrollTop) this._place.scrollTop = top;
    else if (top > this._place.scrollTop + height) this._place.scrollTop = top - height;
    this._draw();
    const current = this._current();
    this._mark(current);
    current?.focus({ preventScroll: true });
    current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** @param {HTMLElement | null} current the cell that the tabulator comes to */
  _mark(current) {
    for (const cell of this._body.querySelectorAll('td[tabindex="0"]')) {
      if (cell !== current) cell.setAttribute("tabindex", "-1");
    }
    current?.setAttribute("tabindex", "0");
  }

  /** The cell that the arrow keys have come to. */
  _current() {
    const row = this._body.querySelector(`[data-at="${this._at}"]`);
    return row instanceof HTMLTableRowElement ? (row.cells[this._column] ?? null) : null;
  }
}
