// @ts-check
/* A first view in which nothing that can be tapped lies under a control. */
import { clearMove, leastHidden } from "../../browser/core/clear_move.js";
import { meet } from "../../browser/core/rectangles.js";
import { framingAt, framingOf } from "../../browser/draw/framing.js";
import { coveredByControls, coveredBySheet } from "../../browser/draw/map_covers.js";

/** @import { Move } from "../../browser/core/clear_move.js" */
/** @import { Rectangle } from "../../browser/core/rectangles.js" */
/** @import { Framing } from "../../browser/draw/framing.js" */
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
 * Finds how the map is moved a little, or shows a little more ground, so that no mark and no town's name
 * lies under what lies over it. Where there is no such view, that in which the least of them does. Other
 * zooms are reckoned, not shown: the map is drawn once, where it stays.
 * @param {Pane} pane
 * @returns {() => void} moves the map
 */
export function wayAside({ map, marks }) {
  if (!marks || !marks.painted || map.getContainer().inert) return () => {};
  const [center, zoom] = [map.getCenter(), map.getZoom()];
  const step = map.options.zoomSnap || 1;
  const controls = coveredByControls(map);
  const covers = [...controls, ...coveredBySheet(map)];
  /** @param {number} k */
  const zoomAt = (k) => Math.max(map.getMinZoom(), zoom - k * step);
  const shown = lieOf(framingOf(map), marks.targets(), covers);
  /** @type {(Lie | null)[]} */
  const lies = [shown];
  /** @param {number} k */
  const lieAt = (k) => {
    if (lies[k] === undefined) {
      const framing = framingAt(map, center, zoomAt(k));
      const targets = marks.targetsIn(framing, controls);
      lies[k] = targets && lieOf(framing, targets, covers);
    }
    return lies[k];
  };
  /** @type {(k: number, move: Move) => () => void} */
  const take =
    (k, [x, y]) =>
    () => {
      if (!k && !x && !y) return;
      marks.towns.forget();
      if (!k) {
        map.panBy([-x, -y], { animate: false });
        return;
      }
      const middle = map.project(center, zoomAt(k)).subtract([x, y]);
      map.setView(map.unproject(middle, zoomAt(k)), zoomAt(k), { animate: false });
    };
  for (const { clear, kept, zooms } of ATTEMPTS) {
    for (let k = 0; k <= zooms; k += 1) {
      const lie = lieAt(k);
      if (!lie || (k && inside(lie) <= REMAINING * inside(shown))) break;
      const move = clearMove(lie.targets, lie.covers, lie.frame, lie.reach, clear, kept);
      if (move) return take(k, move);
    }
  }
  const least = lies.flatMap((lie, k) => {
    if (!lie) return [];
    const { move, hidden } = leastHidden(lie.targets, lie.covers, lie.frame, lie.reach);
    return { k, move, cost: hidden + k * STEP_COST };
  });
  const [{ k, move }] = least.sort((one, other) => one.cost - other.cost);
  return take(k, move);
}

/**
 * @typedef {object} Lie what lies where in a view, in layer pixels
 * @property {Rectangle[]} targets
 * @property {Rectangle[]} covers
 * @property {Rectangle} frame
 * @property {number} reach
 */

/**
 * What can be tapped in a view, and what lies over it.
 * @param {Framing} framing
 * @param {Rectangle[]} targets
 * @param {Rectangle[]} covers
 * @returns {Lie}
 */
function lieOf({ frame }, targets, covers) {
  const reach = REACH * Math.max(frame[2] - frame[0], frame[3] - frame[1]);
  return { targets, covers, frame, reach };
}

/**
 * How many targets are in the map.
 * @param {Lie} lie
 */
const inside = ({ targets, frame }) => targets.filter((each) => meet(each, frame)).length;

/**
 * What a first view depends on besides the ground it shows, as a text to compare.
 * @param {Pane} pane
 */
export function liesOf({ map, marks }) {
  const standing = marks && marks.painted ? marks.targets() : [];
  const covers = [...coveredByControls(map), ...coveredBySheet(map)];
  const inert = map.getContainer().inert;
  return [inert, framingOf(map).frame, covers, "", standing].join(" ");
}
