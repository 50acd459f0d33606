// @ts-check
/* The layer that a layer control turns on and off for the marks; it adds the card of the open event. */
import { LayerHandle } from "../../browser/app/layer_handles.js";
import { contextOf } from "../../browser/app/map_context.js";
import { inOrder } from "../../browser/app/opening.js";
import { paneOf } from "../../browser/app/pane.js";
import { EventPopup } from "../event_popup/event_popup.js";

/** @import { LeafletMap } from "../../browser/types" */

/**
 * The events of one EventLayer. All of a map are drawn together, so that marks of two layers are
 * joined where they would overlap; a layer that is off is out of list, counts and time too.
 */
export class EventHandle extends LayerHandle {
  /**
   * @override
   * @param {LeafletMap} map
   */
  onAdd(map) {
    const context = contextOf(map);
    context.wanted.showLayer(this.own.layer ?? 0, true);
    inOrder(context, this.kind, () => paneOf(map).marks || this.make(map));
    if (!this.own.popup) return this;
    inOrder(context, "last", () => {
      if (!context.ui.popup) new EventPopup({}).addTo(map);
    });
    return this;
  }

  /**
   * @override
   * @param {LeafletMap} map
   */
  onRemove(map) {
    contextOf(map).wanted.showLayer(this.own.layer ?? 0, false);
    return this;
  }
}
