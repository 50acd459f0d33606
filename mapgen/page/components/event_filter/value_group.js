/* One filter over the values of a column, each a check box with the count of its events. */
import { number, t, tn } from "../../browser/core/messages.js";
import * as search from "../../browser/core/search.js";
import { h, replace, uniqueId } from "../../browser/draw/dom.js";
import { nameOf } from "../../browser/draw/filter_words.js";
import { glyph } from "../../browser/draw/glyphs.js";

/** A longer list shows this many values, the commonest, until it is asked for all. */
const TOP = 12;

export class ValueGroup {
  /**
   * `row` is the filter's row of the filter table; `opened()` is called when the reader opens the
   * group.
   */
  constructor(context, row, opened) {
    this.context = context;
    this.row = row;
    this.key = row.key;
    this.opened = opened;
    this.isOpen = Boolean(row.open);
    this.showsAll = false;
    this.query = "";
    /** How many events each value has under the other filters, by index; null before it is known. */
    this.counts = null;
    /** The state that the counts are of. */
    this.countedOf = null;
    /** The values in the list, in its order. */
    this.drawn = null;
    this.values = context.terms[row.column].map((term, index) => ({
      index,
      id: typeof term === "string" ? term : term.id,
      category: typeof term === "string" ? null : term,
    }));
    this.element = this.create();
  }

  create() {
    const id = uniqueId("filter");
    this.heading = h("span", { class: "mg-event-filter__heading", id });
    this.summary = h("span", { class: "mg-event-filter__chosen" });
    this.hint = h("p", { class: "mg-event-filter__hint" });
    this.list = h("ul", { class: "mg-event-filter__values" });
    this.more = h("button", {
      type: "button",
      class: "mg-event-filter__more",
      hidden: true,
      onclick: () => this.toggleAll(),
    });
    this.search = h("input", {
      type: "search",
      class: "mg-event-filter__search",
      hidden: !this.isLong,
      oninput: () => {
        this.query = this.search.value;
        this.draw();
      },
    });
    return h(
      "details",
      { class: "mg-event-filter__group", open: this.isOpen, ontoggle: () => this.toggled() },
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

  /** The ids of the selected values. */
  selected() {
    return this.context.store.get()[this.key] || [];
  }

  translate() {
    const heading = this.row.heading();
    const hint = this.row.hint ? this.row.hint() : "";
    this.heading.textContent = heading;
    this.hint.textContent = hint;
    this.hint.hidden = !hint;
    this.search.placeholder = t("Find in this list");
    this.search.setAttribute("aria-label", t("Find in “{name}”", { name: heading }));
    for (const value of this.values) value.name = null;
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

  select(value, on) {
    const selected = new Set(this.selected());
    if (on) selected.add(value.id);
    else selected.delete(value.id);
    this.context.store.set({ [this.key]: selected.size ? [...selected] : null });
  }

  /** The values that are listed: those selected, those found, else the commonest. */
  listed() {
    if (!this.isLong) return this.values;
    const { counts } = this;
    const selected = this.selected();
    const order = [...this.values].sort(
      (a, b) =>
        selected.includes(b.id) - selected.includes(a.id) ||
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
    if (!this.counts) return;
    this.drawList(this.listed());
    const selected = this.selected();
    for (const value of this.drawn) {
      if (value.name === null) {
        value.name = nameOf(this.context, this.key, value.id);
        value.label.textContent = value.name;
        value.count = null;
      }
      value.box.checked = selected.includes(value.id);
      this.drawCount(value, this.counts[value.index]);
    }
    this.more.hidden = !this.isLong || Boolean(this.query);
    this.more.textContent = this.showsAll
      ? t("Show only the commonest")
      : t("Show all {n}", { n: number(this.values.length) });
    this.more.setAttribute("aria-expanded", String(this.showsAll));
  }

  /** Puts values into the list; while a reader is in it, the same values keep their order. */
  drawList(values) {
    const { drawn, list } = this;
    const sameLength = drawn && values.length === drawn.length;
    const inUse = list.contains(document.activeElement) || list.matches(":hover");
    if (sameLength && inUse && values.every((value) => drawn.includes(value))) return;
    if (!sameLength || values.some((value, k) => value !== drawn[k])) {
      const focused = document.activeElement;
      replace(
        list,
        values.map((value) => this.itemOf(value)),
      );
      if (focused && focused !== document.activeElement && list.contains(focused)) focused.focus();
    }
    this.drawn = values;
  }

  drawCount(value, n) {
    if (value.count === n) return;
    value.count = n;
    value.counter.textContent = number(n);
    value.spoken.textContent = ` ${tn("{n} event", "{n} events", n)}`;
    value.row.classList.toggle("mg-event-filter__value--none", n === 0);
  }

  /** A value's list item, made when it is first listed. */
  itemOf(value) {
    if (value.item) return value.item;
    const { category } = value;
    value.box = h("input", {
      type: "checkbox",
      class: "mg-event-filter__box",
      onchange: () => this.select(value, value.box.checked),
    });
    value.label = h("bdi", { class: "mg-event-filter__name" });
    value.counter = h("span", { class: "mg-event-filter__count", "aria-hidden": "true" });
    value.spoken = h("span", { class: "mg-visually-hidden" });
    value.row = h(
      "label",
      { class: "mg-event-filter__value" },
      value.box,
      category && glyph(category.glyph, category.colour, 17),
      value.label,
      value.spoken,
      value.counter,
    );
    value.name = null;
    value.count = null;
    value.item = h("li", {}, value.row);
    return value.item;
  }
}
