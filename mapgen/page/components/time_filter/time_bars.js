// @ts-check
/*
 * The bars of the time strip: how many events each stretch of time has. They are drawn once for every
 * change of the other filters; a step of the range only moves a clip over them.
 */
import { t, tn } from "../../browser/core/messages.js";
import { printMonths, printRange } from "../../browser/core/periods.js";
import { svg, uniqueId } from "../../browser/draw/dom.js";

/** @import { Filter } from "../../browser/core/filter.js" */
/** @import { Day } from "../../browser/types" */
/** @import { TimeScale } from "./time_scale.js" */

/** Inside the range or not; wide: events that reach beyond their bar. */
/** @typedef {"outside-wide" | "outside" | "inside-wide" | "inside"} Part */
/** @type {Part[]} */
const PARTS = ["outside-wide", "outside", "inside-wide", "inside"];

/** Height of the drawing in its own units. */
const HEIGHT = 100;
/** Bars wider than this many pixels have a gap of one pixel between them, narrower ones half. */
const WITH_GAP = 4;

export class TimeBars {
  /**
   * @param {Filter} filter
   * @param {TimeScale} scale
   */
  constructor(filter, scale) {
    this.filter = filter;
    this.scale = scale;
    this.width = 0;
    /** How many months a bar has. */
    this.months = 0;
    /** @type {Day[]} where each bar begins, and the end of the last */
    this.edges = [];
    /** @type {Uint32Array | null} how many events meet each bar; null before they are drawn */
    this.sums = null;
    /** The height of the highest bar, in events. */
    this.highest = 1;
    /** @type {number | null} the version of the other filters that is drawn */
    this.drawn = null;
    this.clip = svg("rect", { y: 0, height: HEIGHT });
    const id = uniqueId("range");
    const [wideOutside, outside, wideInside, inside] = PARTS.map((part) =>
      svg("path", {
        class: `mg-time-filter__bars mg-time-filter__bars--${part}`,
        "clip-path": part.startsWith("inside") ? `url(#${id})` : null,
      }),
    );
    this.paths = {
      "outside-wide": wideOutside,
      outside,
      "inside-wide": wideInside,
      inside,
    };
    this.element = svg(
      "svg",
      { class: "mg-time-filter__plot", preserveAspectRatio: "none", "aria-hidden": "true" },
      svg("clipPath", { id }, this.clip),
      Object.values(this.paths),
    );
  }

  /** @param {number} width in pixels */
  setWidth(width) {
    this.width = width;
    Object.assign(this, this.scale.bars(width));
    this.element.setAttribute("viewBox", `0 0 ${width} ${HEIGHT}`);
    this.drawn = null;
  }

  /** Draws the bars again if the other filters have changed; returns whether they had. */
  update() {
    if (this.drawn === this.filter.othersVersion) return false;
    this.drawn = this.filter.othersVersion;
    this.draw();
    return true;
  }

  draw() {
    const { edges, filter, scale, width } = this;
    const wide = { all: new Uint32Array(edges.length), years: new Uint32Array(edges.length) };
    this.sums = filter.histogram(edges, { but: "years", wider: wide.all });
    const inYears = filter.histogram(edges, { wider: wide.years });
    this.highest = this.sums.reduce((a, b) => Math.max(a, b), 1);
    /** @type {Record<Part, string>} */
    const paths = { "outside-wide": "", outside: "", "inside-wide": "", inside: "" };
    const y = (/** @type {number} */ n) => (HEIGHT - (n / this.highest) * HEIGHT).toFixed(1);
    /** @type {(x: number, w: number, from: number, to: number) => string} */
    const bar = (x, w, from, to) =>
      to > from ? `M${x.toFixed(1)} ${y(to)}h${w.toFixed(1)}V${y(from)}h-${w.toFixed(1)}Z` : "";
    const gap = width / edges.length > WITH_GAP ? 1 : 0.5;
    for (let b = 0; b < this.sums.length; b += 1) {
      if (!this.sums[b]) continue;
      const x = scale.shareOf(edges[b]) * width;
      const w = Math.max(scale.shareOf(edges[b + 1]) * width - x - gap, 1);
      /* Events whose span is longer than the bar stand above the others, paler. */
      const within = this.sums[b] - wide.all[b];
      paths.outside += bar(x, w, 0, within);
      paths["outside-wide"] += bar(x, w, within, this.sums[b]);
      const withinInYears = inYears[b] - wide.years[b];
      paths.inside += bar(x, w, 0, withinInYears);
      paths["inside-wide"] += bar(x, w, withinInYears, inYears[b]);
    }
    for (const part of PARTS) this.paths[part].setAttribute("d", paths[part]);
  }

  /**
   * Clips what is inside the range.
   * @param {number} start as a share of the width
   * @param {number} end as a share of the width
   */
  setRange(start, end) {
    this.clip.setAttribute("x", String(start * this.width));
    this.clip.setAttribute("width", String(Math.max(end - start, 0) * this.width));
  }

  /** What a bar and its colours mean, in words. */
  legend() {
    return t("Bars: {span} each. Pale: events that lasted longer.", {
      span: printMonths(this.months),
    });
  }

  /** How many events the highest bar has, in words. */
  peak() {
    return tn("{n} event", "{n} events", this.highest);
  }

  /**
   * The number of the bar that a day lies in; −1 before they are drawn.
   * @param {Day} day
   */
  indexAt(day) {
    return this.sums ? this.edges.findIndex((edge) => edge > day) - 1 : -1;
  }

  /**
   * First and last day of the bar that stands over a day, or null where none does.
   * @param {Day} day
   * @returns {[Day, Day] | null}
   */
  periodAt(day) {
    const b = this.indexAt(day);
    return this.sums && this.sums[b] ? [this.edges[b], this.edges[b + 1] - 1] : null;
  }

  /**
   * The bar that a day lies in, in words, and the share of the strip at which it begins.
   * @param {Day} day
   */
  describe(day) {
    const b = this.indexAt(day);
    if (!this.sums || b < 0) return null;
    const when = printRange(this.edges[b], this.edges[b + 1] - 1);
    return {
      text: `${when}: ${tn("{n} event", "{n} events", this.sums[b])}`,
      share: this.scale.shareOf(this.edges[b]),
    };
  }
}
