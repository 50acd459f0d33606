/*
 * The base of every component: a Leaflet control that finds its map's context, draws itself, and
 * keeps in step. On a page of its own design `into` names the element that holds it; on any other
 * map it stands in a corner.
 */
(function (mapgen, L) {
  "use strict";

  mapgen.Component = L.Control.extend({
    options: { position: "topright", into: null },

    initialize(options) {
      L.Util.setOptions(this, options || {});
      this.stops = [];
    },

    addTo(map) {
      const host = hostOf(this.options.into, mapgen.context(map));
      this.inCorner = !host;
      if (this.inCorner) leaveRoom(map);
      return host ? this.placeIn(host, map) : L.Control.prototype.addTo.call(this, map);
    },

    /** Puts the component into an element of the page, or of another component. */
    placeIn(host, map) {
      this.remove();
      this._map = map;
      this._container = this.onAdd(map);
      host.append(this._container);
      this.onPlaced(host);
      return this;
    },

    onAdd(map) {
      this.context = mapgen.context(map);
      const element = this.create();
      if (this.inCorner) {
        L.DomEvent.disableClickPropagation(element);
        L.DomEvent.disableScrollPropagation(element);
      }
      this.listen("language", () => this.translate());
      return element;
    },

    onRemove() {
      this.stops.splice(0).forEach((stop) => stop());
    },

    /** Listens to the context for as long as the component is on the map. */
    listen(name, listener) {
      this.stops.push(this.context.on(name, listener));
    },

    /** Makes the component's element; each component has its own. */
    create() {
      throw new Error("a component makes its element in create()");
    },

    /** Called when the element stands in the page of its own design. */
    onPlaced() {},

    /** Draws the words again after a change of language. */
    translate() {},
  });

  /** The components that folium's script asks for, in the page's order. */
  mapgen.mount = (name, map, id) => {
    const options = JSON.parse(document.getElementById(id).textContent);
    if (name === "EventData") {
      for (const each of options.packed.terms.category) each.colour = mapgen.paint(each.colour);
      const context = mapgen.attach(map, options.packed, { ...options, name: id });
      mapgen.publish(context);
      return;
    }
    const context = mapgen.context(map);
    const add = () => {
      /* On a map with a panel, what belongs into one of its tabs goes there unless told otherwise. */
      const tab = context && context.sections && WITHIN[name];
      if (tab && !options.into && !options.position) options.into = `#mg-tab-${tab}`;
      return new mapgen[name](options).addTo(map);
    };
    /* What stands in another component comes when that one is there. */
    const late = options.into && !document.querySelector(options.into);
    if (context) mapgen.inOrder(context, late ? "late" : name, add);
    else add();
  };

  /** What holds other components comes before them, in whatever order they were added. */
  const WITHIN = {
    Story: "story", FilterChips: "events", EventList: "events", Downloads: "events",
    EventFilter: "filters", Figures: "figures", SourceList: "sources", About: "about",
  };
  /** What is drawn before the events' texts are opened; it tells their words when they are. */
  const WORDLESS = ["BaseMap", "EventLayer"];
  const RANKS = { last: 4, late: 3, Panel: 1 };
  const rank = (name) => RANKS[name] || (name in WITHIN ? 2 : 0);

  /**
   * Takes steps one after the other once the context is ready, those of a lower rank first; what
   * comes later is done at once. `context.steps` is kept when all have been taken.
   */
  mapgen.inOrder = (context, name, step) => {
    if (!context.queue) {
      context.queue = [];
      context.steps = context.ready.then(async () => {
        while (context.queue.length) {
          context.queue.sort((a, b) => a.rank - b.rank);
          /* Each in a task of its own; the marks are painted before anything else is made. */
          await mapgen.rest();
          const next = context.queue.shift();
          if (next.rank === RANKS.last) standing(context);
          if (!WORDLESS.includes(next.name)) await context.openTexts();
          const made = await next.step();
          if (made && made.shown) await made.shown;
        }
        await context.openTexts();
        standing(context);
        context.queue = null;
      });
    }
    context.queue.push({ name, rank: rank(name), step });
    return context.steps;
  };

  /** On the atlas's own page: all parts are there, and what may move while it comes is shown. */
  function standing(context) {
    if (context.store.mirror) document.documentElement.classList.add("mg-standing");
  }

  /** Above the strip of time, and below another control. */
  const SLACK = 120;
  const LEAST = 180;

  /** Tells what stands in a map's corners how high it may be, so that it ends above the time strip. */
  function leaveRoom(map) {
    const context = mapgen.context(map);
    if (!context || context.leavesRoom) return;
    context.leavesRoom = true;
    const container = map.getContainer();
    const measure = () => {
      const strip = container.querySelector(".mg-time-filter.leaflet-control");
      const room = map.getSize().y - (strip ? strip.offsetHeight : 0) - SLACK;
      container.style.setProperty("--mg-room", `${Math.max(room, LEAST)}px`);
    };
    measure();
    map.on("resize", measure);
    mapgen.inOrder(context, "last", measure);
  }

  /** The element that a selector names; a map's own panel before those of other maps. */
  function hostOf(selector, context) {
    if (!selector) return null;
    const own = context && context.sections && context.sections[selector];
    return own || document.querySelector(selector);
  }
})((window.mapgen = window.mapgen || {}), window.L);
