// @ts-check
/*
 * A list of which only the rows in view are in the document; a million rows scroll as a hundred do.
 * The others of a short list follow once nothing moves, so that the browser's own search finds them.
 * Browsers draw no element higher than some millions of pixels: a longer list is scrolled through a
 * lower one, which then stands for the part of the list that begins `base` pixels down.
 */
import { h } from "../../browser/draw/dom.js";
import { idle, inSlices } from "../../browser/app/tasks.js";
import { RowPositions } from "./row_positions.js";

/** @import { EventIndex } from "../../browser/types" */
/** @import { EventRow } from "./event_row.js" */

/** The greatest height of the list's element in pixels. */
const HIGHEST = 4e6;
/** Rows kept in the document above and below those in view. */
const SPARE = 3;
/** Up to so many rows are all in the document, after so many milliseconds without a change. */
const SHORT = 500;
const STILL = 300;
/** A row's height in pixels where the style sheet gives none. */
const ROW_HEIGHT = 104;

export class VirtualList {
  /**
   * @param {() => EventRow} newRow
   * @param {(row: EventRow, i: EventIndex) => void} drawRow draws event i in a row
   */
  constructor(newRow, drawRow) {
    this.newRow = newRow;
    this.drawRow = drawRow;
    this.positions = new RowPositions();
    /** @type {ArrayLike<EventIndex>} the events of the rows */
    this.events = [];
    /** Whether the list has been given its events. */
    this.filled = false;
    /** @type {Map<number, EventRow>} the rows in the document by their number */
    this.rows = new Map();
    /** @type {EventRow[]} rows that wait to be used again */
    this.pool = [];
    /** The number of the row that the tab key reaches. */
    this.current = 0;
    /** The timer after which the rows out of view follow. */
    this.still = 0;
    this.base = 0;
    /* How far the list is scrolled; asking the browser would make it lay out the page. */
    this.top = 0;
    /** The height of what is in view, of the list, and of the element that stands for it. */
    this.view = 0;
    this.total = 0;
    this.drawn = 0;
    this.list = h("ol", {
      class: "mg-event-list__rows",
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        this.pressed(event);
      },
    });
    /** As high as a row that is not measured. */
    this.gauge = h("div", { class: "mg-event-list__gauge", "aria-hidden": "true" });
    this.element = h(
      "div",
      { class: "mg-scroller mg-event-list__scroller", tabindex: -1 },
      this.gauge,
      this.list,
    );
    this.element.addEventListener("scroll", () => this.scrolled(), { passive: true });
  }

  /** Looks how high a row, and what is in view, is. */
  measure() {
    this.positions.setEven(this.gauge.offsetHeight || ROW_HEIGHT);
    this.view = this.element.clientHeight;
  }

  /** @param {ArrayLike<EventIndex>} events */
  setEvents(events) {
    this.events = events;
    this.filled = true;
    if (!this.positions.even) this.measure();
    this.positions.setEvents(events);
    this.layOut();
  }

  /** The height of the list has changed. */
  layOut() {
    this.total = this.positions.total;
    const drawn = Math.min(this.total, HIGHEST);
    if (this.drawn !== drawn) {
      this.drawn = drawn;
      this.list.style.blockSize = `${drawn}px`;
    }
    this.current = Math.min(this.current, Math.max(this.events.length - 1, 0));
    this.base = Math.min(this.base, Math.max(this.total - drawn, 0));
    this.top = Math.min(this.top, Math.max(drawn - this.view, 0));
    this.render();
  }

  /**
   * Changes the heights of rows; the first one in view stays there.
   * @param {() => void} change
   */
  keepingPlace(change) {
    const { positions } = this;
    const y = this.top + this.base;
    const k = positions.at(y);
    const share = (y - positions.top(k)) / (positions.height(k) || 1);
    change();
    this.layOut();
    this.scrollTo(positions.top(k) + Math.round(share * positions.height(k)));
    this.render();
  }

  /** All rows are drawn again. */
  redraw() {
    for (const row of this.rows.values()) row.event = -1;
  }

  render() {
    if (!this.filled || !this.view) return;
    const { positions } = this;
    const { length } = this.events;
    const top = this.top + this.base;
    const start = Math.max(positions.at(top) - SPARE, 0);
    const end = Math.min(positions.at(top + this.view) + 1 + SPARE, length);
    const focused = this.focused();
    const short = length <= SHORT;
    for (const [k, row] of this.rows) {
      const kept = (k >= start && k < end) || (k === focused && k < length);
      if (kept || (short && k < length && row.event === this.events[k])) continue;
      this.rows.delete(k);
      this.pool.push(row);
      row.item.hidden = true;
    }
    for (let k = start; k < end; k += 1) if (!this.rows.has(k)) this.insert(k);
    for (const [k, row] of this.rows) this.put(k, row);
    clearTimeout(this.still);
    if (!short || this.rows.size === length) return;
    this.still = window.setTimeout(() => idle(() => this.fill(), { timeout: 1000 }), STILL);
  }

  /**
   * Puts row k where it stands, with its event.
   * @param {number} k
   * @param {EventRow} row
   */
  put(k, row) {
    row.moveTo(this.positions.top(k) - this.base, k, this.events.length);
    row.button.tabIndex = k === this.current ? 0 : -1;
    const i = this.events[k];
    if (row.event !== i) this.drawRow(row, i);
  }

  /** Puts all rows of a short list into the document, in slices, until its events change. */
  async fill() {
    const { events } = this;
    await inSlices(
      Array.from(events, (_, k) => k),
      (k) => {
        if (this.events !== events || !this.view || this.rows.has(k)) return;
        this.put(k, this.insert(k));
      },
    );
  }

  /** No more rows follow. */
  stop() {
    clearTimeout(this.still);
    this.events = [];
  }

  /**
   * Puts a row into the document.
   * @param {number} k its number
   * @returns {EventRow}
   */
  insert(k) {
    const row = this.pool.pop() || this.newRow();
    row.item.hidden = false;
    row.event = -1;
    this.rows.set(k, row);
    /* The order in the document is the order of the rows, for those who read it in order. */
    const next = Math.min(...[...this.rows.keys()].filter((other) => other > k));
    const after = this.rows.get(next);
    this.list.insertBefore(row.item, after ? after.item : null);
    return row;
  }

  /* ---- scrolling --------------------------------------------------------------------------- */

  /** Small moves scroll by as much; a jump of the bar goes to its share of the whole list. */
  scrolled() {
    const top = this.element.scrollTop;
    if (this.total > this.drawn) {
      const most = this.drawn - this.view;
      if (Math.abs(top - this.top) > this.view * 2 || top <= 0 || top >= most - 1) {
        this.base = (top / most) * (this.total - this.view) - top;
      }
    }
    this.top = top;
    this.render();
  }

  /**
   * Scrolls to a place of the list.
   * @param {number} y in pixels
   */
  scrollTo(y) {
    if (this.total > this.drawn) {
      const most = this.drawn - this.view;
      const share = y / (this.total - this.view);
      const top = Math.min(Math.max(Math.round(share * most), 1), most - 2);
      this.base = y - top;
      this.top = top;
    } else this.top = y;
    this.element.scrollTop = this.top;
  }

  /**
   * Makes row k the one that the tab key reaches, and scrolls as little as shows it whole.
   * @param {number} k
   */
  reveal(k) {
    this.current = k;
    const top = this.top + this.base;
    const start = this.positions.top(k);
    const end = start + this.positions.height(k);
    let to = top;
    if (start < top) to = start;
    else if (end > top + this.view) to = Math.min(start, end - this.view);
    if (to !== top) this.scrollTo(to);
    this.render();
  }

  /* ---- keys -------------------------------------------------------------------------------- */

  /** The number of the row that has the focus, or −1. */
  focused() {
    const { activeElement } = document;
    for (const [k, row] of this.rows) if (row.button === activeElement) return k;
    return -1;
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    const { current, positions } = this;
    const top = this.top + this.base;
    const page = Math.max(positions.at(top + this.view) - positions.at(top) - 1, 1);
    const last = this.events.length - 1;
    /** @type {Record<string, number>} */
    const keys = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      PageDown: current + page,
      PageUp: current - page,
      Home: 0,
      End: last,
    };
    const to = keys[event.key];
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const k = Math.min(Math.max(to, 0), last);
    this.reveal(k);
    const row = this.rows.get(k);
    if (row) row.button.focus({ preventScroll: true });
  }
}
