/*
 * Towns known by name only: the town's name at its place, with the number of its events. The base
 * map does not write the name a second time.
 */
import { mercatorX, mercatorY } from "../../browser/core/mercator.js";
import { number, tn } from "../../browser/core/messages.js";
import { printYearsOf } from "../../browser/core/periods.js";
import { h } from "../../browser/draw/dom.js";
import { labels } from "../../browser/draw/labels.js";
import { box, meet, rectangleOf } from "../../browser/draw/rectangles.js";
import { keepEvent, pointOf, setPosition } from "../../browser/app/leaflet.js";

/** A name stands within so many pixels of its town, in steps of its height. */
const FARTHEST = 60;

export class TownLabels {
  /**
   * @param layer the EventLayer: its map, areas and gatherer
   * @param {HTMLElement} pane
   */
  constructor(layer, pane) {
    this.layer = layer;
    this.pane = pane;
    pane.setAttribute("role", "group");
    this.views = new Map();
  }

  remove() {
    this.pane.replaceChildren();
    labels(this.layer.map).replaceNames([]);
  }

  /** @param {Set<number>} joined towns that a mark beside them has taken in */
  draw(joined) {
    const { areas, gatherer } = this.layer;
    const order = areas.list
      .map((area, a) => a)
      .filter((a) => areas.list[a].kind === "town" && gatherer.area(a).n > 0 && !joined.has(a))
      .filter((a) => this.isNear(areas.list[a]))
      .sort((one, other) => gatherer.area(one).first - gatherer.area(other).first);
    for (const [a, view] of this.views) {
      if (order.includes(a)) continue;
      view.button.remove();
      this.views.delete(a);
    }
    order.forEach((a, k) => {
      const view = this.views.get(a) || this.make(a);
      this.views.set(a, view);
      this.say(a, view);
      if (this.pane.children[k] !== view.button) {
        this.pane.insertBefore(view.button, this.pane.children[k] || null);
      }
    });
    this.shift();
    this.place(this.layer.map.getPixelOrigin(), 256 * 2 ** this.layer.zoom);
    labels(this.layer.map).replaceNames(order.map((a) => areas.title(areas.list[a])));
  }

  /** Whether a town lies on the ground that is laid out. */
  isNear({ sample }) {
    const { gatherer, context } = this.layer;
    const { box, scale } = gatherer;
    const x = mercatorX(context.columns.longitude[sample] / 1e5) * scale;
    const y = mercatorY(context.columns.latitude[sample] / 1e5) * scale;
    return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
  }

  make(a) {
    const { columns } = this.layer.context;
    const { sample } = this.layer.areas.list[a];
    const name = h("span", { class: "mg-town__name" });
    const count = h("span", { class: "mg-town__count" });
    const button = h(
      "button",
      {
        type: "button",
        class: "mg-town leaflet-zoom-animated",
        onclick: (event) => {
          event.stopPropagation();
          if (!this.layer.wasDragged(event)) this.layer.openArea(a, button);
        },
      },
      name,
      count,
    );
    keepEvent(button, "dblclick");
    const world = [
      mercatorX(columns.longitude[sample] / 1e5),
      mercatorY(columns.latitude[sample] / 1e5),
    ];
    return { button, name, count, world, shift: [0, 0], drawn: null, width: 0, height: 0 };
  }

  say(a, view) {
    const { areas, gatherer, context } = this.layer;
    const sums = gatherer.area(a);
    const title = areas.title(areas.list[a]);
    const drawn = [title, sums.n, sums.first, sums.last].join();
    if (view.drawn === drawn) return;
    view.drawn = drawn;
    view.width = 0;
    view.name.textContent = title;
    view.count.textContent = number(sums.n);
    const { first } = context.columns;
    view.button.setAttribute(
      "aria-label",
      tn(
        "{place}: {n} event without an exact place, {years}",
        "{place}: {n} events without an exact place, {years}",
        sums.n,
        { place: title, years: printYearsOf(first[sums.first], first[sums.last]) },
      ),
    );
  }

  /**
   * A name whose town has a mark, or another town's name, on it stands beside them: by the marks of
   * all events, so that no step of time moves it.
   */
  shift() {
    const { gatherer, allMarks, map } = this.layer;
    const { scale } = gatherer;
    if (!allMarks.length) return;
    const origin = map.getPixelOrigin();
    const taken = allMarks.map((mark) => rectangleOf(mark, origin));
    for (const view of this.views.values()) {
      measure(view);
      const [x, y] = [view.world[0] * scale - origin.x, view.world[1] * scale - origin.y];
      const at = ([dx, dy]) => box(x + dx, y + dy, view.width + 4, view.height + 4);
      const free = shiftsOf(view).find((shift) => !taken.some((other) => meet(other, at(shift))));
      view.shift = free || [0, 0];
      taken.push(at(view.shift));
    }
  }

  /** Puts each name at its town; `scale` is pixels of the world. */
  place(origin, scale) {
    for (const view of this.views.values()) {
      const [x, y] = view.world;
      view.at = pointOf(x * scale - origin.x, y * scale - origin.y)
        .add(view.shift)
        .round();
      setPosition(view.button, view.at);
    }
  }

  /** What the names cover, in layer pixels; asked for when the view has come to rest. */
  rectangles() {
    return [...this.views.values()].map((view) => {
      measure(view);
      return box(view.at.x, view.at.y, view.width, view.height);
    });
  }

  translate() {
    for (const view of this.views.values()) view.drawn = null;
  }
}

function measure(view) {
  if (view.width) return;
  view.width = view.button.offsetWidth;
  view.height = view.button.offsetHeight;
}

/** Where a name may stand, from its town outwards: at it, below, above, to its sides. */
function shiftsOf({ width, height }) {
  const shifts = [[0, 0]];
  for (let off = height; off <= FARTHEST; off += height / 2) {
    const aside = width / 2 + off;
    shifts.push([0, off], [0, -off], [aside, 0], [-aside, 0]);
    shifts.push([aside, off], [-aside, off], [aside, -off], [-aside, -off]);
  }
  return shifts;
}
