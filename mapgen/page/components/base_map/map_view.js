// @ts-check
/*
 * What a map shows: its first view, which the reader's own replaces, the views of cities, and the
 * view that stands in the address.
 */
import { latLngBounds } from "../../browser/app/leaflet.js";
import { cityBounds, groundOfPane } from "../../browser/app/pane_ground.js";
import { idle, rest } from "../../browser/app/tasks.js";
import { intoCopy } from "../../browser/core/world_copy.js";
import { media, moves } from "../../browser/draw/dom.js";
import { liesOf, wayAside } from "./step_aside.js";
import { viewMargin } from "./view_margin.js";

/** @import { LatLngBounds } from "leaflet" */
/** @import { City, Pane, View } from "../../browser/types" */
/** @import { Ground } from "./ground.js" */

/** What a reader moves a map by. */
const INPUTS = ["pointerdown", "wheel", "keydown", "touchstart"];

export class MapView {
  /** Whether the reader is moving the map. */
  user = false;
  /** Whether the reader has moved it since the maps were last arranged. */
  moved = false;
  /** What the first view was made of, while it is shown; "" in another view, or while that is not known. */
  made = "";
  /** How often the map has moved. */
  turn = 0;
  /** Its middle, zoom and size when it last moved, as a text to compare. */
  stood = "";
  /** Whether the view is being written to the address. */
  writing = false;

  /**
   * @param {Pane} pane
   * @param {Ground} ground
   */
  constructor(pane, ground) {
    this.pane = pane;
    this.map = pane.map;
    this.context = pane.context;
    this.ground = ground;
    this.listeners = { resize: () => this.resized(), moveend: () => this.keep() };
    this.map.on(this.listeners);
    this.inputs = new AbortController();
    const touched = () => {
      this.user = this.moved = true;
    };
    const options = { passive: true, capture: true, signal: this.inputs.signal };
    for (const name of INPUTS) this.map.getContainer().addEventListener(name, touched, options);
    pane.home = () => this.showFirst();
    pane.bounds = () => this.firstBounds();
  }

  remove() {
    this.map.off(this.listeners);
    this.inputs.abort();
    this.turn = -1;
    this.pane.home = null;
    this.pane.bounds = null;
  }

  /* ---- the address ------------------------------------------------------------------------- */

  /** Shows the view of the address, or the first one. */
  open() {
    const { view } = this.pane;
    if (view) this.apply(view);
    else this.showFirst();
  }

  /** Shows the view of the address, unless it stands there because the reader has moved the map. */
  follow() {
    const { view } = this.pane;
    if (view && !this.writing) this.apply(view);
  }

  /** Shows what the map is for after maps have come, gone or changed places. */
  rearrange() {
    const { moved } = this;
    this.moved = false;
    if (this.pane.guide) this.pane.guide();
    else if (this.pane.view || moved || (!this.waits() && this.isStale())) this.open();
  }

  /** @param {View} view */
  apply({ latitude, longitude, zoom }) {
    const center = /** @type {[number, number]} */ ([
      latitude,
      intoCopy(longitude, this.context.seam),
    ]);
    this.map.setView(center, zoom, { animate: false });
  }

  /** Until the reader moves the map, its first view is kept while the page finds its measures. */
  resized() {
    if (this.pane.guide) this.pane.guide();
    else if (!this.moved && !this.pane.view) this.showFirst();
  }

  /** Writes the view to the address where the reader has moved the map. */
  keep() {
    /* Leaflet tells of a move, too, some time after it has looked whether the map's size has changed. */
    const stands = [this.map.getCenter(), this.map.getZoom(), this.map.getSize()].join(" ");
    if (stands !== this.stood) {
      this.stood = stands;
      this.made = "";
      this.turn += 1;
    }
    /* A move that a guide makes, such as the story, is not the reader's. */
    if (this.pane.guided) this.user = false;
    if (!this.user) return;
    this.writing = true;
    this.pane.keepView();
    this.writing = false;
    this.user = false;
  }

  /* ---- views ----------------------------------------------------------------------------- */

  /** @param {City} city */
  goTo(city) {
    this.user = true;
    const bounds = cityBounds(this.pane, city.name);
    const animate = moves();
    if (bounds) {
      this.map.fitBounds(bounds, { ...viewMargin(this.pane, true), maxZoom: 13, animate });
    } else {
      this.map.setView([city.latitude, city.longitude], city.zoom, { animate });
    }
  }

  goAll() {
    this.user = true;
    const bounds = this.allBounds();
    if (bounds) this.map.fitBounds(bounds, { ...viewMargin(this.pane, false), animate: moves() });
  }

  /** Shows all that the map is for at first; on a map without a size there is nothing to do. */
  showFirst() {
    const bounds = this.fitFirst();
    if (!bounds) return;
    wayAside(this.pane)();
    this.noteFirst(bounds);
  }

  /** Shows the ground of the first view, whatever lies over it; returns it. */
  fitFirst() {
    const bounds = this.map.getSize().x > 0 && this.firstBounds();
    if (!bounds) return undefined;
    this.map.fitBounds(bounds, { ...viewMargin(this.pane, false), animate: false });
    return bounds;
  }

  /**
   * Notes what the first view is made of, which has just been shown.
   * @param {LatLngBounds} bounds
   */
  noteFirst(bounds) {
    /* To ask what it is made of has the page laid out: not in the task that has moved the map. */
    const { turn } = this;
    idle(
      () => {
        if (turn === this.turn) this.made = this.madeOf(bounds);
      },
      { timeout: 1000 },
    );
  }

  /**
   * Shows its first view again, unless somebody has moved the map, after what lies over it has changed.
   * While the page's parts are still being made, that is put off until all are there.
   */
  clear() {
    if (!this.context.queue && this.isAtFirst() && this.isStale()) this.showFirst();
  }

  /** The same when all parts are there: its way aside is found in one task, and taken in the next. */
  async settle() {
    const bounds = this.isAtFirst() && this.fitFirst();
    if (!bounds) return;
    const take = wayAside(this.pane);
    const { turn } = this;
    await rest();
    if (turn !== this.turn) return;
    take();
    this.noteFirst(bounds);
  }

  /** Whether the map is where it was at first, and neither a reader nor the page has led it elsewhere. */
  isAtFirst() {
    const { guide, view, onScreen } = this.pane;
    return onScreen && !guide && !view && !this.moved && !this.context.store.get().event;
  }

  /** Whether a phone's panel, which covers half of the map, is still to come. */
  waits() {
    return Boolean(this.context.queue) && matchMedia(media.narrow).matches;
  }

  /** Whether the first view would be another one than what is shown. */
  isStale() {
    const bounds = this.firstBounds();
    return bounds ? !this.made || this.made !== this.madeOf(bounds) : false;
  }

  /**
   * What the first view of a ground is made of, as a text to compare.
   * @param {LatLngBounds} bounds
   */
  madeOf(bounds) {
    return `${bounds.toBBoxString()} ${liesOf(this.pane)}`;
  }

  /** What the map shows at first: its pane's ground, or all of the atlas. */
  firstBounds() {
    return this.pane.setting ? groundOfPane(this.pane) : this.allBounds();
  }

  /** Shows all points, those too that lie far from the others. */
  goWhole() {
    const { mapgenExtent } = this.map;
    if (!mapgenExtent) return;
    this.user = true;
    const bounds = latLngBounds(mapgenExtent.whole || mapgenExtent.bounds);
    this.map.fitBounds(bounds, { ...viewMargin(this.pane, false), animate: moves() });
  }

  /** @returns {LatLngBounds | undefined} */
  allBounds() {
    const cities = this.context.meta.cities || [];
    const { mapgenExtent } = this.map;
    if (mapgenExtent) return latLngBounds(mapgenExtent.bounds);
    if (!cities.length) return this.ground.sheet || undefined;
    return cities.reduce(
      (whole, city) => {
        const bounds = cityBounds(this.pane, city.name);
        return bounds ? whole.extend(bounds) : whole.extend([city.latitude, city.longitude]);
      },
      latLngBounds([[cities[0].latitude, cities[0].longitude]]),
    );
  }
}
