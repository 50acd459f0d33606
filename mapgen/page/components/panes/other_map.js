// @ts-check
/* A further map beside the first: the same components and context, its own view. */
import { makeMap, tileLayer } from "../../browser/app/leaflet.js";
import { keepFloor } from "../../browser/app/map_floor.js";
import { Pane } from "../../browser/app/pane.js";
import { h, uniqueId } from "../../browser/draw/dom.js";

/** @import { MapOptions, TileLayerOptions } from "leaflet" */
/** @import { Part } from "../../browser/app/pane.js" */
/** @typedef {{url: string} & TileLayerOptions} Tiles */

/**
 * What both maps are made with.
 * @type {(keyof MapOptions)[]}
 */
const SHARED = [
  "zoomSnap",
  "zoomDelta",
  "wheelPxPerZoomLevel",
  "bounceAtZoomLimits",
  "minZoom",
  "maxZoom",
  "crs",
];

export class OtherMap {
  /**
   * @param {Pane} first the pane of the first map
   * @param {HTMLElement} frame where it stands
   * @param {Tiles[]} tiles those of the first map
   */
  constructor(first, frame, tiles) {
    this.first = first;
    const container = h("div", { class: "mg-map", id: uniqueId("map") });
    frame.prepend(container);
    const options = Object.fromEntries(
      SHARED.filter((key) => first.map.options[key] !== undefined).map((key) => [
        key,
        first.map.options[key],
      ]),
    );
    const map = makeMap(container, { ...options, zoomControl: false, attributionControl: false });
    if (first.map.mapgenExtent) keepFloor(map, first.map.mapgenExtent);
    map.setView(first.map.getCenter(), first.map.getZoom(), { animate: false });
    this.pane = new Pane(first.context, map);
    first.context.panes.push(this.pane);
    /** @type {Map<Part, Part>} the components of this map by those of the first */
    this.twins = new Map();
    for (const { url, ...shared } of tiles) tileLayer(url, shared).addTo(map);
  }

  /** Adds the components that the first map has got, and removes those that it has lost. */
  syncParts() {
    const { parts } = this.first;
    for (const [part, twin] of this.twins) {
      if (parts.has(part)) continue;
      twin.remove();
      this.twins.delete(part);
    }
    for (const part of parts) {
      if (this.twins.has(part)) continue;
      const Kind = /** @type {new (options: object) => Part} */ (part.constructor);
      const twin = new Kind({ ...part.options });
      this.twins.set(part, twin);
      twin.addTo(this.pane.map);
    }
  }

  remove() {
    const { panes } = this.pane.context;
    panes.splice(panes.indexOf(this.pane), 1);
    this.pane.map.remove();
  }
}
