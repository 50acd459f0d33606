// @ts-check
/*
 * Which marks are highlighted: the hovered event's, the open event's, those that a chapter names. The
 * marks of an open event at several places are joined by a thin line.
 */
import { DEGREE } from "../../browser/core/event_values.js";
import { spotsOf } from "../../browser/core/spots.js";
import { polyline } from "../../browser/app/leaflet.js";

/** @import { Polyline } from "leaflet" */
/** @import { EventIndex } from "../../browser/types" */
/** @import { EventLayer } from "./event_layer.js" */

/** @typedef {"hovered" | "selected" | "named"} Reason why a view is highlighted; named: by a chapter */
/** @typedef {{button: HTMLElement}} View */

/** @type {Record<Reason, string>} */
const LOOKS = { hovered: "mg-is-hovered", selected: "mg-is-selected", named: "mg-is-named" };

export class Highlights {
  /** @param {EventLayer} layer */
  constructor(layer) {
    this.layer = layer;
    /**
     * The highlighted views.
     * @type {Record<Reason, Set<View>>}
     */
    this.views = { hovered: new Set(), selected: new Set(), named: new Set() };
    /** @type {EventIndex} the event whose places are joined by a line, or −1 */
    this.joined = -1;
    /** @type {Polyline | null} */
    this.line = null;
  }

  /** The event that is open, or −1. */
  get selected() {
    const { context } = this.layer;
    const open = context.store.get().event;
    return open ? context.indexOf(open) : -1;
  }

  /** The highlighted events; −1 among them says that there is none of a kind. */
  events() {
    const { context } = this.layer;
    return [this.selected, context.hovered, ...context.ui.highlighted];
  }

  draw() {
    const { layer, selected } = this;
    const { context } = layer;
    this.highlight("selected", layer.elements.of(selected));
    this.highlight("hovered", layer.elements.of(context.hovered));
    this.highlight(
      "named",
      context.ui.highlighted.flatMap((i) => layer.elements.of(i)),
    );
    this.joinPlaces(selected);
  }

  /**
   * @param {Reason} why
   * @param {View[]} views
   */
  highlight(why, views) {
    const before = this.views[why];
    const now = new Set(views);
    for (const view of now) view.button.classList.add(LOOKS[why]);
    for (const view of before) {
      if (!now.has(view)) view.button.classList.remove(LOOKS[why]);
    }
    this.views[why] = now;
  }

  /**
   * Draws the line between the places of event i; none where it has but one.
   * @param {EventIndex} i
   */
  joinPlaces(i) {
    if (this.joined === i) return;
    this.remove();
    this.joined = i;
    const { columns } = this.layer.context;
    const [start, end] = spotsOf(columns, i);
    const { spotLatitude, spotLongitude } = columns;
    if (end - start < 2 || !spotLatitude || !spotLongitude) return;
    /** @type {[number, number][]} */
    const points = [];
    for (let s = start; s < end; s += 1) {
      points.push([spotLatitude[s] / DEGREE, spotLongitude[s] / DEGREE]);
    }
    this.line = polyline(points, {
      pane: "mg-discs",
      interactive: false,
      className: "mg-place-line",
    }).addTo(this.layer.map);
  }

  remove() {
    if (this.line) this.line.remove();
    this.line = null;
    this.joined = -1;
  }
}
