// @ts-check
/*
 * The range shown on the time strip: a handle at each end, moved by keys and drawn; a stretch that is
 * drawn over the strip becomes the range, and the range itself is moved as a whole.
 */
import { currentDirection, printDay, t } from "../../browser/core/messages.js";
import { endOfMonth, monthOf, startOfMonth } from "../../browser/core/periods.js";
import { h } from "../../browser/draw/dom.js";
import { arrowStep } from "../../browser/draw/controls.js";
import { monthsIn } from "../time_player/month_steps.js";
import { snap } from "./time_scale.js";

/** @import { Day } from "../../browser/types" */
/** @import { TimeScale } from "./time_scale.js" */

/** Pixels that a pointer moves before it draws. */
const DRAG_FROM = 3;
/** @type {Record<string, number>} months by which other keys move a handle */
const MONTHS = { ArrowUp: 1, ArrowDown: -1, PageUp: 12, PageDown: -12 };

export class RangeSlider {
  /**
   * @param {HTMLElement} plot the element that is drawn over
   * @param {TimeScale} scale
   * @param {object} acts
   * @param {() => [Day, Day]} acts.range the range shown
   * @param {(from: Day, to: Day) => void} acts.show shows a range
   * @param {(from: Day, to: Day, months: number) => [Day, Day]} acts.shifted a range moved
   * @param {() => boolean} acts.isWhole whether the whole time is shown
   * @param {(day: Day) => [Day, Day] | null} acts.periodAt the period that a click on a day means
   * @param {() => void} acts.dragged called while a pointer draws
   */
  constructor(plot, scale, { range, show, shifted, isWhole, periodAt, dragged }) {
    this.plot = plot;
    this.scale = scale;
    this.range = range;
    this.showRange = show;
    this.shifted = shifted;
    this.isWhole = isWhole;
    this.periodAt = periodAt;
    this.dragged = dragged;
    this.window = h("div", { class: "mg-time-filter__window" });
    this.from = this.handle("from");
    this.to = this.handle("to");
    plot.append(this.window, this.from, this.to);
    plot.addEventListener("pointerdown", (event) => this.startDrag(event));
  }

  /** @param {"from" | "to"} end */
  handle(end) {
    const [first, last] = this.scale.extent;
    return h("div", {
      class: `mg-time-filter__handle mg-time-filter__handle--${end}`,
      role: "slider",
      tabindex: 0,
      "aria-valuemin": first,
      "aria-valuemax": last,
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        this.pressed(event, end);
      },
    });
  }

  translate() {
    this.from.setAttribute("aria-label", t("First day shown"));
    this.to.setAttribute("aria-label", t("Last day shown"));
  }

  /**
   * Shows a range of days that lies between two shares of the strip.
   * @param {[Day, Day]} range
   * @param {[number, number]} shares
   */
  update([from, to], [start, end]) {
    this.window.style.insetInlineStart = `${start * 100}%`;
    this.window.style.inlineSize = `${Math.max(end - start, 0) * 100}%`;
    this.from.style.insetInlineStart = `${start * 100}%`;
    this.to.style.insetInlineStart = `${end * 100}%`;
    setValue(this.from, from);
    setValue(this.to, to);
  }

  /**
   * Shows a range, its ends in order and within the strip.
   * @param {Day} from
   * @param {Day} to
   */
  show(from, to) {
    const [first, last] = this.scale.extent;
    this.showRange(Math.max(Math.min(from, to), first), Math.min(Math.max(from, to), last));
  }

  /**
   * The day under a pointer.
   * @param {PointerEvent} event
   */
  dayAt(event) {
    const box = this.plot.getBoundingClientRect();
    const share = (event.clientX - box.left) / box.width;
    return this.scale.dayAt(currentDirection() === "rtl" ? 1 - share : share);
  }

  /**
   * @param {KeyboardEvent} event
   * @param {"from" | "to"} end
   */
  pressed(event, end) {
    const by = arrowStep(event.key) || MONTHS[event.key];
    if (by === undefined && event.key !== "Home" && event.key !== "End") return;
    event.preventDefault();
    const [first, last] = this.scale.extent;
    let [from, to] = this.range();
    if (end === "from") {
      if (event.key === "Home") from = first;
      else if (event.key === "End") from = startOfMonth(monthOf(to));
      else from = Math.min(startOfMonth(monthOf(from) + by), startOfMonth(monthOf(to)));
    } else if (event.key === "End") to = last;
    else if (event.key === "Home") to = endOfMonth(monthOf(from));
    else to = Math.max(endOfMonth(monthOf(to) + by), endOfMonth(monthOf(from)));
    this.show(from, to);
  }

  /** @param {PointerEvent} event */
  startDrag(event) {
    if (event.button !== 0) return;
    const [from, to] = this.range();
    const start = this.dayAt(event);
    const handle = [this.from, this.to].find((each) =>
      each.contains(/** @type {Node} */ (event.target)),
    );
    const drag = this.dragOf(handle, start);
    const x = event.clientX;
    let moved = false;
    const move = (/** @type {PointerEvent} */ next) => {
      if (!moved && Math.abs(next.clientX - x) < DRAG_FROM) return;
      moved = true;
      this.dragged();
      drag(this.dayAt(next));
    };
    const drop = (/** @type {PointerEvent} */ last) => {
      this.plot.removeEventListener("pointermove", move);
      this.plot.classList.remove("mg-time-filter__area--dragging");
      if (moved || handle || last.type !== "pointerup") return;
      /* A click on a bar takes its period; one beside the range brings its nearer end there. */
      const period = this.periodAt(start);
      if (period) this.show(...period);
      else if (start < from) this.show(snap(start), to);
      else if (start > to) this.show(from, snap(start, true));
    };
    event.preventDefault();
    if (handle) handle.focus();
    this.plot.classList.add("mg-time-filter__area--dragging");
    this.plot.setPointerCapture(event.pointerId);
    this.plot.addEventListener("pointermove", move);
    this.plot.addEventListener("pointerup", drop, { once: true });
    this.plot.addEventListener("pointercancel", drop, { once: true });
  }

  /**
   * What a pointer does that was pressed on a handle, or at a day of the strip.
   * @param {HTMLElement | undefined} handle
   * @param {Day} start
   * @returns {(day: Day) => void}
   */
  dragOf(handle, start) {
    const [from, to] = this.range();
    if (handle === this.from) return (day) => this.show(snap(Math.min(day, to)), to);
    if (handle === this.to) return (day) => this.show(from, snap(Math.max(day, from), true));
    if (!this.isWhole() && start >= from && start <= to) {
      return (day) => this.show(...this.shifted(from, to, monthsIn(day - start)));
    }
    return (day) => this.show(snap(Math.min(start, day)), snap(Math.max(start, day), true));
  }
}

/**
 * @param {HTMLElement} handle
 * @param {Day} day
 */
function setValue(handle, day) {
  handle.setAttribute("aria-valuenow", String(day));
  handle.setAttribute("aria-valuetext", printDay(day));
}
