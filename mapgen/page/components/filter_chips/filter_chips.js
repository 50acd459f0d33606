/* The filters in force: names of their values, a sentence, and chips that take them away. */
import { Component } from "../../browser/app/component.js";
import { register } from "../../browser/app/kinds.js";
import { number, t, tn } from "../../browser/core/messages.js";
import { h, replace } from "../../browser/draw/dom.js";
import { filtersOf, sentenceOf } from "../../browser/draw/filter_words.js";
import { lensNote, lensSentence } from "../../browser/draw/lens_words.js";
import { glyph } from "../../browser/draw/glyphs.js";

const SAY_AFTER = 500;

export class FilterChips extends Component {
  create() {
    this.sentence = h("p", { class: "mg-filter-chips__sentence" });
    this.lens = h("p", { class: "mg-filter-chips__lens", hidden: true });
    this.status = h("p", { class: "mg-visually-hidden", role: "status" });
    this.list = h("ul", { class: "mg-filter-chips__list" });
    this.clear = h("button", {
      type: "button",
      class: "mg-filter-chips__clear",
      onclick: () => this.clearAll(),
    });
    const brief = Boolean(this.options.brief);
    this.element = h(
      "div",
      {
        class: `mg-filter-chips${brief ? " mg-filter-chips--brief" : ""}`,
        role: "group",
        tabindex: -1,
      },
      this.sentence,
      this.lens,
      brief ? null : this.status,
      brief ? null : this.list,
      this.clear,
    );
    this.listen("change", () => this.update());
    this.translate();
    return this.element;
  }

  translate() {
    this.element.setAttribute("aria-label", t("Filters in force"));
    this.clear.textContent = t("Clear all");
    this.key = null;
    this.update();
  }

  clearAll() {
    this.context.store.clear();
    this.element.focus({ preventScroll: true });
  }

  update() {
    const filters = filtersOf(this.context);
    const brief = this.options.brief;
    this.clear.hidden = !filters.length;
    this.sentence.textContent = brief ? this.short(filters) : sentenceOf(this.context);
    const told = lensSentence(this.context);
    this.lens.hidden = told === null;
    this.lens.textContent = told === null ? "" : brief ? told : `${told} ${lensNote()}`;
    if (brief) return;
    /* A range that moves must not rebuild the chips each frame: only its words change. */
    const key = JSON.stringify(filters.map(({ key: name, value }) => [name, value]));
    if (key === this.key) filters.forEach(({ text }, k) => this.setText(k, text));
    else this.draw(filters, key);
    this.say();
  }

  short(filters) {
    const shown = this.context.shown();
    if (!filters.length) return tn("{n} event", "{n} events", shown);
    const all = this.context.total;
    const numbers = { n: number(shown), all: number(all) };
    return tn("{n} of {all} event", "{n} of {all} events", all, numbers);
  }

  draw(filters, key) {
    const held = this.list.contains(document.activeElement)
      ? [...this.list.children].findIndex((item) => item.contains(document.activeElement))
      : -1;
    this.key = key;
    this.texts = [];
    replace(
      this.list,
      filters.map((filter, k) => this.chip(filter, k)),
    );
    this.list.hidden = !filters.length;
    filters.forEach(({ text }, k) => this.setText(k, text));
    if (held < 0) return;
    const next = this.list.children[Math.min(held, filters.length - 1)];
    (next ? next.firstElementChild : this.element).focus();
  }

  chip(filter, k) {
    /* Values are the atlas's or the reader's; all else is words of this page. */
    const words = h(filter.value === undefined && filter.key !== "text" ? "span" : "bdi", {});
    const button = h(
      "button",
      {
        type: "button",
        class: "mg-filter-chips__chip",
        onclick: () => this.context.store.set(filtersOf(this.context)[k].remove),
      },
      this.mark(filter),
      words,
      h("span", { class: "mg-filter-chips__cross", "aria-hidden": "true" }, "×"),
    );
    this.texts[k] = { words, button };
    return h("li", {}, button);
  }

  setText(k, text) {
    const { words, button } = this.texts[k];
    if (words.textContent === text) return;
    words.textContent = text;
    button.setAttribute("aria-label", t("Remove the filter: {filter}", { filter: text }));
  }

  mark({ key, value }) {
    if (key !== "categories" || !glyph) return null;
    const category = this.context.terms.category.find(({ id }) => id === value);
    return category ? glyph(category.glyph, category.colour, 14) : null;
  }

  say() {
    const { from, to, years, ...others } = this.context.store.get();
    const { view, event, chapter, lang, theme, embed, ...filters } = others;
    const key = JSON.stringify(filters);
    if (this.said === undefined) this.said = key;
    clearTimeout(this.saying);
    if (this.said === key) return;
    this.saying = setTimeout(() => {
      this.said = key;
      this.status.textContent = [this.sentence, this.lens]
        .map((each) => each.textContent)
        .filter(Boolean)
        .join(" ");
    }, SAY_AFTER);
  }
}

register("FilterChips", FilterChips);
