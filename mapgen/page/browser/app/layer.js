// @ts-check
/* The base of what lies on the map without a control of its own. */
import { paneOf } from "./pane.js";

/** @import { LeafletEventHandlerFnMap } from "leaflet" */
/** @import { Context, LeafletMap, Pane } from "../types" */

/** @template {object} [O=object] its options */
export class Layer {
  /** @type {LeafletMap} like the two below, there once the layer is added */
  map;
  /** @type {Context} */
  context;
  /** @type {Pane} */
  pane;
  /** @type {LeafletEventHandlerFnMap} */
  followed;

  /** @param {O} options as they stand in the page */
  constructor(options) {
    this.options = { ...options };
    /** Whether the layer is on its map. */
    this.added = false;
  }

  /**
   * The map's events that it follows: {name: function}; called with the layer as `this`.
   * @returns {LeafletEventHandlerFnMap}
   */
  mapEvents() {
    return {};
  }

  /** @param {LeafletMap} map */
  addTo(map) {
    this.map = map;
    this.pane = paneOf(map);
    this.context = this.pane.context;
    this.added = true;
    const events = Object.entries({ ...this.mapEvents(), unload: this.remove });
    this.followed = Object.fromEntries(events.map(([name, follow]) => [name, follow.bind(this)]));
    map.on(this.followed);
    this.onAdd();
    this.pane.setPart(this, true);
    return this;
  }

  remove() {
    if (!this.added) return;
    this.added = false;
    this.map.off(this.followed);
    this.onRemove();
    this.pane.setPart(this, false);
  }

  /** Draws the layer. */
  onAdd() {}

  /** Takes what is drawn off the map. */
  onRemove() {}
}
