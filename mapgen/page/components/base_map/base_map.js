/* BaseMap: the printed ground, the controls of the view, and street tiles for those who ask. */
(function (mapgen, L) {
  "use strict";

  /** So many events tell where those of a city lie. */
  const ENOUGH = 50000;

  const ORDER = ["land", "coast", "water", "river", "road", "railway"];
  /** A tile server that fails this often before it has given one tile has refused. */
  const REFUSALS = 3;
  /** Further in, a city's name says nothing that its quarters do not. */
  const CITY_UNTIL = 12.5;
  const MINZOOM = { 1: 0, 2: 9, 3: 10.5, 4: 12, 5: 13 };
  const LEAFLET = '<a href="https://leafletjs.com" title="Leaflet">Leaflet</a>';

  const OSM = '© <a href="https://www.openstreetmap.org/copyright">OpenStreetMap contributors</a>';

  /** Whom the ground is from: OpenStreetMap where a `source` names it, and each `credit` as written. */
  const creditsOf = (base) => {
    const credits = new Set();
    if (base.some(({ source }) => /openstreetmap/i.test(source || ""))) credits.add(OSM);
    for (const { credit } of base) if (credit) credits.add(mapgen.escaped(credit));
    return credits;
  };

  /** Leaflet's scale in the reader's words. */
  const Scale = L.Control.Scale.extend({
    _updateMetric(most) {
      const metres = this._getRoundNum(most);
      const words =
        metres < 1000
          ? mapgen.t("{n} m", { n: mapgen.number(metres) })
          : mapgen.t("{n} km", { n: mapgen.number(metres / 1000) });
      this._updateScale(this._mScale, words, metres / most);
    },
  });

  mapgen.BaseMap = mapgen.Component.extend({
    addTo(map) {
      this.context = mapgen.context(map);
      this.map = map;
      this.addFurniture();
      const result = mapgen.Component.prototype.addTo.call(this, map);
      /* The view comes first, then the marks, which are what one waits for; the ground in slices. */
      this.openView();
      const drawn = mapgen.painted().then(() => this.drawBase());
      mapgen.inOrder(this.context, "last", () => drawn);
      return result;
    },

    /* ---- the ground ------------------------------------------------------------------------ */

    async drawBase() {
      const { map, context } = this;
      const pane = map.getPane("mg-base") || map.createPane("mg-base");
      pane.setAttribute("aria-hidden", "true");
      this.renderer = L.svg({ pane: "mg-base", padding: 0.4 });
      this.ground = L.layerGroup();
      const features = context.base || [];
      const sorted = ORDER.flatMap((kind) => features.filter((each) => each.kind === kind));
      const shapes = [];
      await mapgen.inSlices(sorted, (each) => {
        const shape = this.shape(each, each.kind);
        if (shape) shapes.push(shape);
      });
      if (!this._map) return;
      this.ground.addTo(map);
      const land = shapes.filter((shape) => shape.options.kind === "land");
      if (land.length) this.drawSheet(land.map((shape) => shape.getBounds()));
      await mapgen.inSlices(shapes, (shape) => this.ground.addLayer(shape));
      if (this.sheet) this.drawMargin();
      await mapgen.rest();
      this.drawNames();
    },

    drawNames() {
      const labels = (this.context.base || []).filter((feature) => feature.kind === "label");
      this.named = true;
      mapgen.labels(this.map).set("base", labels.map(labelOf));
    },

    shape(feature, kind) {
      const options = {
        renderer: this.renderer,
        interactive: false,
        kind,
        className: `mg-base mg-base--${kind}`,
        smoothFactor: kind === "land" ? 0.8 : 1.2,
      };
      if (feature.polygons) return L.polygon(mapgen.unpackPolygons(feature.polygons), options);
      if (feature.lines) return L.polyline(feature.lines.map(mapgen.unpackRing), { ...options, fill: false });
      return null;
    },

    /** The sheet that the base map fills; beyond it lies the margin of the paper, not the sea. */
    drawSheet(corners) {
      const sheet = corners.reduce((whole, part) => whole.extend(part), L.latLngBounds(corners[0]));
      this.sheet = sheet;
      const { map, renderer } = this;
      const style = { renderer, interactive: false };
      this.ground.addLayer(L.rectangle(sheet, { ...style, className: "mg-base mg-base--sea" }));
      map.getContainer().classList.add("mg-map--sheet");
      map.setMaxBounds(sheet.pad(0.35));
      map.options.maxBoundsViscosity = 0.6;
    },

    /** Rivers may run off the sheet; the paper's margin covers them. */
    drawMargin() {
      const corners = (bounds) => [
        bounds.getSouthWest(), bounds.getNorthWest(), bounds.getNorthEast(), bounds.getSouthEast(),
      ];
      this.ground.addLayer(L.polygon([corners(this.sheet.pad(4)), corners(this.sheet)], {
        renderer: this.renderer, interactive: false, className: "mg-base mg-base--margin",
        noClip: false, smoothFactor: 0,
      }));
    },

    /* ---- controls -------------------------------------------------------------------------- */

    addFurniture() {
      const { map, context } = this;
      if (!map.attributionControl) L.control.attribution().addTo(map);
      map.attributionControl.setPrefix(LEAFLET);
      const base = context.base || [];
      for (const source of creditsOf(base)) map.attributionControl.addAttribution(source);
      const ground = base.some((feature) => feature.polygons);
      map.getContainer().classList.toggle("mg-map--bare", !ground);
      this.scale = new Scale({ imperial: false, maxWidth: 110, position: "bottomleft" });
      this.scale.addTo(map);
      if (map.zoomControl) map.zoomControl.remove();
    },

    create() {
      this.zoomIn = mapgen.h("button", { type: "button", class: "mg-map-button mg-map-button--zoom",
        onclick: () => this.map.zoomIn(1) }, "+");
      this.zoomOut = mapgen.h("button", { type: "button", class: "mg-map-button mg-map-button--zoom",
        onclick: () => this.map.zoomOut(1) }, "−");
      this.views = mapgen.h("div", { class: "mg-base-map__views", role: "group" });
      this.streets = mapgen.h("div", { class: "mg-base-map__streets" });
      this.status = mapgen.h("p", { class: "mg-base-map__status", role: "status" });
      this.map.on("zoomend zoomlevelschange", () => this.markZoom());
      const element = mapgen.h("div", { class: "mg-base-map" },
        mapgen.h("div", { class: "mg-base-map__zoom" }, this.zoomIn, this.zoomOut),
        this.views, this.streets, this.status);
      this.translate();
      this.markZoom();
      return element;
    },

    translate() {
      if (this.named) this.drawNames();
      this.scale._update();
      const name = (button, text) => {
        button.setAttribute("aria-label", text);
        button.title = text;
      };
      name(this.zoomIn, mapgen.t("Zoom in"));
      name(this.zoomOut, mapgen.t("Zoom out"));
      const cities = this.context.meta.cities || [];
      this.views.setAttribute("aria-label", mapgen.t("Go to"));
      mapgen.replace(this.views,
        cities.map((city) => this.viewButton(mapgen.named(city.name), () => this.goTo(city))),
        cities.length > 1 &&
          this.viewButton(cities.length === 2 ? mapgen.t("Both") : mapgen.t("All"), () => this.goAll()));
      if (this.options.streets !== false && this.context.meta.tiles) this.drawStreets();
      this.map.getContainer().setAttribute("aria-label", mapgen.t("Map"));
      this.map.getContainer().setAttribute("role", "region");
    },

    viewButton: (text, act) =>
      mapgen.h("button", { type: "button", class: "mg-map-button", onclick: act }, text),

    markZoom() {
      const { map } = this;
      this.zoomIn.disabled = map.getZoom() >= map.getMaxZoom();
      this.zoomOut.disabled = map.getZoom() <= map.getMinZoom();
    },

    /* ---- views ----------------------------------------------------------------------------- */

    /** The middle nine tenths of a city's events with a point, so that one far off does not rule. */
    boundsOf(city) {
      const { columns, terms, count } = this.context;
      const index = terms.city.indexOf(city.name);
      const latitudes = [];
      const longitudes = [];
      /* Of very many events every so-manieth tells as well where the others lie. */
      const step = Math.ceil(count / ENOUGH) || 1;
      for (let i = 0; i < count; i += step) {
        if (columns.city[i] !== index || columns.latitude[i] === mapgen.NOWHERE) continue;
        latitudes.push(columns.latitude[i]);
        longitudes.push(columns.longitude[i]);
      }
      if (latitudes.length < 3) return null;
      const inner = (found) => {
        const values = Int32Array.from(found).sort();
        const cut = Math.floor(values.length * 0.05);
        return [values[cut] / 1e5, values[values.length - 1 - cut] / 1e5];
      };
      const [south, north] = inner(latitudes);
      const [west, east] = inner(longitudes);
      return L.latLngBounds([south, west], [north, east]).pad(0.12);
    },

    goTo(city) {
      this.user = true;
      const bounds = this.boundsOf(city);
      if (bounds) this.map.fitBounds(bounds, { ...this.margin(true), maxZoom: 13, animate: moves() });
      else this.map.setView([city.latitude, city.longitude], city.zoom, { animate: moves() });
    },

    goAll() {
      this.user = true;
      this.map.fitBounds(this.allBounds(), { ...this.margin(false), animate: moves() });
    },

    /** Room for marks and names at the edges of the view, and on request beside an open key. */
    margin(besideKey) {
      const { x, y } = this.map.getSize();
      const edge = Math.min(72, x * 0.09);
      const key = this.map.getContainer().parentNode.querySelector(".mg-legend");
      if (!besideKey || !key) return { paddingTopLeft: [edge, 56], paddingBottomRight: [edge, 56] };
      const frame = this.map.getContainer().getBoundingClientRect();
      const cover = key.getBoundingClientRect();
      const covered = cover.height > y / 3 && cover.width < x / 3;
      const left = covered && cover.left - frame.left < x / 2 ? cover.right - frame.left : 0;
      const right = covered && !left ? frame.right - cover.left : 0;
      return {
        paddingTopLeft: [left + edge, 56],
        paddingBottomRight: [right + edge, 56],
      };
    },

    allBounds() {
      const cities = this.context.meta.cities || [];
      if (!cities.length) return this.map.mapgenBounds || this.sheet;
      return cities.reduce((whole, city) => {
        const bounds = this.boundsOf(city);
        return bounds ? whole.extend(bounds) : whole.extend([city.latitude, city.longitude]);
      }, L.latLngBounds([[cities[0].latitude, cities[0].longitude]]));
    },

    openView() {
      const { map, context } = this;
      const apply = (view) =>
        map.setView([view.latitude, view.longitude], view.zoom, { animate: false });
      const { view } = context.store.get();
      if (view) apply(view);
      else if (this.allBounds()) {
        this.first = () => map.fitBounds(this.allBounds(), { ...this.margin(false), animate: false });
        this.first();
      }
      /* Where a map is led back to that the reader has not moved. */
      context.home = () =>
        map.fitBounds(this.allBounds(), { ...this.margin(false), animate: false });
      /* Until the reader moves it, the first view is kept while the page finds its measures. */
      map.on("resize", () => {
        if (context.guide) context.guide();
        else if (this.first && !this.moved && !context.store.get().view) this.first();
      });
      this.listen("view", (wanted) => {
        if (wanted && !this.writing) apply(wanted);
      });
      const container = map.getContainer();
      for (const name of ["pointerdown", "wheel", "keydown", "touchstart"]) {
        container.addEventListener(name, () => { this.user = this.moved = true; },
          { passive: true, capture: true });
      }
      map.on("moveend", () => {
        /* A move that a guide makes, such as the story, is not the reader's. */
        if (context.guided) this.user = false;
        if (!this.user) return;
        const center = map.getCenter();
        this.writing = true;
        context.store.set({
          view: { zoom: map.getZoom(), latitude: center.lat, longitude: center.lng },
        });
        this.writing = false;
        this.user = false;
      });
    },

    /* ---- street tiles ---------------------------------------------------------------------- */

    drawStreets() {
      const host = new URL(this.context.meta.tiles.url.replace(/\{s\}\.?/, "")).host;
      this.host = host;
      const note = mapgen.uniqueId("streets");
      this.toggle = mapgen.h("button",
        {
          type: "button",
          class: "mg-map-button",
          "aria-pressed": Boolean(this.tiles),
          "aria-describedby": note,
          title: mapgen.t("Loads pictures from {host}, which then learns your address", { host }),
          onclick: () => this.setStreets(!this.tiles),
        },
        mapgen.t("Street map"));
      this.toggle.setAttribute("aria-pressed", String(Boolean(this.tiles)));
      mapgen.replace(this.streets, this.toggle,
        mapgen.h("span", { class: "mg-visually-hidden", id: note }, this.toggle.title));
    },

    setStreets(on) {
      const { map } = this;
      if (!on) {
        if (this.tiles) this.tiles.remove();
        this.tiles = null;
        this.say("");
      } else {
        const { url, attribution } = this.context.meta.tiles;
        let refused = 0;
        let given = 0;
        const tiles = L.tileLayer(url, {
          attribution: mapgen.escaped(attribution),
          maxZoom: 19,
          className: "mg-base-map__tiles",
        });
        tiles.on("tileload", () => { given += 1; });
        tiles.on("tileerror", () => {
          refused += 1;
          if (given || refused < REFUSALS || this.tiles !== tiles) return;
          this.setStreets(false);
          this.say(mapgen.t(
            "{host} gave no street map: it may be out of reach, or it refuses pages that are opened " +
              "from disk. The drawn map is back.", { host: this.host }));
        });
        this.tiles = tiles.addTo(map);
        this.say(mapgen.t("Street map of today, loaded from {host}, a third party.", { host: this.host }));
      }
      map.getContainer().classList.toggle("mg-map--streets", Boolean(this.tiles));
      this.toggle.setAttribute("aria-pressed", String(Boolean(this.tiles)));
    },

    say(text) {
      this.status.textContent = text;
    },

    onRemove() {
      mapgen.Component.prototype.onRemove.call(this);
      this.ground.remove();
      this.scale.remove();
      if (this.tiles) this.tiles.remove();
    },
  });

  function labelOf(feature) {
    const rank = Number(feature.rank) || 3;
    const latlng = mapgen.unpackPoint(feature.point);
    const wet = Boolean(feature.wet);
    const language = mapgen.language.get();
    const translated = feature[`name_${language}`];
    return {
      text: translated || mapgen.named(feature.name),
      lang: translated ? language : undefined,
      latlng,
      rank,
      minZoom: feature.minzoom === undefined ? MINZOOM[rank] || 13 : Number(feature.minzoom) - 0.25,
      maxZoom: rank === 1 && !wet ? CITY_UNTIL : undefined,
      kind: wet ? "water" : rank === 1 ? "city" : rank === 2 ? "town" : "place",
    };
  }

  const { moves } = mapgen;
})((window.mapgen = window.mapgen || {}), window.L);
