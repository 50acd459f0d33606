// @ts-check
/*
 * One set of map labels for all layers, so that no two names lie on each other or under a mark.
 * Labels are text in a pane of their own; the more important one keeps its place, others move
 * aside, and what finds no room is hidden.
 */
import { mercatorX, mercatorY } from "../core/mercator.js";
import { currentLanguage, named } from "../core/messages.js";
import { h } from "./dom.js";
import { choosePosition, isWithin, measure } from "./label_positions.js";
import { coveredByControls } from "./map_covers.js";
import { box, sameRectangles } from "../core/rectangles.js";
import { originOf, paneElement, pointOf, setPosition } from "../app/leaflet.js";

/** @import { LatLngExpression, Point } from "leaflet" */
/** @import { LeafletMap } from "../types" */
/** @import { Rectangle } from "../core/rectangles.js" */
/** @import { Framing } from "./framing.js" */
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
 * @property {boolean} [upper] over the marks that time brings to where it stands; what must be shown
 *   and names of cities are, too
 */
/**
 * A label with its element, its point in the unit square of Web Mercator, whether it is shown and
 * how far from its place, its size in pixels, and the length of its words.
 * @typedef {Label & {element: HTMLElement, point: [number, number], shown: boolean,
 *   shift: [number, number], width: number, height: number, along: number}} PlacedLabel
 */

/** Labels are laid out when nothing has changed for so many milliseconds. */
const WAIT = 120;
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
    /** The view that they were last laid in; "" since something on the map has changed. */
    this.laid = "";
    /** @type {number | undefined} */
    this.timer = undefined;
    this.pane = paneElement(map, "mg-labels");
    this.upperPane = paneElement(map, "mg-upper-labels");
    for (const pane of [this.pane, this.upperPane]) pane.setAttribute("aria-hidden", "true");
    map.on("moveend viewreset resize", () => this.follows() || this.lay());
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
    (item.upper || item.must || item.kind === "city" ? this.upperPane : this.pane).append(element);
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
    const before = this.blocks.get(owner);
    if (before && sameRectangles(before, rectangles)) return;
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
      .filter((item) => item.kind === "city" && item.shown && isWithin(item, zoom))
      .map((item) => {
        const { x, y } = this.position(item, zoom, origin);
        return box(x, y, item.width, item.height);
      });
  }

  /**
   * Those in a view that the map could show.
   * @param {Framing} framing
   * @param {Rectangle[]} controls what lies over the map there, in layer pixels
   */
  cityNamesIn({ zoom, origin, frame }, controls) {
    const fixed = [...controls];
    /** @type {Rectangle[]} */
    const found = [];
    const cities = [...this.items.values()].flat().filter(({ kind }) => kind === "city");
    for (const item of cities.sort((a, b) => a.rank - b.rank)) {
      if (!item.width) measure(item);
      const at = pointAt(item.point, zoom, origin);
      const spot = this.isWanted(item, zoom) && choosePosition(item, at, frame, fixed, fixed);
      if (!spot) continue;
      fixed.push(spot.rectangle);
      found.push(box(at.x + spot.shift[0], at.y + spot.shift[1], item.width, item.height));
    }
    return found;
  }

  /** Lays the labels when nothing has changed for WAIT, so that names keep still while time runs. */
  later() {
    this.laid = "";
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.lay(), WAIT);
  }

  /**
   * @param {PlacedLabel} item
   * @param {number} zoom
   * @param {Point} origin
   */
  position(item, zoom, origin) {
    return pointAt(item.point, zoom, origin, item.shift);
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

  /** Whether the labels stand as this view has them already: a map that is set anew says so twice. */
  follows() {
    return this.laid === this.viewed();
  }

  /** What the labels' places depend on, besides what is on the map, as a text to compare. */
  viewed() {
    const { map } = this;
    const corners = [map.getPixelOrigin(), map.containerPointToLayerPoint([0, 0]), map.getSize()];
    return [map.getZoom(), ...corners].join();
  }

  lay() {
    clearTimeout(this.timer);
    this.laid = this.viewed();
    const { map } = this;
    const zoom = map.getZoom();
    const size = map.getSize();
    if (!size.x || !size.y) return;
    const origin = map.getPixelOrigin();
    const topLeft = map.containerPointToLayerPoint([0, 0]);
    /** @type {Rectangle} */
    const room = [topLeft.x, topLeft.y, topLeft.x + size.x, topLeft.y + size.y];
    const controls = coveredByControls(map);
    const taken = [...controls, ...[...this.blocks.values()].flat()];
    const all = [...this.items.values()].flat();
    for (const item of all) if (!item.width) measure(item);
    all.sort((a, b) => a.rank - b.rank);
    const cities = this.citiesShown();
    /** @type {Set<string>} */
    const found = new Set();
    /* What names may not lie on even where they may lie on marks: controls, and other names. */
    const fixed = [...controls];
    for (const item of all) {
      item.shift = [0, 0];
      const wanted = this.isWanted(item, zoom) && !(item.once && found.has(item.once));
      const spot =
        wanted && choosePosition(item, this.position(item, zoom, origin), room, taken, fixed);
      item.shown = Boolean(spot);
      item.element.classList.toggle("mg-label--shown", item.shown);
      if (!spot) continue;
      if (item.once) found.add(item.once);
      item.shift = spot.shift;
      taken.push(spot.rectangle);
      fixed.push(spot.rectangle);
      setPosition(item.element, this.position(item, zoom, origin));
    }
    if (this.citiesShown() !== cities) for (const listener of this.listeners) listener();
  }

  /**
   * Whether a label is to be shown if there is room: at this zoom, on a line that is long enough, and
   * not written by another part of the map.
   * @param {PlacedLabel} item
   * @param {number} zoom
   */
  isWanted(item, zoom) {
    const isLong = !item.length || item.length * 2 ** zoom >= item.along;
    return isWithin(item, zoom) && isLong && !this.replaced.has(item.text);
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
 * @param {[number, number]} point in the unit square of Web Mercator
 * @param {number} zoom
 * @param {Point} origin
 * @param {[number, number]} [shift] in pixels
 */
function pointAt([x, y], zoom, origin, [dx, dy] = [0, 0]) {
  const scale = 256 * 2 ** zoom;
  return pointOf(Math.round(x * scale - origin.x + dx), Math.round(y * scale - origin.y + dy));
}

/**
 * A name in the reader's language as a label's text, and its language where it is translated.
 * @param {string} name
 */
export function labelText(name) {
  const text = named(name);
  return { text, lang: text === name ? undefined : currentLanguage() };
}

/**
 * The labels of a map; made when they are first asked for.
 * @param {LeafletMap} map
 */
export const labels = (map) => {
  const found = layouts.get(map) || new Labels(map);
  layouts.set(map, found);
  return found;
};
