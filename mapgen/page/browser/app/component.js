/*
 * The base of every component: it finds its map's context, draws itself, and
 * keeps in step. On a page of its own design `into` names the element that holds it; on any other
 * map it stands in a corner.
 */
import { cornerControl, keepPointer } from "./leaflet.js";
import { contextOf } from "./map_context.js";
import { inOrder } from "./opening.js";
import { paneOf } from "./pane.js";

export class Component {
  static defaults = { position: "topright", into: null };

  constructor(options) {
    this.options = { ...Component.defaults, ...new.target.defaults, ...options };
    this.stops = [];
    this.map = null;
    this.control = null;
  }

  addTo(map) {
    const host = hostOf(this.options.into, contextOf(map));
    if (host) return this.placeIn(host, map);
    leaveRoom(map);
    this.inCorner = true;
    this.control = cornerControl(
      this.options.position,
      () => this.onAdd(map),
      () => this.onRemove(),
    );
    this.control.addTo(map);
    return this;
  }

  /** Puts the component into an element of the page, or of another component. */
  placeIn(host, map) {
    this.inCorner = false;
    this.container = this.onAdd(map);
    host.append(this.container);
    this.onPlaced(host);
    return this;
  }

  /** Takes the component off the map and out of the page. */
  remove() {
    if (this.control) this.control.remove();
    else if (this.container) this.onRemove();
    if (this.container) this.container.remove();
    this.map = null;
    this.control = null;
    this.container = null;
  }

  /** Puts a component that stands in a corner into another one. */
  moveTo(position) {
    const { map } = this;
    this.remove();
    this.options.position = position;
    this.addTo(map);
  }

  onAdd(map) {
    this.map = map;
    this.context = contextOf(map);
    this.pane = paneOf(map);
    const element = this.create();
    if (this.inCorner) keepPointer(element);
    this.listen("language", () => this.translate());
    this.container = element;
    return element;
  }

  onRemove() {
    this.stops.splice(0).forEach((stop) => stop());
  }

  /** Listens to the context for as long as the component is on the map. */
  listen(name, listener) {
    this.stops.push(this.context.on(name, listener));
  }

  /** Makes the component's element; each component has its own. */
  create() {
    throw new Error("a component makes its element in create()");
  }

  /** Called when the element stands in the page of its own design. */
  onPlaced() {}

  /** Draws the words again after a change of language. */
  translate() {}
}

/** Above the strip of time, and below another control. */
const SLACK = 120;
const LEAST = 180;

/** Tells what stands in a map's corners how high it may be, so that it ends above the time strip. */
function leaveRoom(map) {
  const pane = paneOf(map);
  if (!pane || pane.leavesRoom) return;
  pane.leavesRoom = true;
  const container = map.getContainer();
  const measure = () => {
    const strip = container.querySelector(".mg-time-filter.leaflet-control");
    const room = map.getSize().y - (strip ? strip.offsetHeight : 0) - SLACK;
    container.style.setProperty("--mg-room", `${Math.max(room, LEAST)}px`);
  };
  measure();
  map.on("resize", measure);
  inOrder(pane.context, "last", measure);
}

/** The element that a selector names; a map's own panel before those of other maps. */
function hostOf(selector, context) {
  if (!selector) return null;
  const own = context && context.ui.sections && context.ui.sections[selector];
  return own || document.querySelector(selector);
}
