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
import * as codec from "../core/codec.js";
import { Groups } from "../core/counted_rows.js";
import * as days from "../core/days.js";
import { Filter } from "../core/filter.js";
import {
  addCatalogues,
  currentLanguage,
  directionOf,
  named,
  speakLanguage,
} from "../core/messages.js";
import * as search from "../core/search.js";
import { Block, Ids } from "../core/text_blocks.js";
import { Scan } from "../core/text_scan.js";
import { dress, preferredLanguage } from "./language.js";
import { Pane, paneOf } from "./pane.js";
import { Store } from "./store.js";
import { rest } from "./tasks.js";
import { CHOICES } from "../core/filter_table.js";
import { SourceLens } from "./source_lens.js";
import { Emitter } from "./emitter.js";

/** The filters over terms: {key: the column, and list of terms, that it looks at}. */
const NAMED = Object.fromEntries(
  CHOICES.filter(({ lens }) => !lens).map(({ key, column }) => [key, column]),
);
/** Event layers that one map can have: the page's layer column is of bytes. */
const MOST_LAYERS = 255;
/** How many blocks of texts a large page keeps open. */
const MOST_OPEN = 200;

/** What the components of a map tell each other; the value that comes with it. */
const SIGNALS = [
  "change" /* the events shown have changed: once a frame at most */,
  "choose" /* several events at one place: which shall be opened */,
  "highlight" /* the events that a chapter tells of are others */,
  "hover" /* the event that the pointer or focus is on: its index or −1 */,
  "language" /* the language's name */,
  "read" /* the reader has gone to a tab of the panel: its name */,
  "searching" /* how much is searched, 0 to 1; null when all is */,
  "select" /* the id of the open event, or null */,
  "shade" /* what the districts are shaded by */,
  "sheet" /* the panel has another height */,
  "show" /* a tab of the panel and how far it is open: {tab, stop} */,
  "tab" /* the name of the panel's tab that is open */,
  "theme" /* "light", "dark" or null */,
  "view" /* {zoom, latitude, longitude} or null */,
];

export class Context extends Emitter {
  constructor(map, packed, options) {
    super(SIGNALS);
    this.map = map;
    /** @type {Pane[]} the maps of this context, that of the page first */
    this.panes = [new Pane(this, map)];
    this.packed = packed;
    this.name = options && options.name;
    this.meta = packed.meta;
    this.terms = packed.terms;
    this.store = new Store({ mirror: Boolean(options && options.mirror) });
    /** What components of the map let the others know; a name that is not here is a mistake. */
    this.ui = Object.seal({
      /** @type {object | null} the EventPopup */
      popup: null,
      /** @type {string | undefined} what the districts are shaded by */
      shade: undefined,
      /** @type {number[]} the events that a chapter tells of */
      highlighted: [],
      /** @type {string | null} the panel's tab that is open; null without a panel */
      tab: null,
      /** @type {Record<string, HTMLElement> | null} the panel's sections by selector */
      sections: null,
    });
    /** Steps that wait to be taken in order (opening.js), and the promise of all of them. */
    this.queue = null;
    this.steps = null;
    this.blocks = new Map();
    this.opening = new Map();
    this.indices = {};
    /* The first stands for no layer: an empty list would mean all. */
    this.layersShown = [-1];
    addCatalogues(
      Object.fromEntries(
        Object.entries(this.meta.tongues || {}).map(([name, each]) => [
          name,
          {
            direction: each.interface === name ? each.direction : "ltr",
            textDirection: each.direction,
          },
        ]),
      ),
    );
    this.opened = new Set();
    const language = preferredLanguage(this);
    /* The direction comes before anything is drawn: nothing changes sides. */
    dress(this, language);
    this.speaking = this.openCatalogue(language);
    this.ready = this.open();
  }

  async open() {
    const { packed } = this;
    const [columns, shared, ids] = await Promise.all([
      this.bulk("columns").then((data) => codec.columns({ columns: packed.columns, data })),
      codec.json(packed.shared),
      this.bulk("ids").then(codec.text),
      this.speaking,
    ]);
    await rest();
    this.columns = columns;
    if (packed.layers) Object.assign(columns, await codec.columns(packed.layers));
    for (const name of ["actor", "target", "district", "source"]) {
      if (!columns[`${name}Counts`]) continue;
      const offsets = codec.offsets(columns[`${name}Counts`]);
      columns[name] = { offsets, values: columns[`${name}Values`] };
    }
    columns.withoutDeaths = !this.hasFigures("deaths");
    this.count = columns.first.length;
    this.ids = new Ids(ids, this.count);
    this.groups = packed.groups ? new Groups(this, packed.groups) : null;
    if (this.groups) {
      this.ids = this.groups.ids;
      this.store.set(this.groups.unanswered, { quiet: true });
    }
    this.sources = shared.sources;
    for (const source of Object.values(this.sources)) {
      const said = source.parts.filter(([kind]) => kind !== "link");
      source.long = said.map(([, text]) => text).join("");
    }
    this.spots = shared.spots;
    this.districts = shared.districts;
    this.base = shared.base;
    this.story = shared.story;
    this.terms = { ...this.terms, ...shared.terms };
    this.lens = new SourceLens(this);
    const sizes = { layer: MOST_LAYERS };
    for (const name of Object.values(NAMED)) sizes[name] = this.terms[name].length;
    this.filter = new Filter(columns, sizes);
    this.eager = packed.eager;
    await rest();
    /* The first marks need no texts, unless they are those that a search finds. */
    if (this.store.get().text) await this.openTexts();
    await rest();
    this.lookUp();
    this.applyLanguage();
    this.applied = null;
    this.store.subscribe((changed) => this.changed(changed));
    return this;
  }

  /* ---- events -------------------------------------------------------------------------- */

  /** A packed text of the page; those of a large page stand at its end and come last. */
  async bulk(name) {
    const element = () => document.getElementById(`${this.name}-${name}`);
    if (!element() && document.readyState === "loading") {
      await new Promise((done) => addEventListener("DOMContentLoaded", done, { once: true }));
    }
    return element().textContent;
  }

  /** The texts of block b, which are kept open: all on a page of few events, else the latest. */
  openBlock(b) {
    if (!this.opening.has(b)) {
      const opened = this.lookInto(b).then((block) => {
        this.blocks.set(b, block);
        return block;
      });
      this.opening.set(b, opened);
      if (!this.eager && this.opening.size > MOST_OPEN) {
        const [oldest] = this.opening.keys();
        this.opening.delete(oldest);
        this.blocks.delete(oldest);
      }
    }
    return this.opening.get(b);
  }

  /** The texts of block b, opened for once. */
  async lookInto(b) {
    if (this.blocks.has(b)) return this.blocks.get(b);
    this.words = this.words || this.bulk("words").then(codec.words);
    const [packed, words] = await Promise.all([this.bulk(`texts-${b}`), this.words]);
    return new Block(await codec.cells(packed, words));
  }

  /** A promise for all texts on a page of few events; on a large one they stay closed. */
  openTexts() {
    if (!this.texts) {
      const blocks = this.eager ? this.packed.blocks : 0;
      this.texts = Promise.all(Array.from({ length: blocks }, (_, b) => this.openBlock(b)));
    }
    return this.texts;
  }

  /** The record of event i, or null while its block is closed. */
  peek(i) {
    if (this.groups) return this.groups.record(i);
    const size = this.packed.block;
    const block = this.blocks.get(Math.floor(i / size));
    return block ? block.record(i % size, this.ids.at(i)) : null;
  }

  /** A promise of the record of event i. */
  async read(i) {
    if (this.groups) return this.groups.record(i);
    const size = this.packed.block;
    return (await this.openBlock(Math.floor(i / size))).record(i % size, this.ids.at(i));
  }

  /** The id of event i. */
  idOf(i) {
    return this.ids.at(i);
  }

  /** The index of an id, or −1. */
  indexOf(id) {
    return this.ids.indexOf(id);
  }

  /** A value of a record in the reader's language where there is one, and its language. */
  wording(record, field) {
    const language = currentLanguage();
    const translated = record[`${field}_${language}`];
    return translated
      ? { text: translated, lang: language, dir: directionOf(language) }
      : {
          text: record[field],
          lang: this.meta.language,
          dir: directionOf(this.meta.language),
        };
  }

  lookUp() {
    for (const [key, name] of Object.entries(NAMED)) {
      this.indices[key] = new Map();
      this.terms[name].forEach((term, index) => {
        this.indices[key].set(typeof term === "string" ? term : term.id, index);
      });
    }
  }

  /* ---- filter -------------------------------------------------------------------------- */

  /** The store's filters in the filter's terms; unchanged lists keep their identity. */
  filterState() {
    const state = this.store.get();
    const memo = this.memo || (this.memo = {});
    const wanted = {
      from: state.from === null ? null : days.fromISO(state.from),
      to: state.to === null ? null : days.fromISO(state.to, true),
      years: state.years,
      lens: this.lens.apply(),
      deaths: this.lens.anew(state.deaths),
    };
    for (const key of Object.keys(NAMED)) {
      if (!memo[key] || memo[key].names !== state[key]) {
        const names = state[key];
        /* A name that this atlas does not know matches nothing, rather than everything. */
        const indices = names && names.map((name) => this.indices[key].get(name) ?? -1);
        memo[key] = { names, indices };
      }
      wanted[key] = memo[key].indices;
    }
    if (!memo.text || memo.text.query !== state.text) {
      memo.text = { query: state.text, matches: this.groups ? null : this.matches(state.text) };
    }
    if (this.groups) wanted.deaths = null;
    wanted.text = memo.text.matches;
    wanted.layers = this.packed.layers ? this.layersShown : null;
    return wanted;
  }

  matches(query) {
    if (this.scan) {
      this.scan.stop();
      this.scan = null;
      if (!query) this.emit("searching", null);
    }
    if (!query) return null;
    if (this.blocks.size < this.packed.blocks) {
      this.scan = new Scan(this, search.rawMatcher(query));
      this.scan.run();
      return this.scan.matches();
    }
    const test = search.matcher(query);
    const matches = new Uint8Array(this.count);
    if (!this.folded) {
      this.folded = new Array(this.count);
      for (let i = 0; i < this.count; i += 1) {
        const size = this.packed.block;
        const text = this.haystack(i, this.blocks.get(Math.floor(i / size)), i % size);
        this.folded[i] = search.fold(text);
      }
    }
    for (let i = 0; i < this.count; i += 1) matches[i] = test(this.folded[i]) ? 1 : 0;
    return matches;
  }

  /** Whether a search in the texts is still going on. */
  isSearching() {
    return this.scan ? !this.scan.done : false;
  }

  /** A search has gone on: its matches are shown, if it is still the reader's. */
  searched(scan) {
    if (this.scan !== scan) return;
    this.memo.text.matches = scan.matches();
    this.changed(["text"]);
  }

  /** Shows or hides the events of a layer; on a page without layers there is nothing to do. */
  showLayer(layer, shown) {
    if (!this.packed.layers) return;
    const rest = this.layersShown.filter((each) => each !== layer);
    this.layersShown = shown ? [...rest, layer] : rest;
    this.applied = null;
    if (this.filter) this.later("change");
  }

  /** Whether the events tell "deaths" or "injured" at all. */
  hasFigures(name) {
    return !this.meta.figures || this.meta.figures.includes(name);
  }

  /** All words that event i, the k-th of an open block, is found by. */
  haystack(i, block, k) {
    const names = (list, terms) => {
      const found = [];
      for (let at = list.offsets[i]; at < list.offsets[i + 1]; at += 1) {
        const term = terms[list.values[at]];
        found.push(term, named(term));
      }
      return found;
    };
    return [
      ...block.words(k),
      named(block.text("place", k)),
      this.idOf(i),
      ...names(this.columns.actor, this.terms.actor),
      ...names(this.columns.target, this.terms.target),
      ...block.keys(k).map((key) => (this.sources[key] ? this.sources[key].long : key)),
    ]
      .filter(Boolean)
      .join(" · ");
  }

  /** Indices of the events shown, in time order; always true to the store. */
  visible() {
    if (this.applied !== this.store.get()) {
      this.applied = this.store.get();
      this.filter.apply(this.filterState());
    }
    return this.filter.visible;
  }

  /** The rows that the map draws: on a page of counts, others than those of the list. */
  placed() {
    this.visible();
    return this.filter.placed;
  }

  /** How many events are shown: a row can stand for many. */
  shown() {
    this.visible();
    return this.filter.shown;
  }

  /** How many events there are. */
  get total() {
    return this.groups ? this.groups.total : this.count;
  }

  /** The range shown, as day numbers: the state's, or all that the atlas covers. */
  range() {
    const state = this.store.get();
    const [from, to] = this.extent();
    return [
      state.from === null ? from : days.fromISO(state.from),
      state.to === null ? to : days.fromISO(state.to, true),
    ];
  }

  /** First and last day of the atlas: its period, or its events' where none is set. */
  extent() {
    const { period } = this.meta;
    return period ? [period[0], period[1]] : this.filter.extent;
  }

  /* ---- state --------------------------------------------------------------------------- */

  select(id) {
    this.store.set({ event: id });
  }

  /** Marks event i (or none, −1) as the one that the pointer or focus is on. */
  hover(i) {
    if (this.hovered === i) return;
    this.hovered = i;
    this.emit("hover", i);
  }

  changed(keys) {
    if (keys.includes("lang")) this.speak();
    if (keys.some((key) => Store.FILTERS.includes(key))) {
      this.applied = null;
      this.later("change");
    }
    if (keys.includes("event")) this.emit("select", this.store.get().event);
    if (keys.includes("theme")) this.emit("theme", this.store.get().theme);
    if (keys.includes("view")) this.emit("view", this.store.get().view);
  }

  /* ---- language ------------------------------------------------------------------------ */

  /** Opens the words of a language; English has its own in the scripts. */
  async openCatalogue(name) {
    const packed = (this.packed.catalogues || {})[name];
    if (!packed || this.opened.has(name)) return;
    const catalogue = await codec.json(packed);
    this.opened.add(name);
    addCatalogues({ [name]: catalogue });
  }

  applyLanguage() {
    const name = speakLanguage(preferredLanguage(this));
    dress(this, name);
    /* Names are searched in the language that they are read in, too. */
    this.folded = null;
    if (this.memo) this.memo.text = null;
  }

  /** Tells the listeners; of a change, when the events shown are those of the state. */
  emit(name, value) {
    if (name === "change") this.visible();
    super.emit(name, value);
  }

  /** Changes the language of everything, once its words are open. */
  async speak() {
    const name = preferredLanguage(this);
    await this.openCatalogue(name);
    if (name !== preferredLanguage(this)) return;
    this.applyLanguage();
    this.emit("language", name);
    if (this.store.get().text) this.changed(["text"]);
  }
}

/** The context of a Leaflet map, or undefined before its events were added. */
export const contextOf = (map) => {
  const pane = paneOf(map);
  return pane && pane.context;
};
export const attach = (map, packed, options) => new Context(map, packed, options);
