// @ts-check
/*
 * One set of map labels for all layers, so that no two names lie on each other or under a mark.
 * Labels are text in a pane of their own; the more important one keeps its place, others move
 * aside, and what finds no room is hidden.
 */
import { mercatorX, mercatorY } from "../core/mercator.js";
import { currentLanguage, named } from "../core/messages.js";
import { h } from "./dom.js";
import { box, meet, overlap } from "./rectangles.js";
import { originOf, paneElement, pointOf, setPosition } from "../app/leaflet.js";

/** @import { LatLngExpression, Point } from "leaflet" */
/** @import { LeafletMap } from "../types" */
/** @import { Rectangle } from "./rectangles.js" */
/**
 * A label as its owner asks for it.
 * @typedef {object} Label
 * @property {string} text
 * @property {string} [lang] where it is not the page's
 * @property {[latitude: number, longitude: number]} latlng
 * @property {number} rank the lower, the more important
 * @property {string} [kind]
 * @property {number} [minZoom]
 * @property {number} [maxZoom]
 * @property {number} [angle] of a label along a line, in degrees
 * @property {number} [length] of that line in pixels at zoom 0: it is shown only where it is as long
 * @property {string | null | false} [once] of the labels with the same word here, the first that
 *   finds room is shown
 * @property {boolean} [must] rather on a mark than nowhere
 */
/**
 * A label with its element, its point in the unit square of Web Mercator, whether it is shown and
 * how far from its place, its size in pixels, and the length of its words.
 * @typedef {Label & {element: HTMLElement, point: [number, number], shown: boolean,
 *   shift: [number, number], width: number, height: number, along: number}} PlacedLabel
 */
/** @typedef {{shift: [number, number], rectangle: Rectangle}} Spot */

const WAIT = 120;
const GAP = 3;
/** Kinds of names that stand where the place is, or not at all. */
const FIXED = ["city", "water", "river", "road"];
/** @type {WeakMap<LeafletMap, Labels>} */
const layouts = new WeakMap();

class Labels {
  /** @param {LeafletMap} map */
  constructor(map) {
    this.map = map;
    /**
     * By owner.
     * @type {Map<string, PlacedLabel[]>}
     */
    this.items = new Map();
    /**
     * The rectangles that no label may cover, in layer pixels, by owner.
     * @type {Map<string, Rectangle[]>}
     */
    this.blocks = new Map();
    /**
     * Words that another part of the map writes itself.
     * @type {Set<string>}
     */
    this.replaced = new Set();
    /** @type {(() => void)[]} */
    this.listeners = [];
    /** @type {number | undefined} */
    this.timer = undefined;
    this.pane = paneElement(map, "mg-labels");
    this.pane.setAttribute("aria-hidden", "true");
    map.on("moveend viewreset resize", () => this.lay());
    map.on("zoom", () => this.follow(map.getZoom(), map.getCenter()));
    map.on("zoomanim", (event) => this.follow(event.zoom, event.center));
  }

  /**
   * Replaces one owner's labels.
   * @param {string} owner
   * @param {Label[]} items
   */
  set(owner, items) {
    for (const item of this.items.get(owner) || []) item.element.remove();
    this.items.set(
      owner,
      items.map((item) => this.add(item)),
    );
    this.later();
  }

  /**
   * @param {Label} item
   * @returns {PlacedLabel}
   */
  add(item) {
    const element = h(
      "span",
      {
        class: `mg-label mg-label--${item.kind || "place"} leaflet-zoom-animated`,
        lang: item.lang,
      },
      item.angle ? h("span", { style: { rotate: `${item.angle}deg` } }, item.text) : item.text,
    );
    this.pane.append(element);
    return {
      ...item,
      element,
      point: [mercatorX(item.latlng[1]), mercatorY(item.latlng[0])],
      shown: false,
      shift: [0, 0],
      width: 0,
      height: 0,
      along: 0,
    };
  }

  /**
   * Names the rectangles that no label may cover.
   * @param {string} owner
   * @param {Rectangle[]} rectangles in layer pixels
   */
  block(owner, rectangles) {
    this.blocks.set(owner, rectangles);
    this.later();
  }

  /**
   * Names the words that another part of the map writes at their place, instead of a label.
   * @param {string[]} words
   */
  replaceNames(words) {
    const same = words.every((each) => this.replaced.has(each));
    if (same && words.length === this.replaced.size) return;
    this.replaced = new Set(words);
    this.later();
  }

  /**
   * Calls the listener when the names of cities have moved; returns a function that ends it.
   * @param {() => void} listener
   */
  onPlaced(listener) {
    this.listeners.push(listener);
    return () => {
      this.listeners = this.listeners.filter((other) => other !== listener);
    };
  }

  /** The rectangles of the cities' names in view, in layer pixels: what marks make room for. */
  cityNames() {
    const zoom = this.map.getZoom();
    const origin = this.map.getPixelOrigin();
    return [...this.items.values()]
      .flat()
      .filter((item) => item.kind === "city" && item.shown && within(item, zoom))
      .map((item) => {
        const { x, y } = this.position(item, zoom, origin);
        return box(x, y, item.width, item.height);
      });
  }

  /** Lays the labels once nothing has changed for a moment: names do not dance while time runs. */
  later() {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.lay(), WAIT);
  }

  /**
   * @param {PlacedLabel} item
   * @param {number} zoom
   * @param {Point} origin
   */
  position(item, zoom, origin) {
    const scale = 256 * 2 ** zoom;
    const [dx, dy] = item.shift;
    return pointOf(
      Math.round(item.point[0] * scale - origin.x + dx),
      Math.round(item.point[1] * scale - origin.y + dy),
    );
  }

  /**
   * @param {number} zoom
   * @param {LatLngExpression} center
   */
  follow(zoom, center) {
    const origin = originOf(this.map, center, zoom);
    for (const items of this.items.values()) {
      for (const item of items) {
        if (item.shown) setPosition(item.element, this.position(item, zoom, origin));
      }
    }
  }

  lay() {
    clearTimeout(this.timer);
    const { map } = this;
    const zoom = map.getZoom();
    const size = map.getSize();
    if (!size.x || !size.y) return;
    const origin = map.getPixelOrigin();
    const topLeft = map.containerPointToLayerPoint([0, 0]);
    /** @type {Rectangle} */
    const room = [topLeft.x, topLeft.y, topLeft.x + size.x, topLeft.y + size.y];
    const controls = covers(map);
    const taken = [...controls, ...[...this.blocks.values()].flat()];
    const all = [...this.items.values()].flat();
    for (const item of all) {
      if (item.width) continue;
      measure(item);
    }
    all.sort((a, b) => a.rank - b.rank);
    const cities = this.citiesShown();
    /** @type {Set<string>} */
    const written = new Set();
    const named = [...controls];
    for (const item of all) {
      item.shift = [0, 0];
      const wanted =
        within(item, zoom) &&
        !this.replaced.has(item.text) &&
        !(item.once && written.has(item.once)) &&
        !(item.length && item.length * 2 ** zoom < item.along);
      const spots = wanted ? spotsOf(item, this.position(item, zoom, origin), room) : [];
      /** @type {(others: Rectangle[]) => (spot: Spot) => boolean} */
      const free = (others) => (spot) => !others.some((other) => meet(spot.rectangle, other));
      const found =
        item.kind === "city"
          ? spots.find(free(named))
          : spots.find(free(taken)) || (item.must && leastHidden(spots.filter(free(named)), taken));
      item.shown = Boolean(found);
      item.element.classList.toggle("mg-label--shown", item.shown);
      if (!found) continue;
      if (item.once) written.add(item.once);
      item.shift = found.shift;
      taken.push(found.rectangle);
      named.push(found.rectangle);
      setPosition(item.element, this.position(item, zoom, origin));
    }
    if (this.citiesShown() !== cities) for (const listener of this.listeners) listener();
  }

  /** Which cities' names are written, and at which zoom, as a text to compare. */
  citiesShown() {
    const shown = [...this.items.values()]
      .flat()
      .filter((item) => item.kind === "city" && item.shown)
      .map((item) => `${item.text} ${item.shift}`);
    return [this.map.getZoom(), ...shown].join();
  }
}

/**
 * Where a label may stand, the best first: how far from its place, and the rectangle in the room.
 * @param {PlacedLabel} item
 * @param {Point} at
 * @param {Rectangle} room
 * @returns {Spot[]}
 */
function spotsOf(item, at, room) {
  const up = item.height / 2 + 14;
  const aside = item.width / 2 + 16;
  /** @type {[number, number][]} */
  const shifts = FIXED.includes(item.kind || "")
    ? [[0, 0]]
    : [
        [0, 0],
        [0, up],
        [0, -up],
        [aside, 0],
        [-aside, 0],
        [0, 2.2 * up],
        [0, -2.2 * up],
      ];
  return shifts
    .map(([x, y]) => ({
      shift: /** @type {[number, number]} */ ([x, y]),
      rectangle: box(at.x + x, at.y + y, item.width + 2 * GAP, item.height),
    }))
    .filter(({ rectangle: [left, top, right, bottom] }) => {
      return left >= room[0] && right <= room[2] && top >= room[1] && bottom <= room[3];
    });
}

/**
 * The spot of which the least is hidden by rectangles; the first of equal ones.
 * @param {Spot[]} spots
 * @param {Rectangle[]} taken
 */
function leastHidden(spots, taken) {
  const hidden = spots.map(({ rectangle }) =>
    taken.reduce((sum, other) => sum + overlap(rectangle, other), 0),
  );
  return spots[hidden.indexOf(Math.min(...hidden))];
}

/**
 * A name in the reader's language as a label's text, and its language where it is translated.
 * @param {string} name
 */
export function wordsOf(name) {
  const text = named(name);
  return { text, lang: text === name ? undefined : currentLanguage() };
}

/**
 * Whether a label is written at a zoom.
 * @param {Label} item
 * @param {number} zoom
 */
const within = (item, zoom) => zoom >= (item.minZoom || 0) && zoom <= (item.maxZoom || 99);

/**
 * The box that a label takes up, as it is written; `along` is the length of its words.
 * @param {PlacedLabel} item
 */
function measure(item) {
  const { offsetWidth: width, offsetHeight: height } = item.element;
  const turned = ((item.angle || 0) * Math.PI) / 180;
  const [cos, sin] = [Math.cos(turned), Math.abs(Math.sin(turned))];
  item.along = width;
  item.width = width * cos + height * sin;
  item.height = width * sin + height * cos;
}

/**
 * The rectangles of the map that controls lie on, in layer pixels. They are asked for when the
 * view has come to rest, not in every frame.
 * @param {LeafletMap} map
 * @returns {Rectangle[]}
 */
export const covers = (map) => {
  const container = map.getContainer();
  const frame = container.getBoundingClientRect();
  const corner = map.containerPointToLayerPoint([0, 0]);
  const panes = container.closest(".mg-panes");
  const host = (panes || container).parentNode || container;
  const covering = ".leaflet-control, .mg-legend, .mg-strip, .mg-pane__name, .mg-pane--inset";
  return Array.from(host.querySelectorAll(covering), (control) => {
    const { left, top, right, bottom } = control.getBoundingClientRect();
    /** @type {Rectangle} */
    const covered = [
      left - frame.left + corner.x,
      top - frame.top + corner.y,
      right - frame.left + corner.x,
      bottom - frame.top + corner.y,
    ];
    return covered;
  }).filter(([left, , right]) => right > left);
};

/**
 * The labels of a map; made when they are first asked for.
 * @param {LeafletMap} map
 */
export const labels = (map) => {
  const found = layouts.get(map) || new Labels(map);
  layouts.set(map, found);
  return found;
};
