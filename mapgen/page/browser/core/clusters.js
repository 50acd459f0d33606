// @ts-check
/*
 * Events → clusters on a screen grid. Pure: no DOM, no map. Positions are Web Mercator (EPSG:3857)
 * scaled to the unit square; times 256 · 2^zoom they are pixels of the world.
 *
 *   layout()    once a view: which cell of the grid holds each event (laid_cells.js)
 *   count()     once a frame: one pass over the visible events
 *   marks()     the groups as marks, those that would overlap joined
 *   members()   the events behind some groups
 *
 * Cells are those of the whole world, so that panning never regroups. Events of one place share a
 * position and therefore a cell. A town that is hardly more than a point at this scale is in a cell
 * too, a larger one is a group of its own, which its name stands for. An event at several places is
 * in the cell of each, and once in each mark; its dead are divided among its places, so that all marks
 * together are as large as the toll.
 */
import { firstNotBelow } from "./bisect.js";
import { LaidCells } from "./laid_cells.js";
import { diameter, joined } from "./marks.js";
import { eachAtSeveral, spotsOf } from "./spots.js";

/** @typedef {import("./marks").Mark} Mark */

export class Clusters extends LaidCells {
  /**
   * @override
   * @param {Uint32Array} visible
   * @param {import("./stretches").CountedBy} [filter]
   */
  count(visible, filter) {
    super.count(visible, filter);
    const { spotGroup, positions } = this;
    eachAtSeveral(this.columns, visible, (i, start, end) => {
      this.divide(i, end - start);
      for (let s = start; s < end; s += 1) {
        const g = spotGroup[s];
        if (g < 0) continue;
        const again = g === this.group[i] || spotGroup.subarray(start, s).includes(g);
        const share = s > start ? this.shareOf(i, end - start) : 0;
        this.addSpot(i, g, positions.spotPlace[s], share, again);
      }
    });
  }

  /**
   * The groups of event i: of its own position, or of each of its places.
   * @param {number} i
   */
  groupsOf(i) {
    const [start, end] = spotsOf(this.columns, i);
    const groups = start < end ? this.spotGroup.subarray(start, end) : [this.group[i]];
    return [...new Set(groups)].filter((g) => g >= 0);
  }

  /**
   * The groups that hold something, as marks in time order, areas left out. Marks that would
   * overlap are joined into the larger one, which keeps its position.
   * @param {ArrayLike<number>} [visible] what was counted: an event at several places that a mark
   *   has joined is counted once in it
   * @returns {Mark[]}
   */
  marks(visible = []) {
    /** @type {Mark[]} */
    const found = [];
    for (let g = 0; g < this.cells; g += 1) {
      if (this.holds(g)) found.push(this.markAt(g, this.of(g)));
    }
    const kept = this.joined(found);
    this.countOnce(kept, visible);
    return kept.sort((a, b) => a.first - b.first);
  }

  /**
   * @param {number} g
   * @param {import("./cell_sums").Sums} sums
   * @returns {Mark}
   */
  markAt(g, sums) {
    const { x, y } = this.positions;
    return {
      ...sums,
      key: this.keyOf(g),
      x: x[sums.place] * this.scale,
      y: y[sums.place] * this.scale,
      size: diameter(sums.dead, sums.n > 1, this.unit),
      groups: [g],
    };
  }

  /** @param {Mark[]} found */
  joined(found) {
    return this.box ? joined(found, this.box, this.unit) : [];
  }

  /**
   * Takes off what joining has counted twice: an event at several places in one mark is one event. Its
   * dead are divided among its places, and not counted twice.
   * @param {Mark[]} marks
   * @param {ArrayLike<number>} visible
   */
  countOnce(marks, visible) {
    if (!this.columns.spotEvent) return;
    /** @type {Map<number, Mark>} */
    const markOf = new Map();
    for (const mark of marks) for (const g of mark.groups) markOf.set(g, mark);
    eachAtSeveral(this.columns, visible, (i) => {
      const seen = new Set();
      for (const g of this.groupsOf(i)) {
        const mark = markOf.get(g);
        if (mark && seen.has(mark)) {
          mark.n -= 1;
          mark.size = diameter(mark.dead, mark.n > 1, this.unit);
          mark.twice = [...(mark.twice || []), i];
        }
        seen.add(mark);
      }
    });
  }

  /**
   * What count() found of area a, as of().
   * @param {number} a
   */
  area(a) {
    return this.of(this.areaGroup(a));
  }

  /**
   * How the events of some groups, or of a mark, divide among the kinds.
   * @param {number[]} groups
   * @param {number[]} [twice] events that the groups hold more than once
   */
  sharesOf(groups, twice = []) {
    const sums = new Array(this.categories).fill(0);
    for (const g of groups) {
      for (let c = 0; c < this.categories; c += 1) sums[c] += this.shares[g * this.categories + c];
    }
    for (const i of twice) sums[this.kind[i]] -= 1;
    return sums;
  }

  /**
   * The visible events of some groups, in time order, each once.
   * @param {ArrayLike<number>} visible
   * @param {number[]} groups
   */
  members(visible, groups) {
    const wanted = new Uint8Array(this.cells + this.areas);
    for (const g of groups) wanted[g] = 1;
    const { group } = this;
    const found = [];
    for (let k = 0; k < visible.length; k += 1) {
      if (wanted[group[visible[k]]] === 1) found.push(visible[k]);
    }
    return this.withSpots(found, visible, (s) => wanted[this.spotGroup[s]] === 1);
  }

  /**
   * The visible events at the position of event i, or of its area, in time order.
   * @param {ArrayLike<number>} visible
   * @param {number} i
   */
  together(visible, i) {
    const { place } = this;
    const { counts, spotPlace } = this.positions;
    const p = place[i];
    const alone = p >= 0 && counts[p] === 1;
    const start = alone ? firstNotBelow(visible, i, 0) : 0;
    const end = alone ? Math.min(start + 1, visible.length) : visible.length;
    const found = [];
    for (let k = start; k < end; k += 1) if (place[visible[k]] === p) found.push(visible[k]);
    return this.withSpots(found, visible, (s) => spotPlace[s] === p);
  }

  /**
   * Adds the visible events that have a place of that kind beside their first.
   * @param {number[]} found
   * @param {ArrayLike<number>} visible
   * @param {(s: number) => boolean} wanted
   */
  withSpots(found, visible, wanted) {
    const more = new Set();
    eachAtSeveral(this.columns, visible, (i, start, end) => {
      for (let s = start; s < end; s += 1) if (wanted(s)) more.add(i);
    });
    if (!more.size) return found;
    for (const i of found) more.add(i);
    return [...more].sort((a, b) => a - b);
  }
}
