// @ts-check
/* What lies over a map and hides it. */

/** @import { LeafletMap } from "../types" */
/** @import { Rectangle } from "./rectangles.js" */

/** The selector of what lies over a map. */
const COVERS = ".leaflet-control, .mg-legend, .mg-strip, .mg-pane__name, .mg-pane--inset";

/**
 * The rectangles of the map that controls lie on, in layer pixels. They are asked for when the
 * view has come to rest, not in every frame.
 * @param {LeafletMap} map
 * @returns {Rectangle[]}
 */
export const coveredByControls = (map) => {
  const container = map.getContainer();
  const frame = container.getBoundingClientRect();
  const corner = map.containerPointToLayerPoint([0, 0]);
  const panes = container.closest(".mg-panes");
  const host = (panes || container).parentNode || container;
  return Array.from(host.querySelectorAll(COVERS), (control) => {
    const { left, top, right, bottom } = control.getBoundingClientRect();
    /** @type {Rectangle} */
    const covered = [
      left - frame.left + corner.x,
      top - frame.top + corner.y,
      right - frame.left + corner.x,
      bottom - frame.top + corner.y,
    ];
    return covered;
  }).filter(([left, , right]) => right > left);
};
