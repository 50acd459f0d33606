// @ts-check
/*
 * Two maps of the same place with a range of time each: what differs between them, in figures and in
 * a sentence. The first map shows the page's filters, the second a patch of them.
 */
import {
  differenceOf,
  figuresOf,
  roundedOut,
  sameLength,
  yearsIn,
} from "../../browser/core/difference.js";
import * as days from "../../browser/core/days.js";
import { number, t, tn } from "../../browser/core/messages.js";
import { printRange } from "../../browser/core/periods.js";
import { h, replace } from "../../browser/draw/dom.js";
import { filtersOf } from "../../browser/draw/filter_words.js";
import { DateFields } from "../date_fields/date_fields.js";
import { differenceWords, rangeWords } from "../../browser/draw/difference_words.js";

/** @import { Bounds, Days, Figures } from "../../browser/core/difference.js" */
/** @import { Day, Patch, State, StateKey } from "../../browser/types" */
/** @import { Panes } from "./panes.js" */
/** @typedef {Figures & Days & {name: string}} Time a range, and what one of the maps shows of it */
/**
 * What was shown before a comparison, and how far the range then went, where it was cut.
 * @typedef {Pick<State, "panes" | "view" | "views" | "to"> & {cut: string | false | null}} Before
 */

/**
 * Filters that a comparison can hold for its second map.
 * @type {StateKey[]}
 */
const HELD = [
  "years",
  "categories",
  "cities",
  "districts",
  "actors",
  "targets",
  "attribution",
  "confidence",
  "deaths",
];

/**
 * Whether a comparison holds filters for its second map.
 * @param {State["compare"]} compare
 */
const holds = (compare) => compare !== null && HELD.some((key) => key in compare);

export class Comparison {
  /** @param {Panes} panes */
  constructor(panes) {
    this.panes = panes;
    /** @type {Before | null} */
    this.before = null;
    /** @type {DateFields | null} those of the second map */
    this.fields = null;
    /** Whether the districts were not shaded before. */
    this.unshaded = false;
    /** Whether the tools are drawn for filters that are held. */
    this.drawnFor = false;
    this.table = h("table", { class: "mg-comparison__table" });
    this.sentence = h("p", { class: "mg-comparison__sentence", role: "status" });
    this.label = h("span", {});
    this.dates = h("div", { class: "mg-comparison__dates" }, this.label);
    this.tools = h("div", { class: "mg-comparison__tools" });
    this.element = h(
      "section",
      { class: "mg-comparison", hidden: true },
      h("div", { class: "mg-comparison__head" }, this.dates, this.tools),
      this.table,
      this.sentence,
    );
  }

  get context() {
    return this.panes.context;
  }

  /** The pane of each time: the page's and the other. */
  get both() {
    return this.context.panes.slice(0, 2);
  }

  /** Two times to begin with: those before and after the middle, or a range and the one after it. */
  begin() {
    const { context } = this;
    const [first, last] = context.extent();
    const [from, to] = context.range();
    const { map } = this.panes;
    const { lat: latitude, lng: longitude } = map.getCenter();
    /** @type {Patch} */
    const patch = { view: { zoom: map.getZoom(), latitude, longitude }, views: null };
    if (from <= first && to >= last) {
      const middle = days.startOfYear(Math.round((days.yearOf(first) + days.yearOf(last)) / 2));
      const start = middle > first && middle <= last ? middle : Math.ceil((first + last) / 2);
      patch.to = days.toISO(start - 1);
      patch.compare = { from: days.toISO(start), to: days.toISO(last) };
    } else {
      const [start, end] = to < last ? next(from, to) : before(from, to);
      patch.compare = {
        from: days.toISO(Math.max(start, first)),
        to: days.toISO(Math.min(end, last)),
      };
    }
    const { panes, view, views, to: end } = context.store.get();
    context.store.set(patch);
    this.before = { panes, view, views, to: end, cut: "to" in patch && context.store.get().to };
    /* The button that began it has gone. */
    const field = this.element.querySelector("input");
    if (field) field.focus({ preventScroll: true });
  }

  end() {
    const { store } = this.context;
    const { cut, to, ...shown } = this.before || {};
    /* The range goes on as far as before, unless the reader has changed it. */
    const range = cut && store.get().to === cut ? { to } : {};
    this.before = null;
    store.set({ ...shown, ...range, compare: null });
    this.panes.choice.focus();
  }

  /** The two maps change their times, and the filters that are the second one's. */
  swap() {
    const { store } = this.context;
    const state = store.get();
    const second = state.compare || {};
    const keys = /** @type {StateKey[]} */ (Object.keys({ from: null, to: null, ...second }));
    const [from, to] = this.both[0].range().map(days.toISO);
    /** @type {Patch} */
    const range = { from, to };
    /** @type {Patch} */
    const compare = {};
    /** @type {Patch} */
    const own = {};
    for (const key of keys) {
      own[key] = second[key] ?? state[key];
      compare[key] = range[key] ?? state[key];
    }
    store.set({ ...own, compare });
  }

  /**
   * Keeps the filters now set for the second map, or has it follow the first again.
   * @param {boolean} held
   */
  hold(held) {
    const { store } = this.context;
    const state = store.get();
    const { from, to } = state.compare || {};
    const filters = held ? HELD.filter((key) => state[key] !== null) : [];
    store.set({
      compare: { from, to, ...Object.fromEntries(filters.map((key) => [key, state[key]])) },
    });
  }

  /* ---- drawing ------------------------------------------------------------------------------ */

  settle() {
    const on = this.panes.kind === "compare" && this.context.panes.length > 1;
    if (on === this.element.hidden) this.shade(on);
    this.element.hidden = !on;
    if (!on) return;
    if (!this.fields) {
      this.fields = new DateFields({ pane: this.both[1] }).placeIn(this.dates, this.panes.map);
    }
    this.translate();
  }

  /**
   * The districts are shaded by the difference, unless they were shaded before.
   * @param {boolean} on
   */
  shade(on) {
    const { context } = this;
    const { shade } = context.ui;
    if (on) this.unshaded = shade === "none";
    if (this.unshaded && shade === (on ? "none" : "events")) {
      context.emit("shade", on ? "events" : "none");
    }
  }

  translate() {
    if (this.element.hidden) return;
    this.element.setAttribute("aria-label", t("Comparison"));
    this.drawTools();
    this.update();
  }

  drawTools() {
    const { compare } = this.context.store.get();
    const held = holds(compare);
    /** @type {(text: string, act: () => void, pressed?: string) => HTMLElement} */
    const button = (text, act, pressed) =>
      h(
        "button",
        { type: "button", class: "mg-map-button", "aria-pressed": pressed, onclick: act },
        text,
      );
    this.drawnFor = held;
    replace(
      this.tools,
      button(t("Swap the two"), () => this.swap()),
      button(t("Keep these filters"), () => this.hold(!held), String(held)),
      button(t("End the comparison"), () => this.end()),
    );
    this.label.textContent = t("Second map:");
  }

  /** Brings figures and words in step with the two maps. */
  update() {
    if (this.element.hidden) return;
    const { columns } = this.context;
    const { compare } = this.context.store.get();
    if (compare && holds(compare) !== this.drawnFor) this.drawTools();
    /** @type {Time[]} */
    const [one, other] = this.both.map((pane) => {
      const [from, to] = pane.range();
      const { visible } = pane.filter;
      return { from, to, name: printRange(from, to), ...figuresOf(columns, visible, { from, to }) };
    });
    const yearly = !sameLength(one, other);
    /** @type {[number, number]} */
    const years = yearly ? [yearsIn(one), yearsIn(other)] : [1, 1];
    /** @param {"events" | "dead"} key */
    const difference = (key) => roundedOut(differenceOf(one[key], other[key], years));
    /** @type {[key: "events" | "dead", name: string][]} */
    const rows = [["events", t("Events")]];
    if (this.context.hasFigures("deaths")) rows.push(["dead", t("Dead")]);
    /* None stated is no 0, and what is not known has no difference. */
    const silent = [one, other].map(
      ({ events, unstated }) => unstated > 0 && unstated === events[1],
    );
    const words = Object.fromEntries(
      rows.map(([key]) => [
        key,
        key === "dead" && silent.includes(true)
          ? t("not known")
          : differenceWords(difference(key), yearly),
      ]),
    );
    /** @type {(key: "events" | "dead", k: number) => string} */
    const cell = (key, k) =>
      key === "dead" && silent[k] ? t("not stated") : rangeWords([one, other][k][key]);
    replace(
      this.table,
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("td", {}),
          [one.name, other.name, t("Difference")].map((each) => h("th", { scope: "col" }, each)),
        ),
      ),
      h(
        "tbody",
        {},
        rows.map(([key, name]) =>
          h(
            "tr",
            {},
            h("th", { scope: "row" }, name),
            h("td", {}, cell(key, 0)),
            h("td", {}, cell(key, 1)),
            h("td", {}, words[key]),
          ),
        ),
      ),
    );
    this.say(one, other, words);
    this.caption([one, other]);
  }

  /**
   * @param {Time} one
   * @param {Time} other
   * @param {Record<string, string>} words the differences
   */
  say(one, other, words) {
    const values = { first: one.name, second: other.name, ...words };
    const parts = [
      words.dead
        ? t("{second} against {first}: events, {events}; dead, {dead}.", values)
        : t("{second} against {first}: events, {events}.", values),
    ];
    const unstated = one.unstated + other.unstated;
    if (words.dead && unstated) {
      parts.push(
        tn(
          "For {n} event no source states the dead.",
          "For {n} events no source states the dead.",
          unstated,
        ),
      );
    }
    const { compare } = this.context.store.get();
    const held = filtersOf(this.context, this.both[1].state()).filter(
      ({ key }) => key in (compare || {}),
    );
    if (held.length) {
      const filters = held.map(({ text }) => text).join(t("; "));
      parts.push(t("Second map: {filters}.", { filters }));
    }
    const text = parts.join(" ");
    if (this.sentence.textContent !== text) this.sentence.textContent = text;
  }

  /** @param {Time[]} times */
  caption(times) {
    times.forEach(({ name, events }, k) => {
      const high = events[1];
      replace(
        this.panes.frames[k].name,
        h("b", {}, name),
        " ",
        h("span", {}, tn("{n} event", "{n} events", high, { n: number(high) })),
      );
    });
  }
}

/**
 * The stretch of the same length after a range; of whole years, whole years.
 * @type {(from: Day, to: Day) => [Day, Day]}
 */
function next(from, to) {
  const whole = wholeYears(from, to);
  return whole ? yearsFrom(days.yearOf(to) + 1, whole) : [to + 1, to + 1 + (to - from)];
}

/** @type {(from: Day, to: Day) => [Day, Day]} the one before it */
function before(from, to) {
  const whole = wholeYears(from, to);
  return whole ? yearsFrom(days.yearOf(from) - whole, whole) : [from - 1 - (to - from), from - 1];
}

/**
 * How many whole years a range is; 0 where it is none.
 * @param {Day} from
 * @param {Day} to
 */
function wholeYears(from, to) {
  const [first, last] = [days.yearOf(from), days.yearOf(to)];
  return from === days.startOfYear(first) && to === days.endOfYear(last) ? last - first + 1 : 0;
}

/** @type {(first: number, n: number) => [Day, Day]} */
const yearsFrom = (first, n) => [days.startOfYear(first), days.endOfYear(first + n - 1)];
