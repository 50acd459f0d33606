/* Numbers at the marks and areas in view, for paper: what they stand for is listed beside it. */
import { number } from "../../browser/core/messages.js";

/**
 * Gives each mark and area in view a number, in the order in which they are reached.
 * @returns {{places: {number, name}[], of: Map}} what the numbers stand for, and each event's
 */
export function numberMarks(layer) {
  const { map, gatherer, pane } = layer;
  const size = map.getSize();
  const places = [];
  const numberOf = new Map();
  const give = (button, groups) => {
    places.push({ number: places.length + 1, name: button.getAttribute("aria-label") });
    button.setAttribute("data-number", number(places.length));
    for (const g of groups) numberOf.set(g, places.length);
  };
  const inView = ({ at }) => {
    const { x, y } = map.layerPointToContainerPoint(at);
    return x >= 0 && y >= 0 && x <= size.x && y <= size.y;
  };
  for (const mark of layer.marks) {
    const view = layer.views.byKey.get(mark.key);
    if (inView(view)) give(view.button, mark.groups);
  }
  for (const [a, view] of layer.towns.views) {
    if (inView(view)) give(view.button, [gatherer.areaGroup(a)]);
  }
  for (const { views } of layer.strips) {
    for (const [a, view] of views) give(view.button, [gatherer.areaGroup(a)]);
  }
  const of = new Map();
  for (const i of pane.placed()) {
    const found = gatherer.groupsOf(i).find((g) => numberOf.has(g));
    if (found !== undefined) of.set(i, numberOf.get(found));
  }
  return { places, of };
}

export function clearNumbers({ map }) {
  for (const button of map.getContainer().querySelectorAll("[data-number]")) {
    button.removeAttribute("data-number");
  }
}
