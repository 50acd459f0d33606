/*
 * The time strip. Bars are drawn once for every change of the other filters; a step of the range
 * only moves a clip over them, two handles and a text.
 */
import { Component } from "../../browser/app/component.js";
import { register } from "../../browser/app/kinds.js";
import * as days from "../../browser/core/days.js";
import {
  currentDirection,
  digits,
  listed,
  named,
  number,
  printDay,
  t,
  tn,
} from "../../browser/core/messages.js";
import * as period from "../../browser/core/periods.js";
import { printRange, printYears } from "../../browser/core/periods.js";
import { h, replace, svg, uniqueId } from "../../browser/draw/dom.js";
import { DateFields } from "../date_fields/date_fields.js";
import { TimePlayer } from "../time_player/time_player.js";
import { YearFilter } from "../year_filter/year_filter.js";

/** Months in a bar, the narrowest first; a bar is at least so many pixels wide. */
const BINS = [1, 3, 12, 60, 120, 600, 1200];
const NARROWEST = 4;
const HEIGHT = 100;
const SAY_AFTER = 700;

export class TimeFilter extends Component {
  static defaults = { position: "bottomleft" };

  create() {
    this.extent = this.context.extent();
    this.element = h("section", { class: "mg-time-filter" });
    this.count = h("p", { class: "mg-time-filter__count", "aria-hidden": "true" });
    this.scale = h("p", { class: "mg-time-filter__scale", "aria-hidden": "true" });
    this.status = h("p", { class: "mg-visually-hidden", role: "status" });
    this.reset = h("button", {
      type: "button",
      class: "mg-time-filter__reset",
      onclick: () => {
        this.player.pause();
        this.context.store.set({ from: null, to: null, years: null });
        this.from.focus({ preventScroll: true });
      },
    });
    this.head = h("div", { class: "mg-time-filter__head" });
    this.more = h("button", {
      type: "button",
      class: "mg-time-filter__more",
      "aria-expanded": "false",
      onclick: () => this.unfold(),
    });
    this.strip = this.createStrip();
    this.below = h("div", { class: "mg-time-filter__below" });
    this.element.append(this.head, this.status, this.strip, this.below);
    this.listen("change", () => this.update());
    return this.element;
  }

  onPlaced() {
    this.fill();
  }

  addTo(map) {
    super.addTo(map);
    if (this.inCorner) this.fill();
    return this;
  }

  /** The parts that need the map, and everything that needs a width. */
  fill() {
    this.player = new TimePlayer({}).placeIn(this.head, this.map);
    const words = h("div", { class: "mg-time-filter__words" }, this.count, this.scale, this.reset);
    this.head.append(words, this.more);
    this.dates = new DateFields({}).placeIn(this.head, this.map);
    this.years = new YearFilter({}).placeIn(this.below, this.map);
    this.translate();
    /* The first look at its width comes with the page's next layout, which is not asked for here. */
    this.sizes = new ResizeObserver(() => this.resize());
    this.sizes.observe(this.plot);
  }

  onRemove() {
    if (this.sizes) this.sizes.disconnect();
    if (this.player) this.player.onRemove();
    if (this.years) this.years.onRemove();
    if (this.dates) this.dates.onRemove();
    super.onRemove();
  }

  unfold() {
    const open = this.more.getAttribute("aria-expanded") !== "true";
    this.more.setAttribute("aria-expanded", String(open));
    this.element.classList.toggle("mg-time-filter--open", open);
    if (open) this.years.reveal();
  }

  /* ---- the strip ------------------------------------------------------------------------ */

  createStrip() {
    const clip = uniqueId("range");
    this.clip = svg("rect", { y: 0, height: HEIGHT });
    this.paths = {};
    const path = (name, extra) => {
      this.paths[name] = svg("path", {
        class: `mg-time-filter__bars mg-time-filter__bars--${name}`,
        ...extra,
      });
      return this.paths[name];
    };
    const inside = { "clip-path": `url(#${clip})` };
    this.svg = svg(
      "svg",
      { class: "mg-time-filter__plot", preserveAspectRatio: "none", "aria-hidden": "true" },
      svg("clipPath", { id: clip }, this.clip),
      path("outside-wide"),
      path("outside"),
      path("inside-wide", inside),
      path("inside", inside),
    );
    this.window = h("div", { class: "mg-time-filter__window" });
    this.from = this.handle("from");
    this.to = this.handle("to");
    this.axis = h("div", { class: "mg-time-filter__axis", "aria-hidden": "true" });
    this.changes = h("div", { class: "mg-time-filter__changes", role: "group" });
    this.label = h("p", { class: "mg-time-filter__label", hidden: true });
    this.plot = h(
      "div",
      { class: "mg-time-filter__area" },
      this.svg,
      this.window,
      this.from,
      this.to,
    );
    this.plot.addEventListener("pointerdown", (event) => this.grab(event));
    this.plot.addEventListener("pointermove", (event) => this.point(event));
    this.plot.addEventListener("pointerleave", () => this.tell(null));
    return h(
      "div",
      { class: "mg-time-filter__strip" },
      this.changes,
      this.plot,
      this.axis,
      this.label,
    );
  }

  handle(end) {
    const handle = h("div", {
      class: `mg-time-filter__handle mg-time-filter__handle--${end}`,
      role: "slider",
      tabindex: 0,
      "aria-valuemin": this.extent[0],
      "aria-valuemax": this.extent[1],
      onkeydown: (event) => this.key(event, end),
    });
    return handle;
  }

  /** Where a day lies, from 0 (start) to 1 (end). */
  at(day) {
    const [first, last] = this.extent;
    return Math.min(Math.max((day - first) / (last - first + 1), 0), 1);
  }

  dayAt(event) {
    const box = this.plot.getBoundingClientRect();
    const share = (event.clientX - box.left) / box.width;
    const along = currentDirection() === "rtl" ? 1 - share : share;
    const [first, last] = this.extent;
    return Math.round(first + Math.min(Math.max(along, 0), 1) * (last - first));
  }

  resize() {
    const width = this.plot.clientWidth;
    if (!width || width === this.width) return;
    this.width = width;
    const [first, last] = this.extent;
    const [start, end] = [period.monthOf(first), period.monthOf(last)];
    const months = end - start + 1;
    this.bin = BINS.find((n) => (width * n) / months >= NARROWEST) || BINS[BINS.length - 1];
    this.edges = [];
    const begin = start - (((start % this.bin) + this.bin) % this.bin);
    for (let month = begin; month <= end; month += this.bin) {
      this.edges.push(period.startOfMonth(month));
    }
    this.edges.push(period.startOfMonth(begin + this.bin * this.edges.length));
    this.svg.setAttribute("viewBox", `0 0 ${width} ${HEIGHT}`);
    const years = end / 12 - start / 12;
    /* Toggles that need more room than their years have would stand under the wrong ones. */
    const least = matchMedia("(pointer: coarse)").matches ? 44 : 30;
    this.element.classList.toggle("mg-time-filter--aligned", width / years >= least + 2);
    this.drawn = null;
    this.drawAxis(width);
    this.drawChanges();
    this.update();
  }

  /** Years under the strip, as many as have room. */
  drawAxis(width) {
    const [start, end] = this.extent.map(days.yearOf);
    const every =
      [1, 2, 5, 10, 20, 50, 100, 500].find((n) => (width * n) / (end - start + 1) >= 44) || 1000;
    const marks = [];
    for (let year = Math.ceil(start / every) * every; year <= end; year += every) {
      const style = { insetInlineStart: `${this.at(days.startOfYear(year)) * 100}%` };
      marks.push(h("span", { class: "mg-time-filter__year", style }, digits(String(year))));
    }
    replace(this.axis, marks);
  }

  /** A mark wherever the districts change, with what changes as its label. */
  drawChanges() {
    const { epochs } = this.context.districts;
    const room = matchMedia("(pointer: coarse)").matches ? 44 : 28;
    const groups = [];
    for (let k = 1; k < epochs.length; k += 1) {
      const text = describeChange(epochs[k - 1], epochs[k]);
      const share = this.at(epochs[k].first);
      /* Changes that a finger could not tell apart are told together. */
      const last = groups[groups.length - 1];
      if (last && (share - last.share) * this.width < room) last.text += ` · ${text}`;
      else groups.push({ share, text });
    }
    this.changes.hidden = !groups.length;
    replace(
      this.changes,
      groups.map((group) => this.change(group)),
    );
  }

  change({ share, text }) {
    const tell = () => this.tell(text, share);
    return h("button", {
      type: "button",
      class: "mg-time-filter__change",
      style: { insetInlineStart: `${share * 100}%` },
      "aria-label": text,
      onfocus: tell,
      onclick: tell,
      onpointerenter: tell,
      onblur: () => this.tell(null),
      onpointerleave: () => this.tell(null),
      onkeydown: (event) => event.key === "Escape" && this.tell(null),
    });
  }

  drawBars() {
    const { filter } = this.context;
    const { edges, width } = this;
    const wide = { all: new Uint32Array(edges.length), years: new Uint32Array(edges.length) };
    this.sums = filter.histogram(edges, { but: "years", wider: wide.all });
    const chosen = filter.histogram(edges, { wider: wide.years });
    const highest = this.sums.reduce((a, b) => Math.max(a, b), 1);
    const paths = { "outside-wide": "", outside: "", "inside-wide": "", inside: "" };
    const bar = (x, w, from, to) => {
      const y = HEIGHT - (to / highest) * HEIGHT;
      return to > from
        ? `M${x.toFixed(1)} ${y.toFixed(1)}h${w.toFixed(1)}V${(HEIGHT - (from / highest) * HEIGHT).toFixed(1)}h-${w.toFixed(1)}Z`
        : "";
    };
    for (let b = 0; b < this.sums.length; b += 1) {
      if (!this.sums[b]) continue;
      const x = this.at(edges[b]) * width;
      const w = Math.max(
        this.at(edges[b + 1]) * width - x - (width / edges.length > 4 ? 1 : 0.5),
        1,
      );
      const sure = this.sums[b] - wide.all[b];
      paths.outside += bar(x, w, 0, sure);
      paths["outside-wide"] += bar(x, w, sure, this.sums[b]);
      const chosenSure = chosen[b] - wide.years[b];
      paths.inside += bar(x, w, 0, chosenSure);
      paths["inside-wide"] += bar(x, w, chosenSure, chosen[b]);
    }
    for (const [name, d] of Object.entries(paths)) this.paths[name].setAttribute("d", d);
    this.scale.textContent = t("Events {each}, at most {n}; paler: longer.", {
      each: eachBin(this.bin),
      n: number(highest),
    });
  }

  update() {
    if (!this.width) return;
    const visible = this.context.shown();
    const { filter } = this.context;
    if (this.drawn !== filter.othersVersion) {
      this.drawn = filter.othersVersion;
      this.drawBars();
    }
    const [from, to] = this.context.range();
    const [start, end] = [this.at(from), this.at(to + 1)];
    this.clip.setAttribute("x", start * this.width);
    this.clip.setAttribute("width", Math.max(end - start, 0) * this.width);
    this.window.style.insetInlineStart = `${start * 100}%`;
    this.window.style.inlineSize = `${Math.max(end - start, 0) * 100}%`;
    this.from.style.insetInlineStart = `${start * 100}%`;
    this.to.style.insetInlineStart = `${end * 100}%`;
    const whole = this.player.isWhole();
    this.element.classList.toggle("mg-time-filter--whole", whole);
    const narrowed = !whole || this.context.store.get().years !== null;
    this.element.classList.toggle("mg-time-filter--narrowed", narrowed);
    const value = (handle, day) => {
      handle.setAttribute("aria-valuenow", day);
      handle.setAttribute("aria-valuetext", printDay(day));
    };
    value(this.from, from);
    value(this.to, to);
    this.count.textContent = this.sentence(visible);
    this.say();
  }

  sentence(visible) {
    const all = this.context.total;
    const { years } = this.context.store.get();
    const when = printRange(...this.context.range());
    const what = visible === all ? tn("{n} event", "{n} events", all) : ofAll(visible, all);
    const parts = [what];
    if (!years || !this.player.isWhole()) parts.push(when);
    if (years) parts.push(t("only {years}", { years: printYears(years) }));
    return parts.join(t(", "));
  }

  /** Told to screen readers once the range has come to rest, and only if time has changed. */
  say() {
    const { from, to, years } = this.context.store.get();
    const key = JSON.stringify([from, to, years]);
    if (this.said === undefined) this.said = key;
    clearTimeout(this.saying);
    if (this.said === key) return;
    this.saying = setTimeout(() => {
      this.said = key;
      this.status.textContent = this.count.textContent;
    }, SAY_AFTER);
  }

  /* ---- moving the range ----------------------------------------------------------------- */

  /** Shows a range, its ends in order and within the atlas. */
  show(from, to) {
    const [first, last] = this.extent;
    this.player.pause();
    this.player.show(Math.max(Math.min(from, to), first), Math.min(Math.max(from, to), last));
  }

  key(event, end) {
    const forward = currentDirection() === "rtl" ? -1 : 1;
    const by = {
      ArrowRight: forward,
      ArrowLeft: -forward,
      ArrowUp: 1,
      ArrowDown: -1,
      PageUp: 12,
      PageDown: -12,
    }[event.key];
    let [from, to] = this.context.range();
    const { monthOf, startOfMonth, endOfMonth } = period;
    if (by === undefined && event.key !== "Home" && event.key !== "End") return;
    event.preventDefault();
    if (end === "from") {
      if (event.key === "Home") [from] = this.extent;
      else if (event.key === "End") from = startOfMonth(monthOf(to));
      else from = Math.min(startOfMonth(monthOf(from) + by), startOfMonth(monthOf(to)));
    } else if (event.key === "End") [, to] = this.extent;
    else if (event.key === "Home") to = endOfMonth(monthOf(from));
    else to = Math.max(endOfMonth(monthOf(to) + by), endOfMonth(monthOf(from)));
    this.show(from, to);
  }

  grab(event) {
    if (event.button !== 0) return;
    const [from, to] = this.context.range();
    const start = this.dayAt(event);
    const whole = this.player.isWhole();
    let drag;
    if (this.from.contains(event.target)) drag = (day) => this.show(snap(Math.min(day, to)), to);
    else if (this.to.contains(event.target)) {
      drag = (day) => this.show(from, snap(Math.max(day, from), true));
    } else if (!whole && start >= from && start <= to) {
      drag = (day) => this.slide(from, to, day - start);
    } else drag = (day) => this.show(snap(Math.min(start, day)), snap(Math.max(start, day), true));
    const handle = [this.from, this.to].find((each) => each.contains(event.target));
    let moved = false;
    const x = event.clientX;
    const move = (next) => {
      if (!moved && Math.abs(next.clientX - x) < 3) return;
      moved = true;
      this.tell(null);
      drag(this.dayAt(next));
    };
    const drop = (last) => {
      this.plot.removeEventListener("pointermove", move);
      this.plot.classList.remove("mg-time-filter__area--held");
      if (!moved && !handle && last.type === "pointerup" && (start < from || start > to)) {
        if (start < from) this.show(snap(start), to);
        else this.show(from, snap(start, true));
      }
    };
    event.preventDefault();
    if (handle) handle.focus();
    this.plot.classList.add("mg-time-filter__area--held");
    this.plot.setPointerCapture(event.pointerId);
    this.plot.addEventListener("pointermove", move);
    this.plot.addEventListener("pointerup", drop, { once: true });
    this.plot.addEventListener("pointercancel", drop, { once: true });
  }

  /** Both ends moved by whole months, the width kept. */
  slide(from, to, by) {
    const [start, end] = this.player.shifted(from, to, Math.round(by / 30.44));
    this.show(start, end);
  }

  /* ---- labels --------------------------------------------------------------------------- */

  /** The bar under the pointer, in words. */
  point(event) {
    if (event.pointerType !== "mouse" || event.buttons || !this.sums) return;
    const day = this.dayAt(event);
    const b = this.edges.findIndex((edge) => edge > day) - 1;
    if (b < 0) return;
    const when = printRange(this.edges[b], this.edges[b + 1] - 1);
    this.tell(`${when}: ${tn("{n} event", "{n} events", this.sums[b])}`, this.at(this.edges[b]));
  }

  tell(text, share) {
    this.label.hidden = !text;
    if (!text) return;
    this.label.textContent = text;
    this.label.style.insetInlineStart = `${share * 100}%`;
    this.label.classList.toggle("mg-time-filter__label--end", share > 0.5);
  }

  translate() {
    this.element.setAttribute("aria-label", t("Time"));
    this.from.setAttribute("aria-label", t("First day shown"));
    this.to.setAttribute("aria-label", t("Last day shown"));
    this.changes.setAttribute("aria-label", t("Changes of districts"));
    this.reset.textContent = t("Show the whole time");
    this.more.textContent = t("More");
    this.more.setAttribute("aria-label", t("More: dates, steps and years"));
    this.svg.style.transform = currentDirection() === "rtl" ? "scaleX(-1)" : "";
    this.width = null;
    this.resize();
  }
}

const ofAll = (n, all) =>
  tn("{n} of {all} event", "{n} of {all} events", all, {
    n: number(n),
    all: number(all),
  });

/** A day brought to the month that it lies nearest to: its first day, or its last as an end. */
function snap(day, end) {
  const month = period.monthOf(day);
  const start = period.startOfMonth(month);
  const next = period.startOfMonth(month + 1);
  const late = day - start > next - day;
  return end ? period.endOfMonth(late ? month : month - 1) : late ? next : start;
}

function describeChange(before, after) {
  const labels = (epoch) => new Set(epoch.regions.map((region) => named(region.label)));
  const [old, now] = [labels(before), labels(after)];
  const fresh = [...now].filter((label) => !old.has(label));
  const gone = [...old].filter((label) => !now.has(label));
  const parts = [];
  if (fresh.length) parts.push(t("new: {names}", { names: listed(fresh) }));
  if (gone.length) parts.push(t("no longer: {names}", { names: listed(gone) }));
  if (!parts.length) parts.push(t("borders move"));
  return t("Districts from {day}: {changes}", {
    day: printDay(after.first),
    changes: parts.join(t("; ")),
  });
}

const eachBin = (months) => {
  if (months === 1) return t("a month");
  if (months === 3) return t("a quarter");
  return months === 12 ? t("a year") : t("in {n} years", { n: number(months / 12) });
};

register("TimeFilter", TimeFilter);
