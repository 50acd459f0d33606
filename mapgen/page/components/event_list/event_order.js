/* The orders in which events are listed. */
import { placesOf } from "../../browser/core/event_values.js";
import { named, t } from "../../browser/core/messages.js";
import * as search from "../../browser/core/search.js";

/** More events than can be sorted in a moment stay in time order. */
const MOST_SORTED = 50000;

/** The names of the orders that an atlas offers, and of a list in each of them. */
export function ordersOf(context) {
  const orders = [
    { order: "date", name: t("by date"), list: t("Events shown, in time order") },
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

/** The events shown in one of the orders. */
export function sortedEvents(context, order) {
  const events = context.visible();
  if (order === "date" || events.length > MOST_SORTED) return events;
  const { deathsHigh, deathsLow } = context.columns;
  if (order === "deaths") {
    return events
      .slice()
      .sort((a, b) => deathsHigh[b] - deathsHigh[a] || deathsLow[b] - deathsLow[a] || a - b);
  }
  const places = new Map();
  for (const i of events) places.set(i, search.plain(placeOf(context, i, context.peek(i))));
  const compare = (a, b) =>
    places.get(a) < places.get(b) ? -1 : places.get(a) > places.get(b) ? 1 : a - b;
  return events.slice().sort(compare);
}

/** The places of event i in words, with its city where they do not name it. */
export function placeOf(context, i, record) {
  const { columns, terms } = context;
  const province = terms.precision[columns.precision[i]] === "province";
  const city = province ? "" : named(terms.city[columns.city[i]]);
  const text = placesOf(context, i, record).join(t("; "));
  return !city || !text || text.includes(city)
    ? text || city
    : t("{place}, {city}", { place: text, city });
}
