// @ts-check
/* The page's Leaflet map. All calls that make or size it stand here. */
import { makeMap } from "./leaflet.js";
import { expose, jsonIn } from "./public.js";

/** @import { LatLngBoundsLiteral, MapOptions } from "leaflet" */
/** @import { LeafletMap } from "../types" */

/**
 * A map in the element of that id, from the options that stand beside it as JSON.
 * @param {string} id
 */
const openMap = (id) => {
  /** @type {{bounds: LatLngBoundsLiteral, options: MapOptions}} */
  const { bounds, options } = jsonIn(`${id}_options`);
  /** @type {LeafletMap} */
  const map = makeMap(id, {
    zoomControl: false,
    attributionControl: false,
    zoomSnap: 0.25,
    zoomDelta: 0.5,
    wheelPxPerZoomLevel: 90,
    bounceAtZoomLimits: false,
    minZoom: 6,
    maxZoom: 17,
    ...options,
  });
  map.fitBounds(bounds, { animate: false });
  map.mapgenBounds = bounds;
  return map;
};

expose({ map: openMap });
