// @ts-check
/* Which rows of a table are shown, and in which order. */

/** @typedef {import("./records_table.js").Row} Row */

export class RowOrder {
  constructor() {
    /** @type {Row[]} */
    this.rows = [];
    /** @type {Row[]} those that are shown, in order */
    this.found = [];
    this.by = "";
    this.down = false;
    this._text = "";
  }

  /** @param {Row[]} rows */
  show(rows) {
    this.rows = rows;
    this._find();
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
    this._find();
  }

  _find() {
    this.found = this.rows.filter((row) => !this._text || words(row).includes(this._text));
    if (!this.by) return;
    const order = new Intl.Collator(undefined, { numeric: true });
    const sign = this.down ? -1 : 1;
    this.found.sort((a, b) => sign * order.compare(cellText(a, this.by), cellText(b, this.by)));
  }
}

/**
 * What a cell shows.
 * @param {Row} row
 * @param {string} name
 */
export function cellText(row, name) {
  if (name === "state") return row.state ?? "";
  const value = row.value[name];
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

/** @type {WeakMap<object, string>} */
const kept = new WeakMap();

/** @param {Row} row */
function words(row) {
  let found = kept.get(row);
  if (found === undefined) {
    found = [row.state ?? "", ...Object.keys(row.value).map((name) => cellText(row, name))]
      .join("\n")
      .toLocaleLowerCase();
    kept.set(row, found);
  }
  return found;
}
