// @ts-check
/* The page's Leaflet map. All calls that make or size it stand here. */
import { LOWEST } from "../core/zoom_floor.js";
import { makeMap } from "./leaflet.js";
import { keepFloor } from "./map_floor.js";
import { expose, jsonIn } from "./public.js";

/** @import { MapOptions } from "leaflet" */
/** @import { Extent, LeafletMap } from "../types" */

/**
 * A map in the element of that id, from the options that stand beside it as JSON.
 * @param {string} id
 */
const openMap = (id) => {
  /** @type {{extent: Extent, options: MapOptions}} */
  const { extent, options } = jsonIn(`${id}_options`);
  /** @type {LeafletMap} */
  const map = makeMap(id, {
    zoomControl: false,
    attributionControl: false,
    zoomSnap: 0.25,
    zoomDelta: 0.5,
    wheelPxPerZoomLevel: 90,
    bounceAtZoomLimits: false,
    minZoom: LOWEST,
    maxZoom: 17,
    ...options,
  });
  map.fitBounds(extent.bounds, { animate: false });
  keepFloor(map, extent);
  return map;
};

expose({ map: openMap });
