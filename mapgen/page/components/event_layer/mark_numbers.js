// @ts-check
/* Numbers at the marks and areas in view, for paper: what they stand for is listed beside it. */
import { number } from "../../browser/core/messages.js";

/** @import { Point } from "leaflet" */
/** @import { EventIndex } from "../../browser/types" */
/** @import { EventLayer } from "./event_layer.js" */
/** @typedef {{number: number, name: string}} NumberedPlace */

/**
 * Gives each mark and area in view a number, in the order in which they are reached.
 * @param {EventLayer} layer
 * @returns {{places: NumberedPlace[], of: Map<EventIndex, number>}} what the numbers stand for, and
 *   each event's
 */
export function numberMarks(layer) {
  const { map, clusters, pane } = layer;
  layer.putUpAll();
  const size = map.getSize();
  /** @type {NumberedPlace[]} */
  const places = [];
  /** @type {Map<number, number>} by group */
  const numberOf = new Map();
  /** @type {(button: HTMLElement, groups: number[]) => void} */
  const give = (button, groups) => {
    places.push({ number: places.length + 1, name: button.getAttribute("aria-label") || "" });
    button.setAttribute("data-number", number(places.length));
    for (const g of groups) numberOf.set(g, places.length);
  };
  /** @param {{at: Point | null}} view */
  const inView = ({ at }) => {
    if (!at) return false;
    const { x, y } = map.layerPointToContainerPoint(at);
    return x >= 0 && y >= 0 && x <= size.x && y <= size.y;
  };
  for (const mark of layer.marks) {
    const view = layer.views.byKey.get(mark.key);
    if (view && inView(view)) give(view.button, mark.groups);
  }
  for (const [a, view] of layer.towns.views.byArea) {
    if (inView(view)) give(view.button, [clusters.areaGroup(a)]);
  }
  for (const strip of layer.strips) {
    for (const [a, view] of strip.views.byArea) {
      give(
        view.button,
        strip.areasOf(a).map((each) => clusters.areaGroup(each)),
      );
    }
  }
  /** @type {Map<EventIndex, number>} */
  const of = new Map();
  for (const i of pane.placed()) {
    const [found] = clusters.groupsOf(i).flatMap((g) => numberOf.get(g) ?? []);
    if (found !== undefined) of.set(i, found);
  }
  return { places, of };
}

/** @param {EventLayer} layer */
export function clearNumbers({ map }) {
  for (const button of map.getContainer().querySelectorAll("[data-number]")) {
    button.removeAttribute("data-number");
  }
}
