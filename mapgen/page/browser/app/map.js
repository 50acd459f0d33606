/* The page's Leaflet map. All calls that make or size it stand here. */
import { makeMap } from "./leaflet.js";
import { expose } from "./public.js";

/** A map in the element of that id, from the options that stand beside it as JSON. */
const openMap = (id) => {
  const { bounds, options } = JSON.parse(document.getElementById(`${id}_options`).textContent);
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
