// @ts-check
/* The ground that a map shows at first: where a city's events lie, or what a view of the settings holds. */
import { groundOf } from "../core/arrangement.js";
import { DEGREE, NOWHERE } from "../core/event_values.js";
import { intoCopy } from "../core/world_copy.js";
import { latLngBounds } from "./leaflet.js";

/** @import { LatLngBounds } from "leaflet" */
/** @import { Context, PackedView, Pane } from "../types" */

/** So many zooms may be lost for a ground that holds all of a city's events. */
const SPARE_ZOOM = 0.5;
/** The most events that are looked at to find where those of a city lie. */
const SAMPLE = 50000;
/** The precision of an event that is known to a neighbourhood; what is known less has a higher one. */
const NEIGHBOURHOOD = 1;

/**
 * Where a city's events with a point lie: the middle nine tenths, so that outliers have no effect, or all
 * of them where that costs a map no more than half a zoom; with `exact` only of those known to a
 * neighbourhood. Null for fewer than three.
 * @param {Pane} pane
 * @param {string} name
 * @param {boolean} [exact]
 */
export function cityBounds({ context, map }, name, exact = false) {
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
  const [middle, all] = [0.05, 0].map((cut) => {
    const [south, north] = between(latitudes, cut);
    const [west, east] = between(longitudes, cut);
    return latLngBounds([
      [south, west],
      [north, east],
    ]);
  });
  return unitsAcross(map, all) <= unitsAcross(map, middle) * 2 ** SPARE_ZOOM ? all : middle;
}

/**
 * What lies between a share of the values at either end.
 * @param {number[]} found in hundred-thousandths of a degree
 * @param {number} share
 */
function between(found, share) {
  const values = Int32Array.from(found).sort();
  const cut = Math.floor(values.length * share);
  return [values[cut] / DEGREE, values[values.length - 1 - cut] / DEGREE];
}

/**
 * How large a ground is, as a share of the map's own size at zoom 0.
 * @param {Pane["map"]} map
 * @param {LatLngBounds} ground
 */
function unitsAcross(map, ground) {
  const { x, y } = map.getSize();
  const [a, b] = [map.project(ground.getNorthWest(), 0), map.project(ground.getSouthEast(), 0)];
  return Math.max((b.x - a.x) / x, (b.y - a.y) / y);
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
export function groundOfPane(pane) {
  const { context, setting } = pane;
  if (!setting) return undefined;
  const { name, view } = setting;
  const city = (context.meta.cities || []).find((each) => each.name === name);
  const own = view ? null : cityBounds(pane, name, true) || cityBounds(pane, name);
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
