// @ts-check
/*
 * The filters of a map in the terms of filter.js: what the state, the search in the texts, the source
 * lens and the layers on the map ask for.
 */
/** @import { Scan } from "../core/text_scan.js" */
/** @import { Context } from "../types" */

export class WantedEvents {
  /** @param {Context} context */
  constructor(context) {
    this.context = context;
    /* The first stands for no layer: an empty list would mean all. */
    this.layersShown = [-1];
  }

  /**
   * The filters of a state in the filter's terms; unchanged lists keep their identity, for which
   * `values` are kept from one call to the next. There is one search: that of the page's state.
   */
  of(state = this.context.store.get(), values = this.context.values) {
    const { context } = this;
    const { groups } = context;
    const wanted = values.of(state, (query) => {
      if (groups) return null;
      return values === context.values
        ? context.search.matches(query)
        : context.values.text && context.values.text.matches;
    });
    wanted.lens = context.lens.apply();
    wanted.deaths = groups ? null : context.lens.renewed(wanted.deaths ?? null);
    wanted.layers = context.packed.layers ? this.layersShown : null;
    return wanted;
  }

  /**
   * A search has gone on: its matches are shown, if it is still the reader's.
   * @param {Scan} scan
   */
  searched(scan) {
    const { search, values } = this.context;
    if (search.scan !== scan || !values.text) return;
    values.text.matches = scan.matches();
    this.context.changed(["text"]);
  }

  /**
   * Shows or hides the events of a layer; on a page without layers there is nothing to do.
   * @param {number} layer
   * @param {boolean} shown
   */
  showLayer(layer, shown) {
    const { context } = this;
    if (!context.packed.layers) return;
    const rest = this.layersShown.filter((each) => each !== layer);
    this.layersShown = shown ? [...rest, layer] : rest;
    context.applied = null;
    if (context.filter) context.later("change");
  }
}
