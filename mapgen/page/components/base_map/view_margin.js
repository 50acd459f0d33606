// @ts-check
/* The room that a view leaves at a map's edges for marks, names and what lies over the map. */
import { NOWHERE } from "../../browser/core/event_values.js";
import { depthUnderSheet } from "../../browser/draw/map_covers.js";

/** @import { PointTuple } from "leaflet" */
/** @import { Context, Pane } from "../../browser/types" */
/** @typedef {{paddingTopLeft: PointTuple, paddingBottomRight: PointTuple}} Margin in pixels */

/** The room beside the events, in pixels; on a narrow map less, unless towns have labels there. */
const BESIDE = 72;
/** The same beside other maps, whose views are tight: where a mark would be cut, they step aside. */
const BESIDE_OTHERS = 16;
/** The room between the events and the map's upper and lower edge, in pixels. */
const EDGE = 56;
/** The same below, beside other maps. */
const EDGE_BESIDE = 28;
/** A map lower than this is an inset, in pixels, whose marks are to stand below its name. */
const INSET = 160;
const INSET_MARGIN = { above: 52, beside: 24, below: 20 };

/**
 * The room below the events in pixels, with that of the strip of what has no point.
 * @param {Pane} pane
 */
function roomBelow({ context, map, area }) {
  if (!context.columns.latitude.includes(NOWHERE)) return EDGE;
  const style = getComputedStyle(map.getContainer());
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const strip = parseFloat(style.getPropertyValue("--mg-strip")) * rem || 0;
  /* A town's label at the edge is not to lie under the credit. */
  const credit = area.querySelector(".leaflet-control-attribution");
  return EDGE + strip + (credit ? credit.getBoundingClientRect().height : 0);
}

/**
 * Whether events are told for a town, whose name stands round its point.
 * @param {Context} context
 */
function hasTowns({ columns, terms }) {
  const town = terms.precision.indexOf("town");
  return town >= 0 && columns.precision.includes(town);
}

/**
 * Room for marks and names at the edges of the view, and on request beside an open key.
 * @param {Pane} pane
 * @param {boolean} besideKey
 * @returns {Margin}
 */
export function viewMargin(pane, besideKey) {
  const { map, area, kind, context } = pane;
  const { x, y } = map.getSize();
  const several = kind === "several";
  const share = x * (hasTowns(context) ? 0.18 : 0.09);
  const inset = y < INSET;
  const edge = inset ? INSET_MARGIN.beside : Math.min(several ? BESIDE_OTHERS : BESIDE, share);
  const spare = several ? EDGE - EDGE_BESIDE : 0;
  /* An inset has no strip, and little room for margins. */
  const [above, own] = inset
    ? [INSET_MARGIN.above, INSET_MARGIN.below]
    : [EDGE, roomBelow(pane) - spare];
  const below = Math.max(own, depthUnderSheet(map) + Math.min(EDGE_BESIDE, y * 0.1));
  const key = area.querySelector(".mg-legend");
  if (!besideKey || !key) {
    return { paddingTopLeft: [edge, above], paddingBottomRight: [edge, below] };
  }
  const frame = map.getContainer().getBoundingClientRect();
  const cover = key.getBoundingClientRect();
  const covered = cover.height > y / 3 && cover.width < x / 3;
  const left = covered && cover.left - frame.left < x / 2 ? cover.right - frame.left : 0;
  const right = covered && !left ? frame.right - cover.left : 0;
  return {
    paddingTopLeft: [left + edge, above],
    paddingBottomRight: [right + edge, below],
  };
}
