/* What was shown before the story was opened, to be shown again when it is closed. */
import { filtersOfState, noFilters } from "./story_state.js";

export class EarlierView {
  /** Of a story that an address has opened nothing was shown before it: `fromAddress`. */
  constructor(map, context, fromAddress) {
    const state = context.store.get();
    this.shade = context.ui.shade;
    this.filters = fromAddress ? {} : filtersOfState(state);
    this.view = fromAddress ? null : state.view;
    this.center = fromAddress ? null : map.getCenter();
    this.zoom = map.getZoom();
  }

  /** The state without the story. */
  state() {
    return { ...noFilters(), ...this.filters, view: this.view, chapter: null };
  }

  /** Moves the map where the state does not say how. */
  moveMap(map, home) {
    if (this.center) map.setView(this.center, this.zoom, { animate: false });
    else if (home) home();
  }
}
