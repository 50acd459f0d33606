// @ts-check
/* What was shown before the story was opened, to be shown again when it is closed. */
import { filtersOfState, noFilters } from "./story_state.js";

/** @import { LatLng } from "leaflet" */
/** @import { Context, LeafletMap, Pane } from "../../browser/types" */

export class EarlierView {
  /**
   * @param {LeafletMap} map
   * @param {Context} context
   * @param {boolean} fromAddress whether an address has opened the story: nothing was before it
   */
  constructor(map, context, fromAddress) {
    const state = context.store.get();
    this.shade = fromAddress ? null : state.shade;
    this.filters = fromAddress ? {} : filtersOfState(state);
    this.view = fromAddress ? null : state.view;
    this.views = fromAddress ? null : state.views;
    this.center = fromAddress ? null : map.getCenter();
    this.zoom = map.getZoom();
    /**
     * What each of several maps showed.
     * @type {Map<Pane, {center: LatLng, zoom: number}>}
     */
    this.maps = new Map();
    for (const pane of fromAddress ? [] : context.panes) {
      if (pane.kind === "several" && pane.onScreen) {
        this.maps.set(pane, { center: pane.map.getCenter(), zoom: pane.map.getZoom() });
      }
    }
  }

  /** The state without the story. */
  state() {
    const { shade, view, views } = this;
    return { ...noFilters(), ...this.filters, shade, view, views, chapter: null };
  }

  /**
   * Moves a map where the state does not say how; one that was not beside others shows its first view.
   * @param {Pane} pane
   */
  moveMap(pane) {
    const { map, kind, home } = pane;
    const own = this.maps.get(pane);
    if (kind === "several" && own) map.setView(own.center, own.zoom, { animate: false });
    else if (this.center && kind !== "several") {
      map.setView(this.center, this.zoom, { animate: false });
    } else if (home) home();
  }
}
