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
  /* A zoom is shown once: what lies where in it is kept for the attempts that follow. */
  /** @type {Lie[]} */
  const lies = [];
  /** @param {number} k */
  const show = (k) => {
    if (map.getZoom() !== zoom - k * step) map.setView(center, zoom - k * step, { animate: false });
  };
  for (const { clear, kept, zooms } of ATTEMPTS) {
    for (let k = 0; k <= zooms; k += 1) {
      if (!lies[k]) {
        show(k);
        lies[k] = lieOf(map, marks.targets());
      }
      const { targets, covers, frame, reach } = lies[k];
      const move = clearMove(targets, covers, frame, reach, clear, kept);
      if (!move) continue;
      show(k);
      if (move[0] || move[1]) {
        marks.towns.forget();
        map.panBy([-move[0], -move[1]], { animate: false });
      }
      return;
    }
  }
  show(0);
}

/**
 * @typedef {object} Lie what lies where at a zoom, in layer pixels
 * @property {Rectangle[]} targets
 * @property {Rectangle[]} covers
 * @property {Rectangle} frame
 * @property {number} reach
 */

/**
 * What can be tapped, and what lies over it, as the map stands now.
 * @param {Pane["map"]} map
 * @param {Rectangle[]} targets
 * @returns {Lie}
 */
function lieOf(map, targets) {
  const { x: width, y: height } = map.getSize();
  const { x, y } = map.containerPointToLayerPoint([0, 0]);
  return {
    targets,
    covers: [...coveredByControls(map), ...coveredBySheet(map)],
    frame: [x, y, x + width, y + height],
    reach: REACH * Math.max(width, height),
  };
}

/**
 * What a first view depends on besides the ground it shows, as a text to compare.
 * @param {Pane} pane
 */
export function liesOf({ map, marks }) {
  const { targets, covers, frame } = lieOf(map, marks && marks.painted ? marks.targets() : []);
  const inert = map.getContainer().inert;
  return [inert, frame, covers, "", targets].join(" ");
}
