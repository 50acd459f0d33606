/* The values of one event, read from the columns and named as the public interface names them. */
import { firstAbove, firstNotBelow } from "./bisect.js";
import * as days from "./days.js";
import { named } from "./messages.js";

/** What stands in a position column where an event has no point. */
export const NOWHERE = -0x80000000;

const FIELDS = {
  category: (context, i) => context.terms.category[context.columns.category[i]].id,
  city: (context, i) => context.terms.city[context.columns.city[i]],
  district: (context, i) => context.terms.region[context.columns.region[i]],
  attribution: (context, i) => context.terms.attribution[context.columns.attribution[i]],
  confidence: (context, i) => context.terms.confidence[context.columns.confidence[i]],
  place_precision: (context, i) => context.terms.precision[context.columns.precision[i]],
};
const LISTS = { candidates: "district", actors: "actor", targets: "target" };
const FIGURES = {
  deaths_low: "deathsLow",
  deaths_high: "deathsHigh",
  injured_low: "injuredLow",
  injured_high: "injuredHigh",
};

/** The places of event i in the columns of places: [start, end), empty where it has but one. */
export const spotsOf = ({ spotEvent }, i) =>
  spotEvent ? [firstNotBelow(spotEvent, i), firstAbove(spotEvent, i)] : [0, 0];

/** The places of an event at several: names as written, degrees; null where there is no point. */
function spotsBetween({ columns, spots }, start, end, record) {
  const names = record && record.place ? record.place.split("; ") : [];
  const degrees = (value) => (value === NOWHERE ? null : value / 1e5);
  return Array.from({ length: end - start }, (_, k) => ({
    id: spots[start + k],
    name: names[k] || spots[start + k],
    latitude: degrees(columns.spotLatitude[start + k]),
    longitude: degrees(columns.spotLongitude[start + k]),
  }));
}

/** The names of an event's places in the reader's language: one, of events at several each. */
export function placesOf(context, i, record) {
  if (!record.place) return [];
  const [start, end] = spotsOf(context.columns, i);
  return start < end ? record.place.split("; ").map(named) : [named(record.place)];
}

export function eventOf(context, i) {
  const { columns, terms } = context;
  const record = context.peek(i);
  const event = {
    id: context.idOf(i),
    from: days.toISO(columns.first[i]),
    to: days.toISO(columns.last[i]),
    latitude: columns.latitude[i] === NOWHERE ? null : columns.latitude[i] / 1e5,
    longitude: columns.longitude[i] === NOWHERE ? null : columns.longitude[i] / 1e5,
  };
  const [start, end] = spotsOf(columns, i);
  if (start < end) event.places = spotsBetween(context, start, end, record);
  for (const [name, read] of Object.entries(FIELDS)) event[name] = read(context, i);
  for (const [name, column] of Object.entries(LISTS)) {
    const { offsets, values } = columns[column];
    event[name] = Array.from(values.subarray(offsets[i], offsets[i + 1]), (k) => terms[column][k]);
  }
  for (const [name, column] of Object.entries(FIGURES)) {
    event[name] = columns[column][i] < 0 ? null : columns[column][i];
  }
  if (record) {
    const { references, ...rest } = record;
    Object.assign(event, rest, { sources: references.map(([key]) => key) });
  }
  return event;
}

/** The names in an event's list column ("actor", "target", "district"). */
export const namesOf = (context, column, i) => {
  const { offsets, values } = context.columns[column];
  return Array.from(values.subarray(offsets[i], offsets[i + 1]), (k) =>
    named(context.terms[column][k]),
  );
};
