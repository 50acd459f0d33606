// @ts-check
/* The ground that a map shows at first: where a city's events lie, or what a view of the settings holds. */
import { groundOf } from "../core/arrangement.js";
import { NOWHERE } from "../core/event_values.js";
import { intoCopy } from "../core/world_copy.js";
import { latLngBounds } from "./leaflet.js";

/** @import { Context, PackedView, Pane } from "../types" */

/** The most events that are looked at to find where those of a city lie. */
const SAMPLE = 50000;
/** The precision of an event that is known to a neighbourhood; what is known less has a higher one. */
const NEIGHBOURHOOD = 1;

/**
 * The middle nine tenths of a city's events with a point, so that outliers have no effect; with
 * `exact` only of those known to a neighbourhood. Null for fewer than three.
 * @param {Context} context
 * @param {string} name
 */
export function cityBounds(context, name, exact = false) {
  const { columns, terms, count } = context;
  const index = terms.city.indexOf(name);
  /** @type {number[]} */
  const latitudes = [];
  /** @type {number[]} */
  const longitudes = [];
  /* Of more events every n-th is taken. */
  const step = Math.ceil(count / SAMPLE) || 1;
  for (let i = 0; i < count; i += step) {
    if (columns.city[i] !== index || columns.latitude[i] === NOWHERE) continue;
    if (exact && columns.precision[i] > NEIGHBOURHOOD) continue;
    latitudes.push(columns.latitude[i]);
    longitudes.push(columns.longitude[i]);
  }
  if (latitudes.length < 3) return null;
  const [south, north] = inner(latitudes);
  const [west, east] = inner(longitudes);
  return latLngBounds([
    [south, west],
    [north, east],
  ]).pad(0.12);
}

/** @param {number[]} found in hundred-thousandths of a degree */
function inner(found) {
  const values = Int32Array.from(found).sort();
  const cut = Math.floor(values.length * 0.05);
  return [values[cut] / 1e5, values[values.length - 1 - cut] / 1e5];
}

/**
 * A view of the settings as this page tells longitudes.
 * @param {Context} context
 * @param {PackedView} view
 * @returns {PackedView}
 */
export const viewInCopy = ({ seam }, [zoom, latitude, longitude]) => [
  zoom,
  latitude,
  intoCopy(longitude, seam),
];

/**
 * The ground of a pane that is one of several.
 * @param {Pane} pane
 */
export function groundOfPane({ context, setting }) {
  if (!setting) return undefined;
  const { name, view } = setting;
  const city = (context.meta.cities || []).find((each) => each.name === name);
  const own = view ? null : cityBounds(context, name, true) || cityBounds(context, name);
  if (own) return own;
  /** @type {PackedView | null} */
  const shown = view || (city ? [city.zoom || 11, city.latitude, city.longitude] : null);
  if (!shown) return undefined;
  const [south, west, north, east] = groundOf(viewInCopy(context, shown));
  return latLngBounds([
    [south, west],
    [north, east],
  ]);
}
