// @ts-check
/*
 * A table of records: sorted by a column, filtered by a text, walked through with the arrow keys.
 * Only the rows that can be seen are in the document: each is as high as the others.
 */
import { element } from "./elements.js";

/** @typedef {import("./api.js").EditorRecord & {state?: string}} Row */

const ROW = 32; // CSS pixels, as in editor.css
const AROUND = 20; // rows beyond the edges that are made too

export class RecordsTable {
  /**
   * @param {HTMLElement} place what scrolls
   * @param {(row: Row) => void} open
   */
  constructor(place, open) {
    this._place = place;
    this._open = open;
    /** @type {Row[]} */
    this._rows = [];
    /** @type {Row[]} */
    this._found = [];
    /** @type {string[]} */
    this._columns = [];
    this._text = "";
    this._by = "";
    this._down = false;
    this._at = 0;
    this._body = element("tbody");
    place.addEventListener("scroll", () => this._draw());
    window.addEventListener("resize", () => this._draw());
    this._body.addEventListener("keydown", (event) => this._key(event));
    this._body.addEventListener("click", (event) => {
      const row = event.target instanceof Element ? event.target.closest("tr") : null;
      if (row?.dataset.at) this._open(/** @type {Row} */ (this._found[Number(row.dataset.at)]));
    });
  }

  /**
   * @param {Row[]} rows
   * @param {string[]} columns those that are shown, in order
   */
  show(rows, columns) {
    this._rows = rows;
    if (columns.join() !== this._columns.join()) {
      this._columns = columns;
      this._by = "";
      this._head();
    }
    this._find();
  }

  /** @param {string} text what a record has to hold, in any field */
  filter(text) {
    this._text = text.trim().toLocaleLowerCase();
    this._place.scrollTop = 0;
    this._find();
  }

  focus() {
    this._focus(this._at);
  }

  _head() {
    const cells = this._columns.map((name) => {
      const sort = element("button", { type: "button", click: () => this._sort(name) }, name);
      return element("th", { scope: "col", "data-column": name }, sort);
    });
    const head = element("thead", {}, element("tr", {}, ...cells));
    this._place.replaceChildren(element("table", {}, head, this._body));
  }

  /** @param {string} name */
  _sort(name) {
    this._down = this._by === name && !this._down;
    this._by = name;
    for (const head of this._place.querySelectorAll("th")) {
      const sorted = this._down ? "descending" : "ascending";
      if (head.dataset.column === name) head.setAttribute("aria-sort", sorted);
      else head.removeAttribute("aria-sort");
    }
    this._find();
  }

  _find() {
    this._found = this._rows.filter((row) => !this._text || words(row).includes(this._text));
    if (this._by) {
      const order = new Intl.Collator(undefined, { numeric: true });
      const sign = this._down ? -1 : 1;
      this._found.sort((a, b) => sign * order.compare(cell(a, this._by), cell(b, this._by)));
    }
    this._at = Math.max(0, Math.min(this._at, this._found.length - 1));
    this._draw();
  }

  _draw() {
    const first = Math.max(0, Math.floor(this._place.scrollTop / ROW) - AROUND);
    const seen = Math.ceil(this._place.clientHeight / ROW) + 2 * AROUND;
    const last = Math.min(this._found.length, first + seen);
    const focused = this._body.contains(document.activeElement);
    const rows = this._found.slice(first, last).map((row, at) => this._row(row, first + at));
    this._body.replaceChildren(space(first), ...rows, space(this._found.length - last));
    if (focused) this._current()?.focus({ preventScroll: true });
  }

  /**
   * @param {Row} row
   * @param {number} at
   */
  _row(row, at) {
    const cells = this._columns.map((name) => {
      if (name === "state") return element("td", { class: "state" }, row.state ?? "");
      return element("td", { title: cell(row, name) }, element("bdi", {}, cell(row, name)));
    });
    const tabindex = at === this._at ? "0" : "-1";
    return element("tr", { tabindex, "data-at": String(at) }, ...cells);
  }

  /** @param {KeyboardEvent} event */
  _key(event) {
    const page = Math.max(1, Math.floor(this._place.clientHeight / ROW) - 2);
    const steps = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -1e9,
      End: 1e9,
    };
    const step = steps[/** @type {keyof steps} */ (event.key)];
    if (event.key === "Enter") this._open(/** @type {Row} */ (this._found[this._at]));
    else if (step) this._focus(this._at + step);
    else return;
    event.preventDefault();
  }

  /** @param {number} at */
  _focus(at) {
    this._at = Math.max(0, Math.min(at, this._found.length - 1));
    const top = this._at * ROW;
    const height = this._place.clientHeight - 2 * ROW;
    if (top < this._place.scrollTop) this._place.scrollTop = top;
    else if (top > this._place.scrollTop + height) this._place.scrollTop = top - height;
    this._draw();
    this._current()?.focus({ preventScroll: true });
  }

  /** @returns {HTMLElement | null} the row that the arrow keys have come to */
  _current() {
    return this._body.querySelector(`[data-at="${this._at}"]`);
  }
}

/** @param {number} rows */
function space(rows) {
  const row = element("tr", { "aria-hidden": "true", hidden: rows <= 0 });
  row.style.blockSize = `${rows * ROW}px`;
  return row;
}

/**
 * @param {Row} row
 * @param {string} name
 */
function cell(row, name) {
  if (name === "state") return row.state ?? "";
  const value = row.value[name];
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** @type {WeakMap<object, string>} */
const kept = new WeakMap();

/** @param {Row} row */
function words(row) {
  let found = kept.get(row.value);
  if (found === undefined) {
    found = [row.state ?? "", ...Object.keys(row.value).map((name) => cell(row, name))]
      .join("\n")
      .toLocaleLowerCase();
    kept.set(row.value, found);
  }
  return found;
}
