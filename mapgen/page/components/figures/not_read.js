// @ts-check
/*
 * Gaps in the sources: a chart of the months that no source covers, events by their number of
 * sources, kinds of source over time, and what follows from it, in sentences.
 */
import { gapsOf, NOTHING, ONE, SEVERAL } from "../../browser/core/source_gaps.js";
import { currentDirection, listed, number, t, tn } from "../../browser/core/messages.js";
import { endOfMonth, printRange, startOfMonth } from "../../browser/core/periods.js";
import { h, replace, svg } from "../../browser/draw/dom.js";
import { kindNames } from "../../browser/draw/lens_words.js";
import { chart, keyEntry } from "./chart.js";
import { binName, lengthOf, line, scrolledTable } from "./figure_tables.js";
import { greatest, total } from "./tally.js";

const ROW = 9;
/** The least width of a column of months, in pixels. */
const NARROWEST = 3;
const EMPTY = "mg-figures__empty";
/** @type {Record<number, string>} */
const CLASSES = { [NOTHING]: EMPTY, [ONE]: "mg-figures__one", [SEVERAL]: "mg-figures__several" };

/** @typedef {import("../../browser/core/source_gaps.js").Gaps} Gaps */
/** @import { Context } from "../../browser/types" */
/** @import { Reading } from "./chart.js" */
/** @import { Bins } from "./tally.js" */

export class NotRead {
  /** @param {Context} context */
  constructor(context) {
    this.context = context;
    this.heading = h("h3", { class: "mg-figures__heading" });
    this.words = h("div", { class: "mg-figures__statements" });
    this.key = h("p", { class: "mg-figures__key" });
    this.body = h("div", {});
    const there = context.groups === null && (context.terms.source || []).length > 0;
    this.element = h("section", { hidden: !there }, this.heading, this.words, this.key, this.body);
    /** @type {Gaps | null} */
    this.gaps = null;
  }

  translate() {
    this.heading.textContent = t("What was not read");
    replace(
      this.key,
      entry(NOTHING, t("month without any source")),
      entry(ONE, t("events of one source only")),
      entry(SEVERAL, t("events of several sources")),
    );
  }

  /**
   * @param {Bins} bins
   * @param {number} width in pixels
   * @param {(reading: Reading | null) => void} read called with what the pointer is on
   */
  draw(bins, width, read) {
    if (this.element.hidden) return;
    const { context } = this;
    const gaps = gapsOf(context.lens.lens, context.visible(), context.range(), bins.edges);
    this.gaps = gaps;
    replace(
      this.words,
      this.sentences(gaps).map((text) => h("p", {}, text)),
    );
    const rows = this.rows(gaps);
    const ofEvents = rows.slice(0, 2);
    const tops = [ofEvents, rows.slice(2)].map((some) =>
      Math.max(1, ...some.map(({ values }) => greatest(values))),
    );
    const months = this.months(gaps, width);
    this.key.hidden = months === null;
    replace(
      this.body,
      months,
      rows.map(({ name, n, values }, k) =>
        h(
          "div",
          { class: "mg-figures__source-row" },
          h("p", { class: "mg-figures__sum" }, `${name}: ${number(n)}`),
          chart(name, rowOf(values), bins, "events", {
            width,
            height: 30,
            top: tops[k < 2 ? 0 : 1],
            bare: true,
            axis: k === 1 || k === rows.length - 1,
            read: () => read(null),
          }),
        ),
      ),
    );
  }

  /**
   * What is counted over time: events of one source and of several, then sources by kind.
   * @param {Gaps} gaps
   * @returns {{name: string, n: number, values: Uint32Array}[]}
   */
  rows(gaps) {
    const names = /** @type {Record<string, string>} */ (kindNames());
    const { sourceKind = [] } = this.context.terms;
    const kinds = sourceKind.map((kind, k) => ({
      name: names[kind],
      n: gaps.sources[k],
      values: gaps.kinds[k],
    }));
    const cited = kinds.filter(({ n }) => n > 0);
    return [
      { name: t("Events told by one source only"), n: gaps.single, values: gaps.ones },
      { name: t("Events told by several sources"), n: total(gaps.others), values: gaps.others },
      ...cited,
    ];
  }

  /**
   * The same as a table, or null where nothing is drawn.
   * @param {Bins} bins
   */
  table(bins) {
    if (!this.gaps || this.element.hidden) return null;
    const rows = this.rows(this.gaps);
    const captions = [t("Sources by month"), t("Sources by year"), t("Sources over time")];
    const caption = captions[lengthOf(bins)];
    const heads = [binName(bins), ...rows.map(({ name }) => name)];
    const lines = bins.names.map((name, b) =>
      line(
        name,
        rows.map(({ values }) => h("td", {}, number(values[b]))),
      ),
    );
    return scrolledTable(caption, heads, lines);
  }

  /**
   * What follows from it.
   * @param {Gaps} gaps
   */
  sentences({ months, empty, longest, events, single, alone, late }) {
    const found = [];
    const { source: cited = [], sourceKind = [] } = this.context.terms;
    if (!longest) found.push(t("Every month of this time has an event that a source tells."));
    else {
      const [first, last] = longest;
      found.push(
        tn(
          "For {k} of {n} month no source tells of an event dated to within two months, longest in {span}: it says what was read, not that nothing happened.",
          "For {k} of {n} months no source tells of an event dated to within two months, longest in {span}: it says what was read, not that nothing happened.",
          months.length,
          { k: number(empty), span: printRange(startOfMonth(first), endOfMonth(last)) },
        ),
      );
    }
    if (!events) return found;
    if (single) {
      found.push(
        tn(
          "{k} of {n} event rests on one source only: what that source leaves out or has wrong, no other mends.",
          "{k} of {n} events rest on one source only: what that source leaves out or has wrong, no other mends.",
          events,
          { k: number(single) },
        ),
      );
    }
    if (alone) {
      const [source, n] = alone;
      const key = cited[source];
      found.push(
        t("{n} of them rest on {source} alone: the map of these is the map of what it counts.", {
          n: number(n),
          source: this.context.sources[key].short,
        }),
      );
    }
    if (late && sourceKind.length > 1) {
      found.push(
        tn(
          "For {k} of {n} event no report of the time was read: it is told from hindsight.",
          "For {k} of {n} events no report of the time was read: they are told from hindsight.",
          events,
          { k: number(late) },
        ),
      );
    }
    return found;
  }

  /**
   * A column a year, a cell a month from January down; months without a source are outlined.
   * @param {Gaps} gaps
   * @param {number} width
   */
  months({ month, months, empty }, width) {
    const firstYear = Math.floor(month / 12);
    const years = Math.floor((month + months.length - 1) / 12) - firstYear + 1;
    const step = width / years;
    if (step < NARROWEST) return null;
    const mirrored = currentDirection() === "rtl";
    const side = Math.max(step - 2, 1);
    /** @type {Record<number, string>} */
    const paths = { [NOTHING]: "", [ONE]: "", [SEVERAL]: "" };
    months.forEach((known, m) => {
      const year = Math.floor((month + m) / 12) - firstYear;
      const x = (mirrored ? years - 1 - year : year) * step + 1;
      const y = ((month + m) % 12) * ROW + 1;
      paths[known] += cell(known, x, y, side, ROW - 2);
    });
    const label = listed([
      t("Months from January down, years along"),
      tn("{n} month without any source", "{n} months without any source", empty),
    ]);
    return svg(
      "svg",
      {
        class: "mg-figures__chart",
        viewBox: `0 0 ${width} ${12 * ROW}`,
        width,
        height: 12 * ROW,
        role: "img",
        "aria-label": label,
      },
      Object.entries(paths).map(([known, d]) => svg("path", { class: CLASSES[Number(known)], d })),
    );
  }
}

/**
 * @param {Uint32Array} events
 * @returns {import("./tally.js").Row}
 */
const rowOf = (events) => ({ events, unstated: events, low: events, high: events, open: events });

/**
 * The outline of a cell: whole, the lower half where there is one source only.
 * @param {number} known
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} height
 */
function cell(known, x, y, width, height) {
  const [top, tall] = known === ONE ? [y + height / 2, height / 2] : [y, height];
  return `M${x.toFixed(1)} ${top.toFixed(1)}h${width.toFixed(1)}v${tall.toFixed(1)}h${(-width).toFixed(1)}Z`;
}

/**
 * @param {number} known
 * @param {string} words
 */
const entry = (known, words) =>
  keyEntry(svg("path", { class: CLASSES[known], d: cell(known, 2, 2, 10, 10) }), words);
