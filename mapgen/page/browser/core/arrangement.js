// @ts-check
/*
 * Which maps a state asks for: one, the atlas's panes beside each other, or two that are compared.
 * Pure: no DOM, no map.
 */

import { latitudeAt, mercatorY } from "./mercator.js";
import { TIMELESS } from "./state_keys.js";

/** @import { State } from "../types" */

/** @typedef {{name: string, view: [number, number, number] | null, share: number}} PaneSetting */
/** @typedef {{kind: "one" | "several" | "compare", panes: PaneSetting[]}} Arrangement */

/** What the address calls a single map. */
export const ONE = "one";

/**
 * @param {{panes: string[] | null, view: object | null, compare: object | null}} state
 * @param {PaneSetting[]} settings the atlas's panes
 * @returns {Arrangement}
 */
export function arrangementOf({ panes, view, compare }, settings) {
  if (compare) return { kind: "compare", panes: [] };
  const one = /** @type {Arrangement} */ ({ kind: "one", panes: [] });
  if (settings.length < 2) return one;
  /* A link from before there were panes names a view of one map. */
  if (!panes) return view ? one : { kind: "several", panes: settings };
  const named = panes
    .map((name) => settings.find((each) => each.name === name))
    .filter((each) => each !== undefined);
  if (!named.length) return one;
  return { kind: "several", panes: [...new Set([...named, ...settings])] };
}

/**
 * The filters of the second map of a comparison, over those of the page: with `alone`, each that it has
 * not of its own is taken off.
 * @param {State["compare"]} compare
 * @returns {Partial<State> | null}
 */
export function secondFilters(compare) {
  if (!compare || !compare.alone) return compare;
  const { alone, ...own } = compare;
  return { ...Object.fromEntries(TIMELESS.map((key) => [key, null])), ...own };
}

/** The map that a pane's view in the settings is meant for, in pixels. */
const MEANT_FOR = [600, 480];

/**
 * The ground that a view shows: [south, west, north, east] in degrees.
 * @param {[number, number, number]} view zoom, latitude, longitude
 */
export function groundOf([zoom, latitude, longitude]) {
  const scale = 256 * 2 ** zoom;
  const [across, down] = MEANT_FOR.map((side) => side / 2 / scale);
  const y = mercatorY(latitude);
  const half = across * 360;
  return [latitudeAt(y + down), longitude - half, latitudeAt(y - down), longitude + half];
}

/** An event that is in no pane. */
export const NOWHERE_SHOWN = 255;

/**
 * The pane that each event belongs to, as its number in `panes`: the one of its city, else the first
 * one whose ground holds its point. An event located in a whole province or country is in none.
 * @param {{city: ArrayLike<number>, precision: ArrayLike<number>, latitude: ArrayLike<number>,
 *   longitude: ArrayLike<number>}} columns
 * @param {{city: number, holds: (latitude: number, longitude: number) => boolean}[]} panes `city` is
 *   the index of the city of that name, −1 where there is none; coordinates in 1e-5 degrees
 * @param {number[]} wide the precisions of what no city holds: a province, a country
 */
export function membersOf(columns, panes, wide) {
  const { city, precision, latitude, longitude } = columns;
  const members = new Uint8Array(city.length).fill(NOWHERE_SHOWN);
  for (let i = 0; i < members.length; i += 1) {
    if (wide.includes(precision[i])) continue;
    for (let k = 0; k < panes.length; k += 1) {
      const pane = panes[k];
      if (pane.city >= 0 ? pane.city === city[i] : pane.holds(latitude[i], longitude[i])) {
        members[i] = k;
        break;
      }
    }
  }
  return members;
}
