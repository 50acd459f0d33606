// @ts-check
/*
 * The base of every component: it finds its map's context, draws itself, and
 * keeps in step. On a page of its own design `into` names the element that holds it; on any other
 * map it stands in a corner.
 */
import { cornerControl, keepPointer } from "./leaflet.js";
import { inOrder } from "./opening.js";
import { paneOf } from "./pane.js";

/** @import { Control, LeafletEventHandlerFnMap } from "leaflet" */
/** @import { Context, LeafletMap, Pane, Placement, Signal, Signals } from "../types" */

/** @template {object} [O=object] its own options, beside where it stands */
export class Component {
  /** @type {Record<string, unknown>} */
  static defaults = { position: "topright", into: null };

  /** @type {LeafletMap} like the three below, there once the component is added */
  map;
  /** @type {Pane} */
  pane;
  /** @type {Context} */
  context;
  /** @type {HTMLElement} */
  container;
  /** Whether it stands in a corner of the map. */
  inCorner = false;

  /** @param {Partial<O> & Placement} [options] */
  constructor(options) {
    this.options = /** @type {Partial<O> & Placement} */ ({
      ...Component.defaults,
      ...new.target.defaults,
      ...options,
    });
    /**
     * Called when the component goes.
     * @type {(() => void)[]}
     */
    this.stops = [];
    /** Whether it is on its map. */
    this.added = false;
    /** @type {Control | null} */
    this.control = null;
  }

  /** @param {LeafletMap} map */
  addTo(map) {
    const { context } = paneOf(map);
    const host = hostOf(this.options.into, context);
    if (host) return this.placeIn(host, map);
    leaveRoom(map);
    this.inCorner = true;
    this.control = cornerControl(
      this.options.position || "topright",
      () => this.onAdd(map),
      () => this.onRemove(),
    );
    this.control.addTo(map);
    this.pane.setPart(this, true);
    return this;
  }

  /**
   * Puts the component into an element of the page, or of another component.
   * @param {Element} host
   * @param {LeafletMap} map
   */
  placeIn(host, map) {
    this.inCorner = false;
    const element = this.onAdd(map);
    /* What the document has in its place already stays: what is put there anew loses focus and selection. */
    if (element.parentNode !== host) host.append(element);
    this.pane.setPart(this, true);
    this.onPlaced(host);
    return this;
  }

  /** Takes the component off the map and out of the page. */
  remove() {
    if (!this.added) return;
    if (this.control) this.control.remove();
    else this.onRemove();
    this.container.remove();
    this.pane.setPart(this, false);
    this.control = null;
  }

  /**
   * Puts a component that stands in a corner into another one.
   * @param {Placement["position"]} position
   */
  moveTo(position) {
    const { map } = this;
    this.remove();
    this.options.position = position;
    this.addTo(map);
  }

  /** @param {LeafletMap} map */
  onAdd(map) {
    this.map = map;
    this.pane = paneOf(map);
    this.context = this.pane.context;
    this.added = true;
    const element = this.create();
    if (this.inCorner) keepPointer(element);
    this.listen("language", () => this.translate());
    this.container = element;
    return element;
  }

  onRemove() {
    this.added = false;
    this.stops.splice(0).forEach((stop) => stop());
  }

  /**
   * Listens to the context for as long as the component is on the map.
   * @template {Signal} N
   * @param {N} name
   * @param {(value: Signals[N]) => void} listener
   */
  listen(name, listener) {
    this.stops.push(this.context.on(name, listener));
  }

  /**
   * Listens to the map for as long as the component is on it.
   * @param {LeafletEventHandlerFnMap} listeners by the event's name
   */
  listenToMap(listeners) {
    const { map } = this;
    map.on(listeners);
    this.stops.push(() => map.off(listeners));
  }

  /**
   * Makes the component's element; each component has its own.
   * @returns {HTMLElement}
   */
  create() {
    throw new Error("a component makes its element in create()");
  }

  /**
   * Called when the element stands in the page of its own design.
   * @param {Element} host
   */
  // eslint-disable-next-line no-unused-vars -- those who need it override this
  onPlaced(host) {}

  /** Draws the words again after a change of language. */
  translate() {}
}

/** Above the strip of time, and below another control. */
const SLACK = 120;
const LEAST = 180;

/**
 * Keeps --mg-across, the width of a map, and --mg-room, the greatest height of what stands in its
 * corners, in step with it (pixels): nothing is wider than its map, and all ends above the time strip.
 * @param {LeafletMap} map
 */
function leaveRoom(map) {
  const pane = paneOf(map);
  if (pane.leavesRoom) return;
  pane.leavesRoom = true;
  const container = map.getContainer();
  const measure = () => {
    /** @type {HTMLElement | null} */
    const strip = container.querySelector(".mg-time-filter.leaflet-control");
    container.style.setProperty("--mg-across", `${map.getSize().x}px`);
    const room = map.getSize().y - (strip ? strip.offsetHeight : 0) - SLACK;
    container.style.setProperty("--mg-room", `${Math.max(room, LEAST)}px`);
  };
  measure();
  map.on("resize", measure);
  inOrder(pane.context, "last", measure);
}

/**
 * The element that a selector names; a map's own panel before those of other maps.
 * @param {string | null | undefined} selector
 * @param {Context} context
 */
function hostOf(selector, context) {
  if (!selector) return null;
  const own = context.ui.sections && context.ui.sections[selector];
  return own || document.querySelector(selector);
}
