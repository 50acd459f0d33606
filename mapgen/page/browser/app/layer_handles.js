// @ts-check
/*
 * Layers that a layer control can turn off and on. What folium's script adds to the map stands for
 * the component at once; the component itself is made when the map's events are open.
 */
import { handleOf, kindOf } from "./kinds.js";
import { latLngBounds, LeafletLayer } from "./leaflet.js";
import { contextOf, findContext } from "./map_context.js";
import { inOrder } from "./opening.js";
import { expose, jsonIn } from "./public.js";

/** @import { LatLngExpression } from "leaflet" */
/** @import { LeafletMap } from "../types" */
/**
 * Options of a layer of events or districts, as they stand in the page: its number, its own bounds,
 * and whether it brings the card of an opened event along.
 * @typedef {{layer?: number, bounds?: LatLngExpression[], popup?: boolean}} HandleOptions
 */

export class LayerHandle extends LeafletLayer {
  /**
   * @param {string} kind the component's name
   * @param {HandleOptions} options
   */
  constructor(kind, options) {
    super();
    this.own = options;
    this.kind = kind;
    /** Whether the layer is on. */
    this.wanted = false;
    /** @type {{remove?: () => void} | null} the component */
    this.part = null;
  }

  /**
   * @override
   * @param {LeafletMap} map
   */
  onAdd(map) {
    this.wanted = true;
    inOrder(contextOf(map), this.kind, () => {
      if (this.wanted && !this.part) this.part = this.make(map);
      return this.part;
    });
    return this;
  }

  /**
   * @override
   * @param {LeafletMap} map
   */
  // eslint-disable-next-line no-unused-vars -- an override that needs the map has it
  onRemove(map) {
    this.wanted = false;
    if (this.part && this.part.remove) this.part.remove();
    this.part = null;
    return this;
  }

  /** @param {LeafletMap} map */
  make(map) {
    const part = new (kindOf(this.kind))(this.own, "");
    part.addTo(map);
    return part;
  }

  /** For a feature group's own bounds. */
  getBounds() {
    return latLngBounds(this.own.bounds || []);
  }

  /** A handle draws nothing itself: a group may set a style or an order on all of its layers. */
  setStyle() {
    return this;
  }
  bringToFront() {
    return this;
  }
  bringToBack() {
    return this;
  }
}

/**
 * The layer of that kind, from the options that stand in the page as JSON.
 * @param {string} kind
 * @param {LeafletMap} map
 * @param {string} id
 */
export const layer = (kind, map, id) => {
  const options = /** @type {HandleOptions} */ (jsonIn(id));
  return new (handleOf(kind) || LayerHandle)(kind, options);
};

expose({ layer, context: findContext });
