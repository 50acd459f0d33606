/*
 * The events shown in figures: small charts of equal scale, by year and by district, and the same
 * numbers as a table. One pass over the events shown; drawn only while it is seen.
 */
import { Component } from "../../browser/app/component.js";
import { register } from "../../browser/app/kinds.js";
import { range } from "../../browser/core/figure_words.js";
import { listed, named, number, t, tn } from "../../browser/core/messages.js";
import { h, replace, svg } from "../../browser/draw/dom.js";
import { sentenceOf } from "../../browser/draw/filter_words.js";
import { lensNote, lensSentence } from "../../browser/draw/lens_words.js";
import { chart } from "./chart.js";
import { greatest, Tally, total } from "./tally.js";

/** Redrawn at most so often while time runs, in milliseconds. */
const PAUSE = 100;

export class Figures extends Component {
  create() {
    this.sentence = h("p", { class: "mg-figures__sentence" });
    this.caution = h("p", { class: "mg-figures__caution" });
    this.key = h("p", { class: "mg-figures__key" });
    this.readout = h("p", { class: "mg-figures__readout", "aria-hidden": "true" });
    this.whole = h("div", { class: "mg-figures__whole" });
    this.heading = h("h3", { class: "mg-figures__heading" });
    this.scale = h("p", { class: "mg-figures__note" });
    this.parts = h("div", { class: "mg-figures__parts" });
    this.toggle = h("summary", {});
    this.tables = h("div", { class: "mg-figures__tables" });
    this.table = h("details", { class: "mg-figures__table" }, this.toggle, this.tables);
    this.table.addEventListener("toggle", () => this.drawTables());
    this.element = h(
      "div",
      { class: "mg-figures" },
      this.sentence,
      this.caution,
      this.key,
      this.whole,
      this.readout,
      this.heading,
      this.scale,
      this.parts,
      this.table,
    );
    this.read = this.read.bind(this);
    this.listen("change", () => this.later());
    this.listen("tab", () => this.later());
    this.sizes = new ResizeObserver(() => this.later());
    this.sizes.observe(this.element);
    this.stops.push(() => this.sizes.disconnect());
    this.translate();
    return this.element;
  }

  translate() {
    this.heading.textContent = t("By the district of the event’s own day");
    this.scale.textContent = t(
      "All of these charts have one scale. An event is counted where and when it begins.",
    );
    this.toggle.textContent = t("Show as table");
    replace(
      this.key,
      entry("events", t("events")),
      entry("low", t("deaths by the lowest figures")),
      entry("high", t("up to the highest")),
      entry("open", t("a source says “at least”")),
    );
    this.later();
  }

  seen() {
    return this.inCorner || this.context.ui.tab === null || this.context.ui.tab === "figures";
  }

  later() {
    if (!this.seen() || this.waiting) return;
    const wait = this.drawnOnce ? PAUSE : 0;
    this.drawnOnce = true;
    this.waiting = setTimeout(() => {
      this.waiting = null;
      if (this.seen() && this.element.isConnected) this.draw();
    }, wait);
  }

  nameOf({ district, name }) {
    const place = named(name);
    if (district) return place;
    return name
      ? t("{place}: the whole city, or no district known", { place })
      : t("The province, or no city");
  }

  /* ---- drawing ----------------------------------------------------------------------------- */

  draw() {
    const { context, read } = this;
    this.tally = this.tally || new Tally(context);
    const bins = this.tally.bins();
    const sums = this.tally.sums(bins);
    const all = this.tally.row(sums, -1);
    this.drawn = { bins, sums, all };
    const told = lensSentence(context);
    this.sentence.textContent = [sentenceOf(context), told, told && lensNote()]
      .filter(Boolean)
      .join(" ");
    const unstated = total(all.unstated);
    const shown = total(all.events);
    this.caution.textContent = [
      t("Sums of lows and of highs add up unlike things. They are not a toll."),
      unstated
        ? tn(
            "For {k} of {n} event no source read states the dead; it adds nothing to these sums, which is not none.",
            "For {k} of {n} events no source read states the dead; they add nothing to these sums, which is not none.",
            shown,
            { k: number(unstated) },
          )
        : "",
    ].join(" ");
    const width = Math.max(this.whole.clientWidth, 220);
    this.readout.textContent = "";
    replace(
      this.whole,
      h("h3", { class: "mg-figures__heading" }, bins.monthly ? t("By month") : t("By year")),
      chart(t("Events"), all, bins, "events", { width, height: 92, read }),
      chart(t("Deaths"), all, bins, "deaths", { width, height: 128, read }),
    );
    this.drawParts(bins, sums);
    this.drawTables();
  }

  drawParts(bins, sums) {
    const { read } = this;
    const shown = this.tally.groups
      .map((group) => ({ group, row: this.tally.row(sums, group.g) }))
      .filter(({ row }) => total(row.events) > 0);
    const most = {
      events: Math.max(1, ...shown.map(({ row }) => greatest(row.events))),
      deaths: Math.max(1, ...shown.map(({ row }) => greatest(row.high))),
    };
    this.heading.hidden = this.scale.hidden = !shown.length;
    this.drawn.shown = shown;
    const width = Math.max((this.parts.clientWidth || this.whole.clientWidth) - 2, 200);
    const columns = width > 520 ? 2 : 1;
    const each = Math.floor((width - (columns - 1) * 24) / columns);
    replace(
      this.parts,
      shown.map(({ group, row }) =>
        h(
          "section",
          { class: "mg-figures__part" },
          h("h4", { class: "mg-figures__name" }, this.nameOf(group)),
          h("p", { class: "mg-figures__sum" }, this.sumOf(row)),
          chart(t("Events"), row, bins, "events", {
            width: each,
            height: 34,
            top: most.events,
            bare: true,
            name: this.nameOf(group),
            read,
          }),
          chart(t("Deaths"), row, bins, "deaths", {
            width: each,
            height: 48,
            top: most.deaths,
            bare: true,
            name: this.nameOf(group),
            axis: true,
            read,
          }),
        ),
      ),
    );
  }

  /** "12 events · 30–50 dead · 4 not stated". */
  sumOf(row) {
    const events = total(row.events);
    const unstated = total(row.unstated);
    const parts = [tn("{n} event", "{n} events", events)];
    if (unstated < events) {
      const dead = range(total(row.low), total(row.high), greatest(row.open));
      parts.push(t("{figure} dead", { figure: dead }));
    }
    if (unstated) parts.push(t("deaths of {n} not stated", { n: number(unstated) }));
    return parts.join(" · ");
  }

  /** What the pointer is on, in words. */
  read(row, bins, b, name) {
    const one = row && {
      events: [row.events[b]],
      unstated: [row.unstated[b]],
      low: [row.low[b]],
      high: [row.high[b]],
      open: [row.open[b]],
    };
    const where = name ? [name] : [];
    this.readout.textContent = one
      ? t("{place}: {figures}", {
          place: listed([...where, bins.names[b]]),
          figures: this.sumOf(one),
        })
      : "";
  }

  /* ---- the table ----------------------------------------------------------------------------- */

  drawTables() {
    if (!this.table.open || !this.drawn) return;
    const { bins, all, shown } = this.drawn;
    const heads = [
      t("Events"),
      t("Deaths, lowest figures"),
      t("Deaths, highest figures"),
      t("Deaths not stated"),
    ];
    const cells = (events, low, high, open, unstated) => {
      const stated = unstated < events;
      const most = open ? t("{n} or more", { n: number(high) }) : number(high);
      return [
        number(events),
        stated ? number(low) : "–",
        stated ? most : "–",
        number(unstated),
      ].map((text) => h("td", {}, text));
    };
    const whole = (row) =>
      cells(
        total(row.events),
        total(row.low),
        total(row.high),
        greatest(row.open),
        total(row.unstated),
      );
    const table = (caption, first, rows) =>
      h(
        "div",
        { class: "mg-figures__scroll", tabindex: 0, role: "region", "aria-label": caption },
        h(
          "table",
          {},
          h("caption", {}, caption),
          h(
            "thead",
            {},
            h(
              "tr",
              {},
              [first, ...heads].map((text) => h("th", { scope: "col" }, text)),
            ),
          ),
          h("tbody", {}, rows),
          h("tfoot", {}, h("tr", {}, h("th", { scope: "row" }, t("All shown")), whole(all))),
        ),
      );
    replace(
      this.tables,
      table(
        bins.monthly ? t("Events and deaths by month") : t("Events and deaths by year"),
        bins.monthly ? t("Month") : t("Year"),
        bins.names.map((name, b) =>
          h(
            "tr",
            {},
            h("th", { scope: "row" }, name),
            cells(all.events[b], all.low[b], all.high[b], all.open[b], all.unstated[b]),
          ),
        ),
      ),
      table(
        t("Events and deaths by district"),
        t("District"),
        shown.map(({ group, row }) =>
          h("tr", {}, h("th", { scope: "row" }, this.nameOf(group)), whole(row)),
        ),
      ),
    );
  }
}

const entry = (name, words) => h("span", { class: "mg-figures__entry" }, swatch(name), words);

const swatch = (name) =>
  svg(
    "svg",
    {
      class: "mg-figures__swatch",
      viewBox: "0 0 14 14",
      width: 14,
      height: 14,
      "aria-hidden": "true",
    },
    name === "open"
      ? svg("path", { class: "mg-figures__open", d: "M3 9l4 -4l4 4" })
      : svg("path", { class: `mg-figures__${name}`, d: "M2 2h10v10h-10Z" }),
  );

register("Figures", Figures);
