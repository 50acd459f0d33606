// @ts-check
/*
 * The filters of a map in the terms of filter.js: what the state, the search in the texts, the source
 * lens and the layers on the map ask for.
 */
/** @import { Scan } from "../core/text_scan.js" */
/** @import { Context, State } from "../types" */
/** @import { FilterValues } from "./filter_values.js" */
/** @import { SourceLens } from "./source_lens.js" */
/** @import { TextSearch } from "./text_search.js" */
/**
 * What makes the filters of a map: of the page, or of a map with some of its own. Without a search its
 * words are the page's.
 * @typedef {{values: FilterValues, search: TextSearch | null, lens: SourceLens}} Means
 */

export class WantedEvents {
  /** @param {Context} context */
  constructor(context) {
    this.context = context;
    /* The first stands for no layer: an empty list would mean all. */
    this.layersShown = [-1];
  }

  /**
   * The filters of a state in the filter's terms; unchanged lists keep their identity, for which
   * `values` are kept from one call to the next.
   * @param {State} [state]
   * @param {Means} [means]
   */
  of(state = this.context.store.get(), { values, search, lens } = this.context) {
    const { context } = this;
    const { groups } = context;
    const wanted = values.of(state, (query) => {
      if (groups) return null;
      return search ? search.matches(query) : context.values.text && context.values.text.matches;
    });
    wanted.lens = lens.apply();
    wanted.deaths = groups ? null : lens.renewed(wanted.deaths ?? null);
    wanted.layers = context.packed.layers ? this.layersShown : null;
    return wanted;
  }

  /**
   * A search has gone on: its matches are shown, if it is still the reader's.
   * @param {Scan} scan
   * @param {{search: TextSearch | null, values: FilterValues | null}} owner the page, or the map that
   *   searches for words of its own
   */
  searched(scan, owner) {
    if (owner.search?.scan !== scan || !owner.values?.text) return;
    owner.values.text.matches = scan.matches();
    for (const { search, values } of this.context.panes) {
      /* A map without words of its own shows what the page has found. */
      if (values && !search) values.text = null;
    }
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
