/*
 * A toggle for each year. A click toggles; with Shift it toggles the run since the last click; a
 * double click, or Alt with a click, leaves only that year. No year chosen means all of them.
 */
import { Component } from "../../browser/app/component.js";
import { register } from "../../browser/app/kinds.js";
import * as days from "../../browser/core/days.js";
import { currentDirection, number, printYears, t, tn } from "../../browser/core/messages.js";
import { h } from "../../browser/draw/dom.js";

/** More years than this are chosen by range alone. */
const MOST = 400;

export class YearFilter extends Component {
  create() {
    const [first, last] = this.context.extent().map(days.yearOf);
    this.years =
      last - first < MOST ? Array.from({ length: last - first + 1 }, (_, k) => first + k) : [];
    this.all = h("button", {
      type: "button",
      class: "mg-year-filter__all",
      onclick: () => this.context.store.set({ years: null }),
    });
    this.chips = new Map(this.years.map((year) => [year, this.chip(year)]));
    this.row = h(
      "div",
      { class: "mg-year-filter__row" },
      [...this.chips.values()].map(({ button }) => button),
    );
    this.row.addEventListener("keydown", (event) => this.key(event));
    this.element = h("div", { class: "mg-year-filter", role: "group" }, this.all, this.row);
    this.anchor = null;
    this.listen("change", () => this.update());
    this.translate();
    this.rove(this.years[0]);
    return this.element;
  }

  chip(year) {
    const name = h("span", { class: "mg-year-filter__name" });
    const count = h("span", { class: "mg-year-filter__count" });
    const button = h(
      "button",
      {
        type: "button",
        class: "mg-year-filter__chip",
        onclick: (event) => this.click(event, year),
      },
      name,
      count,
    );
    button.addEventListener("focus", () => this.rove(year));
    return { button, name, count, n: null };
  }

  translate() {
    this.element.setAttribute("aria-label", t("Years"));
    this.all.textContent = t("All years");
    for (const [year, chip] of this.chips) {
      chip.name.textContent = printYears(year);
      chip.n = null;
      chip.button.title = t(
        "Click: this year on or off. Shift: a run of years. Double click: only this year.",
      );
    }
    this.counted = null;
    this.update();
  }

  update() {
    const chosen = this.context.store.get().years;
    if (this.shown !== chosen || this.shown === undefined) {
      this.shown = chosen;
      for (const [year, { button }] of this.chips) {
        button.setAttribute("aria-pressed", String(Boolean(chosen && chosen.includes(year))));
      }
      this.all.setAttribute("aria-pressed", String(!chosen));
      this.element.classList.toggle("mg-year-filter--chosen", Boolean(chosen));
    }
    this.context.visible();
    const { othersVersion } = this.context.filter;
    if (this.counted === othersVersion || !this.years.length) return;
    this.counted = othersVersion;
    const counts = this.context.filter.yearCounts();
    for (const [year, chip] of this.chips) {
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

  click(event, year) {
    const chosen = new Set(this.context.store.get().years || []);
    if (event.detail === 2 || event.altKey) this.choose([year]);
    else if (event.shiftKey && this.anchor !== null) {
      const [start, end] = [Math.min(this.anchor, year), Math.max(this.anchor, year)];
      for (let each = start; each <= end; each += 1) chosen.add(each);
      this.choose([...chosen]);
    } else {
      if (!chosen.delete(year)) chosen.add(year);
      this.choose([...chosen]);
    }
    this.anchor = year;
  }

  /** Brings the years shown into view, where the row is longer than its room. */
  reveal() {
    const { years } = this.context.store.get();
    const year = years ? years[0] : days.yearOf(this.context.range()[0]);
    const chip = this.chips.get(year);
    const side = currentDirection() === "rtl" ? "right" : "left";
    if (chip) {
      this.row.scrollLeft +=
        chip.button.getBoundingClientRect()[side] - this.row.getBoundingClientRect()[side];
    }
  }

  choose(years) {
    this.context.store.set({ years: years.length ? years : null });
  }

  /** One stop for Tab; arrow keys move within the row. */
  rove(year) {
    if (this.roving === year || !this.chips.has(year)) return;
    for (const [each, { button }] of this.chips) button.tabIndex = each === year ? 0 : -1;
    this.roving = year;
  }

  key(event) {
    const forward = currentDirection() === "rtl" ? -1 : 1;
    const at = this.years.indexOf(this.roving);
    const to = {
      ArrowRight: at + forward,
      ArrowLeft: at - forward,
      Home: 0,
      End: this.years.length - 1,
    }[event.key];
    if (to === undefined || !this.years.length) return;
    event.preventDefault();
    const next = this.years[Math.min(Math.max(to, 0), this.years.length - 1)];
    const { button } = this.chips.get(next);
    button.focus();
    button.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
}

register("YearFilter", YearFilter);
