// @ts-check
/* The orders in which events are listed. */
import { isRow } from "../../browser/core/event_kinds.js";
import { placesOf } from "../../browser/core/event_values.js";
import { named, t } from "../../browser/core/messages.js";
import * as search from "../../browser/core/search.js";

/** @import { Context, EventIndex, EventRecord } from "../../browser/types" */

/** @typedef {"date" | "time" | "deaths" | "place"} Order */

/** More events than can be sorted in a moment stay in time order. */
const MOST_SORTED = 50000;

/**
 * The names of the orders that an atlas offers, and of a list in each of them.
 * @param {Context} context
 */
export function ordersOf(context) {
  /** @typedef {{order: Order, name: string, list: string}} Listed */
  const withRows = Boolean(context.columns.row);
  /** @type {Listed} */
  const byDate = {
    order: "date",
    name: t("by date, rows of data sets last"),
    list: t("Events shown, in time order, rows of data sets last"),
  };
  /** @type {Listed[]} */
  const orders = [
    ...(withRows ? [byDate] : []),
    {
      order: withRows ? "time" : "date",
      name: t("by date"),
      list: t("Events shown, in time order"),
    },
    {
      order: "deaths",
      name: t("by deaths, highest figure first"),
      list: t("Events shown, by deaths"),
    },
    { order: "place", name: t("by place"), list: t("Events shown, by place") },
  ];
  /* Places are read from the texts, which a very large atlas does not open all at once. */
  return orders.filter(
    ({ order }) =>
      (order !== "place" || context.eager) && (order !== "deaths" || context.hasFigures("deaths")),
  );
}

/**
 * The events shown in one of the orders.
 * @param {Context} context
 * @param {Order} order
 */
export function sortedEvents(context, order) {
  const events = context.visible();
  if (order === "date" && context.columns.row) return rowsLast(context, events);
  if (order === "date" || order === "time" || events.length > MOST_SORTED) return events;
  const { deathsHigh, deathsLow } = context.columns;
  if (order === "deaths") {
    return events
      .slice()
      .sort((a, b) => deathsHigh[b] - deathsHigh[a] || deathsLow[b] - deathsLow[a] || a - b);
  }
  const places = new Map(
    Array.from(events, (i) => {
      const record = context.peek(i);
      return [i, record ? search.plain(placeOf(context, i, record)) : ""];
    }),
  );
  const place = (/** @type {EventIndex} */ i) => places.get(i) || "";
  return events
    .slice()
    .sort((a, b) => (place(a) < place(b) ? -1 : place(a) > place(b) ? 1 : a - b));
}

/**
 * Events in time order, and after them those that are rows of data sets and nothing more.
 * @param {Context} context
 * @param {Uint32Array} events
 */
function rowsLast(context, events) {
  const own = events.filter((i) => !isRow(context, i));
  const sorted = new Uint32Array(events.length);
  sorted.set(own);
  sorted.set(
    events.filter((i) => isRow(context, i)),
    own.length,
  );
  return sorted;
}

/**
 * The places of event i in words, with its city where they do not name it.
 * @param {Context} context
 * @param {EventIndex} i
 * @param {EventRecord} record
 */
export function placeOf(context, i, record) {
  const { columns, terms } = context;
  const wide = ["province", "country"].includes(terms.precision[columns.precision[i]]);
  const city = wide ? "" : named(terms.city[columns.city[i]]);
  const text = placesOf(context, i, record).join(t("; "));
  return !city || !text || text.includes(city)
    ? text || city
    : t("{place}, {city}", { place: text, city });
}
