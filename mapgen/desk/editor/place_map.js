// @ts-check
/*
 * The map on which an event gets its place: the page's own ground and districts, a point that is
 * dragged or moved by the arrow keys, and a handle for the radius around it.
 */
import { keepFloor } from "../../page/browser/app/map_floor.js";
import { makeMap } from "../../page/browser/app/leaflet.js";
import { t } from "../../page/browser/core/messages.js";
import { BaseMap } from "../../page/components/base_map/base_map.js";
import { DistrictLayer } from "../../page/components/district_layer/district_layer.js";
import { readMap } from "./api.js";
import { element } from "./elements.js";
import { contextFor } from "./page_context.js";
import { today } from "./review.js";

/** @import { LeafletMap } from "../../page/browser/types" */
/** @import { Circle, CircleMarker, LatLng, Marker } from "leaflet" */
/**
 * @typedef {{id: string, name: string, latitude: number, longitude: number, chosen: boolean}} Dot a
 *   place of the gazetteer
 * @typedef {{latitude: number, longitude: number, radius: number}} Spot
 * @typedef {object} MapHooks
 * @property {(latitude: number, longitude: number) => void} placed
 * @property {(metres: number, done: boolean) => void} sized
 * @property {(larger: boolean) => void} stepped the radius, by a key
 * @property {(id: string, more: boolean) => void} chosen a place of the gazetteer
 * @property {(words: string) => void} say
 */

const NEAREST = 14; // the zoom that a place is shown at, at the most
const STEP = 8; // CSS pixels that an arrow key moves the point
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class PlaceMap {
  /** @param {MapHooks} hooks */
  constructor(hooks) {
    this.hooks = hooks;
    this._box = element("div", { class: "mg-map place-map__map" });
    this.node = element("div", { class: "place-map" }, this._box);
    /** @type {LeafletMap | null} */
    this._map = null;
    /** @type {import("../../page/browser/types").Context | null} */
    this._context = null;
    /** @type {Circle[]} */
    this._discs = [];
    /** @type {CircleMarker[]} */
    this._dots = [];
    /** @type {Marker | null} */
    this._point = null;
    /** @type {Marker | null} */
    this._handle = null;
    /** @type {Spot[]} */
    this._spots = [];
    /** @type {Spot | null} */
    this._own = null;
    this._shown = "";
    this._day = "";
  }

  /** Draws the ground; once in the document, so that the map knows its size. */
  async open() {
    const payload = await readMap();
    const { extent } = payload.meta;
    const map = makeMap(this._box, {
      zoomControl: false,
      attributionControl: false,
      zoomSnap: 0.25,
      maxZoom: 17,
      doubleClickZoom: false,
    });
    if (extent) {
      map.fitBounds(extent.bounds, { animate: false });
      keepFloor(map, extent);
    }
    this._map = map;
    this._context = await contextFor(map, payload, "place-map");
    new BaseMap({ streets: false }).addTo(map);
    new DistrictLayer({}).addTo(map);
    this.day(this._day || today());
    /* The first view is that of the event's place, as long as it has one. */
    const pane = this._context.panes[0];
    if (pane) pane.guide = () => this._goTo(this._spots);
    map.on("click", ({ latlng }) => this._put(latlng));
    new ResizeObserver(() => map.invalidateSize()).observe(this._box);
  }

  /**
   * Shows the districts of a day.
   * @param {string} day ISO 8601
   */
  day(day) {
    this._day = day;
    this._context?.store.set({ from: day, to: day });
  }

  /**
   * @param {Spot[]} spots where the event is
   * @param {boolean} own whether the one spot is the event's own and can be moved
   * @param {boolean} sizable whether its radius can be
   */
  show(spots, own, sizable) {
    const map = this._map;
    if (!map) return;
    for (const disc of this._discs) disc.remove();
    const { L } = window;
    this._discs = spots.map(({ latitude, longitude, radius }) =>
      L.circle([latitude, longitude], {
        radius,
        className: "place-map__disc",
        interactive: false,
      }).addTo(map),
    );
    this._spots = spots;
    this._own = own ? (spots[0] ?? null) : null;
    this._mark(sizable);
    const shown = spots.map((spot) => `${spot.latitude} ${spot.longitude}`).join();
    if (shown && shown !== this._shown && !this._isSeen(spots)) this._goTo(spots);
    this._shown = shown;
  }

  /** @param {Dot[]} dots */
  know(dots) {
    const map = this._map;
    if (!map) return;
    for (const dot of this._dots) dot.remove();
    this._dots = dots.map((dot) => {
      const name = dot.chosen ? "place-map__dot place-map__dot--chosen" : "place-map__dot";
      const made = window.L.circleMarker([dot.latitude, dot.longitude], {
        radius: 5,
        className: name,
        bubblingMouseEvents: false,
      });
      made.on("click", ({ originalEvent }) =>
        this.hooks.chosen(dot.id, originalEvent.shiftKey || originalEvent.ctrlKey),
      );
      made.on("mouseover", () => this.hooks.say(dot.name));
      return made.addTo(map);
    });
  }

  /** @param {Spot[]} spots */
  _isSeen(spots) {
    const bounds = this._map?.getBounds();
    const far = (this._map?.getZoom() ?? 0) < NEAREST - 3;
    return !far && spots.every((each) => bounds?.contains([each.latitude, each.longitude]));
  }

  /** @param {Spot[]} spots */
  _goTo(spots) {
    const [one] = spots;
    if (!this._map) return;
    const whole = this._context?.panes[0]?.bounds?.();
    if (!one) {
      if (whole) this._map.fitBounds(whole, { animate: false });
      return;
    }
    if (spots.length === 1) {
      const around = window.L.latLng(one.latitude, one.longitude).toBounds(2.6 * one.radius || 1);
      this._map.fitBounds(around, { maxZoom: NEAREST, animate: false });
      return;
    }
    const corners = spots.map((each) => window.L.latLng(each.latitude, each.longitude));
    this._map.fitBounds(window.L.latLngBounds(corners).pad(0.3), { animate: false });
  }

  /** @param {LatLng} at */
  _put(at) {
    const { lat, lng } = at.wrap();
    this.hooks.placed(lat, lng);
  }

  /** The point and the handle of the event's own spot. @param {boolean} sizable */
  _mark(sizable) {
    const own = this._own;
    if (!own) {
      this._point?.remove();
      this._handle?.remove();
      this._point = this._handle = null;
      return;
    }
    const at = window.L.latLng(own.latitude, own.longitude);
    if (!this._point) {
      this._point = this._movable(
        "place-map__point",
        t("The event’s point: drag it, or move it by the arrow keys"),
      );
    }
    this._point.setLatLng(at);
    if (!sizable || !own.radius) {
      this._handle?.remove();
      this._handle = null;
      return;
    }
    if (!this._handle) this._handle = this._sizer();
    this._handle.setLatLng(this._edge(at, own.radius));
    const node = this._handle.getElement();
    node?.setAttribute("aria-valuenow", String(Math.round(own.radius)));
    node?.setAttribute("aria-valuetext", t("{n} metres", { n: Math.round(own.radius) }));
  }

  /**
   * @param {string} className
   * @param {string} name
   */
  _made(className, name) {
    const map = /** @type {LeafletMap} */ (this._map);
    const icon = window.L.divIcon({ className, iconSize: [24, 24] });
    const marker = window.L.marker([0, 0], { icon, draggable: true, keyboard: true, title: name });
    marker.addTo(map);
    marker.getElement()?.setAttribute("aria-label", name);
    return marker;
  }

  /**
   * @param {string} className
   * @param {string} name
   */
  _movable(className, name) {
    const marker = this._made(className, name);
    marker.on("drag", () => this._discs[0]?.setLatLng(marker.getLatLng()));
    marker.on("dragend", () => this._put(marker.getLatLng()));
    const map = /** @type {LeafletMap} */ (this._map);
    marker.getElement()?.addEventListener("keydown", (event) => {
      const [x = 0, y = 0] = KEYS[/** @type {keyof typeof KEYS} */ (event.key)] ?? [];
      if (!x && !y) return;
      event.preventDefault();
      event.stopPropagation();
      const from = map.latLngToContainerPoint(marker.getLatLng());
      this._put(map.containerPointToLatLng(from.add([x * STEP, y * STEP])));
    });
    return marker;
  }

  _sizer() {
    const marker = this._made(
      "place-map__handle",
      t("Radius: drag it, or change it by the arrow keys"),
    );
    const radius = () => {
      const own = /** @type {Spot} */ (this._own);
      return window.L.latLng(own.latitude, own.longitude).distanceTo(marker.getLatLng());
    };
    marker.on("drag", () => {
      this._discs[0]?.setRadius(radius());
      this.hooks.sized(radius(), false);
    });
    marker.on("dragend", () => this.hooks.sized(radius(), true));
    const node = marker.getElement();
    node?.setAttribute("role", "slider");
    node?.setAttribute("aria-valuemin", "1");
    node?.setAttribute("aria-valuemax", "999999");
    node?.addEventListener("keydown", (event) => {
      const larger = event.key === "ArrowRight" || event.key === "ArrowUp";
      const smaller = event.key === "ArrowLeft" || event.key === "ArrowDown";
      if (!larger && !smaller) return;
      event.preventDefault();
      event.stopPropagation();
      this.hooks.stepped(larger);
    });
    return marker;
  }

  /**
   * The point of a disc's edge to the east.
   * @param {LatLng} middle
   * @param {number} radius metres
   */
  _edge(middle, radius) {
    const degrees = radius / (111_195 * Math.cos((middle.lat * Math.PI) / 180));
    return window.L.latLng(middle.lat, middle.lng + degrees);
  }
}
