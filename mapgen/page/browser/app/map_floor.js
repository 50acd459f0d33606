// @ts-check
/* How far out a map can be zoomed, kept in step with its size. */
import { zoomFloor } from "../core/zoom_floor.js";

/** @import { Extent, LeafletMap } from "../types" */

/**
 * Lets a map be zoomed out as far as its points lie apart, whatever its size.
 * @param {LeafletMap} map
 * @param {Extent} extent
 */
export function keepFloor(map, extent) {
  map.mapgenExtent = extent;
  const set = () => {
    const { x, y } = map.getSize();
    const floor = zoomFloor(extent.whole || extent.bounds, [x, y]);
    if (floor !== map.getMinZoom()) map.setMinZoom(floor);
  };
  set();
  map.on("resize", set);
}
