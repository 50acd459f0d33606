/*
 * The base of every component: a Leaflet control that finds its map's context, draws itself, and
 * keeps in step. On a page of its own design `into` names the element that holds it; on any other
 * map it stands in a corner.
 */
import { L } from "./leaflet.js";
import { contextOf } from "./map_context.js";
import { inOrder } from "./opening.js";

export const Component = L.Control.extend({
  options: { position: "topright", into: null },

  initialize(options) {
    L.Util.setOptions(this, options || {});
    this.stops = [];
  },

  addTo(map) {
    const host = hostOf(this.options.into, contextOf(map));
    this.inCorner = !host;
    if (this.inCorner) leaveRoom(map);
    return host ? this.placeIn(host, map) : L.Control.prototype.addTo.call(this, map);
  },

  /** Puts the component into an element of the page, or of another component. */
  placeIn(host, map) {
    this.remove();
    this._map = map;
    this._container = this.onAdd(map);
    host.append(this._container);
    this.onPlaced(host);
    return this;
  },

  onAdd(map) {
    this.context = contextOf(map);
    const element = this.create();
    if (this.inCorner) {
      L.DomEvent.disableClickPropagation(element);
      L.DomEvent.disableScrollPropagation(element);
    }
    this.listen("language", () => this.translate());
    return element;
  },

  onRemove() {
    this.stops.splice(0).forEach((stop) => stop());
  },

  /** Listens to the context for as long as the component is on the map. */
  listen(name, listener) {
    this.stops.push(this.context.on(name, listener));
  },

  /** Makes the component's element; each component has its own. */
  create() {
    throw new Error("a component makes its element in create()");
  },

  /** Called when the element stands in the page of its own design. */
  onPlaced() {},

  /** Draws the words again after a change of language. */
  translate() {},
});

/** Above the strip of time, and below another control. */
const SLACK = 120;
const LEAST = 180;

/** Tells what stands in a map's corners how high it may be, so that it ends above the time strip. */
function leaveRoom(map) {
  const context = contextOf(map);
  if (!context || context.leavesRoom) return;
  context.leavesRoom = true;
  const container = map.getContainer();
  const measure = () => {
    const strip = container.querySelector(".mg-time-filter.leaflet-control");
    const room = map.getSize().y - (strip ? strip.offsetHeight : 0) - SLACK;
    container.style.setProperty("--mg-room", `${Math.max(room, LEAST)}px`);
  };
  measure();
  map.on("resize", measure);
  inOrder(context, "last", measure);
}

/** The element that a selector names; a map's own panel before those of other maps. */
function hostOf(selector, context) {
  if (!selector) return null;
  const own = context && context.sections && context.sections[selector];
  return own || document.querySelector(selector);
}
