// @ts-check
/* EventData: the events of a map, and the state that its components share. */
import { register } from "../../browser/app/kinds.js";
import { attach } from "../../browser/app/map_context.js";
import { paint } from "../../browser/app/theme.js";
import { publish } from "../../browser/app/window_atlas.js";

/** @import { LeafletMap, Payload } from "../../browser/types" */

export class EventData {
  /**
   * @param {{packed: Payload, mirror?: boolean}} options
   * @param {string} name the id of its element, with which those of packed columns and texts begin
   */
  constructor(options, name) {
    this.options = { ...options, name };
  }

  /** @param {LeafletMap} map */
  addTo(map) {
    const { packed } = this.options;
    for (const each of packed.terms.category) each.colour = paint(each.colour);
    publish(attach(map, packed, this.options));
    return this;
  }
}

register("EventData", EventData);
