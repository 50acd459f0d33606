// @ts-check
/*
 * A pane: a map with a view of its own over the one state, columns and clock of its context, and, if
 * it likes, a patch of the filter of its own. `context.panes` holds all of a context; the first is
 * the map that the context was made for.
 */

/** @import { EventLayer } from "../../components/event_layer/event_layer.js" */
/** @import { Context, LeafletMap } from "../types" */

/** @type {WeakMap<LeafletMap, Pane>} */
const panes = new WeakMap();

export class Pane {
  /**
   * @param {Context} context what all panes share
   * @param {LeafletMap} map
   */
  constructor(context, map) {
    this.context = context;
    this.map = map;
    /** @type {EventLayer | null} the layer of the events' marks on this map */
    this.marks = null;
    /** @type {(() => void) | null} moves the map to its first view */
    this.home = null;
    /** @type {(() => void) | null} moves the map to what the story shows */
    this.guide = null;
    /** Whether the map is being moved by a component, not by the reader. */
    this.guided = false;
    /** Whether the corners' greatest height is kept in step with the map's. */
    this.leavesRoom = false;
    panes.set(map, this);
  }

  /** The filter whose events the map shows. */
  get filter() {
    return this.context.filter;
  }

  /** The rows that the map draws, in time order. */
  placed() {
    return this.context.placed();
  }

  /** The range shown, as day numbers. */
  range() {
    return this.context.range();
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
