// @ts-check
/* The values of one event, read from the columns and named as the public interface names them. */
import * as days from "./days.js";
import { named } from "./messages.js";
import { spotsOf } from "./spots.js";
import { outOfCopy } from "./world_copy.js";

/** @import { Columns, Context, EventIndex, EventRecord, ListColumnName, TermColumn } from "../types" */
/** @typedef {{id: string, name: string, latitude: number | null, longitude: number | null}} EventPlace */
/**
 * An event as `window.atlas` gives it; with the fields of its record once its texts are opened.
 * @typedef {Record<string, unknown> & {id: string, from: string, to: string,
 *   latitude: number | null, longitude: number | null, places?: EventPlace[]}} PublicEvent
 */

/** What stands in a position column where an event has no point. */
export const NOWHERE = -0x80000000;

/** Hundred-thousandths of a degree make one degree. */
export const DEGREE = 1e5;

/**
 * The public names of the columns of indices.
 * @type {Record<string, Exclude<TermColumn, ListColumnName>>}
 */
const FIELDS = {
  city: "city",
  district: "region",
  attribution: "attribution",
  confidence: "confidence",
  place_precision: "precision",
};
/** @type {Record<string, ListColumnName>} */
const LISTS = { candidates: "district", actors: "actor", targets: "target" };
/** @type {Record<string, "deathsLow" | "deathsHigh" | "injuredLow" | "injuredHigh">} */
const FIGURES = {
  deaths_low: "deathsLow",
  deaths_high: "deathsHigh",
  injured_low: "injuredLow",
  injured_high: "injuredHigh",
};

/**
 * Degrees of a value of a position column, null for none.
 * @param {number} value
 */
export const degreesOf = (value) => (value === NOWHERE ? null : value / DEGREE);

/**
 * The longitude of a value of a position column, -180° to 180°; null for none.
 * @param {number} value
 */
export const longitudeOf = (value) =>
  value === NOWHERE ? null : Math.round(outOfCopy(value / DEGREE) * DEGREE) / DEGREE;

/**
 * The places of an event at several: names as written, degrees; null where there is no point.
 * @param {Context} context
 * @param {number} start
 * @param {number} end
 * @param {EventRecord | null} record
 * @returns {EventPlace[]}
 */
function spotsBetween({ columns, spots }, start, end, record) {
  const { spotLatitude, spotLongitude } = columns;
  if (!spotLatitude || !spotLongitude) return [];
  const names = record && record.place ? record.place.split("; ") : [];
  return Array.from({ length: end - start }, (_, k) => ({
    id: spots[start + k],
    name: names[k] || spots[start + k],
    latitude: degreesOf(spotLatitude[start + k]),
    longitude: longitudeOf(spotLongitude[start + k]),
  }));
}

/**
 * The names of an event's places in the reader's language: one, of events at several each.
 * @param {Context} context
 * @param {EventIndex} i
 * @param {EventRecord} record
 */
export function placesOf(context, i, record) {
  if (!record.place) return [];
  const [start, end] = spotsOf(context.columns, i);
  return start < end ? record.place.split("; ").map(named) : [named(record.place)];
}

/**
 * An event as the public interface gives it.
 * @param {Context} context
 * @param {EventIndex} i
 */
export function eventOf(context, i) {
  const { columns, terms } = context;
  const record = context.peek(i);
  /** @type {PublicEvent} */
  const event = {
    id: context.idOf(i),
    from: days.toISO(columns.first[i]),
    to: days.toISO(columns.last[i]),
    latitude: degreesOf(columns.latitude[i]),
    longitude: longitudeOf(columns.longitude[i]),
  };
  const [start, end] = spotsOf(columns, i);
  if (start < end) event.places = spotsBetween(context, start, end, record);
  event.category = terms.category[columns.category[i]].id;
  for (const [name, column] of Object.entries(FIELDS)) {
    event[name] = terms[column][columns[column][i]];
  }
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

/**
 * The names in an event's list column.
 * @param {Context} context
 * @param {ListColumnName} column
 * @param {EventIndex} i
 */
export const namesOf = (context, column, i) => {
  const { offsets, values } = context.columns[column];
  return Array.from(values.subarray(offsets[i], offsets[i + 1]), (k) =>
    named(context.terms[column][k]),
  );
};
