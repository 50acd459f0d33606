/*
 * Layers that a layer control can turn off and on. What folium's script adds to the map stands for
 * the component at once; the component itself is made when the map's events are open.
 */
import { handleOf, kindOf } from "./kinds.js";
import { latLngBounds, LeafletLayer } from "./leaflet.js";
import { contextOf } from "./map_context.js";
import { inOrder } from "./opening.js";
import { expose } from "./public.js";

export class LayerHandle extends LeafletLayer {
  constructor(kind, options) {
    super();
    this.options = options;
    this.kind = kind;
  }

  onAdd(map) {
    this.wanted = true;
    inOrder(contextOf(map), this.kind, () => {
      if (this.wanted && !this.part) this.part = this.make(map);
      return this.part;
    });
  }

  onRemove() {
    this.wanted = false;
    if (this.part) this.part.remove();
    this.part = null;
  }

  make(map) {
    return new (kindOf(this.kind))(this.options).addTo(map);
  }

  /** For a feature group's own bounds. */
  getBounds() {
    return latLngBounds(this.options.bounds || []);
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

/** The layer of that kind, from the options that stand in the page as JSON. */
export const layer = (kind, map, id) => {
  const options = JSON.parse(document.getElementById(id).textContent);
  return new (handleOf(kind) || LayerHandle)(kind, options);
};

expose({ layer, context: contextOf });
