// @ts-check
/* The time strip: bars of events, the range shown on them, and what plays and writes the range. */
import { Component } from "../../browser/app/component.js";
import { register } from "../../browser/app/kinds.js";
import { onResize } from "../../browser/app/resizes.js";
import { currentDirection, number, t, tn } from "../../browser/core/messages.js";
import { printRange, printRuns } from "../../browser/core/periods.js";
import { h, replace } from "../../browser/draw/dom.js";
import { liveStatus } from "../../browser/draw/controls.js";
import { DateFields } from "../date_fields/date_fields.js";
import { TimePlayer } from "../time_player/time_player.js";
import { YearFilter } from "../year_filter/year_filter.js";
import { DistrictChanges } from "./district_changes.js";
import { RangeSlider } from "./range_slider.js";
import { TimeBars } from "./time_bars.js";
import { TimeScale } from "./time_scale.js";
import { yearMarks } from "./year_marks.js";

/** Milliseconds after which a range that has come to rest is read out. */
const ANNOUNCE_AFTER = 700;
/** Pixels that the toggle of a year needs, for a finger and for a mouse. */
const TOGGLE = { coarse: 44, fine: 30 };

/** @import { Day, LeafletMap } from "../../browser/types" */

export class TimeFilter extends Component {
  /** @override */
  static defaults = { position: "bottomleft" };

  /** @type {TimeScale} */
  scale;
  /** @type {TimeBars} */
  bars;
  /** @type {RangeSlider} */
  slider;
  /** @type {DistrictChanges} */
  changes;
  /** @type {HTMLElement} how many events the highest bar has */
  peak;
  /** @type {HTMLElement} */
  plot;
  /** @type {TimePlayer} this and the two below are there once the strip is placed */
  player;
  /** @type {DateFields} */
  dates;
  /** @type {YearFilter} */
  years;
  /** The strip's width in pixels; 0 before it is drawn. */
  width = 0;
  /** @type {string | undefined} the range that was read out last */
  announced;
  /** The timer of what is read out next. */
  timer = 0;
  element = h("section", { class: "mg-time-filter" });
  count = h("p", { class: "mg-time-filter__count", "aria-hidden": "true" });
  legend = h("p", { class: "mg-time-filter__scale", "aria-hidden": "true" });
  status = liveStatus("mg-visually-hidden");
  head = h("div", { class: "mg-time-filter__head" });
  below = h("div", { class: "mg-time-filter__below" });
  axis = h("div", { class: "mg-time-filter__axis", "aria-hidden": "true" });
  label = h("p", { class: "mg-time-filter__label", hidden: true });
  reset = h("button", {
    type: "button",
    class: "mg-link-button mg-time-filter__reset",
    onclick: () => {
      this.showAll();
    },
  });
  more = h("button", {
    type: "button",
    class: "mg-link-button mg-time-filter__more",
    "aria-expanded": "false",
    onclick: () => {
      this.unfold();
    },
  });

  /** @override */
  create() {
    this.element.append(this.head, this.status, this.createStrip(), this.below);
    this.listen("change", () => this.update());
    return this.element;
  }

  createStrip() {
    const { context } = this;
    this.scale = new TimeScale(context.extent());
    this.bars = new TimeBars(context.filter, this.scale);
    this.peak = h("span", { class: "mg-time-filter__peak", "aria-hidden": "true" });
    this.plot = h("div", { class: "mg-time-filter__area" }, this.peak, this.bars.element);
    this.slider = new RangeSlider(this.plot, this.scale, {
      range: () => context.range(),
      show: (from, to) => this.show(from, to),
      shifted: (from, to, months) => this.player.shifted(from, to, months),
      isWhole: () => this.player.isWhole(),
      periodAt: (day) => this.bars.periodAt(day),
      dragged: () => this.showLabel(null),
    });
    this.plot.addEventListener("pointermove", (/** @type {PointerEvent} */ event) =>
      this.describeBar(event),
    );
    this.plot.addEventListener("pointerleave", () => this.showLabel(null));
    this.changes = new DistrictChanges(context.districts.epochs, this.scale, (text, share) =>
      this.showLabel(text, share),
    );
    return h(
      "div",
      { class: "mg-time-filter__strip" },
      this.changes.element,
      this.plot,
      this.axis,
      this.label,
    );
  }

  /** @override */
  onPlaced() {
    this.fill();
  }

  /**
   * @override
   * @param {LeafletMap} map
   */
  addTo(map) {
    super.addTo(map);
    if (this.inCorner) this.fill();
    return this;
  }

  /** The parts that need the map, and everything that needs a width. */
  fill() {
    this.player = new TimePlayer({}).placeIn(this.head, this.map);
    const words = h("div", { class: "mg-time-filter__words" }, this.count, this.legend, this.reset);
    this.head.append(words, this.more);
    this.dates = new DateFields({}).placeIn(this.head, this.map);
    this.years = new YearFilter({}).placeIn(this.below, this.map);
    this.translate();
    /* The first look at its width comes with the page's next layout, which is not asked for here. */
    const sizes = onResize(() => this.resize());
    sizes.observe(this.plot);
    this.stops.push(() => {
      sizes.stop();
      for (const part of [this.player, this.years, this.dates]) part.onRemove();
    });
  }

  /** @override */
  translate() {
    this.element.setAttribute("aria-label", t("Time"));
    this.slider.translate();
    this.changes.translate();
    this.reset.textContent = t("Show the whole time");
    this.more.textContent = t("More");
    this.more.setAttribute("aria-label", t("More: dates, steps and years"));
    this.bars.element.style.transform = currentDirection() === "rtl" ? "scaleX(-1)" : "";
    this.width = 0;
    this.resize();
  }

  unfold() {
    const open = this.more.getAttribute("aria-expanded") !== "true";
    this.more.setAttribute("aria-expanded", String(open));
    this.element.classList.toggle("mg-time-filter--open", open);
    if (open) this.years.reveal();
  }

  showAll() {
    this.player.pause();
    this.context.store.set({ from: null, to: null, years: null });
    this.slider.from.focus({ preventScroll: true });
  }

  /**
   * Shows a range of days, which stops what plays.
   * @param {Day} from
   * @param {Day} to
   */
  show(from, to) {
    this.player.pause();
    this.player.show(from, to);
  }

  /* ---- drawing ---------------------------------------------------------------------------- */

  resize() {
    const width = this.plot.clientWidth;
    if (!width || width === this.width) return;
    this.width = width;
    this.bars.setWidth(width);
    /* Toggles that need more room than their years have would stand under the wrong ones. */
    const toggle = matchMedia("(pointer: coarse)").matches ? TOGGLE.coarse : TOGGLE.fine;
    this.element.classList.toggle(
      "mg-time-filter--aligned",
      width / this.scale.years >= toggle + 2,
    );
    replace(this.axis, yearMarks(this.scale, width));
    this.changes.draw(width);
    this.update();
  }

  update() {
    if (!this.width) return;
    const visible = this.context.visibleCount();
    if (this.bars.update()) {
      this.legend.textContent = this.bars.legend();
      this.peak.textContent = this.bars.peak();
    }
    const [from, to] = this.context.range();
    const [start, end] = [this.scale.shareOf(from), this.scale.shareOf(to + 1)];
    this.bars.setRange(start, end);
    this.slider.update([from, to], [start, end]);
    const whole = this.player.isWhole();
    this.element.classList.toggle("mg-time-filter--whole", whole);
    const narrowed = !whole || this.context.store.get().years !== null;
    this.element.classList.toggle("mg-time-filter--narrowed", narrowed);
    this.count.textContent = this.sentence(visible);
    this.announce();
  }

  /** @param {number} visible how many events are shown */
  sentence(visible) {
    const all = this.context.total;
    const { years } = this.context.store.get();
    const when = printRange(...this.context.range());
    const what = visible === all ? tn("{n} event", "{n} events", all) : ofAll(visible, all);
    const parts = [what];
    if (!years || !this.player.isWhole()) parts.push(when);
    if (years) parts.push(t("only {years}", { years: printRuns(years) }));
    return parts.join(t(", "));
  }

  /** Reads the count out once the range has come to rest, and only if time has changed. */
  announce() {
    const { from, to, years } = this.context.store.get();
    const key = JSON.stringify([from, to, years]);
    if (this.announced === undefined) this.announced = key;
    clearTimeout(this.timer);
    if (this.announced === key) return;
    this.timer = window.setTimeout(() => {
      this.announced = key;
      this.status.textContent = this.count.textContent;
    }, ANNOUNCE_AFTER);
  }

  /* ---- labels over the strip -------------------------------------------------------------- */

  /**
   * Shows the bar under the pointer in words.
   * @param {PointerEvent} event
   */
  describeBar(event) {
    if (event.pointerType !== "mouse" || event.buttons) return;
    const bar = this.bars.describe(this.slider.dayAt(event));
    if (bar) this.showLabel(bar.text, bar.share);
  }

  /**
   * Shows a label over a share of the strip; null hides it.
   * @param {string | null} text
   * @param {number} [share]
   */
  showLabel(text, share = 0) {
    this.label.hidden = !text;
    if (!text) return;
    this.label.textContent = text;
    this.label.style.insetInlineStart = `${share * 100}%`;
    this.label.classList.toggle("mg-time-filter__label--end", share > 0.5);
  }
}

/**
 * @param {number} n
 * @param {number} all
 */
const ofAll = (n, all) =>
  tn("{n} of {all} event", "{n} of {all} events", all, {
    n: number(n),
    all: number(all),
  });

register("TimeFilter", TimeFilter);
