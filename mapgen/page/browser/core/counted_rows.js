// @ts-check
/*
 * A page whose rows stand for many events each: mapgen.counts counts them. Every event is counted
 * twice: in a row of its day (or a longer step of time), and in a row of its square on the map.
 *
 *   columns.events    how many events a row stands for
 *   columns.onMap     1 for the rows of squares, which the map draws; 0 for those of days, from
 *                     which everything else is counted
 *   columns.counted   the events of the rows of days, 0 in the others
 */
import { WIDTH } from "./cell_sums.js";
import { Clusters } from "./clusters.js";
import { LENS } from "./lens.js";
import { currentLanguage, named, number, t, tn } from "./messages.js";
import { printRange } from "./periods.js";

/** @import { Context, EventIndex, EventRecord, Grain, TimeStep } from "../types" */

/**
 * Filters that counts cannot answer: they ask for what single events say.
 * @type {string[]}
 */
const UNANSWERED = [
  "actors",
  "targets",
  "attribution",
  "confidence",
  "deaths",
  "text",
  ...Object.keys(LENS),
];
/** A mark of this many dead is as large as marks get: the size of the largest count. */
const LARGEST = 283;

export class Groups {
  /**
   * @param {Context} context
   * @param {Grain} grain
   */
  constructor(context, { events, days, squares, side }) {
    this.context = context;
    this.total = events;
    this.days = days;
    this.squares = squares;
    this.side = side;
    const { columns } = context;
    this.count = columns.first.length;
    /** 1 for a row of a square, 0 for one of a day. */
    this.onMap = columns.onMap || new Uint8Array(this.count);
    /** How many events each row stands for. */
    this.events = columns.events || new Uint32Array(this.count);
    columns.counted = this.events.map((n, i) => (this.onMap[i] ? 0 : n));
  }

  /** Names of rows, in place of ids: they last as long as the page. */
  get ids() {
    const { count } = this;
    /** @param {EventIndex} i */
    const name = (i) => `group-${i}`;
    return {
      at: name,
      /** @param {string} id */
      indexOf: (id) => {
        const found = /^group-(\d{1,9})$/.exec(String(id));
        return found && Number(found[1]) < count ? Number(found[1]) : -1;
      },
      all: () => Array.from({ length: count }, (_, i) => name(i)),
    };
  }

  /** A patch that takes away what counts cannot answer. */
  get unanswered() {
    return Object.fromEntries(UNANSWERED.map((key) => [key, null]));
  }

  /**
   * What a row says, as the record of an event, in the reader's language.
   * @param {EventIndex} i
   */
  record(i) {
    const { columns, terms } = this.context;
    const kind = named(terms.category[columns.category[i]].label);
    const title = t("{kind}: {events}", { kind, events: this.inWords(this.events[i]) });
    const date = printRange(columns.first[i], columns.last[i]);
    const place = this.onMap[i] ? this.square() : terms.region[columns.region[i]];
    const language = currentLanguage();
    /** @type {EventRecord} */
    const record = { id: `group-${i}`, title, date, edtf: "", place, references: [] };
    record[`title_${language}`] = title;
    record[`date_${language}`] = date;
    return record;
  }

  /** @param {number} n */
  inWords(n) {
    return tn("{n} event", "{n} events", n);
  }

  /** The side of a square, in words. */
  square() {
    const { side } = this;
    return side < 1000
      ? t("A square of {n} m", { n: number(side) })
      : t("A square of {n} km", { n: number(kilometres(side)) });
  }

  /** How coarse the counts are, as sentences. */
  coarseness() {
    const [days, squares] = [steps(this.days), steps(this.squares)];
    return [
      t("This page holds counts, not single events."),
      t("The list, the clock and the figures count by {step}.", { step: days }),
      t(
        "The map counts by {step} and squares of about {side}, each marked in the middle of its events.",
        {
          step: squares,
          side:
            this.side < 1000
              ? t("{n} m", { n: number(this.side) })
              : t("{n} km", { n: number(kilometres(this.side)) }),
        },
      ),
      this.squares === "day"
        ? ""
        : t("Of a shorter time, the map shows the whole of each step that it meets."),
    ].filter(Boolean);
  }

  /** The same in two sentences, for the list. */
  brief() {
    const [what, , map] = this.coarseness();
    return `${what} ${map}`;
  }
}

/** @param {number} side in metres */
const kilometres = (side) => Math.round(side / 100) / 10;

/** @param {TimeStep} time */
const steps = (time) =>
  ({
    day: t("days"),
    month: t("whole months"),
    year: t("whole years"),
    decade: t("whole decades"),
    all: t("no time at all"),
  })[time];

/**
 * A count as short as a mark has room for: the whole number stands in its name.
 * @param {number} n
 */
export const short = (n) => {
  if (n < 10000) return number(n);
  if (n < 1000000) return t("{n}k", { n: number(Math.round(n / 1000)) });
  return t("{n}M", { n: number(Math.round(n / 100000) / 10) });
};

/** Clusters of rows of squares: a mark is as large as its count is, among those that are shown. */
export class CountedClusters extends Clusters {
  /** The largest count of a group. */
  most = 1;

  /**
   * @override
   * @param {Uint32Array} visible
   * @param {import("./filter.js").Filter} [filter]
   */
  count(visible, filter) {
    super.count(visible, filter);
    this.most = 1;
    for (let at = 0; at < this.cells * WIDTH; at += WIDTH) {
      if (this.totals[at] > this.most) this.most = this.totals[at];
    }
  }

  /**
   * @override
   * @param {number} g
   */
  of(g) {
    const mark = super.of(g);
    mark.dead = Math.round((LARGEST * mark.n) / this.most);
    return mark;
  }

  /**
   * @override
   * @param {Uint32Array} visible
   * @param {number} start
   * @param {number} end
   */
  add(visible, start, end) {
    const { group, shares, categories, columns, totals } = this;
    const { events } = columns;
    if (!events) return;
    super.add(visible, start, end);
    for (let k = start; k < end; k += 1) {
      const i = visible[k];
      const g = group[i];
      if (g < 0) continue;
      /* The row itself is counted. */
      const others = events[i] - 1;
      totals[g * WIDTH] += others;
      shares[g * categories + columns.category[i]] += others;
    }
  }
}
