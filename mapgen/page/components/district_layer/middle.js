// @ts-check
/* The point at which the name of an area is written. */
import { latLngBounds } from "../../browser/app/leaflet.js";

/** @import { FeatureGroup, LatLng, Polygon } from "leaflet" */

/** @type {WeakMap<Polygon | FeatureGroup, [latitude: number, longitude: number]>} */
const middles = new WeakMap();

/**
 * A point inside the largest part of a shape, for its name.
 * @param {Polygon | FeatureGroup} layer a shape, or a group whose first layer is one, that does not change
 */
export function middleOf(layer) {
  const middle = middles.get(layer) || foundMiddle(layer);
  middles.set(layer, middle);
  return middle;
}

/**
 * @param {Polygon | FeatureGroup} layer
 * @returns {[latitude: number, longitude: number]}
 */
function foundMiddle(layer) {
  const polygon = /** @type {Polygon} */ ("getLayers" in layer ? layer.getLayers()[0] : layer);
  /** @type {LatLng[]} */
  let best = [];
  let size = -1;
  for (const [outer] of /** @type {LatLng[][][]} */ (polygon.getLatLngs())) {
    const bounds = latLngBounds(outer);
    const area = (bounds.getNorth() - bounds.getSouth()) * (bounds.getEast() - bounds.getWest());
    if (area <= size) continue;
    size = area;
    best = outer;
  }
  return centroid(best);
}

/**
 * Centroid of a ring, moved to the middle of the shape's widest stretch at that latitude.
 * @param {LatLng[]} ring
 * @returns {[latitude: number, longitude: number]}
 */
function centroid(ring) {
  let [area, y, x] = [0, 0, 0];
  for (let k = 0, j = ring.length - 1; k < ring.length; j = k, k += 1) {
    const cross = ring[j].lng * ring[k].lat - ring[k].lng * ring[j].lat;
    area += cross;
    x += (ring[j].lng + ring[k].lng) * cross;
    y += (ring[j].lat + ring[k].lat) * cross;
  }
  const latitude = y / (3 * area);
  /** @type {number[]} */
  const crossings = [];
  for (let k = 0, j = ring.length - 1; k < ring.length; j = k, k += 1) {
    const [a, b] = [ring[j], ring[k]];
    if (a.lat > latitude === b.lat > latitude) continue;
    crossings.push(a.lng + ((b.lng - a.lng) * (latitude - a.lat)) / (b.lat - a.lat));
  }
  crossings.sort((a, b) => a - b);
  let widest = [x / (3 * area), x / (3 * area)];
  for (let k = 0; k + 1 < crossings.length; k += 2) {
    if (crossings[k + 1] - crossings[k] > widest[1] - widest[0]) {
      widest = [crossings[k], crossings[k + 1]];
    }
  }
  return [latitude, (widest[0] + widest[1]) / 2];
}
