// @ts-check
/* Which cell of the grid on the screen, or which area, holds each event: laid out once a view. Pure. */
import { CellSums } from "./cell_sums.js";
import { Positions } from "./positions.js";

/** @typedef {import("./cell_sums").Columns} Columns */
/** @typedef {{left: number, top: number, right: number, bottom: number}} Box in pixels of the world */

/** In pixels, as wide as the smallest mark: in a wider one lie marks that would not overlap. */
const CELL = 24;
/** The same where there are so many positions that cells are full, and finer ones cost and part nothing. */
const WIDE_CELL = 32;
const MANY = 5000;
const OUTSIDE = -1;
/** A town of this radius in pixels or less is a point to the eye. */
const TOWN_IS_POINT = 22;
/** Positions, or events, that are laid out at once. */
const PART = 65536;

export class LaidCells extends CellSums {
  /**
   * @param {Columns} columns the events
   * @param {import("./cell_sums").SumTerms} terms
   * @param {(i: number) => number} area the area that event i is located in; −1 for one with a point
   * @param {number} unit how much larger than on a desk marks are drawn: more on a wall
   * @param {LaidCells | null} [like] other cells of the same events, whose positions these share
   */
  constructor(columns, terms, area, unit = 1, like = null) {
    const positions = like ? like.positions : new Positions(columns, area);
    super(columns, terms, positions.place, positions.areas, like);
    this.unit = unit;
    /** @type {Positions} */
    this.positions = positions;
    this.scale = 1;
    /** @type {Box | null} */
    this.box = null;
    /**
     * The towns that are laid out and have a group of their own.
     * @type {number[]}
     */
    this.towns = [];
    /** The cell of each position, and of each place of the events at several. */
    this.cellOf = new Int32Array(positions.n);
    this.spotGroup = new Int32Array(positions.spotPlace.length).fill(OUTSIDE);
    this.column0 = 0;
    this.row0 = 0;
    this.width = 1;
    this.height = 1;
    this.side = CELL;
  }

  /**
   * Puts every event into its cell.
   * @param {number} scale pixels of the world: 256 · 2^zoom
   * @param {Box} box the part to lay out
   */
  layout(scale, box) {
    const parts = this.laying(scale, box);
    let part = parts.next();
    while (!part.done) part = parts.next();
  }

  /**
   * The same part by part, one at each call of next(); until it is done, nothing is to be asked of it.
   * @param {number} scale
   * @param {Box} box
   */
  *laying(scale, box) {
    this.scale = scale;
    this.box = box;
    this.side = (this.positions.n > MANY ? WIDE_CELL : CELL) * this.unit;
    this.column0 = Math.floor(box.left / this.side);
    this.row0 = Math.floor(box.top / this.side);
    this.width = Math.floor(box.right / this.side) - this.column0 + 1;
    this.height = Math.floor(box.bottom / this.side) - this.row0 + 1;
    this.towns = [];
    const cells = this.width * this.height;
    /* The place of a cell where most has happened stands for the cell. */
    this.anchor = new Int32Array(cells + this.areas).fill(-1);
    const { n, spotPlace } = this.positions;
    for (let p = 0; p < n; p += PART) {
      this.layPositions(p, Math.min(p + PART, n));
      yield;
    }
    for (let i = 0; i < this.size; i += PART) {
      this.layEvents(i, Math.min(i + PART, this.size));
      yield;
    }
    for (let s = 0; s < spotPlace.length; s += 1) this.spotGroup[s] = this.cellOf[spotPlace[s]];
    this.reserve(cells);
  }

  /**
   * @param {number} start
   * @param {number} end
   */
  layPositions(start, end) {
    const { anchor, cellOf, column0, row0, width, height } = this;
    const { x, y, counts, area, radius } = this.positions;
    const cells = width * height;
    const largest = TOWN_IS_POINT / this.scale;
    const ratio = this.scale / this.side;
    for (let p = start; p < end; p += 1) {
      const column = Math.floor(x[p] * ratio) - column0;
      const row = Math.floor(y[p] * ratio) - row0;
      if (column < 0 || row < 0 || column >= width || row >= height) {
        cellOf[p] = OUTSIDE;
        continue;
      }
      if (radius[p] > largest) {
        cellOf[p] = cells + area[p];
        this.towns.push(area[p]);
        continue;
      }
      const cell = row * width + column;
      cellOf[p] = cell;
      const best = anchor[cell];
      if (best < 0 || counts[p] > counts[best]) anchor[cell] = p;
    }
  }

  /**
   * @param {number} start
   * @param {number} end
   */
  layEvents(start, end) {
    const { group, place, cellOf } = this;
    const cells = this.width * this.height;
    for (let i = start; i < end; i += 1) {
      const p = place[i];
      group[i] = p < 0 ? cells - 1 - p : cellOf[p];
    }
  }

  /**
   * A group's name that stays the same while the zoom does.
   * @param {number} g
   */
  keyOf(g) {
    return (Math.floor(g / this.width) + this.row0) * 4194304 + (g % this.width) + this.column0;
  }

  /**
   * The group of area a, for the arrays of count().
   * @param {number} a
   */
  areaGroup(a) {
    return this.cells + a;
  }
}
