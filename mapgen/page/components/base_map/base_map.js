// @ts-check
/* BaseMap: the printed ground, the controls of the view, and street tiles for those who ask. */
import { Component } from "../../browser/app/component.js";
import { register } from "../../browser/app/kinds.js";
import { attributionOf } from "../../browser/app/leaflet.js";
import { inOrder } from "../../browser/app/opening.js";
import { paneOf } from "../../browser/app/pane.js";
import { painted } from "../../browser/app/tasks.js";
import { creditsOf, OSM } from "../../browser/core/credits.js";
import { NOWHERE } from "../../browser/core/event_values.js";
import { named, t, tn } from "../../browser/core/messages.js";
import { nameButton } from "../../browser/draw/controls.js";
import { escaped, h, replace } from "../../browser/draw/dom.js";
import { Ground } from "./ground.js";
import { MapView } from "./map_view.js";
import { Scale } from "./scale.js";
import { StreetTiles } from "./street_tiles.js";

/** @import { LeafletMap } from "../../browser/types" */

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
  views = h("div", { class: "mg-button-group mg-base-map__views", role: "group" });
  /** Shows and puts away what else lies on a map that is too small for it. */
  tools = h("button", {
    type: "button",
    class: "mg-map-button",
    "aria-expanded": "false",
    onclick: () => {
      const open = this.tools.getAttribute("aria-expanded") === "true";
      this.tools.setAttribute("aria-expanded", String(!open));
    },
  });
  /** @type {Scale} like all below, there once the component is added */
  scale;
  /** @type {Ground} */
  ground;
  /** @type {StreetTiles} */
  streets;
  /** @type {MapView} */
  view;

  /**
   * @override
   * @param {LeafletMap} map
   */
  addTo(map) {
    this.map = map;
    this.pane = paneOf(map);
    this.context = this.pane.context;
    this.addFurniture();
    super.addTo(map);
    /* The view comes first, then the marks, which are what one waits for; the ground in slices. */
    this.view.open();
    this.streets.set(this.context.ui.streets);
    const { ground, view } = this;
    const drawn = painted().then(() => ground.draw());
    this.listen("change", () => ground.update());
    this.listen("streets", (on) => this.streets.set(on));
    this.listen("view", () => view.follow());
    this.listen("sheet", () => view.clear());
    this.listen("panes", () => {
      this.nameMap();
      view.rearrange();
    });
    inOrder(this.context, "last", async () => {
      await drawn;
      await view.settle();
    });
    return this;
  }

  /* ---- controls -------------------------------------------------------------------------- */

  /** What a map has besides its component's element. */
  addFurniture() {
    const { map, context, pane } = this;
    const base = context.base || [];
    /* The first map shows the credits of the ground for all of them. */
    if (pane.index === 0) {
      const credits = attributionOf(map);
      credits.setPrefix(LEAFLET);
      for (const credit of creditsOf(base)) credits.addAttribution(creditHTML(credit));
    }
    const ground = base.some((feature) => feature.polygons && feature.kind !== "built-up");
    const { classList } = map.getContainer();
    classList.toggle("mg-map--bare", !ground);
    /* The strip of what has no point comes with the marks: its room is there before. */
    classList.toggle("mg-has-strip", context.columns.latitude.includes(NOWHERE));
    this.scale = new Scale(map);
    this.ground = new Ground(map, base, pane);
    this.streets = new StreetTiles(pane, context.meta.tiles);
    this.view = new MapView(pane, this.ground);
    if (map.zoomControl) map.zoomControl.remove();
  }

  /** @override */
  create() {
    const markZoom = () => this.markZoom();
    this.listenToMap({ zoomend: markZoom, zoomlevelschange: markZoom });
    const element = h(
      "div",
      { class: "mg-base-map" },
      h("div", { class: "mg-button-group mg-base-map__zoom" }, this.zoomIn, this.zoomOut),
      /* Another map has no controls but its zoom. */
      this.pane.index === 0 &&
        h("div", { class: "mg-button-group mg-base-map__tools" }, this.tools),
      this.views,
      this.streets.element,
      this.streets.status,
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
    this.tools.textContent = t("Map tools");
    const cities = this.pane.index === 0 ? this.context.meta.cities || [] : [];
    this.views.setAttribute("aria-label", t("Go to"));
    replace(
      this.views,
      cities.map((city) => viewButton(named(city.name), () => this.view.goTo(city))),
      cities.length > 1 &&
        viewButton(cities.length === 2 ? t("Both") : t("All"), () => this.view.goAll()),
    );
    const { outside = 0 } = (this.pane.index === 0 && this.map.mapgenExtent) || {};
    if (outside) this.views.append(this.outsideButton(outside));
    /* One button turns the streets on, on all maps. */
    const offered = this.options.streets !== false && this.streets.server;
    if (offered && this.pane.index === 0) this.streets.drawButton();
    this.nameMap();
    this.map.getContainer().setAttribute("role", "region");
  }

  /**
   * What lies so far off that the first view leaves it out: shown on the first press, left out again
   * on the next.
   * @param {number} outside how many events
   */
  outsideButton(outside) {
    const words = tn("{n} event lies far outside", "{n} events lie far outside", outside);
    const button = viewButton(words, () => {
      const shown = button.getAttribute("aria-pressed") === "true";
      button.setAttribute("aria-pressed", String(!shown));
      if (shown) this.view.goAll();
      else this.view.goWhole();
    });
    button.setAttribute("aria-pressed", "false");
    return button;
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

  /** @override */
  onRemove() {
    super.onRemove();
    const { map, context } = this;
    for (const part of [this.view, this.ground, this.scale, this.streets]) part.remove();
    if (map !== context.map) return;
    const credits = attributionOf(map);
    for (const credit of creditsOf(context.base || [])) {
      credits.removeAttribution(creditHTML(credit));
    }
  }
}

register("BaseMap", BaseMap);
