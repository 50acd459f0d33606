// @ts-check
/* Which rows of a table are shown, and in which order. */

import { sortedInSlices } from "./row_sorting.js";

/** @typedef {import("./records_table.js").Row} Row */

const AT_ONCE = 2000; // rows that are sorted in one go
const ORDER = new Intl.Collator(undefined, { numeric: true });

export class RowOrder {
  /** @param {() => void} changed another order was found, later than it was asked for: `settle` */
  constructor(changed) {
    this._later = changed;
    /** @type {Row[]} */
    this.rows = [];
    /** @type {Row[]} those that are shown, in order */
    this.found = [];
    this.by = "";
    this.down = false;
    this._text = "";
    /** @type {Row[]} all rows in their order */
    this._sorted = [];
    this._asked = 0;
    /** @type {Row[] | null} their order as it was found last, not taken yet */
    this._next = null;
  }

  /** @param {Row[]} rows */
  show(rows) {
    this.rows = rows;
    this._sort();
    warm(rows);
  }

  /** @param {string} text */
  filter(text) {
    this._text = text.trim().toLocaleLowerCase();
    this._find();
  }

  /** @param {string} name sorted by it already: the other way round */
  sort(name) {
    this.down = this.by === name && !this.down;
    this.by = name;
    this._sort();
  }

  /** Sorts the rows: many of them after a while, until then they stand as they did. */
  _sort() {
    this._asked += 1;
    this._next = null;
    const { by, rows } = this;
    if (!by) this._sorted = rows;
    else if (rows.length <= AT_ONCE) this._sorted = [...rows].sort(this._compare());
    else void this._sortLater(this._asked);
    this._find();
  }

  /** @param {number} asked */
  async _sortLater(asked) {
    this._sorted = asBefore(this.rows, this._sorted);
    const isWanted = () => asked === this._asked;
    const sorted = await sortedInSlices(this._sorted, this._compare(), isWanted);
    if (!sorted) return;
    this._next = sorted;
    this._later();
  }

  /** Takes the order that was found meanwhile; returns whether there is one. */
  settle() {
    if (!this._next) return false;
    this._sorted = this._next;
    this._next = null;
    this._find();
    return true;
  }

  /** @returns {(a: Row, b: Row) => number} */
  _compare() {
    const { by, down } = this;
    const place = new Map(this.rows.map((row, at) => [row, at]));
    const sign = down ? -1 : 1;
    return (a, b) =>
      sign * ORDER.compare(cellText(a, by), cellText(b, by)) ||
      /** @type {number} */ (place.get(a)) - /** @type {number} */ (place.get(b));
  }

  _find() {
    const text = this._text;
    this.found = text ? this._sorted.filter((row) => holds(row, text)) : this._sorted;
  }
}

/**
 * The rows in the order of those before with the same keys; new ones stand at the end.
 * @param {Row[]} rows
 * @param {Row[]} before
 */
function asBefore(rows, before) {
  const found = new Map(rows.map((row) => [keyOf(row), row]));
  const known = before.flatMap((row) => {
    const now = found.get(keyOf(row));
    found.delete(keyOf(row));
    return now ? [now] : [];
  });
  return [...known, ...found.values()];
}

/**
 * What a cell shows.
 * @param {Row} row
 * @param {string} name
 */
export function cellText(row, name) {
  return name === "state" ? (row.state ?? "") : textOf(row.value[name]);
}

/** @param {unknown} value of a field */
function textOf(value) {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

/**
 * How many rows and columns a key goes; undefined for other keys.
 * @param {string} key
 * @param {boolean} whole to the first or last row, not column
 * @param {number} page rows of a page
 */
export function stepOf(key, whole, page) {
  const far = 1e9;
  /** @type {Record<string, [number, number]>} */
  const steps = {
    ArrowDown: [1, 0],
    ArrowUp: [-1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
    PageDown: [page, 0],
    PageUp: [-page, 0],
    Home: whole ? [-far, 0] : [0, -far],
    End: whole ? [far, 0] : [0, far],
  };
  return steps[key];
}

/**
 * What a row is known by among events and drafts.
 * @param {Row} row
 */
export const keyOf = (row) => `${row.state === "draft" ? "draft" : ""} ${row.key}`;

/** @type {WeakMap<object, string>} by what a record says, which stays the same object */
const kept = new WeakMap();

/**
 * Whether a text stands in any field.
 * @param {Row} row
 * @param {string} text in small letters
 */
const holds = (row, text) =>
  words(row.value).includes(text) || (row.state ?? "").toLocaleLowerCase().includes(text);

/** @param {Row["value"]} value */
function words(value) {
  let found = kept.get(value);
  if (found === undefined) {
    found = Object.values(value)
      .map((each) => textOf(each))
      .join("\n")
      .toLocaleLowerCase();
    kept.set(value, found);
  }
  return found;
}

/**
 * Makes ready what a search reads, while the page has nothing else to do.
 * @param {Row[]} rows
 */
function warm(rows, at = 0) {
  if (at >= rows.length || !globalThis.requestIdleCallback) return;
  requestIdleCallback((idle) => {
    let next = at;
    while (next < rows.length && (next % 50 || next === at || idle.timeRemaining() > 1)) {
      words(/** @type {Row} */ (rows[next]).value);
      next += 1;
    }
    warm(rows, next);
  });
}
