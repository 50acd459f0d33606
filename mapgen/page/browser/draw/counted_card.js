// @ts-check
/* The card of rows that stand for many events each: counts by kind and by year. */
import * as days from "../core/days.js";
import { named, number, printYears, t } from "../core/messages.js";
import { h, uniqueId } from "./dom.js";
import { glyph } from "./glyphs.js";

/** @import { Groups } from "../core/counted_rows.js" */
/** @import { Child, Context, EventIndex } from "../types" */
/** @typedef {[name: Child, n: number]} Row */

/**
 * What the rows of one place add up to: how many events, of which kinds, in which years.
 * @param {Context} context
 * @param {Groups} groups
 * @param {EventIndex[]} rows
 * @param {string} title
 */
export function countedCard({ columns, terms }, groups, rows, title) {
  const kinds = new Float64Array(terms.category.length);
  /** @type {Map<string, number>} */
  const years = new Map();
  let n = 0;
  for (const i of rows) {
    const events = groups.events[i];
    const [from, to] = [columns.first[i], columns.last[i]].map(days.yearOf);
    const span = printYears(from, to);
    kinds[columns.category[i]] += events;
    years.set(span, (years.get(span) || 0) + events);
    n += events;
  }
  /** @type {Row[]} */
  const byKind = terms.category
    .map((each, c) => ({ each, events: kinds[c] }))
    .filter(({ events }) => events > 0)
    .sort((one, other) => other.events - one.events)
    .map(({ each, events }) => [
      [glyph(each.glyph, each.colour, 13), " ", h("bdi", {}, named(each.label))],
      events,
    ]);
  return h(
    "div",
    { class: "mg-card" },
    h("h2", { class: "mg-card__title", tabindex: -1, id: uniqueId("choice") }, title),
    h("p", { class: "mg-card__where" }, groups.inWords(n)),
    table(t("By kind of event"), byKind),
    table(t("By year"), [...years]),
  );
}

/**
 * @param {string} caption
 * @param {Row[]} rows
 */
function table(caption, rows) {
  return h(
    "table",
    { class: "mg-card__counts" },
    h("caption", {}, caption),
    h(
      "tbody",
      {},
      rows.map(([name, n]) => h("tr", {}, h("th", { scope: "row" }, name), h("td", {}, number(n)))),
    ),
  );
}
