// @ts-check
/* The filters in force as a sentence, and as buttons that remove them one by one. */
import { Component } from "../../browser/app/component.js";
import { register } from "../../browser/app/kinds.js";
import { number, t, tn } from "../../browser/core/messages.js";
import { h, replace } from "../../browser/draw/dom.js";
import { filtersOf, sentenceOf } from "../../browser/draw/filter_words.js";
import { lensNote, lensSentence } from "../../browser/draw/lens_words.js";
import { glyph } from "../../browser/draw/glyphs.js";
import { liveStatus } from "../../browser/draw/controls.js";

/** @typedef {ReturnType<typeof filtersOf>[number]} FilterInForce */

/** Milliseconds after the last change of the filters before they are read out. */
const ANNOUNCE_AFTER = 500;
/** Pixels. */
const GLYPH = 14;

/**
 * `brief`: the number of events alone, and no chips.
 * @extends {Component<{brief: boolean}>}
 */
export class FilterChips extends Component {
  sentence = h("p", { class: "mg-filter-chips__sentence" });
  lens = h("p", { class: "mg-filter-chips__lens", hidden: true });
  status = liveStatus("mg-visually-hidden");
  list = h("ul", { class: "mg-filter-chips__list" });
  clear = h("button", {
    type: "button",
    class: "mg-link-button mg-filter-chips__clear",
    onclick: () => {
      this.clearAll();
    },
  });
  /** @type {HTMLElement} */
  element;
  /** @type {{label: HTMLElement, button: HTMLElement}[]} */
  chips = [];
  /** @type {string | null} the filters that are drawn */
  drawn = null;
  /** @type {string | undefined} the filters that were read out last */
  announced;
  timer = 0;

  /** @override */
  create() {
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
    this.listen("afterwards", () => this.update());
    this.translate();
    return this.element;
  }

  /** @override */
  translate() {
    this.element.setAttribute("aria-label", t("Filters in force"));
    this.clear.textContent = t("Clear all");
    this.drawn = null;
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
    const lens = lensSentence(this.context);
    this.lens.hidden = lens === null;
    this.lens.textContent = lens === null ? "" : brief ? lens : `${lens} ${lensNote()}`;
    if (brief) return;
    /* A range that moves must not rebuild the chips each frame: only its words change. */
    const key = JSON.stringify(filters.map(({ key: name, value }) => [name, value]));
    if (key === this.drawn) filters.forEach(({ text }, k) => this.setText(k, text));
    else this.draw(filters, key);
    this.announce();
  }

  /**
   * How many events are shown.
   * @param {FilterInForce[]} filters
   */
  short(filters) {
    const shown = this.context.visibleCount();
    if (!filters.length) return tn("{n} event", "{n} events", shown);
    const all = this.context.total;
    const numbers = { n: number(shown), all: number(all) };
    return tn("{n} of {all} event", "{n} of {all} events", all, numbers);
  }

  /**
   * @param {FilterInForce[]} filters
   * @param {string} key their names and values
   */
  draw(filters, key) {
    const focused = this.list.contains(document.activeElement)
      ? [...this.list.children].findIndex((item) => item.contains(document.activeElement))
      : -1;
    this.drawn = key;
    this.chips = [];
    replace(
      this.list,
      filters.map((filter, k) => this.chip(filter, k)),
    );
    this.list.hidden = !filters.length;
    filters.forEach(({ text }, k) => this.setText(k, text));
    if (focused < 0) return;
    const next = this.chips[Math.min(focused, filters.length - 1)];
    (next ? next.button : this.element).focus();
  }

  /**
   * @param {FilterInForce} filter
   * @param {number} k its number
   */
  chip(filter, k) {
    /* Values are the atlas's or the reader's; all else is words of this page. */
    const label = h(filter.value === undefined && filter.key !== "text" ? "span" : "bdi", {});
    const button = h(
      "button",
      {
        type: "button",
        class: "mg-filter-chips__chip",
        onclick: () => this.context.store.set(filtersOf(this.context)[k].remove),
      },
      this.glyphOf(filter),
      label,
      h("span", { class: "mg-filter-chips__cross", "aria-hidden": "true" }, "×"),
    );
    this.chips[k] = { label, button };
    return h("li", {}, button);
  }

  /**
   * @param {number} k the number of a chip
   * @param {string} text
   */
  setText(k, text) {
    const { label, button } = this.chips[k];
    if (label.textContent === text) return;
    label.textContent = text;
    button.setAttribute("aria-label", t("Remove the filter: {filter}", { filter: text }));
  }

  /** @param {FilterInForce} filter */
  glyphOf({ key, value }) {
    if (key !== "categories") return null;
    const category = this.context.terms.category.find(({ id }) => id === value);
    return category ? glyph(category.glyph, category.colour, GLYPH) : null;
  }

  /** Reads the filters out once they rest, if others than those over time have changed. */
  announce() {
    const { from, to, years, ...others } = this.context.store.get();
    const { view, event, chapter, lang, theme, embed, ...filters } = others;
    const key = JSON.stringify(filters);
    if (this.announced === undefined) this.announced = key;
    clearTimeout(this.timer);
    if (this.announced === key) return;
    this.timer = window.setTimeout(() => {
      this.announced = key;
      this.status.textContent = [this.sentence, this.lens]
        .map((each) => each.textContent)
        .filter(Boolean)
        .join(" ");
    }, ANNOUNCE_AFTER);
  }
}

register("FilterChips", FilterChips);
