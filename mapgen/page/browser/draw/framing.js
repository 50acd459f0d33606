// @ts-check
/* Where a map's pixels lie in a view: the one that it shows, or one that it could show. */
import { originOf } from "../app/leaflet.js";

/** @import { LatLngExpression, Point } from "leaflet" */
/** @import { LeafletMap } from "../types" */
/** @import { Rectangle } from "../core/rectangles.js" */

/**
 * @typedef {object} Framing
 * @property {number} zoom
 * @property {number} scale pixels of the world at this zoom
 * @property {Point} origin where layer pixels begin, in pixels of the world
 * @property {Rectangle} frame the map, in layer pixels
 */

/**
 * That of the view that a map shows.
 * @param {LeafletMap} map
 * @returns {Framing}
 */
export function framingOf(map) {
  const { x, y } = map.containerPointToLayerPoint([0, 0]);
  const { x: width, y: height } = map.getSize();
  const zoom = map.getZoom();
  return {
    zoom,
    scale: 256 * 2 ** zoom,
    origin: map.getPixelOrigin(),
    frame: [x, y, x + width, y + height],
  };
}

/**
 * That of a view that a map could show, whose layers are where they are now: what lies over it is, too.
 * @param {LeafletMap} map
 * @param {LatLngExpression} center
 * @param {number} zoom
 * @returns {Framing}
 */
export function framingAt(map, center, zoom) {
  const origin = originOf(map, center, zoom);
  return { ...framingOf(map), zoom, scale: 256 * 2 ** zoom, origin };
}
