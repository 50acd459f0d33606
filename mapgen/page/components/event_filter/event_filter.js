/*
 * The filters but time. Counts are taken under all the other filters, in an idle moment and only
 * while they are seen.
 */
import { Component } from "../../browser/app/component.js";
import { register } from "../../browser/app/kinds.js";
import { number, t, tn } from "../../browser/core/messages.js";
import { CHOICES } from "../../browser/core/filter_table.js";
import { typedDate } from "../../browser/core/periods.js";
import { OfTheTime } from "./of_the_time.js";
import * as search from "../../browser/core/search.js";
import { h, replace, uniqueId } from "../../browser/draw/dom.js";
import { nameOf } from "../../browser/draw/filter_words.js";
import { glyph } from "../../browser/draw/glyphs.js";

const TOP = 12;
const SEARCH_AFTER = 120;
const idle = window.requestIdleCallback || ((step) => setTimeout(step, 30));

/** In the order of the page; `open` from the start. */
const HEADINGS = Object.fromEntries(CHOICES.map((row) => [row.key, row]));
const heading = (key) => HEADINGS[key].heading();
const hint = (key) => (HEADINGS[key].hint ? HEADINGS[key].hint() : "");

export class EventFilter extends Component {
  create() {
    this.element = h("div", { class: "mg-event-filter", role: "search" });
    this.groups = CHOICES.filter(
      ({ column }) => this.context.terms[column].length > 1 || column === "category",
    );
    this.groups = this.groups.map((group) => this.group(group));
    this.text = this.textField();
    this.text.field.hidden = this.context.groups !== null;
    this.deaths = this.deathsField();
    this.deaths.field.hidden = !this.context.hasFigures("deaths") || this.context.groups !== null;
    this.ofTheTime = new OfTheTime(this.context);
    this.element.append(
      this.text.field,
      ...this.groups.slice(0, 3).map(({ element }) => element),
      this.deaths.field,
      ...this.groups.slice(3).map(({ element }) => element),
      this.ofTheTime.element,
    );
    this.listen("change", () => this.update());
    this.listen("tab", () => this.update());
    this.translate();
    return this.element;
  }

  translate() {
    this.element.setAttribute("aria-label", t("Filters"));
    this.text.words.textContent = t("Search");
    this.text.input.placeholder = t("title, summary, place, actor, source");
    this.text.hint.textContent = t(
      "Spellings are matched loosely: Pucca finds Pakka, Mohajir finds Muhajir.",
    );
    this.deaths.legend.textContent = t("Deaths");
    this.deaths.before.textContent = t("At least");
    this.deaths.after.textContent = t("by the");
    replace(
      this.deaths.bound,
      h("option", { value: "low" }, t("lowest figure")),
      h("option", { value: "high" }, t("highest figure")),
    );
    this.ofTheTime.translate();
    for (const group of this.groups) {
      group.heading.textContent = heading(group.key);
      group.hint.textContent = hint(group.key);
      group.hint.hidden = !hint(group.key);
      group.search.placeholder = t("Find in this list");
      group.search.setAttribute("aria-label", t("Find in “{name}”", { name: heading(group.key) }));
      for (const value of group.values) value.name = null;
    }
    this.update();
  }

  /* ---- groups of values ------------------------------------------------------------------ */

  group({ key, column: term, open }) {
    const group = { key, open: Boolean(open), all: false, query: "", counts: null, drawn: null };
    group.values = this.context.terms[term].map((each, index) => ({
      index,
      id: typeof each === "string" ? each : each.id,
      glyph: typeof each === "string" ? null : each,
    }));
    group.heading = h("span", { class: "mg-event-filter__heading" });
    group.chosen = h("span", { class: "mg-event-filter__chosen" });
    group.hint = h("p", { class: "mg-event-filter__hint" });
    group.list = h("ul", { class: "mg-event-filter__values" });
    group.more = h("button", {
      type: "button",
      class: "mg-event-filter__more",
      hidden: true,
      onclick: () => this.showAll(group),
    });
    group.search = h("input", {
      type: "search",
      class: "mg-event-filter__search",
      oninput: () => {
        group.query = group.search.value;
        this.draw(group);
      },
    });
    const long = group.values.length > TOP;
    group.search.hidden = !long;
    group.element = h(
      "details",
      { class: "mg-event-filter__group", open: group.open, ontoggle: () => this.toggled(group) },
      h("summary", { class: "mg-event-filter__summary" }, group.heading, group.chosen),
      h(
        "fieldset",
        {
          class: "mg-event-filter__set",
          "aria-labelledby": (group.heading.id = uniqueId("filter")),
        },
        group.hint,
        group.search,
        group.list,
        group.more,
      ),
    );
    return group;
  }

  toggled(group) {
    group.open = group.element.open;
    if (group.open) this.update();
  }

  showAll(group) {
    group.all = !group.all;
    this.draw(group);
  }

  value(group, value) {
    const box = h("input", {
      type: "checkbox",
      class: "mg-event-filter__box",
      onchange: () => this.choose(group, value, box.checked),
    });
    const name = h("bdi", { class: "mg-event-filter__name" });
    const count = h("span", { class: "mg-event-filter__count", "aria-hidden": "true" });
    const said = h("span", { class: "mg-visually-hidden" });
    const drawing = value.glyph && glyph(value.glyph.glyph, value.glyph.colour, 17);
    const label = h("label", { class: "mg-event-filter__value" }, box, drawing, name, said, count);
    Object.assign(value, {
      box,
      label,
      count,
      said,
      words: name,
      name: null,
      n: null,
      item: h("li", {}, label),
    });
  }

  choose(group, value, on) {
    const chosen = new Set(this.context.store.get()[group.key] || []);
    if (on) chosen.add(value.id);
    else chosen.delete(value.id);
    this.context.store.set({ [group.key]: chosen.size ? [...chosen] : null });
  }

  /** The values that are shown: those chosen, those found, else the commonest. */
  listed(group) {
    const chosen = this.context.store.get()[group.key] || [];
    if (group.values.length <= TOP) return group.values;
    const counts = group.counts;
    const order = [...group.values].sort(
      (a, b) =>
        chosen.includes(b.id) - chosen.includes(a.id) ||
        counts[b.index] - counts[a.index] ||
        a.index - b.index,
    );
    if (group.query) {
      const test = search.matcher(group.query);
      return order.filter((value) =>
        test(search.fold(`${value.id} ${nameOf(this.context, group.key, value.id)}`)),
      );
    }
    return group.all ? order : order.slice(0, Math.max(TOP, chosen.length));
  }

  draw(group) {
    if (!group.counts) return;
    const chosen = this.context.store.get()[group.key] || [];
    const values = this.listed(group);
    /* While a reader is in a list, its order stays. */
    const busy = group.list.contains(document.activeElement) || group.list.matches(":hover");
    const same =
      group.drawn &&
      values.length === group.drawn.length &&
      values.every((value) => group.drawn.includes(value));
    if (!(same && busy) || !group.drawn) {
      for (const value of values) if (!value.item) this.value(group, value);
      if (
        !group.drawn ||
        values.some((value, k) => value !== group.drawn[k]) ||
        values.length !== group.drawn.length
      ) {
        const held = document.activeElement;
        replace(
          group.list,
          values.map(({ item }) => item),
        );
        if (held && held !== document.activeElement && group.list.contains(held)) held.focus();
      }
      group.drawn = values;
    }
    for (const value of group.drawn) {
      if (value.name === null) {
        value.name = nameOf(this.context, group.key, value.id);
        value.words.textContent = value.name;
        value.n = null;
      }
      value.box.checked = chosen.includes(value.id);
      const n = group.counts[value.index];
      if (value.n === n) continue;
      value.n = n;
      value.count.textContent = number(n);
      value.said.textContent = ` ${tn("{n} event", "{n} events", n)}`;
      value.label.classList.toggle("mg-event-filter__value--none", n === 0);
    }
    const rest = group.values.length - TOP;
    group.more.hidden = rest <= 0 || Boolean(group.query);
    group.more.textContent = group.all
      ? t("Show only the commonest")
      : t("Show all {n}", { n: number(group.values.length) });
    group.more.setAttribute("aria-expanded", String(group.all));
  }

  /* ---- text and deaths ------------------------------------------------------------------- */

  textField() {
    const id = uniqueId("search");
    const input = h("input", {
      type: "search",
      id,
      class: "mg-event-filter__search mg-event-filter__search--events",
      autocomplete: "off",
      spellcheck: "false",
      "aria-describedby": `${id}-hint`,
      oninput: () => {
        clearTimeout(this.searching);
        this.searching = setTimeout(() => this.search(), SEARCH_AFTER);
      },
      onkeydown: (event) => event.key === "Enter" && this.search(),
    });
    const words = h("label", { class: "mg-event-filter__heading", for: id });
    const hintText = h("p", { class: "mg-event-filter__hint", id: `${id}-hint` });
    return {
      input,
      words,
      hint: hintText,
      field: h("div", { class: "mg-event-filter__field" }, words, input, hintText),
    };
  }

  search() {
    clearTimeout(this.searching);
    this.searching = null;
    this.context.store.set({ text: this.text.input.value.trim() || null });
  }

  deathsField() {
    const legend = h("legend", { class: "mg-event-filter__heading" });
    const before = h("span", {});
    const after = h("span", {});
    const set = () => {
      const min = typedDate(this.deaths.min.value);
      const bound = this.deaths.bound.value;
      this.context.store.set({
        deaths: /^\d+$/.test(min) && Number(min) > 0 ? { min: Number(min), bound } : null,
      });
    };
    const min = h("input", {
      type: "number",
      min: 0,
      step: 1,
      inputmode: "numeric",
      class: "mg-event-filter__number",
      oninput: set,
    });
    const bound = h("select", { class: "mg-event-filter__bound", onchange: set });
    const field = h(
      "fieldset",
      { class: "mg-event-filter__field mg-event-filter__deaths" },
      legend,
      h("label", {}, before, min),
      h("label", {}, after, bound),
    );
    return { field, legend, before, after, min, bound };
  }

  /* ---- in step with the state -------------------------------------------------------------- */

  seen() {
    return this.inCorner || this.context.ui.tab === null || this.context.ui.tab === "filters";
  }

  update() {
    const state = this.context.store.get();
    if (!this.searching && this.text.input.value.trim() !== (state.text || "")) {
      this.text.input.value = state.text || "";
    }
    if (document.activeElement !== this.deaths.min) {
      this.deaths.min.value = state.deaths ? state.deaths.min : "";
    }
    this.ofTheTime.update();
    if (state.deaths) this.deaths.bound.value = state.deaths.bound;
    for (const group of this.groups) {
      const { length } = state[group.key] || [];
      group.chosen.textContent = length ? t("{n} chosen", { n: number(length) }) : "";
    }
    if (!this.seen() || this.counting) return;
    this.counting = true;
    idle(() => this.count(), { timeout: 400 });
  }

  /** Counts of the groups that are open, one group an idle moment. */
  count() {
    const waiting = this.groups.filter((group) => group.open);
    const next = () => {
      const group = waiting.shift();
      if (!group) {
        this.ofTheTime.tell();
        this.counting = false;
        /* What has changed or was opened meanwhile comes in the next round. */
        const now = this.context.store.get();
        if (this.groups.some((each) => each.open && each.countedOf !== now)) this.update();
        return;
      }
      this.context.visible();
      group.counts = this.context.lens.counts(group.key);
      group.countedOf = this.context.store.get();
      this.draw(group);
      idle(next, { timeout: 200 });
    };
    next();
  }
}

register("EventFilter", EventFilter);
