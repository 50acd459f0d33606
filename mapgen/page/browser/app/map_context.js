// @ts-check
/*
 * What the components of one map share: the events, the store, the filter. One context a map.
 *
 *   context.columns, context.terms        the events as columns, and what their indices mean
 *   context.visible()                     indices of the events shown, in time order
 *   context.peek(i) / context.read(i)     an event's record: now if it is opened, or as a promise
 *   context.select(id), context.store     the open event; the state
 *   context.on(name, fn)                  one of SIGNALS
 *   context.ui                            what components let each other know
 *   context.panes                         the maps over it, each with what is its own (pane.js)
 */
import { Groups } from "../core/counted_rows.js";
import * as days from "../core/days.js";
import { Filter } from "../core/filter.js";
import { LENS } from "../core/lens.js";
import { FILTER_KEYS } from "../core/state_keys.js";
import { FilterValues, termCounts } from "./filter_values.js";
import { PageEvents } from "./page_events.js";
import { findPane, Pane, paneOf } from "./pane.js";
import { sharedState } from "./shared_state.js";
import { SourceLens } from "./source_lens.js";
import { SpokenLanguage } from "./spoken_language.js";
import { Store } from "./store.js";
import { rest } from "./tasks.js";
import { TextSearch } from "./text_search.js";
import { WantedEvents } from "./wanted_events.js";

/** @import { LensKey } from "../core/filter_table.js" */
/**
 * @import {
 *   Day, EventIndex, LeafletMap, Payload, Shade, Signal, Signals, StateKey, Step,
 * } from "../types"
 */

/**
 * The keys of the state that say which maps there are.
 * @type {StateKey[]}
 */
const PLACES = ["view", "panes", "compare"];

export class Context extends PageEvents {
  /** @type {Filter} like those below, there once `ready` has come */
  filter;
  /** @type {FilterValues} */
  values;
  /** @type {Record<string, number>} how many terms each column of terms has */
  sizes;

  /**
   * @param {LeafletMap} map
   * @param {Payload} packed
   * @param {{name: string, mirror?: boolean}} options `name` begins the ids of the elements that
   *   hold packed texts; `mirror` keeps the state in the page's address
   */
  constructor(map, packed, options) {
    super(packed, options.name);
    this.map = map;
    /** @type {Pane[]} the maps of this context, that of the page first */
    this.panes = [new Pane(this, map)];
    /** @type {Uint8Array | null} which of several panes each event belongs to */
    this.members = null;
    /**
     * Makes the picture of what is seen, where a component does.
     * @type {((form: "svg" | "png") => Promise<string | Blob>) | null}
     */
    this.picture = null;
    this.store = new Store({
      mirror: Boolean(options.mirror),
      successors: this.successors,
    });
    this.ui = sharedState();
    /**
     * Steps that wait to be taken in order (opening.js), and the promise of all of them.
     * @type {Step[] | null}
     */
    this.queue = null;
    /** @type {(() => void) | null} called when the components of a later script are there */
    this.complete = null;
    /** @type {Promise<void>} */
    this.steps = Promise.resolve();
    /** @type {EventIndex} the event that the pointer or focus is on, or −1 */
    this.hovered = -1;
    /** @type {TextSearch} */
    this.search = new TextSearch(this, this);
    /** @type {unknown} the state that the filter was last applied to */
    this.applied = null;
    /** Whether some have not followed the last change ("afterwards"). */
    this.isBehind = false;
    this.wanted = new WantedEvents(this);
    this.language = new SpokenLanguage(this);
    /** @type {Promise<this>} */
    this.ready = this.open(this.language.first);
  }

  /** @param {Promise<void>} speaking the words of the first language */
  async open(speaking) {
    /* Not in the task that has made the map. */
    await rest();
    await Promise.all([this.openEvents(), speaking]);
    const { columns } = this;
    this.groups = this.packed.groups ? new Groups(this, this.packed.groups) : null;
    if (this.groups) {
      this.ids = this.groups.ids;
      this.store.set(this.groups.unanswered, { quiet: true });
    }
    const keys = /** @type {LensKey[]} */ (Object.keys(LENS));
    if (keys.some((key) => this.store.get()[key] !== null)) await this.openReadings();
    this.lens = new SourceLens(this);
    this.sizes = termCounts(this.terms);
    this.filter = new Filter(columns, this.sizes);
    this.values = new FilterValues(this.terms);
    await rest();
    /* The first marks need no texts, unless they are those that a search finds. */
    if (this.store.get().text) await this.openTexts();
    await rest();
    this.language.apply();
    this.applied = null;
    this.store.subscribe((changed) => this.changed(changed));
    return this;
  }

  /* ---- filter -------------------------------------------------------------------------- */

  /** Whether a search in the texts is still going on. */
  isSearching() {
    return this.search.running || this.panes.some(({ search }) => search?.running);
  }

  /** Indices of the events shown, in time order; always true to the store. */
  visible() {
    if (this.applied !== this.store.get()) {
      this.applied = this.store.get();
      this.filter.apply(this.wanted.of());
    }
    return this.filter.visible;
  }

  /** The rows that the map draws: on a page of counts, others than those of the list. */
  placed() {
    this.visible();
    return this.filter.placed;
  }

  /** How many events are shown: a row can stand for many. */
  visibleCount() {
    this.visible();
    return this.filter.visibleCount;
  }

  /**
   * The pane that shows event i: on a page with one map that one.
   * @param {EventIndex} i
   */
  paneOf(i) {
    return this.panes.find((pane) => pane.shows(i)) || this.panes[0];
  }

  /**
   * The range of a state, as day numbers: all that the atlas covers where it names none.
   * @returns {[Day, Day]}
   */
  range(state = this.store.get()) {
    const [from, to] = this.extent();
    return [days.fromISO(state.from) ?? from, days.fromISO(state.to, true) ?? to];
  }

  /**
   * First and last day of the atlas: its period, or its events' where none is set.
   * @returns {[Day, Day]}
   */
  extent() {
    return this.meta.period || this.filter.extent;
  }

  /** Whether two maps are compared, and both are there. */
  get comparing() {
    return this.panes.length > 1 && this.panes[0].kind === "compare";
  }

  /**
   * What the districts are shaded by: as the address says, in a comparison by what differs.
   * @returns {Shade}
   */
  shade() {
    const first = this.ui.firstShade || "none";
    const wanted =
      this.store.get().shade || (this.comparing && first === "none" ? "events" : first);
    return wanted === "deaths" && !this.hasFigures("deaths") ? "none" : wanted;
  }

  /* ---- state --------------------------------------------------------------------------- */

  /**
   * Opens an event; null closes the open one.
   * @param {string | null} id
   */
  select(id) {
    this.store.set({ event: id });
  }

  /**
   * Marks event i (or none, −1) as the one that the pointer or focus is on.
   * @param {EventIndex} i
   */
  hover(i) {
    if (this.hovered === i) return;
    this.hovered = i;
    this.emit("hover", i);
  }

  /** @param {StateKey[]} keys those of the state that have changed */
  changed(keys) {
    if (keys.includes("lang")) this.language.change();
    if (keys.some((key) => FILTER_KEYS.includes(key))) {
      this.applied = null;
      this.later("change");
    }
    if (keys.includes("event")) this.emit("select", this.store.get().event);
    if (keys.includes("theme")) this.emit("theme", this.store.get().theme);
    if (keys.some((key) => PLACES.includes(key))) this.emit("arrange", undefined);
    if (keys.includes("shade")) this.emit("shade", undefined);
    if (keys.includes("view") || keys.includes("views")) this.emit("view", undefined);
  }

  /**
   * Calls the listeners; of a change, when the events shown are those of the state. Where there are
   * several maps, what comes after the first waits for the task after its frame.
   * @override
   * @template {Signal} N
   * @param {N} name
   * @param {Signals[N]} value
   */
  emit(name, value) {
    if (name === "change") this.visible();
    super.emit(name, value);
    if (name !== "change") return;
    const waits = this.isBehind;
    this.isBehind = true;
    if (this.panes.filter(({ onScreen }) => onScreen).length < 2) this.follow();
    else if (!waits) void rest().then(() => this.follow());
  }

  /** Calls those who have not followed the last change. */
  follow() {
    if (!this.isBehind) return;
    this.isBehind = false;
    this.emit("afterwards", undefined);
  }

  /** Brings all in step with the state now: before the page is printed. */
  catchUp() {
    this.flush();
    this.follow();
  }
}

/**
 * The context of a Leaflet map, or undefined before its events were added.
 * @param {LeafletMap} map
 */
export const findContext = (map) => findPane(map)?.context;

/**
 * The context of a Leaflet map that has its events.
 * @param {LeafletMap} map
 */
export const contextOf = (map) => paneOf(map).context;

/**
 * Makes the context of a map.
 * @param {LeafletMap} map
 * @param {Payload} packed
 * @param {{name: string, mirror?: boolean}} options
 */
export const attach = (map, packed, options) => new Context(map, packed, options);
