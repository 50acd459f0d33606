// @ts-check
/*
 * The events shown in figures: small charts of equal scale, by year and by district, and the same
 * numbers as a table. One pass over the events shown; drawn only while it is seen.
 */
import { Component } from "../../browser/app/component.js";
import { register } from "../../browser/app/kinds.js";
import { deadOf } from "../../browser/core/figure_words.js";
import { divider, listed, named, number, t, tn } from "../../browser/core/messages.js";
import { h, replace } from "../../browser/draw/dom.js";
import { sentenceOf } from "../../browser/draw/filter_words.js";
import { lensNote, lensSentence } from "../../browser/draw/lens_words.js";
import { barEntry, chart } from "./chart.js";
import { districtTable, lengthOf, timeTable } from "./figure_tables.js";
import { NotRead } from "./not_read.js";
import { greatest, Tally, total } from "./tally.js";

/** @import { Reading } from "./chart.js" */
/** @import { Bins, Group, Row, Sums } from "./tally.js" */

/** @typedef {{group: Group, row: Row}} Part the figures of a district */

/** Milliseconds between two drawings at least, while time runs. */
const PAUSE = 100;
/** Pixels: the least width of a chart, and the width from which two stand side by side. */
const NARROWEST = { all: 220, district: 200 };
const TWO_COLUMNS = 520;
const GAP = 24;

export class Figures extends Component {
  sentence = h("p", { class: "mg-figures__sentence" });
  caution = h("p", { class: "mg-figures__caution" });
  key = h("p", { class: "mg-figures__key" });
  readout = h("p", { class: "mg-figures__readout", "aria-hidden": "true" });
  whole = h("div", { class: "mg-figures__whole" });
  heading = h("h3", { class: "mg-figures__heading" });
  scale = h("p", { class: "mg-figures__note" });
  parts = h("div", { class: "mg-figures__parts" });
  toggle = h("summary");
  tables = h("div", { class: "mg-figures__tables" });
  table = h(
    "details",
    {
      class: "mg-figures__table",
      ontoggle: () => {
        this.drawTables();
      },
    },
    this.toggle,
    this.tables,
  );
  /** @type {HTMLElement} */
  element;
  /** @type {NotRead} */
  notRead;
  /** @type {Tally | null} */
  tally = null;
  /** @type {{bins: Bins, all: Row, parts: Part[]} | null} what the charts show */
  drawn = null;
  /** Whether nothing has been drawn yet. */
  isFirst = true;
  /** The timer of a drawing that waits; 0 when none does. */
  timer = 0;

  /** @override */
  create() {
    this.notRead = new NotRead(this.context);
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
      this.notRead.element,
      this.table,
    );
    this.listen("change", () => this.later());
    this.listen("tab", () => this.later());
    const sizes = new ResizeObserver(() => this.later());
    sizes.observe(this.element);
    this.stops.push(() => sizes.disconnect());
    this.translate();
    return this.element;
  }

  /** @override */
  translate() {
    this.heading.textContent = t("By the district of the event’s own day");
    this.scale.textContent = t(
      "All of these charts have one scale. An event is counted where and when it begins.",
    );
    this.notRead.translate();
    this.toggle.textContent = t("Show as table");
    replace(
      this.key,
      barEntry("events", t("events")),
      barEntry("low", t("deaths by the lowest figures")),
      barEntry("high", t("up to the highest")),
      barEntry("open", t("a source says “at least”")),
    );
    this.later();
  }

  isSeen() {
    return this.inCorner || this.context.ui.tab === null || this.context.ui.tab === "figures";
  }

  later() {
    if (!this.isSeen() || this.timer) return;
    const wait = this.isFirst ? 0 : PAUSE;
    this.isFirst = false;
    this.timer = window.setTimeout(() => {
      this.timer = 0;
      if (this.isSeen() && this.element.isConnected) this.draw();
    }, wait);
  }

  /** @param {Group} group */
  nameOf({ district, name }) {
    const place = named(name);
    if (district) return place;
    return name
      ? t("{place}: the whole city, or no district known", { place })
      : t("The province, or no city");
  }

  /* ---- drawing ----------------------------------------------------------------------------- */

  draw() {
    const { context } = this;
    this.tally = this.tally || new Tally(context);
    const bins = this.tally.bins();
    const sums = this.tally.sums(bins);
    const all = this.tally.whole(sums);
    const parts = this.partsOf(this.tally, sums);
    this.drawn = { bins, all, parts };
    const lens = lensSentence(context);
    this.sentence.textContent = [sentenceOf(context), lens, lens && lensNote()]
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
    const width = Math.max(this.whole.clientWidth, NARROWEST.all);
    const read = (/** @type {Reading | null} */ reading) => this.read(reading);
    this.readout.textContent = "";
    replace(
      this.whole,
      h("h3", { class: "mg-figures__heading" }, by(bins)),
      chart(t("Events"), all, bins, "events", { width, height: 92, read }),
      chart(t("Deaths"), all, bins, "deaths", { width, height: 128, read }),
    );
    this.drawParts(bins, parts, read);
    this.notRead.draw(bins, width, read);
    this.drawTables();
  }

  /**
   * The districts in which events are shown.
   * @param {Tally} tally
   * @param {Sums} sums
   * @returns {Part[]}
   */
  partsOf(tally, sums) {
    return tally.groups
      .map((group) => ({ group, row: tally.row(sums, group.g) }))
      .filter(({ row }) => total(row.events) > 0);
  }

  /**
   * @param {Bins} bins
   * @param {Part[]} parts
   * @param {(reading: Reading | null) => void} read
   */
  drawParts(bins, parts, read) {
    const most = {
      events: Math.max(1, ...parts.map(({ row }) => greatest(row.events))),
      deaths: Math.max(1, ...parts.map(({ row }) => greatest(row.high))),
    };
    this.heading.hidden = this.scale.hidden = !parts.length;
    const width = Math.max(
      (this.parts.clientWidth || this.whole.clientWidth) - 2,
      NARROWEST.district,
    );
    const columns = width > TWO_COLUMNS ? 2 : 1;
    const each = Math.floor((width - (columns - 1) * GAP) / columns);
    replace(
      this.parts,
      parts.map(({ group, row }) =>
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

  /**
   * "12 events · 30–50 dead · 4 not stated".
   * @param {Row} row
   */
  sumOf(row) {
    const events = total(row.events);
    const unstated = total(row.unstated);
    const parts = [tn("{n} event", "{n} events", events)];
    if (unstated < events) {
      const [low, high] = [total(row.low), total(row.high)];
      parts.push(deadOf({ events, unstated: 0, low, high, open: greatest(row.open) }));
    }
    if (unstated) parts.push(t("deaths of {n} not stated", { n: number(unstated) }));
    return parts.join(divider());
  }

  /**
   * Says what the pointer is on.
   * @param {Reading | null} reading
   */
  read(reading) {
    if (!reading) {
      this.readout.textContent = "";
      return;
    }
    const { row, bins, b, name } = reading;
    const bar = {
      events: [row.events[b]],
      unstated: [row.unstated[b]],
      low: [row.low[b]],
      high: [row.high[b]],
      open: [row.open[b]],
    };
    const where = name ? [name] : [];
    this.readout.textContent = t("{place}: {figures}", {
      place: listed([...where, bins.names[b]]),
      figures: this.sumOf(bar),
    });
  }

  drawTables() {
    if (!this.table.open || !this.drawn) return;
    const { bins, all, parts } = this.drawn;
    const districts = parts.map(({ group, row }) => ({ name: this.nameOf(group), row }));
    replace(
      this.tables,
      timeTable(bins, all),
      districtTable(districts, all),
      this.notRead.table(bins),
    );
  }
}

/** @param {Bins} bins */
const by = (bins) =>
  [t("By month"), t("By year"), t("By {n} years", { n: number(bins.years) })][lengthOf(bins)];

register("Figures", Figures);
