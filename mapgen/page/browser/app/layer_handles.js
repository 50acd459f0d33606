/*
 * Layers that a layer control can turn off and on. What folium's script adds to the map stands for
 * the component at once; the component itself is made when the map's events are open.
 */
import { handleOf, kindOf } from "./kinds.js";
import { L } from "./leaflet.js";
import { contextOf } from "./map_context.js";
import { inOrder } from "./opening.js";
import { expose } from "./public.js";

export const LayerHandle = L.Layer.extend({
  initialize(kind, map, options) {
    L.setOptions(this, options);
    this.kind = kind;
    this.home = map;
  },

  onAdd(map) {
    this.wanted = true;
    inOrder(contextOf(map), this.kind, () => {
      if (this.wanted && !this.part) this.part = this.make(map);
      return this.part;
    });
  },

  onRemove() {
    this.wanted = false;
    if (this.part) this.part.remove();
    this.part = null;
  },

  make(map) {
    return new (kindOf(this.kind))(this.options).addTo(map);
  },

  /** For a feature group's own bounds. */
  getBounds() {
    return L.latLngBounds(this.options.bounds || []);
  },

  /** A handle draws nothing itself: a group may set a style or an order on all of its layers. */
  setStyle() {
    return this;
  },
  bringToFront() {
    return this;
  },
  bringToBack() {
    return this;
  },
});

/** The layer of that kind, from the options that stand in the page as JSON. */
export const layer = (kind, map, id) => {
  const options = JSON.parse(document.getElementById(id).textContent);
  return new (handleOf(kind) || LayerHandle)(kind, map, options);
};

expose({ layer, context: contextOf });
