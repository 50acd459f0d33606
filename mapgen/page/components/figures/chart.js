/*
 * One chart of the figures: bars of events, or of deaths from the lowest to the highest figures.
 */
import { range } from "../../browser/core/figure_words.js";
import { currentDirection, isolated, number, t } from "../../browser/core/messages.js";
import { h, svg } from "../../browser/draw/dom.js";
import { greatest } from "./tally.js";

const AXIS = 18;
const LABEL = 40;

/**
 * One chart. `what` is "events" or "deaths"; `top` the scale's upper end; `bare` leaves the
 * scale's numbers out; `read(row, bins, b, name)` is told what the pointer is on, `read(null)` that
 * it has left.
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
  const x = (b) => from + (mirrored ? n - 1 - b : b) * step + (step - bar) / 2;
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
  const at = upper.indexOf(peak);
  const drawn = name ? `${isolated(name)}: ${label}` : label;
  const told = peak
    ? t("{what}, {span}: most in {when}, {figure}", {
        what: drawn,
        span: `${bins.names[0]} – ${bins.names[n - 1]}`,
        when: bins.names[at],
        figure: what === "events" ? number(peak) : range(row.low[at], row.high[at], row.open[at]),
      })
    : t("{what}: none stated", { what: drawn });
  const drawing = svg(
    "svg",
    {
      class: "mg-figures__chart",
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: "img",
      "aria-label": told,
    },
    parts,
  );
  drawing.addEventListener("pointermove", (event) => {
    const box = drawing.getBoundingClientRect();
    const along = Math.floor((((event.clientX - box.left) / box.width) * width - from) / step);
    const b = mirrored ? n - 1 - along : along;
    if (b >= 0 && b < n) read(row, bins, b, name);
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

/** The next number from 1, 2, 5, 10, 20, 50 … that is not below n. */
function nice(n) {
  const power = 10 ** Math.floor(Math.log10(n));
  return [1, 2, 5, 10].map((factor) => factor * power).find((value) => value >= n);
}

/** Bars from `below` (or the foot) up to the values, as one path; what is there is seen. */
function bars(values, below, x, y, width, foot) {
  let d = "";
  values.forEach((value, b) => {
    const from = below ? below[b] : 0;
    if (!(value > from)) return;
    const start = below && from > 0 ? y(from) : foot;
    const end = Math.min(y(value), start - 1.5);
    d += `M${x(b).toFixed(1)} ${start.toFixed(1)}h${width.toFixed(1)}V${end.toFixed(1)}h${(-width).toFixed(1)}Z`;
  });
  return d;
}

/** A small roof over each bar that a source leaves open upwards. */
function carets({ high, open }, x, y, width, scale) {
  let d = "";
  high.forEach((value, b) => {
    if (!open[b] || !(value > 0)) return;
    const middle = x(b) + width / 2;
    const top = y(Math.min(value, scale)) - 2;
    d += `M${(middle - 3).toFixed(1)} ${top.toFixed(1)}l3 -3l3 3`;
  });
  return d;
}

/** As many names below the bars as fit. */
function ticks(names, x, bar, step, foot, width) {
  const every = Math.max(1, Math.ceil(38 / step));
  const found = [];
  names.forEach((name, b) => {
    if (!name || (every > 1 && names.every(Boolean) && b % every)) return;
    const at = Math.min(Math.max(x(b) + bar / 2, 15), width - 15);
    found.push(
      svg(
        "text",
        { class: "mg-figures__number", x: at, y: foot + 14, "text-anchor": "middle" },
        name,
      ),
    );
  });
  return found;
}
