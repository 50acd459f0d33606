// @ts-check
/*
 * A pane: a map with a view of its own over the one state, columns and range of its context, and
 * optionally with filters of its own. `context.panes` holds all of a context; the first is
 * the map that the context was made for.
 */

import { Filter } from "../core/filter.js";
import { LENS } from "../core/lens.js";
import { outOfCopy } from "../core/world_copy.js";
import { FilterValues } from "./filter_values.js";
import { SourceLens } from "./source_lens.js";
import { TextSearch } from "./text_search.js";

/** @import { EventLayer } from "../../components/event_layer/event_layer.js" */
/** @import { Columns, Context, EventIndex, LeafletMap, PaneSetting, State, View } from "../types" */
/**
 * @typedef {object} Part a component
 * @property {Function & {everyMap?: boolean}} constructor
 * @property {object} options
 * @property {(map: LeafletMap) => unknown} addTo
 * @property {() => void} remove
 */

/** @type {WeakMap<LeafletMap, Pane>} */
const panes = new WeakMap();
/** The keys of a patch that leave the marks of the other filters as they are. */
const TIME = ["from", "to"];

export class Pane {
  /**
   * @param {Context} context what all panes share
   * @param {LeafletMap} map
   */
  constructor(context, map) {
    this.context = context;
    this.map = map;
    /** Whether the map is on the screen: the first always is. */
    this.onScreen = true;
    /** @type {"one" | "several" | "compare"} how the maps stand */
    this.kind = "one";
    /** @type {PaneSetting | null} what it is for, of several */
    this.setting = null;
    /** @type {HTMLElement | null} the line for what belongs to none of several panes */
    this.line = null;
    /** @type {Set<Part>} its components that every map has */
    this.parts = new Set();
    /** @type {Partial<State> | null} its own filters, over those of the state */
    this.patch = null;
    /** @type {Filter | null} the filter of its own that a patch needs */
    this.own = null;
    /** @type {FilterValues | null} */
    this.values = null;
    /** @type {TextSearch | null} the search of its own for the words of a patch */
    this.search = null;
    /** @type {SourceLens | null} the lens of its own for the sources of a patch */
    this.lens = null;
    /** @type {Columns | null} the page's columns, with the figures of its own lens before them */
    this.ownColumns = null;
    /** The version of the page's filter that its own was applied after. */
    this.seen = -1;
    /** @type {EventLayer | null} the layer of the events' marks on this map */
    this.marks = null;
    /** @type {(() => void) | null} moves the map to its first view */
    this.home = null;
    /** @type {(() => import("leaflet").LatLngBounds | undefined) | null} what its first view shows */
    this.bounds = null;
    /** @type {(() => void) | null} moves the map to what the story shows */
    this.guide = null;
    /** Whether the map is being moved by a component, not by the reader. */
    this.guided = false;
    /** Whether the corners' greatest height is kept in step with the map's. */
    this.leavesRoom = false;
    panes.set(map, this);
  }

  /** Its number among the panes of its context. */
  get index() {
    return this.context.panes.indexOf(this);
  }

  /** What holds the maps and all that lies over them. */
  get area() {
    const container = this.map.getContainer();
    const whole = container.closest(".mg-panes") || container;
    return whole.parentElement || container;
  }

  /* ---- events ---------------------------------------------------------------------------- */

  /** @param {Partial<State> | null} patch filters over those of the state */
  patchBy(patch) {
    if (JSON.stringify(patch) === JSON.stringify(this.patch)) return;
    this.patch = patch;
    this.seen = -1;
    this.searchOwn(patch !== null && "text" in patch);
    this.lensOwn(patch !== null && Object.keys(LENS).some((key) => key in patch));
    const { columns } = this;
    const { sizes, filter, terms } = this.context;
    const whole = patch && Object.keys(patch).every((key) => TIME.includes(key)) ? filter : null;
    if (patch && this.own && this.own.whole === whole) return;
    this.values = patch && new FilterValues(terms);
    this.own = patch && new Filter(columns, sizes, whole);
  }

  /**
   * The columns of the events, with the figures of the sources that this map is for.
   * @returns {Columns}
   */
  get columns() {
    const { columns } = this.context;
    if (this.index === 0) return columns;
    this.ownColumns = this.ownColumns || /** @type {Columns} */ (Object.create(columns));
    return this.ownColumns;
  }

  /** @param {boolean} own whether the map searches for words of its own */
  searchOwn(own) {
    if (!own && this.search) this.search.matches(null);
    if (!own || !this.search) this.search = own ? new TextSearch(this.context, this) : null;
  }

  /** @param {boolean} own whether the map has sources of its own */
  lensOwn(own) {
    const { context, columns } = this;
    if (own && !this.lens) this.lens = new SourceLens(context, columns, () => this.state());
    if (own || !this.lens) return;
    this.lens.lift();
    this.lens = null;
  }

  /**
   * The state as this map shows it. A range is one thing: where the patch has one end of it, the other
   * end is the atlas's and not the page's.
   * @returns {State}
   */
  state() {
    const { patch } = this;
    const state = this.context.store.get();
    const own = patch !== null && TIME.some((key) => key in patch);
    return own ? { ...state, from: null, to: null, ...patch } : { ...state, ...patch };
  }

  /** The filter whose events the map shows; always true to the state. */
  get filter() {
    const { context, own, values } = this;
    context.visible();
    if (!own || !values) return context.filter;
    if (this.seen !== context.filter.version) {
      const { search, lens } = this;
      own.apply(context.wanted.of(this.state(), { values, search, lens: lens || context.lens }));
      this.seen = context.filter.version;
    }
    return own;
  }

  /** The rows that the map draws, in time order. */
  placed() {
    return this.filter.placed;
  }

  /** The range shown, as day numbers. */
  range() {
    return this.context.range(this.state());
  }

  /**
   * Whether event i is shown on this map rather than on another one.
   * @param {EventIndex} i
   */
  shows(i) {
    const { members } = this.context;
    if (!this.onScreen) return false;
    if (this.kind === "several") return members !== null && members[i] === this.index;
    return this.kind === "one" || this.placed().includes(i);
  }

  /* ---- view ------------------------------------------------------------------------------ */

  /**
   * The view that the address asks of this map.
   * @returns {View | null}
   */
  get view() {
    const { view, views } = this.context.store.get();
    return this.kind === "several" ? (views && views[this.index]) || null : view;
  }

  /**
   * The view that the map shows, as the address has it.
   * @returns {View}
   */
  viewNow() {
    const { seam } = this.context;
    const { lat: latitude, lng } = this.map.getCenter();
    /* A map may be moved somewhat beyond the cut, where the view would be another one when it is read. */
    const longitude = outOfCopy(Math.min(Math.max(lng, seam), seam + 359.999));
    return { zoom: this.map.getZoom(), latitude, longitude };
  }

  /** Keeps the reader's own view in the address. */
  keepView() {
    const { store, panes: all } = this.context;
    const view = this.viewNow();
    if (this.kind !== "several") store.set({ view });
    else store.set({ views: all.map((each) => (each === this ? view : each.view)) });
  }

  /**
   * Runs a move of the map that is not the reader's own.
   * @param {() => void} move
   * @param {boolean} [animated]
   */
  guidedBy(move, animated = false) {
    this.guided = true;
    const over = () => {
      this.guided = false;
    };
    move();
    if (animated) this.map.once("moveend", over);
    else over();
  }

  /**
   * Notes a component that every map has, or that it has gone; the other maps follow the first.
   * @param {Part} part
   * @param {boolean} there
   */
  setPart(part, there) {
    if (!part.constructor.everyMap) return;
    if (there) this.parts.add(part);
    else this.parts.delete(part);
    if (this.index === 0) this.context.emit("parts", undefined);
  }
}

/**
 * The pane of a Leaflet map, or undefined before its events were added.
 * @param {LeafletMap} map
 */
export const findPane = (map) => panes.get(map);

/**
 * The pane of a Leaflet map that has its events.
 * @param {LeafletMap} map
 */
export const paneOf = (map) => {
  const pane = panes.get(map);
  if (!pane) throw new Error("a component needs a map with events");
  return pane;
};
