/* The base of what lies on the map without a control of its own. */
import { contextOf } from "./map_context.js";
import { paneOf } from "./pane.js";

export class Layer {
  /** @param options as they stand in the page */
  constructor(options) {
    this.options = { ...options };
    this.map = null;
  }

  /** The map's events that it follows: {name: function}; called with the layer as `this`. */
  mapEvents() {
    return {};
  }

  addTo(map) {
    this.map = map;
    this.context = contextOf(map);
    this.pane = paneOf(map);
    this.followed = this.mapEvents();
    map.on(this.followed, this);
    map.on("unload", this.remove, this);
    this.onAdd(map);
    return this;
  }

  remove() {
    const { map } = this;
    if (!map) return;
    map.off(this.followed, this);
    map.off("unload", this.remove, this);
    this.onRemove(map);
    this.map = null;
  }
}
