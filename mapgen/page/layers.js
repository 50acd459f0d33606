/*
 * Layers that a layer control can turn off and on. What folium's script adds to the map stands for
 * the component at once; the component itself is made when the map's events are open.
 */
(function (mapgen, L) {
  "use strict";

  const LayerHandle = L.Layer.extend({
    initialize(kind, map, options) {
      L.setOptions(this, options);
      this.kind = kind;
      this.home = map;
    },

    onAdd(map) {
      this.wanted = true;
      mapgen.inOrder(mapgen.context(map), this.kind, () => {
        if (this.wanted && !this.part) this.part = this.make(map);
        return this.part;
      });
    },

    onRemove() {
      this.wanted = false;
      if (this.part) this.part.remove();
      this.part = null;
    },

    make(map) {
      return new mapgen[this.kind](this.options).addTo(map);
    },

    /** For a feature group's own bounds. */
    getBounds() {
      return L.latLngBounds(this.options.bounds || []);
    },

    /** A handle draws nothing itself: a group may set a style or an order on all of its layers. */
    setStyle() {
      return this;
    },
    bringToFront() {
      return this;
    },
    bringToBack() {
      return this;
    },
  });

  /**
   * The events of one EventLayer. All of a map are drawn together, so that marks of two layers are
   * gathered where they would overlap; a layer that is off is out of list, counts and time too.
   */
  const EventHandle = LayerHandle.extend({
    onAdd(map) {
      const context = mapgen.context(map);
      context.showLayer(this.options.layer, true);
      mapgen.inOrder(
        context,
        this.kind,
        () => context.marks || new mapgen.EventLayer(this.options).addTo(map),
      );
      if (!this.options.popup) return;
      mapgen.inOrder(context, "last", () => {
        if (!context.popup) new mapgen.EventPopup({}).addTo(map);
      });
    },

    onRemove(map) {
      mapgen.context(map).showLayer(this.options.layer, false);
    },
  });

  /** The layer of that kind, from the options that stand in the page as JSON. */
  mapgen.layer = (kind, map, id) => {
    const options = JSON.parse(document.getElementById(id).textContent);
    return new (kind === "EventLayer" ? EventHandle : LayerHandle)(kind, map, options);
  };
})((window.mapgen = window.mapgen || {}), window.L);
