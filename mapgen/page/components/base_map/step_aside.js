// @ts-check
/* A first view in which nothing that can be tapped lies under a control. */
import { clearMove, leastHidden } from "../../browser/core/clear_move.js";
import { meet } from "../../browser/core/rectangles.js";
import { coveredByControls, coveredBySheet } from "../../browser/draw/map_covers.js";

/** @import { Move } from "../../browser/core/clear_move.js" */
/** @import { Rectangle } from "../../browser/core/rectangles.js" */
/** @import { Pane } from "../../browser/types" */

/** How far the view may be moved, as a share of the map's longer side. */
const REACH = 0.3;
/**
 * What of a mark or a name is to lie under no control, what is to stay in the map, and by how many steps
 * of its zoom the map may show more ground for it: all, or where there is no room for that its middle.
 */
const ATTEMPTS = [
  { clear: 1, kept: 1, zooms: 1 },
  { clear: 1, kept: 0.8, zooms: 1 },
  { clear: 1, kept: 1, zooms: 3 },
  { clear: 1, kept: 0.8, zooms: 5 },
  { clear: 0.4, kept: 0.4, zooms: 4 },
];
/** More than this share of the marks and names in the map is to remain when some are gathered for it. */
const REMAINING = 1 / 3;
/** Where there is no such view: what a step of zoom is worth, in marks that are hidden. */
const STEP_COST = 0.2;

/**
 * Moves the map a little, or shows a little more ground, so that no mark and no town's name lies under
 * what lies over the map. Where there is no such view, that in which the least of them does.
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
  /** @param {number} k */
  const lieAt = (k) => {
    if (!lies[k]) {
      show(k);
      lies[k] = lieOf(map, marks.targets());
    }
    return lies[k];
  };
  /** @type {(k: number, move: Move) => void} */
  const take = (k, [x, y]) => {
    show(k);
    if (!x && !y) return;
    marks.towns.forget();
    map.panBy([-x, -y], { animate: false });
  };
  for (const { clear, kept, zooms } of ATTEMPTS) {
    for (let k = 0; k <= zooms; k += 1) {
      const { targets, covers, frame, reach, inside } = lieAt(k);
      if (k && inside <= REMAINING * lies[0].inside) break;
      const move = clearMove(targets, covers, frame, reach, clear, kept);
      if (move) return take(k, move);
    }
  }
  const least = lies.map(({ targets, covers, frame, reach }) =>
    leastHidden(targets, covers, frame, reach),
  );
  const costs = least.map(({ hidden }, k) => hidden + k * STEP_COST);
  const k = costs.indexOf(Math.min(...costs));
  take(k, least[k].move);
}

/**
 * @typedef {object} Lie what lies where at a zoom, in layer pixels
 * @property {Rectangle[]} targets
 * @property {Rectangle[]} covers
 * @property {Rectangle} frame
 * @property {number} reach
 * @property {number} inside how many targets are in the map
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
  /** @type {Rectangle} */
  const frame = [x, y, x + width, y + height];
  return {
    targets,
    covers: [...coveredByControls(map), ...coveredBySheet(map)],
    frame,
    inside: targets.filter((each) => meet(each, frame)).length,
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
