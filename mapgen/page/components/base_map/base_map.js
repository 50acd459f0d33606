// @ts-check
/* BaseMap: the printed ground, the controls of the view, and street tiles for those who ask. */
import { Component } from "../../browser/app/component.js";
import { register } from "../../browser/app/kinds.js";
import { inOrder } from "../../browser/app/opening.js";
import { cityBounds, groundOfPane } from "../../browser/app/pane_ground.js";
import { contextOf } from "../../browser/app/map_context.js";
import { paneOf } from "../../browser/app/pane.js";
import { painted } from "../../browser/app/tasks.js";
import { creditsOf, OSM } from "../../browser/core/credits.js";
import { NOWHERE } from "../../browser/core/event_values.js";
import { named, t } from "../../browser/core/messages.js";
import { liveStatus, nameButton } from "../../browser/draw/controls.js";
import { escaped, h, moves, replace, uniqueId } from "../../browser/draw/dom.js";
import { attributionOf, latLngBounds, tileLayer } from "../../browser/app/leaflet.js";
import { Ground } from "./ground.js";
import { Scale } from "./scale.js";

/** @import { LatLngBounds, PointTuple, TileLayer } from "leaflet" */
/** @import { City, LeafletMap, Meta, View } from "../../browser/types" */
/** @typedef {{paddingTopLeft: PointTuple, paddingBottomRight: PointTuple}} Margin in pixels */

/** A tile server that fails this often before it has given one tile has refused. */
const REFUSALS = 3;
/** The room between the events and the map's upper and lower edge, in pixels. */
const EDGE = 56;
/** The same below, beside other maps. */
const EDGE_BESIDE = 28;
/** A map lower than this is an inset, in pixels. */
const INSET = 160;
const REL = 'rel="noopener noreferrer"';
const LEAFLET = `<a href="https://leafletjs.com" title="Leaflet" ${REL}>Leaflet</a>`;

const OSM_LINK = `© <a href="https://www.openstreetmap.org/copyright" ${REL}>OpenStreetMap contributors</a>`;

/**
 * A credit of the ground as HTML.
 * @param {string} credit
 */
const creditHTML = (credit) => (credit === OSM ? OSM_LINK : escaped(credit));

/**
 * @param {string} text
 * @param {() => void} act
 */
const viewButton = (text, act) =>
  h("button", { type: "button", class: "mg-map-button", onclick: act }, text);

/**
 * A button that shows a sign, which is not its name.
 * @param {string} sign
 * @param {() => void} act
 */
const zoomButton = (sign, act) =>
  h(
    "button",
    { type: "button", class: "mg-map-button mg-map-button--zoom", onclick: act },
    h("span", { "aria-hidden": "true" }, sign),
  );

/** @extends {Component<{streets: boolean}>} */
export class BaseMap extends Component {
  static everyMap = true;

  zoomIn = zoomButton("+", () => this.map.zoomIn(1));
  zoomOut = zoomButton("−", () => this.map.zoomOut(1));
  views = h("div", { class: "mg-base-map__views", role: "group" });
  streets = h("div", { class: "mg-base-map__streets" });
  status = liveStatus("mg-base-map__status");
  /** @type {Scale} like the ground, there once the component is added */
  scale;
  /** @type {Ground} */
  ground;
  /** @type {HTMLButtonElement | null} what turns the streets on, where they are offered */
  toggle = null;
  /** @type {TileLayer | null} the streets, while they are shown */
  tiles = null;
  /** The server of the tiles. */
  host = "";
  /** Whether the reader is moving the map. */
  user = false;
  /** Whether the reader has moved it since the maps were last arranged. */
  moved = false;
  /** Whether the view is being written to the address. */
  writing = false;

  /**
   * @override
   * @param {LeafletMap} map
   */
  addTo(map) {
    this.context = contextOf(map);
    this.map = map;
    this.addFurniture();
    const result = super.addTo(map);
    /* The view comes first, then the marks, which are what one waits for; the ground in slices. */
    this.openView();
    if (this.context.ui.streets) this.setStreets(true);
    const { ground } = this;
    const drawn = painted().then(() => (this.added ? ground.draw() : undefined));
    this.listen("change", () => ground.update());
    inOrder(this.context, "last", () => drawn);
    return result;
  }

  /* ---- controls -------------------------------------------------------------------------- */

  addFurniture() {
    const { map, context } = this;
    const base = context.base || [];
    /* One map says for all of them whom the ground is from. */
    if (map === context.map) {
      const credits = attributionOf(map);
      credits.setPrefix(LEAFLET);
      for (const credit of creditsOf(base)) credits.addAttribution(creditHTML(credit));
    }
    const ground = base.some((feature) => feature.polygons && feature.kind !== "built-up");
    map.getContainer().classList.toggle("mg-map--bare", !ground);
    this.scale = new Scale(map);
    this.ground = new Ground(map, base, paneOf(map));
    if (map.zoomControl) map.zoomControl.remove();
  }

  /** @override */
  create() {
    this.map.on("zoomend zoomlevelschange", () => this.markZoom());
    this.listen("streets", (on) => this.setStreets(on));
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

  /** @override */
  translate() {
    if (this.ground.named) this.ground.drawNames();
    this.scale.update();
    nameButton(this.zoomIn, t("Zoom in"));
    nameButton(this.zoomOut, t("Zoom out"));
    const cities = this.pane.index === 0 ? this.context.meta.cities || [] : [];
    this.views.setAttribute("aria-label", t("Go to"));
    replace(
      this.views,
      cities.map((city) => viewButton(named(city.name), () => this.goTo(city))),
      cities.length > 1 &&
        viewButton(cities.length === 2 ? t("Both") : t("All"), () => this.goAll()),
    );
    /* One button turns the streets on, on all maps. */
    const offered = this.options.streets !== false && this.context.meta.tiles;
    if (offered && this.pane.index === 0) this.drawStreets(offered);
    this.nameMap();
    this.map.getContainer().setAttribute("role", "region");
  }

  nameMap() {
    const { index, setting } = this.pane;
    const place = index > 0 && setting ? t("Map of {place}", { place: named(setting.name) }) : "";
    const name = place || (index > 0 ? t("Second map") : t("Map"));
    this.map.getContainer().setAttribute("aria-label", name);
  }

  markZoom() {
    const { map } = this;
    this.zoomIn.disabled = map.getZoom() >= map.getMaxZoom();
    this.zoomOut.disabled = map.getZoom() <= map.getMinZoom();
  }

  /* ---- views ----------------------------------------------------------------------------- */

  /** @param {City} city */
  goTo(city) {
    this.user = true;
    const bounds = cityBounds(this.context, city.name);
    if (bounds) this.map.fitBounds(bounds, { ...this.margin(true), maxZoom: 13, animate: moves() });
    else this.map.setView([city.latitude, city.longitude], city.zoom, { animate: moves() });
  }

  goAll() {
    this.user = true;
    const bounds = this.allBounds();
    if (bounds) this.map.fitBounds(bounds, { ...this.margin(false), animate: moves() });
  }

  /** The room below the events in pixels, with that of the strip of what has no point. */
  below() {
    if (!this.context.columns.latitude.includes(NOWHERE)) return EDGE;
    const style = getComputedStyle(this.map.getContainer());
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const strip = parseFloat(style.getPropertyValue("--mg-strip")) * rem || 0;
    /* A town's label at the edge is not to lie under the credit. */
    const credit = this.pane.area.querySelector(".leaflet-control-attribution");
    return EDGE + strip + (credit ? credit.getBoundingClientRect().height : 0);
  }

  /**
   * Room for marks and names at the edges of the view, and on request beside an open key.
   * @param {boolean} besideKey
   * @returns {Margin}
   */
  margin(besideKey) {
    const { x, y } = this.map.getSize();
    const edge = Math.min(72, x * 0.09);
    const spare = this.pane.kind === "several" ? EDGE - EDGE_BESIDE : 0;
    /* An inset has no strip, and little room to give away. */
    const [above, below] = y < INSET ? [y * 0.1, y * 0.1] : [EDGE, this.below() - spare];
    const key = this.pane.area.querySelector(".mg-legend");
    if (!besideKey || !key) {
      return { paddingTopLeft: [edge, above], paddingBottomRight: [edge, below] };
    }
    const frame = this.map.getContainer().getBoundingClientRect();
    const cover = key.getBoundingClientRect();
    const covered = cover.height > y / 3 && cover.width < x / 3;
    const left = covered && cover.left - frame.left < x / 2 ? cover.right - frame.left : 0;
    const right = covered && !left ? frame.right - cover.left : 0;
    return {
      paddingTopLeft: [left + edge, above],
      paddingBottomRight: [right + edge, below],
    };
  }

  /** What the map shows at first: its pane's ground, or all of the atlas. */
  homeBounds() {
    return this.pane.setting ? groundOfPane(this.pane) : this.allBounds();
  }

  /** @returns {LatLngBounds | undefined} */
  allBounds() {
    const cities = this.context.meta.cities || [];
    const { mapgenBounds } = this.map;
    if (!cities.length && mapgenBounds) return latLngBounds(mapgenBounds);
    if (!cities.length) return this.ground.sheet || undefined;
    return cities.reduce(
      (whole, city) => {
        const bounds = cityBounds(this.context, city.name);
        return bounds ? whole.extend(bounds) : whole.extend([city.latitude, city.longitude]);
      },
      latLngBounds([[cities[0].latitude, cities[0].longitude]]),
    );
  }

  openView() {
    const { map } = this;
    /** @param {View} view */
    const apply = (view) =>
      map.setView([view.latitude, view.longitude], view.zoom, { animate: false });
    /* Where a map is led back to that the reader has not moved. */
    const home = () => {
      const bounds = map.getSize().x > 0 && this.homeBounds();
      if (bounds) map.fitBounds(bounds, { ...this.margin(false), animate: false });
    };
    this.pane.home = home;
    this.pane.bounds = () => this.homeBounds();
    const open = () => (this.pane.view ? apply(this.pane.view) : home());
    open();
    /* Until the reader moves it, the first view is kept while the page finds its measures. */
    map.on("resize", () => {
      if (this.pane.guide) this.pane.guide();
      else if (!this.moved && !this.pane.view) home();
    });
    this.listen("view", () => {
      if (this.pane.view && !this.writing) apply(this.pane.view);
    });
    this.listen("panes", () => {
      this.moved = false;
      this.nameMap();
      if (this.pane.guide) this.pane.guide();
      else open();
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
      this.writing = true;
      this.pane.keepView();
      this.writing = false;
      this.user = false;
    });
  }

  /* ---- street tiles ---------------------------------------------------------------------- */

  /** @param {NonNullable<Meta["tiles"]>} offered */
  drawStreets(offered) {
    const host = new URL(offered.url.replace(/\{s\}\.?/, "")).host;
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
        onclick: () => this.context.emit("streets", !this.tiles),
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

  /** @param {boolean} on */
  setStreets(on) {
    const { map } = this;
    const { tiles: offered } = this.context.meta;
    if (!offered || on === Boolean(this.tiles)) return;
    this.context.ui.streets = on;
    if (!on) {
      if (this.tiles) this.tiles.remove();
      this.tiles = null;
      this.say("");
    } else {
      const { url, attribution } = offered;
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
        this.context.emit("streets", false);
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
    if (this.toggle) this.toggle.setAttribute("aria-pressed", String(Boolean(this.tiles)));
  }

  /** @param {string} text */
  say(text) {
    if (this.pane.index > 0) return;
    this.status.textContent = text;
  }

  /** @override */
  onRemove() {
    super.onRemove();
    this.ground.remove();
    this.scale.remove();
    if (this.tiles) this.tiles.remove();
    this.tiles = null;
  }
}

register("BaseMap", BaseMap);
