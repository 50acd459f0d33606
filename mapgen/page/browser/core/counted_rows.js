/*
 * A page whose rows stand for many events each: mapgen.counts counts them. Every event is counted
 * twice: in a row of its day (or a longer step of time), and in a row of its square on the map.
 *
 *   columns.events    how many events a row stands for
 *   columns.onMap     1 for the rows of squares, which the map draws; 0 for those of days, from
 *                     which everything else is counted
 *   columns.counted   the events of the rows of days, 0 in the others
 */
import { h, uniqueId } from "../draw/dom.js";
import { glyph } from "../draw/glyphs.js";
import { WIDTH } from "./cell_sums.js";
import { Gatherer } from "./clusters.js";
import { LENS } from "./lens.js";
import * as days from "./days.js";
import { currentLanguage, named, number, printYears, t, tn } from "./messages.js";
import { printRange } from "./periods.js";

/** Filters that counts cannot answer: they ask for what single events say. */
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
  constructor(context, { events, days, squares, side }) {
    this.context = context;
    this.total = events;
    this.days = days;
    this.squares = squares;
    this.side = side;
    const { columns } = context;
    this.count = columns.first.length;
    columns.counted = columns.events.map((n, i) => (columns.onMap[i] ? 0 : n));
  }

  /** Names of rows, in place of ids: they last as long as the page. */
  get ids() {
    const { count } = this;
    const name = (i) => `group-${i}`;
    return {
      at: name,
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

  /** What a row says, as the record of an event, in the reader's language. */
  record(i) {
    const { columns, terms } = this.context;
    const kind = named(terms.category[columns.category[i]].label);
    const title = t("{kind}: {events}", { kind, events: this.told(columns.events[i]) });
    const date = printRange(columns.first[i], columns.last[i]);
    const place = columns.onMap[i] ? this.square() : terms.region[columns.region[i]];
    const language = currentLanguage();
    const record = { id: `group-${i}`, title, date, edtf: "", place, references: [] };
    record[`title_${language}`] = title;
    record[`date_${language}`] = date;
    return record;
  }

  told(n) {
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

  /** What the rows of one place add up to: how many events, of which kinds, in which years. */
  card(rows, title) {
    const { columns, terms } = this.context;
    const kinds = new Float64Array(terms.category.length);
    const years = new Map();
    let n = 0;
    for (const i of rows) {
      const events = columns.events[i];
      const [from, to] = [columns.first[i], columns.last[i]].map(days.yearOf);
      const span = printYears(from, to);
      kinds[columns.category[i]] += events;
      years.set(span, (years.get(span) || 0) + events);
      n += events;
    }
    const byKind = Array.from(kinds, (events, c) => [events, terms.category[c]])
      .filter(([events]) => events > 0)
      .sort((one, other) => other[0] - one[0])
      .map(([events, each]) => [
        [glyph(each.glyph, each.colour, 13), " ", h("bdi", {}, named(each.label))],
        events,
      ]);
    return h(
      "div",
      { class: "mg-card" },
      h("h2", { class: "mg-card__title", tabindex: -1, id: uniqueId("choice") }, title),
      h("p", { class: "mg-card__where" }, this.told(n)),
      table(t("By kind of event"), byKind),
      table(t("By year"), [...years]),
    );
  }
}

const kilometres = (side) => Math.round(side / 100) / 10;

const steps = (time) =>
  ({
    day: t("days"),
    month: t("whole months"),
    year: t("whole years"),
    decade: t("whole decades"),
    all: t("no time at all"),
  })[time];

function table(caption, rows) {
  return h(
    "table",
    { class: "mg-card__counts" },
    h("caption", {}, caption),
    h(
      "tbody",
      {},
      rows.map(([name, n]) => h("tr", {}, h("th", { scope: "row" }, name), h("td", {}, number(n)))),
    ),
  );
}

/** A count as short as a mark has room for: the whole number stands in its name. */
export const short = (n) => {
  if (n < 10000) return number(n);
  if (n < 1000000) return t("{n}k", { n: number(Math.round(n / 1000)) });
  return t("{n}M", { n: number(Math.round(n / 100000) / 10) });
};

/** Gathers rows of squares: a mark is as large as its count is, among those that are shown. */
export class CountGatherer extends Gatherer {
  count(visible, filter) {
    super.count(visible, filter);
    this.most = 1;
    for (let at = 0; at < this.cells * WIDTH; at += WIDTH) {
      if (this.totals[at] > this.most) this.most = this.totals[at];
    }
  }

  of(g) {
    const mark = super.of(g);
    mark.dead = Math.round((LARGEST * mark.n) / this.most);
    return mark;
  }

  add(visible, start, end) {
    const { group, shares, categories, columns, totals } = this;
    super.add(visible, start, end);
    for (let k = start; k < end; k += 1) {
      const i = visible[k];
      const g = group[i];
      if (g < 0) continue;
      /* The row itself is counted. */
      const others = columns.events[i] - 1;
      totals[g * WIDTH] += others;
      shares[g * categories + columns.category[i]] += others;
    }
  }
}
