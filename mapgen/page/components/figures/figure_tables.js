// @ts-check
/* The numbers of the charts as tables: by time, and by district. */
import { number, t } from "../../browser/core/messages.js";
import { h } from "../../browser/draw/dom.js";
import { greatest, total } from "./tally.js";

/** @import { Bins, Row } from "./tally.js" */

/**
 * @param {Bins} bins
 * @param {Row} all
 */
export const timeTable = (bins, all) =>
  table(
    [
      t("Events and deaths by month"),
      t("Events and deaths by year"),
      t("Events and deaths over time"),
    ][lengthOf(bins)],
    binName(bins),
    bins.names.map((name, b) =>
      line(name, cells(all.events[b], all.low[b], all.high[b], all.open[b], all.unstated[b])),
    ),
    all,
  );

/**
 * What a bin is: 0 a month, 1 a year, 2 several years.
 * @param {Bins} bins
 */
export const lengthOf = ({ years }) => Math.min(years, 2);

/** @param {Bins} bins */
export const binName = (bins) => [t("Month"), t("Year"), t("Years")][lengthOf(bins)];

/**
 * @param {{name: string, row: Row}[]} districts
 * @param {Row} all
 */
export const districtTable = (districts, all) =>
  table(
    t("Events and deaths by district"),
    t("District"),
    districts.map(({ name, row }) => line(name, sums(row))),
    all,
  );

/**
 * @param {string} caption
 * @param {string} first the heading of the first column
 * @param {HTMLElement[]} lines
 * @param {Row} all
 */
function table(caption, first, lines, all) {
  const heads = [
    first,
    t("Events"),
    t("Deaths, lowest figures"),
    t("Deaths, highest figures"),
    t("Deaths not stated"),
  ];
  return scrolledTable(caption, heads, lines, h("tfoot", {}, line(t("All shown"), sums(all))));
}

/**
 * A table that scrolls sideways where it is wider than its place.
 * @param {string} caption
 * @param {string[]} heads of the columns
 * @param {HTMLElement[]} lines
 * @param {HTMLElement | null} [foot]
 */
export const scrolledTable = (caption, heads, lines, foot = null) =>
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
          heads.map((text) => h("th", { scope: "col" }, text)),
        ),
      ),
      h("tbody", {}, lines),
      foot,
    ),
  );

/**
 * @param {string} name
 * @param {HTMLElement[]} columns
 */
export const line = (name, columns) => h("tr", {}, h("th", { scope: "row" }, name), columns);

/** @param {Row} row */
const sums = (row) =>
  cells(
    total(row.events),
    total(row.low),
    total(row.high),
    greatest(row.open),
    total(row.unstated),
  );

/**
 * @param {number} events
 * @param {number} low
 * @param {number} high
 * @param {number} open 1 where a source says "at least"
 * @param {number} unstated events of which no deaths are stated
 */
function cells(events, low, high, open, unstated) {
  const stated = unstated < events;
  const most = open ? t("{n} or more", { n: number(high) }) : number(high);
  return [number(events), stated ? number(low) : "–", stated ? most : "–", number(unstated)].map(
    (text) => h("td", {}, text),
  );
}
