// @ts-check
/* What lies over a map and hides it. */

/** @import { LeafletMap } from "../types" */
/** @import { Rectangle } from "../core/rectangles.js" */

/** The selector of what lies over a map. */
const COVERS = ".leaflet-control, .mg-legend, .mg-strip, .mg-pane__name, .mg-pane--inset";

/** The panel, which on a phone is a sheet over the map. */
const SHEET = ".mg-panel-area";

/**
 * The rectangles of the map that controls lie on, in layer pixels. They are asked for when the
 * view has come to rest, not in every frame.
 * @param {LeafletMap} map
 * @returns {Rectangle[]}
 */
export const coveredByControls = (map) => {
  const panes = map.getContainer().closest(".mg-panes");
  const host = (panes || map.getContainer()).parentNode;
  return host ? rectanglesOf(map, host.querySelectorAll(COVERS)) : [];
};

/**
 * Those that the panel lies on, in layer pixels.
 * @param {LeafletMap} map
 */
export const coveredBySheet = (map) => rectanglesOf(map, document.querySelectorAll(SHEET));

/**
 * How much of a map's foot is under a panel that is drawn up over it, in pixels.
 * @param {LeafletMap} map
 */
export function depthUnderSheet(map) {
  const { x: width, y: height } = map.getSize();
  const { x, y } = map.containerPointToLayerPoint([0, 0]);
  const tops = coveredBySheet(map)
    .filter(([left, , right]) => left <= x && right >= x + width)
    .map(([, top]) => top - y)
    .filter((top) => top > 0);
  return Math.max(0, height - Math.min(height, ...tops));
}

/**
 * @param {LeafletMap} map
 * @param {Iterable<Element>} elements
 */
function rectanglesOf(map, elements) {
  const frame = map.getContainer().getBoundingClientRect();
  const corner = map.containerPointToLayerPoint([0, 0]);
  const seen = [...elements].filter((each) => getComputedStyle(each).visibility !== "hidden");
  return seen
    .map((element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      /** @type {Rectangle} */
      const covered = [
        left - frame.left + corner.x,
        top - frame.top + corner.y,
        right - frame.left + corner.x,
        bottom - frame.top + corner.y,
      ];
      return covered;
    })
    .filter(([left, , right]) => right > left);
}
