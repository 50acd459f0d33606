// @ts-check
/* The rows of a table that are in the document: a row that stays in sight is not made anew. */
import { space } from "./grid_row.js";

export class DrawnRows {
  /** @param {HTMLElement} body */
  constructor(body) {
    this._body = body;
    /** @type {Map<number, HTMLTableRowElement>} by their numbers */
    this._rows = new Map();
  }

  /** Makes all rows anew the next time: they say something else. */
  forget() {
    this._rows.clear();
  }

  /**
   * Leaves the rows from first to last, without the last, in the document.
   * @param {number} first
   * @param {number} last
   * @param {number} count of all rows there are
   * @param {(at: number) => HTMLTableRowElement} make
   */
  draw(first, last, count, make) {
    /** @type {typeof this._rows} */
    const rows = new Map();
    for (let at = first; at < last; at += 1) rows.set(at, this._rows.get(at) ?? make(at));
    const stay = [...this._rows.keys()].some((at) => rows.has(at));
    if (!stay) this._body.replaceChildren(space(first), ...rows.values(), space(count - last));
    else this._move(rows, space(first), space(count - last));
    this._rows = rows;
  }

  /**
   * Takes out what is out of sight, and puts in what has come: what stays is not touched, so that the
   * focus stays too.
   * @param {Map<number, HTMLTableRowElement>} rows
   * @param {HTMLElement} above
   * @param {HTMLElement} below
   */
  _move(rows, above, below) {
    for (const [at, row] of this._rows) if (!rows.has(at)) row.remove();
    this._body.firstElementChild?.replaceWith(above);
    this._body.lastElementChild?.replaceWith(below);
    /** @type {Element} */
    let before = above;
    for (const row of rows.values()) {
      if (before.nextElementSibling !== row) before.after(row);
      before = row;
    }
  }
}
