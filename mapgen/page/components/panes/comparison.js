// @ts-check
/*
 * Two maps of the same place with a range of time each: what differs between them, in figures and in
 * a sentence. The first map shows the page's filters, the second a patch of them or its own.
 */
import { rangesToCompare } from "../../browser/core/compared_ranges.js";
import * as days from "../../browser/core/days.js";
import { figuresUnder } from "../../browser/core/difference.js";
import { t, tn } from "../../browser/core/messages.js";
import { TIMELESS } from "../../browser/core/state_keys.js";
import { printRange } from "../../browser/core/periods.js";
import { KeptSums } from "../../browser/core/stretches.js";
import { h, replace } from "../../browser/draw/dom.js";
import { filtersOf } from "../../browser/draw/filter_words.js";
import { DateFields } from "../date_fields/date_fields.js";
import {
  comparisonRows,
  comparisonSentence,
  comparisonWords,
} from "../../browser/draw/comparison_table.js";

/** @import { KeptFigures } from "../../browser/core/difference.js" */
/** @import { Pane, Patch, State, StateKey } from "../../browser/types" */
/** @import { ComparedTime } from "../../browser/draw/comparison_table.js" */
/** @import { Panes } from "./panes.js" */
/**
 * What was shown before a comparison, and how far the range then went, where it was cut.
 * @typedef {Pick<State, "panes" | "view" | "views" | "to"> & {cut: string | false | null}} Before
 */

/**
 * Whether a comparison holds filters for its second map.
 * @param {State["compare"]} compare
 */
const holds = (compare) =>
  compare !== null && (Boolean(compare.alone) || TIMELESS.some((key) => key in compare));

export class Comparison {
  /** @param {Panes} panes */
  constructor(panes) {
    this.panes = panes;
    /** @type {Before | null} */
    this.before = null;
    /** @type {DateFields | null} those of the second map */
    this.fields = null;
    /**
     * What steps of time need not add up again.
     * @type {WeakMap<Pane, KeptSums<KeptFigures>>}
     */
    this.kept = new WeakMap();
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
    const range = context.range();
    const [first, second] = rangesToCompare(context.extent(), range);
    /** @type {Patch} */
    const patch = { view: this.panes.pane.viewNow(), views: null };
    if (first[1] !== range[1]) patch.to = days.toISO(first[1]);
    const [from, to] = second.map(days.toISO);
    patch.compare = { from, to };
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

  /** The two maps change their times, and their filters where the second one has its own. */
  swap() {
    const { store } = this.context;
    const state = store.get();
    const second = this.both[1].state();
    const [from, to] = this.both[0].range().map(days.toISO);
    const held = holds(state.compare);
    /** @type {Patch} */
    const own = {};
    for (const key of held ? TIMELESS : []) own[key] = second[key];
    const compare = { ...(held ? this.filtersAlone() : {}), from, to };
    store.set({ ...own, from: second.from, to: second.to, compare });
  }

  /** The page's filters but for its time, for a map that has no others. */
  filtersAlone() {
    const state = this.context.store.get();
    return { ...Object.fromEntries(TIMELESS.map((key) => [key, state[key]])), alone: true };
  }

  /**
   * Keeps the filters now set for the second map, or has it follow the first again.
   * @param {boolean} held
   */
  hold(held) {
    const { store } = this.context;
    const { from, to } = store.get().compare || {};
    store.set({ compare: { ...(held ? this.filtersAlone() : {}), from, to } });
  }

  /* ---- drawing ------------------------------------------------------------------------------ */

  settle() {
    const on = this.context.comparing;
    this.element.hidden = !on;
    if (!on) return;
    if (!this.fields) {
      this.fields = new DateFields({ pane: this.both[1] }).placeIn(this.dates, this.panes.map);
    }
    this.translate();
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
    const { compare } = this.context.store.get();
    if (compare && holds(compare) !== this.drawnFor) this.drawTools();
    /** @type {ComparedTime[]} */
    const times = this.both.map((pane) => {
      const [from, to] = pane.range();
      const kept = this.kept.get(pane) || new KeptSums();
      this.kept.set(pane, kept);
      return {
        from,
        to,
        name: printRange(from, to),
        ...figuresUnder(pane.columns, pane.filter, { from, to }, kept),
      };
    });
    const [one, other] = times;
    const words = comparisonWords(one, other, this.context.hasFigures("deaths"));
    replace(this.table, comparisonRows(one, other, words));
    const text = [comparisonSentence(one, other, words), this.filterSentence()].join(" ").trim();
    if (this.sentence.textContent !== text) this.sentence.textContent = text;
    times.forEach(({ name, events }, k) => {
      this.panes.frames[k].setName(name, tn("{n} event", "{n} events", events[1]));
    });
  }

  /** The filters that the second map has of its own, as a sentence; "" where it has none. */
  filterSentence() {
    const { compare } = this.context.store.get();
    if (!holds(compare)) return "";
    const shown = filtersOf(this.context, this.both[1].state()).filter(({ key }) => key !== "time");
    const own = shown.filter(({ key }) => compare?.alone || key in (compare || {}));
    const filters = own.map(({ text }) => text).join(t("; "));
    return filters ? t("Second map: {filters}.", { filters }) : t("Second map: no filters.");
  }
}
