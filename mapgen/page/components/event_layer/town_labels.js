// @ts-check
/*
 * Towns known by name only: the town's name at its place, with the number of its events. The base
 * map does not write the name a second time.
 */
import { DEGREE } from "../../browser/core/event_values.js";
import { mercatorX, mercatorY } from "../../browser/core/mercator.js";
import { number } from "../../browser/core/messages.js";
import { h } from "../../browser/draw/dom.js";
import { framingOf } from "../../browser/draw/framing.js";
import { coveredByControls } from "../../browser/draw/map_covers.js";
import { labels } from "../../browser/draw/labels.js";
import { box, holds, meet, overlap, rectangleOf } from "../../browser/core/rectangles.js";
import { keepEvent, pointOf, setPosition } from "../../browser/app/leaflet.js";
import { FARTHEST, shiftsOf } from "../../browser/core/town_shifts.js";
import { areasShown, AreaViews, changes, nameArea } from "./area_views.js";
import { openArea, wasDragged } from "./mark_choice.js";

/** @import { Point } from "leaflet" */
/** @import { Mark } from "../../browser/core/marks.js" */
/** @import { Rectangle } from "../../browser/core/rectangles.js" */
/** @import { Shift } from "../../browser/core/town_shifts.js" */
/** @import { Framing } from "../../browser/draw/framing.js" */
/** @import { AreaView } from "./area_views.js" */
/** @import { EventLayer } from "./event_layer.js" */

/**
 * A town's name with its count, its place in the unit square of Web Mercator, how far beside it, at
 * what scale, and where in layer pixels it stands, what its size depends on, as a text, its size in
 * pixels, 0 before it is measured, and the `ground` for which its place was looked for.
 * @typedef {AreaView & {name: HTMLElement, count: HTMLElement, world: [number, number],
 *   shift: Shift, scale: number, at: Point, words: string, width: number, height: number,
 *   ground: object | null}} TownView
 */

export class TownLabels {
  /**
   * @param {EventLayer} layer its map, areas and clusters
   * @param {HTMLElement} pane
   */
  constructor(layer, pane) {
    this.layer = layer;
    this.pane = pane;
    pane.setAttribute("role", "group");
    /** @type {AreaViews<TownView>} */
    this.views = new AreaViews(pane, (a) => this.made.get(a) || this.make(a));
    /**
     * All that were made, by the number of the area: a name comes back to where it stood.
     * @type {Map<number, TownView>}
     */
    this.made = new Map();
    /**
     * The view and the marks that names stand among, and the controls over it, measured where some name
     * moves; another object for others.
     * @type {{room: string, marks: Mark[], controls: Rectangle[] | null}}
     */
    this.ground = { room: "", marks: [], controls: null };
    /**
     * Width and height by `words`: to measure has the page laid out in the middle of a step.
     * @type {Map<string, [number, number]>}
     */
    this.sizes = new Map();
  }

  remove() {
    this.pane.replaceChildren();
    labels(this.layer.map).replaceNames([]);
  }

  draw() {
    const { areas, clusters } = this.layer;
    const order = areasShown(this.layer, clusters.towns);
    areas.readNames(order).then((some) => {
      if (some && this.layer.added) this.layer.draw();
    });
    this.views.show(order, (a, view) => this.fill(a, view));
    this.shift();
    this.place(this.layer.map.getPixelOrigin(), 256 * 2 ** this.layer.zoom);
    labels(this.layer.map).replaceNames(order.map((a) => areas.title(areas.list[a])));
  }

  /**
   * @param {number} a
   * @returns {TownView}
   */
  make(a) {
    const { columns } = this.layer.context;
    const { sample } = this.layer.areas.list[a];
    const name = h("span", { class: "mg-town__name" });
    const count = h("span", { class: "mg-town__count" });
    /** @type {HTMLButtonElement} */
    const button = h(
      "button",
      {
        type: "button",
        class: "mg-town leaflet-zoom-animated",
        onclick: (event) => {
          event.stopPropagation();
          if (!wasDragged(this.layer, event)) openArea(this.layer, [a], button);
        },
      },
      name,
      count,
    );
    keepEvent(button, "dblclick");
    /** @type {[number, number]} */
    const world = [
      mercatorX(columns.longitude[sample] / DEGREE),
      mercatorY(columns.latitude[sample] / DEGREE),
    ];
    /** @type {TownView} */
    const view = {
      button,
      name,
      count,
      world,
      shift: [0, 0],
      scale: 0,
      at: pointOf(0, 0),
      drawn: null,
      words: "",
      width: 0,
      height: 0,
      ground: null,
    };
    this.made.set(a, view);
    return view;
  }

  /**
   * @param {number} a
   * @param {TownView} view
   */
  fill(a, view) {
    const { areas, clusters } = this.layer;
    const { n, first, last } = clusters.area(a);
    const title = areas.title(areas.list[a]);
    const waits = areas.waits(areas.list[a]);
    if (!changes(view, [title, n, first, last, String(waits)])) return;
    /* It is seen under its own name and no other. */
    view.button.classList.toggle("mg-town--waits", waits);
    const count = number(n);
    /* All digits are as wide. */
    view.words = `${title} ${count.length}`;
    view.width = 0;
    view.name.textContent = title;
    view.count.textContent = count;
    nameArea(this.layer, [a], view.button, title);
  }

  /**
   * A name whose town has a mark, or another town's name, on it stands beside them, as near to the
   * town as can be: by the marks of all events, so that no step of time moves it. Controls and the
   * map's edge hide as little of it as can be; a map that is only moved leaves it where it stood, if
   * that is whole.
   */
  shift() {
    const { clusters, allMarks, map } = this.layer;
    if (!allMarks.length) return;
    /* While the map is on its way to another zoom, names are laid for what is laid out. */
    const framing = { ...framingOf(map), scale: clusters.scale };
    const { scale, origin, frame: room } = framing;
    const taken = allMarks.map((mark) => rectangleOf(mark, origin));
    if (this.ground.room !== String(room) || this.ground.marks !== allMarks) {
      this.ground = { room: String(room), marks: allMarks, controls: null };
    }
    const { ground } = this;
    for (const view of this.views.byArea.values()) {
      this.measure(view);
      const at = rectangleAt(view, framing);
      /** @param {Shift} shift */
      const free = (shift) => !taken.some((other) => meet(other, at(shift)));
      const known = view.scale === scale && view.ground === ground;
      const whole = view.scale === scale && holds(room, at(view.shift));
      if (!(known || whole) || !free(view.shift)) {
        ground.controls ??= coveredByControls(map);
        view.shift = bestShift(view, at, room, taken, ground.controls);
        view.scale = scale;
        view.ground = ground;
      }
      taken.push(at(view.shift));
    }
  }

  /** Each name is put where it stands best when it is next drawn, wherever it stands now. */
  forget() {
    for (const view of this.made.values()) view.scale = 0;
  }

  /**
   * Puts each name at its town; `scale` is pixels of the world.
   * @param {Point} origin
   * @param {number} scale
   */
  place(origin, scale) {
    for (const view of this.views.byArea.values()) {
      const [x, y] = view.world;
      view.at = pointOf(x * scale - origin.x, y * scale - origin.y)
        .add(view.shift)
        .round();
      setPosition(view.button, view.at);
    }
  }

  /** What the names cover, in layer pixels; asked for when the view has come to rest. */
  rectangles() {
    return [...this.views.byArea.values()].map((view) => {
      this.measure(view);
      return box(view.at.x, view.at.y, view.width, view.height);
    });
  }

  /**
   * What the names that are there now would cover in another view, in layer pixels.
   * @param {Framing} framing
   * @param {number[]} towns the numbers of the towns whose names would be written
   * @param {Mark[]} marks
   * @param {Rectangle[]} controls
   */
  rectanglesIn(framing, towns, marks, controls) {
    const taken = marks.map((mark) => rectangleOf(mark, framing.origin));
    /** @type {Rectangle[]} */
    const found = [];
    for (const [a, view] of this.views.byArea) {
      if (!towns.includes(a)) continue;
      this.measure(view);
      const at = rectangleAt(view, framing);
      const name = at(bestShift(view, at, framing.frame, taken, controls));
      taken.push(name);
      found.push(name);
    }
    return found;
  }

  /** @param {TownView} view */
  measure(view) {
    if (view.width) return;
    const size = this.sizes.get(view.words) || [view.button.offsetWidth, view.button.offsetHeight];
    /* A map that is hidden has no sizes. */
    if (size[0]) this.sizes.set(view.words, size);
    [view.width, view.height] = size;
  }

  /** Names are measured anew: the type may have another size. */
  unmeasure() {
    this.sizes.clear();
    for (const view of this.made.values()) view.width = 0;
  }

  translate() {
    this.sizes.clear();
    for (const view of this.made.values()) view.drawn = null;
  }
}

/**
 * What a name covers with each shift, in layer pixels, with a little room around it.
 * @param {TownView} view
 * @param {Framing} framing
 * @returns {(shift: Shift) => Rectangle}
 */
function rectangleAt({ world, width, height }, { scale, origin }) {
  const [x, y] = [world[0] * scale - origin.x, world[1] * scale - origin.y];
  return ([dx, dy]) => box(x + dx, y + dy, width + 4, height + 4);
}

/**
 * The first shift with which a name is whole, in the map and clear of all else; where there is none,
 * that with which the most of it is.
 * @param {TownView} view
 * @param {(shift: Shift) => Rectangle} at
 * @param {Rectangle} room
 * @param {Rectangle[]} taken by marks and other names
 * @param {Rectangle[]} controls
 */
function bestShift(view, at, room, taken, controls) {
  const shifts = shiftsOf(view);
  const [left, top, right, bottom] = at([0, 0]);
  const [wide, high] = [view.width + FARTHEST, view.height + FARTHEST];
  /** @type {Rectangle} */
  const about = [left - wide, top - high, right + wide, bottom + high];
  const others = [...taken.filter((other) => meet(other, about)), ...controls];
  let [best, most] = [shifts[0], -Infinity];
  for (const shift of shifts) {
    const name = at(shift);
    const whole = (name[2] - name[0]) * (name[3] - name[1]);
    let seen = overlap(name, room);
    for (const other of others) seen -= overlap(name, other);
    if (seen > most) [best, most] = [shift, seen];
    if (seen >= whole - 1e-6) return shift;
  }
  return best;
}
