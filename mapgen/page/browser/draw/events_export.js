// @ts-check
/*
 * The events shown as files: CSV with the columns of events.csv, and GeoJSON. Names of fields are
 * those that `mapgen export` uses.
 */
import { csvRow } from "../core/csv.js";
import { eventOf } from "../core/event_values.js";
import { spotsOf } from "../core/spots.js";
import { cellsOf, COLUMNS, columnsOf, selectedClaims } from "./event_cells.js";

/** @import { Claim, Context, EventIndex, EventRecord } from "../types" */
/** @import { PublicEvent } from "../core/event_values.js" */

/** Properties of a feature that are no column of events.csv: `mapgen import` derives them anew. */
const DERIVED = [
  "date_printed",
  "date_from",
  "date_to",
  "place_radius_m",
  "places",
  "deaths_low",
  "deaths_high",
  "injured_low",
  "injured_high",
  "district_on_date",
  "district_candidates",
  "district_join",
  "district_note",
  "deaths_claims",
  "injured_claims",
];

/** The column of a saved table that lists the places of an event at several, as `mapgen export` does. */
const PLACES = "places";

/**
 * The places of an event at several as JSON; "" for one place.
 * @param {Context} context
 * @param {EventIndex} i its record is open
 */
function placesText(context, i) {
  const { places } = eventOf(context, i);
  const { spotRadius } = context.columns;
  const [start] = spotsOf(context.columns, i);
  if (!places) return "";
  /** @param {number} k */
  const radius = (k) => (spotRadius && spotRadius[start + k]) || null;
  return JSON.stringify(places.map((place, k) => ({ ...place, radius_m: radius(k) })));
}

/**
 * All parts of a CSV file of these events; of translations the columns that are not empty. An event at
 * several places is one row, whose last cell lists them (`PLACES`).
 * @param {Context} context
 * @param {Iterable<EventIndex>} events
 */
export const eventsAsCSV = async (context, events) => {
  const all = [...columnsOf(context), PLACES];
  const filled = new Set(COLUMNS);
  /** @type {string[][]} */
  const rows = [];
  for (const i of events) {
    const record = context.peek(i) || (await context.read(i));
    const cells = cellsOf(context, i, record);
    cells[PLACES] = placesText(context, i);
    for (const name of all) if (cells[name]) filled.add(name);
    rows.push(all.map((name) => cells[name]));
  }
  const kept = all.map((_, at) => at).filter((at) => filled.has(all[at]));
  /* The byte order mark lets spreadsheets read the text as UTF-8. */
  const head = `\ufeff${kept.map((at) => all[at]).join(",")}\r\n`;
  return [head, ...rows.map((cells) => csvRow(kept.map((at) => cells[at])))];
};

/**
 * An object without the values that say nothing.
 * @param {Record<string, unknown>} values
 */
const given = (values) =>
  Object.fromEntries(
    Object.entries(values).filter(
      ([, value]) =>
        value !== "" &&
        value !== null &&
        value !== undefined &&
        !(Array.isArray(value) && !value.length),
    ),
  );

/**
 * The point of an event, the points of its places, or null.
 * @param {PublicEvent} event
 */
function geometryOf({ latitude, longitude, places }) {
  /** @param {{latitude: number | null, longitude: number | null}} each */
  const at = (each) => [each.longitude, each.latitude];
  if (latitude === null) return null;
  return places
    ? { type: "MultiPoint", coordinates: places.map(at) }
    : { type: "Point", coordinates: at({ latitude, longitude }) };
}

/**
 * @param {Context} context
 * @param {EventIndex} i
 * @param {EventRecord} record
 */
function featureOf(context, i, record) {
  const { columns } = context;
  const cells = cellsOf(context, i, record);
  delete cells.latitude;
  delete cells.longitude;
  const event = eventOf(context, i);
  const { references } = record;
  /** @param {number[]} refs */
  const cited = (refs) =>
    refs.map((n) => {
      const [key, locator] = references[n - 1];
      const source = context.sources[key];
      return given({ key, locator, label: source?.short, url: source?.url });
    });
  /** @param {Claim[] | undefined} list */
  const claims = (list) =>
    selectedClaims(context, i, list, references).map(({ text, refs, counted }) => ({
      figure: text,
      counted,
      citations: cited(refs),
    }));
  return {
    type: "Feature",
    id: record.id,
    geometry: geometryOf(event),
    properties: given({
      ...cells,
      date_printed: record.date,
      date_from: event.from,
      date_to: event.to,
      place_radius_m: columns.radius[i] || null,
      places: event.places,
      deaths_low: event.deaths_low,
      deaths_high: event.deaths_high,
      injured_low: event.injured_low,
      injured_high: event.injured_high,
      district_on_date: event.district,
      district_candidates: event.candidates,
      district_join: record.join,
      district_note: record.note,
      deaths_claims: claims(record.deaths),
      injured_claims: claims(record.injured),
    }),
  };
}

/**
 * All parts of a GeoJSON file of these events, a feature a line.
 * @param {Context} context
 * @param {Iterable<EventIndex>} events
 * @param {Record<string, unknown>} head what the file says of itself
 */
export const eventsAsGeoJSON = async (context, events, head) => {
  const filled = new Set(COLUMNS);
  /** @type {string[]} */
  const parts = [];
  for (const i of events) {
    const feature = featureOf(context, i, context.peek(i) || (await context.read(i)));
    Object.keys(feature.properties).forEach((name) => filled.add(name));
    parts.push(`${parts.length ? ",\n" : ""}${JSON.stringify(feature)}`);
  }
  const columns = columnsOf(context).filter((name) => filled.has(name));
  const collection = { type: "FeatureCollection", ...given(head), columns, derived: DERIVED };
  const opening = JSON.stringify(collection, null, 1).replace(/\s*}$/, "");
  return [`${opening},\n "features": [\n`, ...parts, "\n]}\n"];
};

/**
 * The keys of the sources that these events cite, in the bibliography's order; with `selected` only
 * those of the source lens.
 * @param {Context} context
 * @param {Iterable<EventIndex>} events
 * @param {boolean} [selected]
 */
export const keysCited = async (context, events, selected = false) => {
  const cited = new Set();
  for (const i of events) {
    const record = context.peek(i) || (await context.read(i));
    for (const [key] of record.references) {
      if (!selected || context.lens.includes(i, key)) cited.add(key);
    }
  }
  return Object.keys(context.sources).filter((key) => cited.has(key));
};
