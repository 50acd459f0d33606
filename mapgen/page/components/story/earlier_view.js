/* What was shown before the story was opened, to be shown again when it is closed. */
import { filtersOfState, noFilters } from "./story_state.js";

export class EarlierView {
  /** Of a story that an address has opened nothing was shown before it: `fromAddress`. */
  constructor(map, context, fromAddress) {
    const state = context.store.get();
    this.shade = context.ui.shade;
    this.filters = fromAddress ? {} : filtersOfState(state);
    this.view = fromAddress ? null : state.view;
    this.views = fromAddress ? null : state.views;
    this.center = fromAddress ? null : map.getCenter();
    this.zoom = map.getZoom();
  }

  /** The state without the story. */
  state() {
    const { view, views } = this;
    return { ...noFilters(), ...this.filters, view, views, chapter: null };
  }

  /** Moves a map where the state does not say how; beside others each has its own first view. */
  moveMap({ map, kind, home }) {
    if (this.center && kind !== "several") map.setView(this.center, this.zoom, { animate: false });
    else home();
  }
}
