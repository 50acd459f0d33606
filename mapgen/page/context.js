/*
 * What the components of one map share: the events, the store, the filter. One context a map.
 *
 *   context.columns, context.terms        the events as columns, and what their indices mean
 *   context.visible()                     indices of the events shown, in time order
 *   context.peek(i) / context.read(i)     an event's record: now if it is opened, or as a promise
 *   context.select(id), context.store     the open event; the state
 *   context.on("change", fn)              the events shown have changed (once a frame at most)
 *   context.on("select" | "language" | "theme" | "view" | "hover", fn)
 */
(function (mapgen) {
  "use strict";

  /** Up to here all texts are opened at the start; beyond, block by block when read. */
  const OPEN_ALL = 5000;
  const NAMED = {
    categories: "category", cities: "city", districts: "district", actors: "actor",
    targets: "target", attribution: "attribution", confidence: "confidence",
  };
  /** Event layers that one map can have: the page's layer column is of bytes. */
  const MOST_LAYERS = 255;
  const contexts = new WeakMap();

  class Context {
    constructor(map, packed, options) {
      this.map = map;
      this.packed = packed;
      this.meta = packed.meta;
      this.terms = packed.terms;
      this.store = new mapgen.Store({ mirror: Boolean(options && options.mirror) });
      this.listeners = {};
      this.blocks = new Map();
      this.opening = new Map();
      this.indices = {};
      /* The first stands for no layer: an empty list would mean all. */
      this.layersShown = [-1];
      mapgen.language.add(
        Object.fromEntries(
          Object.entries(this.meta.tongues || {}).map(([name, { direction }]) => [name, { direction }]),
        ),
      );
      this.opened = new Set();
      const language = mapgen.preferredLanguage(this);
      /* The direction comes before anything is drawn: nothing changes sides. */
      mapgen.dress(this, language);
      this.speaking = this.openCatalogue(language);
      this.ready = this.open();
    }

    async open() {
      const { packed } = this;
      const [columns, shared] = await Promise.all([
        mapgen.codec.columns(packed.columns),
        mapgen.codec.json(packed.shared),
        this.speaking,
      ]);
      this.columns = columns;
      if (packed.layers) Object.assign(columns, await mapgen.codec.columns(packed.layers));
      for (const name of ["actor", "target", "district"]) {
        columns[name] = { offsets: columns[`${name}Offsets`], values: columns[`${name}Values`] };
      }
      columns.withoutDeaths = !this.hasFigures("deaths");
      this.count = columns.first.length;
      this.sources = shared.sources;
      this.places = shared.places;
      this.districts = shared.districts;
      this.base = shared.base;
      this.story = shared.story;
      this.terms = { ...this.terms, ...shared.terms };
      const sizes = { layer: MOST_LAYERS };
      for (const name of Object.values(NAMED)) sizes[name] = this.terms[name].length;
      this.filter = new mapgen.Filter(columns, sizes);
      this.eager = this.count <= OPEN_ALL;
      if (this.eager) await Promise.all(packed.texts.map((block, b) => this.openBlock(b)));
      this.lookUp();
      this.applyLanguage();
      this.applied = null;
      this.store.subscribe((changed) => this.changed(changed));
      return this;
    }

    /* ---- events -------------------------------------------------------------------------- */

    openBlock(b) {
      if (!this.opening.has(b)) {
        const opened = mapgen.codec.json(this.packed.texts[b]).then((records) => {
          this.blocks.set(b, records);
          return records;
        });
        this.opening.set(b, opened);
      }
      return this.opening.get(b);
    }

    /** The record of event i, or null while its block is closed. */
    peek(i) {
      const size = this.packed.block;
      const records = this.blocks.get(Math.floor(i / size));
      return records ? records[i % size] : null;
    }

    /** A promise of the record of event i. */
    async read(i) {
      const size = this.packed.block;
      return (await this.openBlock(Math.floor(i / size)))[i % size];
    }

    /** The index of an id, or −1. */
    indexOf(id) {
      if (!this.byHash) {
        this.byHash = new Map();
        this.columns.idHash.forEach((hash, i) => {
          const others = this.byHash.get(hash);
          if (others) others.push(i);
          else this.byHash.set(hash, [i]);
        });
      }
      const found = this.byHash.get(mapgen.codec.crc32(String(id))) || [];
      if (!this.eager) return found.length ? found[0] : -1;
      const exact = found.find((i) => this.peek(i).id === id);
      return exact === undefined ? -1 : exact;
    }

    /** A value of a record in the reader's language where there is one, and its language. */
    wording(record, field) {
      const language = mapgen.language.get();
      const translated = record[`${field}_${language}`];
      return translated
        ? { text: translated, lang: language, dir: mapgen.language.direction() }
        : {
            text: record[field],
            lang: this.meta.language,
            dir: mapgen.language.directionOf(this.meta.language),
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
        from: state.from === null ? null : mapgen.days.fromISO(state.from),
        to: state.to === null ? null : mapgen.days.fromISO(state.to, true),
        years: state.years,
        deaths: state.deaths,
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
        memo.text = { query: state.text, matches: this.matches(state.text) };
      }
      wanted.text = memo.text.matches;
      wanted.layers = this.packed.layers ? this.layersShown : null;
      return wanted;
    }

    matches(query) {
      if (!query) return null;
      const test = mapgen.search.matcher(query);
      const matches = new Uint8Array(this.count);
      if (!this.folded) {
        if (this.blocks.size < this.packed.texts.length) {
          /* Not all texts are open yet: they are opened, and the filter is applied again. */
          Promise.all(this.packed.texts.map((block, b) => this.openBlock(b))).then(() => {
            this.memo.text = null;
            this.changed(["text"]);
          });
          return matches;
        }
        this.folded = new Array(this.count);
        for (let i = 0; i < this.count; i += 1) this.folded[i] = mapgen.search.fold(this.haystack(i));
      }
      for (let i = 0; i < this.count; i += 1) matches[i] = test(this.folded[i]) ? 1 : 0;
      return matches;
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

    haystack(i) {
      const record = this.peek(i);
      const names = (list, terms) => {
        const found = [];
        for (let k = list.offsets[i]; k < list.offsets[i + 1]; k += 1) {
          const term = terms[list.values[k]];
          found.push(term, mapgen.named(term));
        }
        return found;
      };
      return [
        record.title, record.title_ur, record.title_sd, record.plain, record.plain_ur,
        record.plain_sd, record.place, mapgen.named(record.place), record.id,
        ...names(this.columns.actor, this.terms.actor),
        ...names(this.columns.target, this.terms.target),
        ...record.references.map(([key]) => (this.sources[key] ? this.sources[key].long : key)),
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

    /** The range shown, as day numbers: the state's, or all that the atlas covers. */
    range() {
      const state = this.store.get();
      const [from, to] = this.extent();
      return [
        state.from === null ? from : mapgen.days.fromISO(state.from),
        state.to === null ? to : mapgen.days.fromISO(state.to, true),
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
      if (keys.some((key) => mapgen.Store.FILTERS.includes(key))) {
        this.applied = null;
        this.later("change");
      }
      if (keys.includes("event")) this.emit("select", this.store.get().event);
      if (keys.includes("theme")) this.emit("theme", this.store.get().theme);
      if (keys.includes("view")) this.emit("view", this.store.get().view);
      if (keys.includes("chapter")) this.emit("chapter", this.store.get().chapter);
    }

    /* ---- language ------------------------------------------------------------------------ */

    /** Opens the words of a language; English has its own in the scripts. */
    async openCatalogue(name) {
      const packed = (this.packed.catalogues || {})[name];
      if (!packed || this.opened.has(name)) return;
      const catalogue = await mapgen.codec.json(packed);
      this.opened.add(name);
      mapgen.language.add({ [name]: catalogue });
    }

    applyLanguage() {
      const name = mapgen.language.set(mapgen.preferredLanguage(this));
      mapgen.dress(this, name);
      /* Names are searched in the language that they are read in, too. */
      this.folded = null;
      if (this.memo) this.memo.text = null;
    }

    /** Changes the language of everything, once its words are open. */
    async speak() {
      const name = mapgen.preferredLanguage(this);
      await this.openCatalogue(name);
      if (name !== mapgen.preferredLanguage(this)) return;
      this.applyLanguage();
      this.emit("language", name);
      if (this.store.get().text) this.changed(["text"]);
    }

    on(name, listener) {
      (this.listeners[name] = this.listeners[name] || []).push(listener);
      return () => {
        this.listeners[name] = this.listeners[name].filter((other) => other !== listener);
      };
    }

    emit(name, value) {
      for (const listener of [...(this.listeners[name] || [])]) listener(value);
    }

    /** Emits once in the next frame, however often it is asked for until then. */
    later(name) {
      this.pending = this.pending || new Set();
      if (!this.pending.size) {
        requestAnimationFrame(() => {
          const names = [...this.pending];
          this.pending.clear();
          if (names.includes("change")) this.visible();
          for (const each of names) this.emit(each);
        });
      }
      this.pending.add(name);
    }
  }

  mapgen.Context = Context;
  /** The context of a Leaflet map, or undefined before its events were added. */
  mapgen.context = (map) => contexts.get(map);
  mapgen.attach = (map, packed, options) => {
    const context = new Context(map, packed, options);
    contexts.set(map, context);
    return context;
  };
})((window.mapgen = window.mapgen || {}));
