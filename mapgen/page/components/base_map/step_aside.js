// @ts-check
/* A first view in which nothing that can be tapped lies under a control. */
import { clearMove } from "../../browser/core/clear_move.js";
import { coveredByControls, coveredBySheet } from "../../browser/draw/map_covers.js";

/** @import { Rectangle } from "../../browser/core/rectangles.js" */
/** @import { Pane } from "../../browser/types" */

/** How far the view may be moved, as a share of the map's longer side. */
const REACH = 0.3;
/**
 * What of a mark is to lie under no control, what is to stay in the map, and by how many steps of its
 * zoom the map may show more ground for it: all, or where there is no room for that its middle.
 */
const ATTEMPTS = [
  { clear: 1, kept: 1, zooms: 1 },
  { clear: 0.4, kept: 1, zooms: 2 },
  { clear: 0.4, kept: 0.8, zooms: 2 },
  { clear: 0.4, kept: 0.4, zooms: 4 },
];

/**
 * Moves the map a little, or shows a little more ground, so that no mark and no town's name lies under
 * what lies over the map. Where there is no such view it stays.
 * @param {Pane} pane
 */
export function stepAside({ map, marks }) {
  if (!marks || !marks.painted || map.getContainer().inert) return;
  const [center, zoom] = [map.getCenter(), map.getZoom()];
  const step = map.options.zoomSnap || 1;
  for (const { clear, kept, zooms } of ATTEMPTS) {
    for (let k = 0; k <= zooms; k += 1) {
      map.setView(center, zoom - k * step, { animate: false });
      const move = moveAside(map, marks.targets(), clear, kept);
      if (!move) continue;
      if (move[0] || move[1]) {
        marks.towns.forget();
        map.panBy([-move[0], -move[1]], { animate: false });
      }
      return;
    }
  }
  map.setView(center, zoom, { animate: false });
}

/**
 * @param {Pane["map"]} map
 * @param {Rectangle[]} targets
 * @param {number} clear
 * @param {number} kept shares of each
 */
function moveAside(map, targets, clear, kept) {
  const { x: width, y: height } = map.getSize();
  const { x, y } = map.containerPointToLayerPoint([0, 0]);
  return clearMove(
    targets,
    [...coveredByControls(map), ...coveredBySheet(map)],
    [x, y, x + width, y + height],
    REACH * Math.max(width, height),
    clear,
    kept,
  );
}
