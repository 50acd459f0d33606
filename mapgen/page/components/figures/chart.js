// @ts-check
/*
 * One chart of the figures: bars of events, or of deaths from the lowest to the highest figures.
 */
import { range } from "../../browser/core/figure_words.js";
import { currentDirection, isolated, number, t } from "../../browser/core/messages.js";
import { namesWithRoom } from "../../browser/core/year_bins.js";
import { h, svg } from "../../browser/draw/dom.js";
import { greatest, total } from "./tally.js";

/** @import { Bins, Row } from "./tally.js" */

/** Where the pointer is: bin b of a row; `name` is that of its district, or "". */
/** @typedef {{row: Row, bins: Bins, b: number, name: string}} Reading */

/**
 * @typedef {object} Options
 * @property {number} width in pixels
 * @property {number} height in pixels
 * @property {number} [top] the upper end of the scale; else that of the values
 * @property {boolean} [bare] whether the scale's numbers are left out
 * @property {boolean} [axis] whether the names of bins are shown
 * @property {string} [name] of the district that the chart is of
 * @property {(reading: Reading | null) => void} read called as the pointer moves; null when it leaves
 */

/** About how wide a letter of an axis is, and the least space between two names, in pixels. */
const LETTER = 6.5;
const SPACE = 12;
/** Pixels for the names of bins below the chart, and for the numbers of the scale beside it. */
const AXIS = 18;
const LABEL = 40;

/**
 * @param {string} label
 * @param {Row} row
 * @param {Bins} bins
 * @param {"events" | "deaths"} what
 * @param {Options} options
 */
export function chart(label, row, bins, what, options) {
  const { width, height, top, bare = false, name = "", read } = options;
  const { axis = !bare } = options;
  const upper = what === "events" ? row.events : row.high;
  const peak = greatest(upper);
  const scale = top || nice(Math.max(peak, 1));
  const left = bare ? 0 : LABEL;
  const head = bare ? (what === "deaths" ? 8 : 3) : 10;
  const foot = height - (axis ? AXIS : 1);
  const n = bins.names.length;
  const step = (width - left) / n;
  const bar = Math.max(1, Math.min(step - Math.min(3, step * 0.25), 26));
  /* Time runs as the lines do: from the right in Urdu and Sindhi, and the scale changes sides. */
  const mirrored = currentDirection() === "rtl";
  const from = mirrored ? 0 : left;
  const to = mirrored ? width - left : width;
  /** @param {number} b */
  const x = (b) => from + (mirrored ? n - 1 - b : b) * step + (step - bar) / 2;
  /** @param {number} value */
  const y = (value) => foot - ((foot - head) * value) / scale;
  const parts = [];
  if (!bare) {
    for (const value of [scale, scale / 2]) {
      if (value !== Math.round(value)) continue;
      const at = Math.round(y(value)) + 0.5;
      parts.push(
        svg("path", { class: "mg-figures__grid", d: `M${from} ${at}H${to}` }),
        svg(
          "text",
          {
            class: "mg-figures__number",
            x: mirrored ? to + 6 : left - 6,
            y: at + 4,
            "text-anchor": mirrored ? "start" : "end",
          },
          number(value),
        ),
      );
    }
  }
  if (what === "events") {
    parts.push(
      svg("path", { class: "mg-figures__events", d: bars(row.events, null, x, y, bar, foot) }),
    );
  } else {
    parts.push(
      svg("path", { class: "mg-figures__high", d: bars(row.high, row.low, x, y, bar, foot) }),
      svg("path", { class: "mg-figures__low", d: bars(row.low, null, x, y, bar, foot) }),
      svg("path", { class: "mg-figures__open", d: carets(row, x, y, bar, scale) }),
    );
  }
  parts.push(svg("path", { class: "mg-figures__base", d: `M${from} ${foot + 0.5}H${to}` }));
  if (axis) parts.push(...ticks(bins.short, x, bar, step, foot, width));
  const at = Array.prototype.indexOf.call(upper, peak);
  const drawn = name ? `${isolated(name)}: ${label}` : label;
  const summary = peak
    ? t("{what}, {span}: most in {when}, {figure}", {
        what: drawn,
        span: `${bins.names[0]} – ${bins.names[n - 1]}`,
        when: bins.names[at],
        figure:
          what === "events" ? number(peak) : range(row.low[at], row.high[at], row.open[at]) || "",
      })
    : total(row.unstated) < total(row.events)
      ? t("{what}: none reported", { what: drawn })
      : t("{what}: none stated", { what: drawn });
  const drawing = svg(
    "svg",
    {
      class: "mg-figures__chart",
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: "img",
      "aria-label": summary,
    },
    parts,
  );
  drawing.addEventListener("pointermove", (/** @type {PointerEvent} */ event) => {
    const box = drawing.getBoundingClientRect();
    const along = Math.floor((((event.clientX - box.left) / box.width) * width - from) / step);
    const b = mirrored ? n - 1 - along : along;
    if (b >= 0 && b < n) read({ row, bins, b, name });
  });
  drawing.addEventListener("pointerleave", () => read(null));
  if (bare) return drawing;
  return h(
    "figure",
    { class: "mg-figures__figure" },
    h("figcaption", { class: "mg-figures__label" }, label),
    drawing,
  );
}

/**
 * The next number from 1, 2, 5, 10, 20, 50 … that is not below n.
 * @param {number} n
 */
function nice(n) {
  const power = 10 ** Math.floor(Math.log10(n));
  const factor = [1, 2, 5].find((each) => each * power >= n) || 10;
  return factor * power;
}

/** @typedef {(value: number) => number} Scale a value in pixels */

/**
 * Bars from `below` (or the foot) up to the values, as one path; a bar is never too low to be seen.
 * @param {Row["events"]} values
 * @param {Row["events"] | null} below
 * @param {Scale} x
 * @param {Scale} y
 * @param {number} width
 * @param {number} foot
 */
function bars(values, below, x, y, width, foot) {
  let d = "";
  Array.from(values).forEach((value, b) => {
    const from = below ? below[b] : 0;
    if (!(value > from)) return;
    const start = below && from > 0 ? y(from) : foot;
    const end = Math.min(y(value), start - 1.5);
    d += `M${x(b).toFixed(1)} ${start.toFixed(1)}h${width.toFixed(1)}V${end.toFixed(1)}h${(-width).toFixed(1)}Z`;
  });
  return d;
}

/**
 * A small roof over each bar of which a source says "at least".
 * @param {Row} row
 * @param {Scale} x
 * @param {Scale} y
 * @param {number} width
 * @param {number} scale the upper end of the scale
 */
function carets({ high, open }, x, y, width, scale) {
  let d = "";
  Array.from(high).forEach((value, b) => {
    if (!open[b] || !(value > 0)) return;
    const middle = x(b) + width / 2;
    const top = y(Math.min(value, scale)) - 2;
    d += `M${(middle - 3).toFixed(1)} ${top.toFixed(1)}l3 -3l3 3`;
  });
  return d;
}

/**
 * As many names below the bars as fit.
 * @param {string[]} names
 * @param {Scale} x
 * @param {number} bar
 * @param {number} step
 * @param {number} foot
 * @param {number} width
 */
function ticks(names, x, bar, step, foot, width) {
  /** @param {string} name */
  const widthOf = (name) => name.length * LETTER;
  return namesWithRoom(names, step, (name) => widthOf(name) + SPACE).map((b) => {
    const half = widthOf(names[b]) / 2 + 2;
    const at = Math.min(Math.max(x(b) + bar / 2, half), width - half);
    return svg(
      "text",
      { class: "mg-figures__number", x: at, y: foot + 14, "text-anchor": "middle" },
      names[b],
    );
  });
}

/**
 * An entry of a chart's key: its mark in a square of 14 units, and what that means.
 * @param {SVGElement} mark
 * @param {string} words
 */
export const keyEntry = (mark, words) =>
  h(
    "span",
    { class: "mg-figures__entry" },
    svg(
      "svg",
      {
        class: "mg-figures__swatch",
        viewBox: "0 0 14 14",
        width: 14,
        height: 14,
        "aria-hidden": "true",
      },
      mark,
    ),
    words,
  );

/**
 * What a part of a bar stands for, for the key.
 * @param {string} name as styles call it
 * @param {string} words
 */
export const barEntry = (name, words) =>
  keyEntry(
    name === "open"
      ? svg("path", { class: "mg-figures__open", d: "M3 9l4 -4l4 4" })
      : svg("path", { class: `mg-figures__${name}`, d: "M2 2h10v10h-10Z" }),
    words,
  );
