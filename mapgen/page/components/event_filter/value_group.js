// @ts-check
/* One filter over the values of a column, each a check box with the count of its events. */
import { number, t, tn } from "../../browser/core/messages.js";
import * as search from "../../browser/core/search.js";
import { h, replace, uniqueId } from "../../browser/draw/dom.js";
import { nameOf } from "../../browser/draw/filter_words.js";
import { glyph } from "../../browser/draw/glyphs.js";

/** @import { FilterRow } from "../../browser/core/filter_table.js" */
/** @import { Category, Context, State, StateKey } from "../../browser/types" */

/** @typedef {Exclude<{[K in StateKey]: State[K] extends string[] | null ? K : never}[StateKey], "panes">} ListKey */

/**
 * The elements of a value in the list.
 * @typedef {object} ValueItem
 * @property {HTMLElement} item
 * @property {HTMLElement} row
 * @property {HTMLInputElement} box
 * @property {HTMLElement} label
 * @property {HTMLElement} counter the count that is seen
 * @property {HTMLElement} spoken the count that is read out
 * @property {string | null} name that is drawn; null before
 * @property {number | null} count that is drawn; null before
 */

/**
 * @typedef {object} Value
 * @property {number} index of the term
 * @property {string} id
 * @property {Category | null} category
 * @property {ValueItem | null} parts its elements, made when it is first listed
 */

/** A longer list shows this many values, the commonest, until it is asked for all. */
const TOP = 12;
/** Pixels. */
const GLYPH = 17;

export class ValueGroup {
  /**
   * @param {Context} context
   * @param {FilterRow} row of the filter table
   * @param {() => void} opened called when the reader opens the group
   */
  constructor(context, row, opened) {
    this.context = context;
    this.row = row;
    /** The key of the state. */
    this.key = /** @type {ListKey} */ (row.key);
    this.opened = opened;
    this.isOpen = Boolean(row.open);
    this.showsAll = false;
    this.query = "";
    /** @type {ArrayLike<number> | null} the events of each value under the other filters */
    this.counts = null;
    /** @type {State | null} the state that the counts are of */
    this.countedOf = null;
    /** @type {Value[] | null} the values in the list, in its order */
    this.drawn = null;
    this.values = valuesOf(context, row);
    const id = uniqueId("filter");
    this.heading = h("span", { class: "mg-event-filter__heading", id });
    this.summary = h("span", { class: "mg-event-filter__selected" });
    this.hint = h("p", { class: "mg-event-filter__hint" });
    this.list = h("ul", { class: "mg-event-filter__values" });
    this.more = h("button", {
      type: "button",
      class: "mg-link-button mg-event-filter__more",
      hidden: true,
      onclick: () => {
        this.toggleAll();
      },
    });
    this.search = h("input", {
      type: "search",
      class: "mg-field mg-event-filter__search",
      hidden: !this.isLong,
      oninput: () => {
        this.query = this.search.value;
        this.draw();
      },
    });
    this.element = h(
      "details",
      {
        class: "mg-event-filter__group",
        open: this.isOpen,
        ontoggle: () => {
          this.toggled();
        },
      },
      h("summary", { class: "mg-event-filter__summary" }, this.heading, this.summary),
      h(
        "fieldset",
        { class: "mg-event-filter__set", "aria-labelledby": id },
        this.hint,
        this.search,
        this.list,
        this.more,
      ),
    );
  }

  get isLong() {
    return this.values.length > TOP;
  }

  /**
   * The ids of the selected values.
   * @returns {string[]}
   */
  selected() {
    return this.context.store.get()[this.key] || [];
  }

  translate() {
    const heading = this.row.heading ? this.row.heading() : "";
    const hint = this.row.hint ? this.row.hint() : "";
    this.heading.textContent = heading;
    this.hint.textContent = hint;
    this.hint.hidden = !hint;
    this.search.placeholder = t("Find in this list");
    this.search.setAttribute("aria-label", t("Find in “{name}”", { name: heading }));
    for (const { parts } of this.values) if (parts) parts.name = null;
  }

  /** Says in the heading how many values are selected. */
  updateSummary() {
    const { length } = this.selected();
    this.summary.textContent = length ? t("{n} chosen", { n: number(length) }) : "";
  }

  /** Counts the events of each value under the other filters, and draws the list. */
  count() {
    this.context.visible();
    this.counts = this.context.lens.counts(this.key);
    this.countedOf = this.context.store.get();
    this.draw();
  }

  toggled() {
    this.isOpen = this.element.open;
    if (this.isOpen) this.opened();
  }

  toggleAll() {
    this.showsAll = !this.showsAll;
    this.draw();
  }

  /**
   * @param {Value} value
   * @param {boolean} on
   */
  select(value, on) {
    const selected = new Set(this.selected());
    if (on) selected.add(value.id);
    else selected.delete(value.id);
    this.context.store.set({ [this.key]: selected.size ? [...selected] : null });
  }

  /**
   * The values that are listed: those selected, those found, else the commonest.
   * @param {ArrayLike<number>} counts
   */
  listed(counts) {
    if (!this.isLong) return this.values;
    const selected = this.selected();
    const order = [...this.values].sort(
      (a, b) =>
        Number(selected.includes(b.id)) - Number(selected.includes(a.id)) ||
        counts[b.index] - counts[a.index] ||
        a.index - b.index,
    );
    if (this.query) {
      const test = search.matcher(this.query);
      return order.filter((value) =>
        test(search.fold(`${value.id} ${nameOf(this.context, this.key, value.id)}`)),
      );
    }
    return this.showsAll ? order : order.slice(0, Math.max(TOP, selected.length));
  }

  draw() {
    const { counts } = this;
    if (!counts) return;
    const selected = this.selected();
    for (const value of this.drawList(this.listed(counts))) {
      const parts = this.partsOf(value);
      if (parts.name === null) {
        parts.name = nameOf(this.context, this.key, value.id);
        parts.label.textContent = parts.name;
        parts.count = null;
      }
      parts.box.checked = selected.includes(value.id);
      drawCount(parts, counts[value.index]);
    }
    this.more.hidden = !this.isLong || Boolean(this.query);
    this.more.textContent = this.showsAll
      ? t("Show only the commonest")
      : t("Show all {n}", { n: number(this.values.length) });
    this.more.setAttribute("aria-expanded", String(this.showsAll));
  }

  /**
   * Puts values into the list; while a reader is in it, the same values keep their order.
   * @param {Value[]} values
   * @returns {Value[]} the values in the list
   */
  drawList(values) {
    const { drawn, list } = this;
    const known = drawn && values.length === drawn.length ? drawn : [];
    const inUse = list.contains(document.activeElement) || list.matches(":hover");
    if (known.length && inUse && values.every((value) => known.includes(value))) return known;
    if (!known.length || values.some((value, k) => value !== known[k])) {
      const focused = document.activeElement;
      replace(
        list,
        values.map((value) => this.partsOf(value).item),
      );
      if (focused instanceof HTMLElement && focused !== document.activeElement) {
        if (list.contains(focused)) focused.focus();
      }
    }
    this.drawn = values;
    return values;
  }

  /** @param {Value} value */
  partsOf(value) {
    value.parts = value.parts || this.item(value);
    return value.parts;
  }

  /**
   * @param {Value} value
   * @returns {ValueItem}
   */
  item(value) {
    const { category } = value;
    const box = h("input", {
      type: "checkbox",
      class: "mg-event-filter__box",
      onchange: () => {
        this.select(value, box.checked);
      },
    });
    // Sources are named in the records' words, whatever language the page speaks.
    const lang = this.key === "sources" ? this.context.meta.language : null;
    const label = h("bdi", { class: "mg-event-filter__name", lang });
    const counter = h("span", { class: "mg-event-filter__count", "aria-hidden": "true" });
    const spoken = h("span", { class: "mg-visually-hidden" });
    const row = h(
      "label",
      { class: "mg-event-filter__value" },
      box,
      category && glyph(category.glyph, category.colour, GLYPH),
      label,
      spoken,
      counter,
    );
    const item = h("li", {}, row);
    return { item, row, box, label, counter, spoken, name: null, count: null };
  }
}

/**
 * @param {Context} context
 * @param {FilterRow} row
 * @returns {Value[]}
 */
function valuesOf(context, row) {
  const { row: _, ...named } = context.terms;
  const terms = /** @type {Record<string, (string | Category)[]>} */ (named);
  return terms[row.column || ""].map((term, index) => ({
    index,
    id: typeof term === "string" ? term : term.id,
    category: typeof term === "string" ? null : term,
    parts: null,
  }));
}

/**
 * @param {ValueItem} parts
 * @param {number} n
 */
function drawCount(parts, n) {
  if (parts.count === n) return;
  parts.count = n;
  parts.counter.textContent = number(n);
  parts.spoken.textContent = ` ${tn("{n} event", "{n} events", n)}`;
  parts.row.classList.toggle("mg-event-filter__value--none", n === 0);
}
