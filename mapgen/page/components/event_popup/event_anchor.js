// @ts-check
/* The point on a map at which the card of an event stands. */
import { degreesOf } from "../../browser/core/event_values.js";

/** @import { Context, EventIndex, Pane } from "../../browser/types" */
/** @import { Anchor } from "./placement.js" */

/**
 * The point of event i in the pixels of a pane's map, whether or not a mark stands there; null where
 * there is none.
 * @param {Context} context
 * @param {Pane} pane
 * @param {EventIndex} i −1 for no event
 * @returns {Anchor | null}
 */
export function anchorOf(context, pane, i) {
  const { columns, meta, terms } = context;
  const found = i >= 0 && pane.marks ? pane.marks.elements.anchorOf(i) : null;
  if (found) return found;
  /* What no pane shows is no reason to move one. */
  if (i < 0 || (pane.kind === "several" && !pane.shows(i))) return null;
  const city = (meta.cities || []).find((each) => each.name === terms.city[columns.city[i]]);
  const latitude = degreesOf(columns.latitude[i]) ?? city?.latitude;
  const longitude = degreesOf(columns.longitude[i]) ?? city?.longitude;
  if (latitude === undefined || longitude === undefined) return null;
  const { x, y } = pane.map.latLngToContainerPoint([latitude, longitude]);
  return { x, y, radius: 0 };
}
