// @ts-check
/*
 * Makes each row of a list as high as its words, where the list is short enough: all events are drawn
 * in spare rows that are not seen, a few at a time, and their heights kept.
 */
import { inSlices, painted } from "../../browser/app/tasks.js";
import { currentLanguage } from "../../browser/core/messages.js";
import { h, replace } from "../../browser/draw/dom.js";

/** @import { Context } from "../../browser/types" */
/** @import { EventRow } from "./event_row.js" */
/** @import { VirtualList } from "./virtual_list.js" */

/** Rows of a list of up to this many events get heights of their own. */
const MOST_MEASURED = 1000;
/** Rows that are measured in one task. */
const BATCH = 8;
/** Milliseconds for which a measured height is not measured again. */
const VALID_FOR = 300;

export class RowHeights {
  /**
   * @param {Context} context
   * @param {VirtualList} list
   * @param {() => EventRow} newRow makes a row to measure
   * @param {(measured: boolean) => void} changed called when rows get heights of their own, or are
   *   alike again
   */
  constructor(context, list, newRow, changed) {
    this.context = context;
    this.list = list;
    this.newRow = newRow;
    this.changed = changed;
    /** @type {string | null} the width and language that the rows are measured in */
    this.measured = null;
    this.measuredAt = 0;
    this.samples = h("ul", { class: "mg-event-list__samples", "aria-hidden": "true", inert: true });
    list.list.before(this.samples);
  }

  /** All rows are of one height again. */
  discard() {
    this.measured = null;
    this.changed(false);
    this.list.positions.setHeights(null);
  }

  /** Measures all rows again if the list has another width or language. */
  async update() {
    const { context, list } = this;
    const width = list.list.clientWidth;
    if (!width || !list.filled || !context.eager || context.count > MOST_MEASURED) return;
    const wanted = `${width} ${currentLanguage()}`;
    if (this.measured === wanted) return;
    if (this.measured) list.keepingPlace(() => this.discard());
    this.measured = wanted;
    const heights = await this.measureAll(() => this.measured === wanted);
    if (this.measured !== wanted) return;
    this.samples.replaceChildren();
    list.keepingPlace(() => {
      this.changed(true);
      list.positions.setHeights(heights);
    });
    this.measuredAt = performance.now();
  }

  /**
   * The height of every event's row in pixels.
   * @param {() => boolean} isWanted whether it still is
   */
  async measureAll(isWanted) {
    const { count } = this.context;
    const heights = new Float32Array(count);
    const spare = Array.from({ length: BATCH }, () => this.newRow());
    replace(
      this.samples,
      spare.map(({ item }) => item),
    );
    const starts = Array.from({ length: Math.ceil(count / BATCH) }, (_, b) => b * BATCH);
    await painted();
    await inSlices(starts, (start) => {
      if (!isWanted()) return;
      const rows = spare.slice(0, Math.min(BATCH, count - start));
      rows.forEach((row, k) => row.draw(start + k));
      rows.forEach((row, k) => {
        heights[start + k] = Math.ceil(row.item.offsetHeight);
      });
    });
    return heights;
  }

  /** Rows that have become higher, as under a reader's own style, are measured again. */
  check() {
    const { positions, rows } = this.list;
    if (!positions.heights || performance.now() - this.measuredAt < VALID_FOR) return;
    for (const [k, { item }] of rows) {
      const height = item.offsetHeight;
      if (!height || Math.abs(height - positions.height(k)) <= 1) continue;
      this.list.keepingPlace(() => this.discard());
      this.update();
      return;
    }
  }
}
