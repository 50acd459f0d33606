// @ts-check
/*
 * A toggle for each year. A click toggles; with Shift it toggles the run since the last click; a
 * double click, or Alt with a click, leaves only that year. No year selected means all of them.
 */
import { Component } from "../../browser/app/component.js";
import { register } from "../../browser/app/kinds.js";
import * as days from "../../browser/core/days.js";
import { currentDirection, number, printYears, t, tn } from "../../browser/core/messages.js";
import { h } from "../../browser/draw/dom.js";
import { arrowKeys } from "../../browser/draw/controls.js";

/** More years than this are selected by range alone. */
const MOST = 400;

/**
 * @typedef {object} YearButton
 * @property {HTMLButtonElement} button
 * @property {HTMLElement} name
 * @property {HTMLElement} count
 * @property {number | null} n the count that is drawn
 */

export class YearFilter extends Component {
  /** @type {number[]} */
  years = [];
  /** @type {Map<number, YearButton>} */
  buttons = new Map();
  /** @type {HTMLElement} */
  element;
  /** @type {HTMLElement} */
  row;
  /** @type {number | null} the year that a run of years begins at */
  anchor = null;
  /** @type {number | undefined} the year that the tab key reaches */
  tabStop;
  /** @type {number[] | null | undefined} the years that are drawn as selected */
  drawn;
  /** @type {number | null} the version of the other filters that is counted */
  counted = null;
  /** @type {HTMLButtonElement} */
  all = h("button", {
    type: "button",
    class: "mg-year-filter__all",
    onclick: () => this.context.store.set({ years: null }),
  });

  /** @override */
  create() {
    const [first, last] = this.context.extent().map(days.yearOf);
    this.years =
      last - first < MOST ? Array.from({ length: last - first + 1 }, (_, k) => first + k) : [];
    this.buttons = new Map(this.years.map((year) => [year, this.button(year)]));
    this.row = h(
      "div",
      {
        class: "mg-year-filter__row",
        onkeydown: (/** @type {KeyboardEvent} */ event) => this.pressed(event),
      },
      [...this.buttons.values()].map(({ button }) => button),
    );
    this.element = h("div", { class: "mg-year-filter", role: "group" }, this.all, this.row);
    this.listen("change", () => this.update());
    this.translate();
    this.setTabStop(this.years[0]);
    return this.element;
  }

  /**
   * @param {number} year
   * @returns {YearButton}
   */
  button(year) {
    const name = h("span", { class: "mg-year-filter__name" });
    const count = h("span", { class: "mg-year-filter__count" });
    const button = h(
      "button",
      {
        type: "button",
        class: "mg-year-filter__chip",
        onclick: (/** @type {MouseEvent} */ event) => this.clicked(event, year),
      },
      name,
      count,
    );
    button.addEventListener("focus", () => this.setTabStop(year));
    return { button, name, count, n: null };
  }

  /** @override */
  translate() {
    this.element.setAttribute("aria-label", t("Years"));
    this.all.textContent = t("All years");
    /* Said once, of all of them: a pointer over a year shows it, entering the group reads it out. */
    this.element.title = t(
      "Click: this year on or off. Shift: a run of years. Double click: only this year.",
    );
    for (const [year, chip] of this.buttons) {
      chip.name.textContent = printYears(year);
      chip.n = null;
    }
    this.counted = null;
    this.update();
  }

  update() {
    const selected = this.context.store.get().years;
    if (this.drawn !== selected || this.drawn === undefined) {
      this.drawn = selected;
      for (const [year, { button }] of this.buttons) {
        button.setAttribute("aria-pressed", String(Boolean(selected && selected.includes(year))));
      }
      this.all.setAttribute("aria-pressed", String(!selected));
      this.element.classList.toggle("mg-year-filter--narrowed", Boolean(selected));
    }
    this.context.visible();
    const { othersVersion } = this.context.filter;
    if (this.counted === othersVersion || !this.years.length) return;
    this.counted = othersVersion;
    const counts = this.context.filter.yearCounts();
    for (const [year, chip] of this.buttons) {
      const n = counts.get(year) || 0;
      if (chip.n === n) continue;
      chip.n = n;
      chip.count.textContent = number(n);
      chip.button.setAttribute(
        "aria-label",
        `${printYears(year)}: ${tn("{n} event", "{n} events", n)}`,
      );
      chip.button.classList.toggle("mg-year-filter__chip--none", n === 0);
    }
  }

  /**
   * @param {MouseEvent} event
   * @param {number} year
   */
  clicked(event, year) {
    const selected = new Set(this.context.store.get().years || []);
    if (event.detail === 2 || event.altKey) this.select([year]);
    else if (event.shiftKey && this.anchor !== null) {
      const [start, end] = [Math.min(this.anchor, year), Math.max(this.anchor, year)];
      for (let each = start; each <= end; each += 1) selected.add(each);
      this.select([...selected]);
    } else {
      if (!selected.delete(year)) selected.add(year);
      this.select([...selected]);
    }
    this.anchor = year;
  }

  /** Brings the years shown into view, where the row is longer than its room. */
  reveal() {
    const { years } = this.context.store.get();
    const year = years ? years[0] : days.yearOf(this.context.range()[0]);
    const chip = this.buttons.get(year);
    const side = currentDirection() === "rtl" ? "right" : "left";
    if (chip) {
      this.row.scrollLeft +=
        chip.button.getBoundingClientRect()[side] - this.row.getBoundingClientRect()[side];
    }
  }

  /** @param {number[]} years none for all */
  select(years) {
    this.context.store.set({ years: years.length ? years : null });
  }

  /**
   * The tab key reaches one button; arrow keys move within the row.
   * @param {number} year
   */
  setTabStop(year) {
    if (this.tabStop === year || !this.buttons.has(year)) return;
    for (const [each, { button }] of this.buttons) button.tabIndex = each === year ? 0 : -1;
    this.tabStop = year;
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    const at = this.years.findIndex((year) => year === this.tabStop);
    const to = arrowKeys(event.key, at, this.years.length);
    if (to === undefined) return;
    const chip = this.buttons.get(this.years[Math.min(Math.max(to, 0), this.years.length - 1)]);
    if (!chip) return;
    event.preventDefault();
    const { button } = chip;
    button.focus();
    button.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
}

register("YearFilter", YearFilter);
