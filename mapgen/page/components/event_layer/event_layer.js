// @ts-check
/*
 * EventLayer: the visible events as buttons on the map. Clusters are made by clusters.js, the elements are
 * those of mark_views.js, town_labels.js and area_strip.js; this file keeps them in step.
 */
import { register } from "../../browser/app/kinds.js";
import { Layer } from "../../browser/app/layer.js";
import { originOf, paneElement } from "../../browser/app/leaflet.js";
import { painted, rest } from "../../browser/app/tasks.js";
import { t } from "../../browser/core/messages.js";
import { radiusOf } from "../../browser/core/positions.js";
import { Areas } from "../../browser/draw/areas.js";
import { labels } from "../../browser/draw/labels.js";
import { rectangleOf } from "../../browser/core/rectangles.js";
import { AreaStrip } from "./area_strip.js";
import { EventElements } from "./event_elements.js";
import { EventHandle } from "./event_handle.js";
import { Highlights } from "./highlights.js";
import { LaidGround } from "./laid_ground.js";
import { MarkHint } from "./mark_hint.js";
import { yieldToNames } from "./mark_places.js";
import { MarkViews } from "./mark_views.js";
import { TownLabels } from "./town_labels.js";

/** @import { LatLngExpression, LeafletEventHandlerFnMap, Point } from "leaflet" */
/** @import { EventIndex } from "../../browser/types" */
/** @import { Mark } from "../../browser/core/marks.js" */
/** @import { Rectangle } from "../../browser/core/rectangles.js" */
/** @import { Framing } from "../../browser/draw/framing.js" */

/** @extends {Layer<{discs?: boolean}>} */
export class EventLayer extends Layer {
  static everyMap = true;

  /** @type {Areas} like all below, there once the layer is added */
  areas;
  /** @type {LaidGround} */
  ground;
  /** @type {HTMLElement} */
  discPane;
  /** @type {HTMLElement} */
  markPane;
  /** @type {MarkHint} */
  hint;
  /** @type {MarkViews} */
  views;
  /** @type {TownLabels} */
  towns;
  /** @type {AreaStrip[]} the strip of the map, and the line of all panes where it is in this one */
  strips;
  /** @type {EventElements} */
  elements;
  /** @type {Highlights} */
  highlights;
  /** @type {(() => void)[]} */
  stops;
  /** @type {Promise<void>} the marks are on the screen */
  drawn;
  /** @type {Mark[]} the marks of the events shown */
  marks = [];
  /** @type {Point} the map's when it was drawn */
  origin;
  /** Whether the marks have been painted, and names may follow. */
  painted = false;
  /** Whether marks are put up in the next frames. */
  isPuttingUp = false;

  /**
   * @override
   * @returns {LeafletEventHandlerFnMap}
   */
  mapEvents() {
    return {
      zoomanim: (event) => {
        this.ground.layTarget(event.center, event.zoom);
        this.follow(event.zoom, event.center, true);
      },
      zoom: () => this.follow(this.map.getZoom(), this.map.getCenter(), false),
      viewreset: () => this.arrange(false),
      move: () => this.ground.layAhead(),
      moveend: () => this.arrange(false),
      resize: () => {
        this.towns.unmeasure();
        this.arrange(false);
      },
    };
  }

  /** @override */
  onAdd() {
    const { map } = this;
    /* Where the events of the context lie is found once for all of its maps. */
    const [{ marks }] = this.context.panes;
    this.areas = marks ? marks.areas : new Areas(this.context);
    this.ground = new LaidGround(this, marks?.clusters);
    this.pane.marks = this;
    this.discPane = paneElement(map, "mg-discs");
    this.discPane.setAttribute("aria-hidden", "true");
    this.markPane = paneElement(map, "mg-marks");
    this.markPane.setAttribute("role", "group");
    this.hint = new MarkHint(this);
    this.views = new MarkViews(this, this.markPane, this.discPane);
    this.towns = new TownLabels(this, paneElement(map, "mg-towns"));
    this.strips = [new AreaStrip(this)];
    if (this.pane.line) this.strips.push(new AreaStrip(this, this.pane.line));
    this.elements = new EventElements(this);
    this.highlights = new Highlights(this);
    const highlight = () => this.highlights.draw();
    /* Other maps come after the first. */
    const change = this.pane.index > 0 ? "afterwards" : "change";
    this.stops = [
      /* A map that comes on the screen is drawn with the others ("panes"). */
      this.context.on(change, () => this.pane.onScreen && this.draw()),
      this.context.on("hover", highlight),
      this.context.on("select", highlight),
      this.context.on("highlight", highlight),
      this.context.on("language", () => this.translate()),
      this.context.on("panes", () => this.arrange(true)),
      labels(map).onPlaced(() => {
        if (this.painted) this.draw();
      }),
    ];
    this.translate();
    this.arrange(true);
    /* In two more frames nothing else is done: the marks are on the screen, not on their way. */
    this.drawn = painted()
      .then(painted)
      .then(painted)
      .then(() => this.settle());
  }

  /** What follows the first painted marks: the strips, which names yield to, then names. */
  async settle() {
    if (!performance.getEntriesByName("atlas-first-marks").length) {
      performance.mark("atlas-first-marks");
    }
    this.painted = true;
    if (this.added) this.drawStrips();
    await rest();
    if (this.added) await this.ground.complete();
    if (this.context.eager) this.context.openTexts().then(() => this.added && this.translate());
  }

  /** @override */
  onRemove() {
    this.stops.forEach((stop) => stop());
    this.ground.abandon();
    this.highlights.remove();
    for (const strip of this.strips) strip.remove();
    if (this.pane.marks === this) this.pane.marks = null;
    this.towns.remove();
    for (const each of [this.discPane, this.markPane]) each.replaceChildren();
    this.hint.remove();
  }

  translate() {
    this.markPane.setAttribute("aria-label", t("Events on the map"));
    for (const each of [this.towns.pane, ...this.strips.map(({ element }) => element)]) {
      each.setAttribute("aria-label", t("Events without an exact place"));
    }
    for (const each of [this.views, this.towns, ...this.strips]) each.translate();
    this.draw();
  }

  /* ---- laying out ------------------------------------------------------------------------ */

  /** What is laid out. */
  get clusters() {
    return this.ground.clusters;
  }

  /** The marks of all events, whatever is filtered. */
  get allMarks() {
    return this.ground.marks;
  }

  /** The zoom that is laid out. */
  get zoom() {
    return this.ground.zoom;
  }

  /**
   * Puts the events into cells again where the view has left what was laid out.
   * @param {boolean} anew whether the marks are drawn also where they stand already
   */
  arrange(anew) {
    this.ground.arrange(anew);
  }

  /** Brings the elements in step with the events shown: once a frame at most, and not at another zoom. */
  draw() {
    const visible = this.pane.placed();
    if (!this.clusters.box || this.ground.isBehind()) return;
    this.clusters.count(visible, this.pane.filter);
    this.marks = this.clusters.marks(visible);
    const origin = this.map.getPixelOrigin();
    this.origin = origin;
    yieldToNames(this.marks, labels(this.map).cityNames(), origin);
    const focused = this.elements.focused();
    this.drawMarks(focused);
    this.towns.draw();
    this.drawStrips();
    this.highlights.draw();
    this.report();
    this.elements.refocus(focused);
    if (!this.views.isWhole) void this.putUpRest();
  }

  /** @param {EventIndex} focused the first event of the mark with the focus, or −1 */
  drawMarks(focused) {
    const noted = [focused, ...this.highlights.events()].filter((i) => i >= 0);
    const groups = new Set(noted.flatMap((i) => this.clusters.groupsOf(i)));
    this.views.draw(this.marks, this.origin, this.painted ? groups : undefined);
  }

  /** Puts up the marks that are not up yet, some in each frame, where the map does not fly. */
  async putUpRest() {
    if (this.isPuttingUp) return;
    this.isPuttingUp = true;
    while (this.added && !this.views.isWhole) {
      await painted();
      if (this.ground.flying || this.ground.isBehind()) continue;
      this.drawMarks(this.elements.focused());
      this.highlights.draw();
    }
    this.isPuttingUp = false;
  }

  /** Puts up all marks now: before they are numbered. */
  putUpAll() {
    if (!this.views.isWhole) this.views.draw(this.marks, this.origin);
  }

  drawStrips() {
    if (!this.painted || !this.clusters.box) return;
    for (const strip of this.strips) strip.draw();
  }

  /**
   * The radius of the disc around a mark in pixels; 0 for none.
   * @param {Mark} mark
   */
  discRadius(mark) {
    if (this.options.discs === false || mark.mixed || !mark.soft) return 0;
    const { radius, latitude } = this.context.columns;
    const { scale } = this.clusters;
    const pixels = radiusOf(radius[mark.first], latitude[mark.first]) * scale;
    const { x, y } = this.map.getSize();
    /* Within a disc that is larger than the map there is no line to see. */
    const seen = pixels > mark.size / 2 + 6 && pixels < Math.hypot(x, y);
    return seen ? Math.round(pixels) : 0;
  }

  /* ---- following the map ----------------------------------------------------------------- */

  /**
   * @param {number} zoom
   * @param {LatLngExpression} center
   * @param {boolean} animated
   */
  follow(zoom, center, animated) {
    const origin = originOf(this.map, center, zoom);
    const scale = 256 * 2 ** zoom;
    this.views.follow(origin, scale / this.clusters.scale);
    this.towns.place(origin, scale);
    if (animated) this.hint.hide();
  }

  /** Keeps labels off the ground that is taken: by any event's mark, so that no step moves a name. */
  report() {
    if (this.painted) labels(this.map).block("marks", this.targets());
  }

  /** The rectangles of all that can be tapped on the map's ground, whatever is filtered, in layer pixels. */
  targets() {
    const origin = this.map.getPixelOrigin();
    const marks = this.allMarks.map((mark) => ({ ...mark }));
    yieldToNames(marks, labels(this.map).cityNames(), origin);
    return [...marks.map((mark) => rectangleOf(mark, origin)), ...this.towns.rectangles()];
  }

  /**
   * The same in a view that the map could show; null where events are too many to say.
   * @param {Framing} framing
   * @param {Rectangle[]} controls what lies over the map there, in layer pixels
   */
  targetsIn(framing, controls) {
    const laid = this.ground.laidIn(framing);
    if (!laid) return null;
    const { marks, towns } = laid;
    const names = this.towns.rectanglesIn(framing, towns, marks, controls);
    yieldToNames(marks, labels(this.map).cityNamesIn(framing, controls), framing.origin);
    return [...marks.map((mark) => rectangleOf(mark, framing.origin)), ...names];
  }
}

register("EventLayer", EventLayer, EventHandle);
