/* BaseMap: the printed ground, the controls of the view, and street tiles for those who ask. */
import { Component } from "../../browser/app/component.js";
import { register } from "../../browser/app/kinds.js";
import { inOrder } from "../../browser/app/opening.js";
import { contextOf } from "../../browser/app/map_context.js";
import { inSlices, painted, rest } from "../../browser/app/tasks.js";
import { NOWHERE } from "../../browser/core/event_values.js";
import { named, t } from "../../browser/core/messages.js";
import { unpackPoint, unpackPolygons, unpackRing } from "../../browser/core/shapes.js";
import { escaped, h, moves, replace, uniqueId } from "../../browser/draw/dom.js";
import { labels, wordsOf } from "../../browser/draw/labels.js";
import {
  attributionOf,
  latLngBounds,
  layerGroup,
  polygon,
  polyline,
  rectangle,
  svgRenderer,
  tileLayer,
} from "../../browser/app/leaflet.js";
import { Scale } from "./scale.js";
import { Streets, STREETS } from "./streets.js";

/** So many events tell where those of a city lie. */
const ENOUGH = 50000;

const ORDER = ["land", "built-up", "coast", "water", "river", "road", "railway"];
/** A tile server that fails this often before it has given one tile has refused. */
const REFUSALS = 3;
/** Further in, a city's name says nothing that its quarters do not. */
const CITY_UNTIL = 12.5;
/** The room between the events and the map's upper and lower edge, in pixels. */
const EDGE = 56;
const MINZOOM = { 1: 0, 2: 9, 3: 10.5, 4: 12, 5: 13 };
const REL = 'rel="noopener noreferrer"';
const LEAFLET = `<a href="https://leafletjs.com" title="Leaflet" ${REL}>Leaflet</a>`;

const OSM = `© <a href="https://www.openstreetmap.org/copyright" ${REL}>OpenStreetMap contributors</a>`;

/** Whom the ground is from: OpenStreetMap where a `source` names it, and each `credit` as written. */
const creditsOf = (base) => {
  const credits = new Set();
  if (base.some(({ source }) => /openstreetmap/i.test(source || ""))) credits.add(OSM);
  for (const { credit } of base) if (credit) credits.add(escaped(credit));
  return credits;
};

export class BaseMap extends Component {
  addTo(map) {
    this.context = contextOf(map);
    this.map = map;
    this.addFurniture();
    const result = super.addTo(map);
    /* The view comes first, then the marks, which are what one waits for; the ground in slices. */
    this.openView();
    const drawn = painted().then(() => this.drawBase());
    inOrder(this.context, "last", () => drawn);
    return result;
  }

  /* ---- the ground ------------------------------------------------------------------------ */

  async drawBase() {
    const { map, context } = this;
    const ground = map.getPane("mg-base") || map.createPane("mg-base");
    ground.setAttribute("aria-hidden", "true");
    this.renderer = svgRenderer({ pane: "mg-base", padding: 0.4 });
    this.ground = layerGroup();
    const features = context.base || [];
    const sorted = ORDER.flatMap((kind) => features.filter((each) => each.kind === kind));
    const shapes = [];
    await inSlices(sorted, (each) => {
      const shape = this.shape(each, each.kind);
      if (shape) shapes.push(shape);
    });
    if (!this.added) return;
    this.ground.addTo(map);
    const land = shapes.filter((shape) => shape.options.kind === "land");
    if (land.length) this.drawSheet(land.map((shape) => shape.getBounds()));
    await inSlices(shapes, (shape) => this.ground.addLayer(shape));
    if (this.sheet) this.drawMargin();
    this.drawn = new Streets(
      map,
      shapes.filter((shape) => STREETS.includes(shape.options.kind)),
    );
    this.drawn.show(this.pane.range());
    this.listen("change", () => {
      if (this.drawn.show(this.pane.range())) this.drawNames();
    });
    await rest();
    this.drawNames();
  }

  drawNames() {
    const base = this.context.base || [];
    this.named = true;
    labels(this.map).set("base", base.filter((feature) => feature.kind === "label").map(labelOf));
    labels(this.map).set("roads", Streets.names(base, this.pane.range()));
  }

  shape(feature, kind) {
    const options = {
      renderer: this.renderer,
      interactive: false,
      kind,
      feature,
      className: `mg-base mg-base--${kind}${feature.rank === 1 ? " mg-base--highway" : ""}`,
      smoothFactor: kind === "land" ? 0.8 : 1.2,
    };
    if (feature.polygons) return polygon(unpackPolygons(feature.polygons), options);
    if (feature.lines) {
      return polyline(feature.lines.map(unpackRing), { ...options, fill: false });
    }
    return null;
  }

  /** The sheet that the base map fills; beyond it lies the margin of the paper, not the sea. */
  drawSheet(corners) {
    const sheet = corners.reduce(
      (whole, part) => whole.extend(part),
      latLngBounds([corners[0].getSouthWest(), corners[0].getNorthEast()]),
    );
    this.sheet = sheet;
    const { map, renderer } = this;
    const style = { renderer, interactive: false };
    this.ground.addLayer(rectangle(sheet, { ...style, className: "mg-base mg-base--sea" }));
    map.getContainer().classList.add("mg-map--sheet");
    map.setMaxBounds(sheet.pad(0.35));
    map.options.maxBoundsViscosity = 0.6;
  }

  /** Rivers may run off the sheet; the paper's margin covers them. */
  drawMargin() {
    const corners = (bounds) => [
      bounds.getSouthWest(),
      bounds.getNorthWest(),
      bounds.getNorthEast(),
      bounds.getSouthEast(),
    ];
    this.ground.addLayer(
      polygon([corners(this.sheet.pad(4)), corners(this.sheet)], {
        renderer: this.renderer,
        interactive: false,
        className: "mg-base mg-base--margin",
        noClip: false,
        smoothFactor: 0,
      }),
    );
  }

  /* ---- controls -------------------------------------------------------------------------- */

  addFurniture() {
    const { map, context } = this;
    const credits = attributionOf(map);
    credits.setPrefix(LEAFLET);
    const base = context.base || [];
    for (const source of creditsOf(base)) credits.addAttribution(source);
    const ground = base.some((feature) => feature.polygons && feature.kind !== "built-up");
    map.getContainer().classList.toggle("mg-map--bare", !ground);
    this.scale = new Scale(map);
    if (map.zoomControl) map.zoomControl.remove();
  }

  create() {
    this.zoomIn = h(
      "button",
      {
        type: "button",
        class: "mg-map-button mg-map-button--zoom",
        onclick: () => this.map.zoomIn(1),
      },
      "+",
    );
    this.zoomOut = h(
      "button",
      {
        type: "button",
        class: "mg-map-button mg-map-button--zoom",
        onclick: () => this.map.zoomOut(1),
      },
      "−",
    );
    this.views = h("div", { class: "mg-base-map__views", role: "group" });
    this.streets = h("div", { class: "mg-base-map__streets" });
    this.status = h("p", { class: "mg-base-map__status", role: "status" });
    this.map.on("zoomend zoomlevelschange", () => this.markZoom());
    const element = h(
      "div",
      { class: "mg-base-map" },
      h("div", { class: "mg-base-map__zoom" }, this.zoomIn, this.zoomOut),
      this.views,
      this.streets,
      this.status,
    );
    this.translate();
    this.markZoom();
    return element;
  }

  translate() {
    if (this.named) this.drawNames();
    this.scale.update();
    const name = (button, text) => {
      button.setAttribute("aria-label", text);
      button.title = text;
    };
    name(this.zoomIn, t("Zoom in"));
    name(this.zoomOut, t("Zoom out"));
    const cities = this.context.meta.cities || [];
    this.views.setAttribute("aria-label", t("Go to"));
    replace(
      this.views,
      cities.map((city) => this.viewButton(named(city.name), () => this.goTo(city))),
      cities.length > 1 &&
        this.viewButton(cities.length === 2 ? t("Both") : t("All"), () => this.goAll()),
    );
    if (this.options.streets !== false && this.context.meta.tiles) this.drawStreets();
    this.map.getContainer().setAttribute("aria-label", t("Map"));
    this.map.getContainer().setAttribute("role", "region");
  }

  viewButton(text, act) {
    return h("button", { type: "button", class: "mg-map-button", onclick: act }, text);
  }

  markZoom() {
    const { map } = this;
    this.zoomIn.disabled = map.getZoom() >= map.getMaxZoom();
    this.zoomOut.disabled = map.getZoom() <= map.getMinZoom();
  }

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
      if (columns.city[i] !== index || columns.latitude[i] === NOWHERE) continue;
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
    return latLngBounds([
      [south, west],
      [north, east],
    ]).pad(0.12);
  }

  goTo(city) {
    this.user = true;
    const bounds = this.boundsOf(city);
    if (bounds) this.map.fitBounds(bounds, { ...this.margin(true), maxZoom: 13, animate: moves() });
    else this.map.setView([city.latitude, city.longitude], city.zoom, { animate: moves() });
  }

  goAll() {
    this.user = true;
    this.map.fitBounds(this.allBounds(), { ...this.margin(false), animate: moves() });
  }

  /** The room below the events in pixels, with that of the strip of what has no point. */
  below() {
    if (!this.context.columns.latitude.includes(NOWHERE)) return EDGE;
    const style = getComputedStyle(this.map.getContainer());
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const strip = parseFloat(style.getPropertyValue("--mg-strip")) * rem || 0;
    return EDGE + strip;
  }

  /** Room for marks and names at the edges of the view, and on request beside an open key. */
  margin(besideKey) {
    const { x, y } = this.map.getSize();
    const edge = Math.min(72, x * 0.09);
    const key = this.map.getContainer().parentNode.querySelector(".mg-legend");
    if (!besideKey || !key) {
      return { paddingTopLeft: [edge, EDGE], paddingBottomRight: [edge, this.below()] };
    }
    const frame = this.map.getContainer().getBoundingClientRect();
    const cover = key.getBoundingClientRect();
    const covered = cover.height > y / 3 && cover.width < x / 3;
    const left = covered && cover.left - frame.left < x / 2 ? cover.right - frame.left : 0;
    const right = covered && !left ? frame.right - cover.left : 0;
    return {
      paddingTopLeft: [left + edge, EDGE],
      paddingBottomRight: [right + edge, this.below()],
    };
  }

  allBounds() {
    const cities = this.context.meta.cities || [];
    if (!cities.length) return this.map.mapgenBounds || this.sheet;
    return cities.reduce(
      (whole, city) => {
        const bounds = this.boundsOf(city);
        return bounds ? whole.extend(bounds) : whole.extend([city.latitude, city.longitude]);
      },
      latLngBounds([[cities[0].latitude, cities[0].longitude]]),
    );
  }

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
    this.pane.home = () =>
      map.fitBounds(this.allBounds(), { ...this.margin(false), animate: false });
    /* Until the reader moves it, the first view is kept while the page finds its measures. */
    map.on("resize", () => {
      if (this.pane.guide) this.pane.guide();
      else if (this.first && !this.moved && !context.store.get().view) this.first();
    });
    this.listen("view", (wanted) => {
      if (wanted && !this.writing) apply(wanted);
    });
    const container = map.getContainer();
    for (const name of ["pointerdown", "wheel", "keydown", "touchstart"]) {
      container.addEventListener(
        name,
        () => {
          this.user = this.moved = true;
        },
        { passive: true, capture: true },
      );
    }
    map.on("moveend", () => {
      /* A move that a guide makes, such as the story, is not the reader's. */
      if (this.pane.guided) this.user = false;
      if (!this.user) return;
      const center = map.getCenter();
      this.writing = true;
      context.store.set({
        view: { zoom: map.getZoom(), latitude: center.lat, longitude: center.lng },
      });
      this.writing = false;
      this.user = false;
    });
  }

  /* ---- street tiles ---------------------------------------------------------------------- */

  drawStreets() {
    const host = new URL(this.context.meta.tiles.url.replace(/\{s\}\.?/, "")).host;
    this.host = host;
    const note = uniqueId("streets");
    this.toggle = h(
      "button",
      {
        type: "button",
        class: "mg-map-button",
        "aria-pressed": Boolean(this.tiles),
        "aria-describedby": note,
        title: t("Loads pictures from {host}, which then learns your address", { host }),
        onclick: () => this.setStreets(!this.tiles),
      },
      t("Street map"),
    );
    this.toggle.setAttribute("aria-pressed", String(Boolean(this.tiles)));
    replace(
      this.streets,
      this.toggle,
      h("span", { class: "mg-visually-hidden", id: note }, this.toggle.title),
    );
  }

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
      const tiles = tileLayer(url, {
        attribution: escaped(attribution),
        maxZoom: 19,
        className: "mg-base-map__tiles",
      });
      tiles.on("tileload", () => {
        given += 1;
      });
      tiles.on("tileerror", () => {
        refused += 1;
        if (given || refused < REFUSALS || this.tiles !== tiles) return;
        this.setStreets(false);
        this.say(
          t(
            "{host} gave no street map: it may be out of reach, or it refuses pages that are opened " +
              "from disk. The drawn map is back.",
            { host: this.host },
          ),
        );
      });
      this.tiles = tiles.addTo(map);
      this.say(t("Street map of today, loaded from {host}, a third party.", { host: this.host }));
    }
    map.getContainer().classList.toggle("mg-map--streets", Boolean(this.tiles));
    this.toggle.setAttribute("aria-pressed", String(Boolean(this.tiles)));
  }

  say(text) {
    this.status.textContent = text;
  }

  onRemove() {
    super.onRemove();
    this.ground.remove();
    if (this.drawn) this.drawn.remove();
    this.scale.remove();
    if (this.tiles) this.tiles.remove();
  }
}

const KIND_OF = { 1: "city", 2: "town", 4: "quarter", 5: "quarter" };

function labelOf(feature) {
  const rank = Number(feature.rank) || 3;
  const latlng = unpackPoint(feature.point);
  const wet = Boolean(feature.wet);
  return {
    ...wordsOf(feature.name),
    latlng,
    rank,
    minZoom: feature.minzoom === undefined ? MINZOOM[rank] || 13 : Number(feature.minzoom) - 0.25,
    maxZoom: rank === 1 && !wet ? CITY_UNTIL : undefined,
    kind: wet ? "water" : KIND_OF[rank] || "place",
    once: feature.place && `place ${feature.place}`,
  };
}

register("BaseMap", BaseMap);
