// @ts-check
/*
 * The source lens of a map: keeps the figures in the columns true to the sources that the state
 * selects, and counts what each selection would leave.
 */
import { LENS, Lens, sourceTerms } from "../core/lens.js";

/** @typedef {import("../core/lens.js").Selection} Selection */
/** @import { Columns, Context, FilterName, State } from "../types" */
/** @import { LensKey } from "../core/filter_table.js" */

/** @type {(key: FilterName | LensKey) => key is LensKey} */
const isLens = (key) => key in LENS;

export class SourceLens {
  /**
   * @param {Context} context whose columns, terms and sources are open
   * @param {Columns} [columns] whose figures are kept true: the page's, or those of a map that has sources
   *   of its own, which inherit from them
   * @param {() => State} [state] the state of the page or of the map
   */
  constructor(context, columns = context.columns, state = () => context.store.get()) {
    this.context = context;
    this.columns = columns;
    this.state = state;
    const keys = context.terms.source || [];
    Object.assign(context.terms, sourceTerms(keys, context.sources));
    /** @type {Lens | null} made when it is first asked for: a large page may never ask */
    this.made = null;
    /** @type {Uint8Array | null} */
    this.events = null;
    this.applied = "";
    /** @type {State["deaths"]} */
    this.deaths = null;
  }

  /** @returns {Lens} */
  get lens() {
    const { columns, terms, sources, lens } = this.context;
    if (!this.made) {
      /* The page's lens may lie before the figures that all sources state. */
      const stated = lens === this ? columns : { ...columns, ...lens.lens.stated };
      this.made = new Lens(stated, terms, sources);
    }
    return this.made;
  }

  /** Looks at the sources anew: more is known of them. */
  renew() {
    this.made = null;
    this.applied = "";
  }

  /** @returns {Selection} */
  get selection() {
    const { sources, source_kinds, source_languages, of_the_time } = this.state();
    return { sources, source_kinds, source_languages, of_the_time };
  }

  /** Whether the state selects sources. */
  get isOn() {
    return Object.values(this.selection).some((value) => value !== null);
  }

  /** Whether there are sources to select from. */
  get isUseful() {
    return (this.context.terms.source || []).length > 1;
  }

  /** The columns' figures become those of the selected sources. Returns the events that cite these. */
  apply() {
    const key = this.isOn ? JSON.stringify(this.selection) : "";
    if (key === this.applied) return this.events;
    this.applied = key;
    const selected = this.lens.select(this.selection);
    this.events = selected && selected.events;
    Object.assign(this.columns, this.lens.figures());
    this.deaths = this.deaths && { ...this.deaths };
    return this.events;
  }

  /** Leaves columns that inherit from the page's with the page's figures. */
  lift() {
    for (const name of Object.keys(this.lens.stated)) Reflect.deleteProperty(this.columns, name);
  }

  /**
   * The filter by deaths, another object whenever the figures are others.
   * @param {State["deaths"]} wanted
   */
  renewed(wanted) {
    if (JSON.stringify(wanted) !== JSON.stringify(this.deaths)) this.deaths = wanted;
    return this.deaths;
  }

  /**
   * Whether a source is among those selected, at event i; all are while the lens is off.
   * @param {number} i
   * @param {string} key
   */
  includes(i, key) {
    return !this.isOn || this.lens.includes(i, (this.context.terms.source || []).indexOf(key));
  }

  /**
   * For each term of a filter, how many events would be shown with it.
   * @param {FilterName | LensKey} key
   * @returns {Uint32Array}
   */
  counts(key) {
    const { filter } = this.context;
    if (!isLens(key)) return filter.counts(key);
    return this.lens.counts(key, this.selection, filter.under("lens"));
  }

  /**
   * How many events would be shown without a filter.
   * @param {FilterName | LensKey} key
   * @returns {number}
   */
  countWithout(key) {
    const { filter } = this.context;
    if (!isLens(key)) return filter.countWithout(key);
    return this.lens.countWithout(key, this.selection, filter.under("lens"));
  }
}
