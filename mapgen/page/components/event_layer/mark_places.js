// @ts-check
/* Where marks stand that are no exact place, and how the map goes to the events of a mark. */
import { DEGREE } from "../../browser/core/event_values.js";
import { boundsOf } from "../../browser/core/shapes.js";
import { spotsOf } from "../../browser/core/spots.js";
import { moves } from "../../browser/draw/dom.js";
import { meet, rectangleOf } from "../../browser/core/rectangles.js";
import { latLngBounds, pointOf } from "../../browser/app/leaflet.js";

/** @import { Point } from "leaflet" */
/** @import { Rectangle } from "../../browser/core/rectangles.js" */
/** @import { Point as Degrees } from "../../browser/core/shapes.js" */
/** @import { EventIndex } from "../../browser/types" */
/** @import { Mark } from "../../browser/core/marks.js" */
/** @import { EventLayer } from "./event_layer.js" */

/**
 * Marks of several places make room for the names of cities: they stand above or below
 * them. A mark of one place stays where it is, under the name.
 * @param {Mark[]} marks
 * @param {Rectangle[]} names
 * @param {Point} origin
 */
export function yieldToNames(marks, names, origin) {
  if (!names.length) return;
  const taken = [...names];
  for (const mark of marks) {
    if (!mark.mixed) taken.push(rectangleOf(mark, origin));
  }
  for (const mark of marks) {
    if (!mark.mixed) continue;
    const name = names.find((each) => meet(each, rectangleOf(mark, origin)));
    if (name) {
      const half = mark.size / 2 + 3;
      const above = { ...mark, y: name[1] + origin.y - half };
      const below = { ...mark, y: name[3] + origin.y + half };
      const near = Math.abs(above.y - mark.y) <= Math.abs(below.y - mark.y);
      const order = near ? [above, below] : [below, above];
      const free = order.find(
        (each) => !taken.some((other) => meet(other, rectangleOf(each, origin))),
      );
      mark.y = (free || order[0]).y;
    }
    taken.push(rectangleOf(mark, origin));
  }
}

/**
 * Zooms in until the events lie apart; false where no zoom can part them.
 * @param {EventLayer} layer
 * @param {EventIndex[]} members
 */
export function zoomTo({ map, context }, members) {
  if (map.getZoom() >= map.getMaxZoom()) return false;
  const { columns } = context;
  const points = members.flatMap((i) => {
    const [start, end] = spotsOf(columns, i);
    /** @type {(latitude: number, longitude: number) => Degrees} */
    const at = (latitude, longitude) => [latitude / DEGREE, longitude / DEGREE];
    const { spotLatitude, spotLongitude } = columns;
    if (start === end || !spotLatitude || !spotLongitude) {
      return [at(columns.latitude[i], columns.longitude[i])];
    }
    return Array.from({ length: end - start }, (_, k) =>
      at(spotLatitude[start + k], spotLongitude[start + k]),
    );
  });
  const corners = boundsOf(points);
  if (!corners) return false;
  const bounds = latLngBounds(corners);
  const fitting = map.getBoundsZoom(bounds, false, pointOf(90, 90));
  const zoom = Math.min(map.getMaxZoom(), Math.max(fitting, map.getZoom() + 1));
  map.setView(bounds.getCenter(), zoom, { animate: moves() });
  return true;
}
