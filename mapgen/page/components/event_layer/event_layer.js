/*
 * EventLayer: the visible events as buttons on the map. Gathering is clusters.js's, the elements are
 * those of mark_views.js, town_labels.js and area_strip.js; this file keeps them in step.
 */
import { register } from "../../browser/app/kinds.js";
import { painted } from "../../browser/app/tasks.js";
import { Gatherer } from "../../browser/core/clusters.js";
import { CountGatherer } from "../../browser/core/counted_rows.js";
import { mercatorX, mercatorY } from "../../browser/core/mercator.js";
import { named, t } from "../../browser/core/messages.js";
import { Areas } from "../../browser/draw/areas.js";
import { countedCard } from "../../browser/draw/counted_card.js";
import { h, replace } from "../../browser/draw/dom.js";
import { labels } from "../../browser/draw/labels.js";
import { rectangleOf } from "../../browser/draw/rectangles.js";
import { Layer } from "../../browser/app/layer.js";
import { originOf, setPosition } from "../../browser/app/leaflet.js";
import { AreaStrip } from "./area_strip.js";
import { EventHandle } from "./event_handle.js";
import { Highlights } from "./highlights.js";
import { MarkViews } from "./mark_views.js";
import { kindsOf, nameOf } from "./mark_words.js";
import { yieldToNames, zoomTo } from "./mark_places.js";
import { TownLabels } from "./town_labels.js";

/** How far beyond the map's edges marks are laid out, as a share of its size. */
const MARGIN = 0.35;
/** A town of this radius in pixels or less is a point to the eye; how near a mark takes it in. */
const TOWN_IS_POINT = 22;
const TOWN_REACH = 34;
/** A hint stands below a mark that is nearer than this to the map's upper edge, in pixels. */
const HINT_ROOM = 110;

/** @import { Mark } from "../../browser/core/marks.js" */
/** @import { EventIndex } from "../../browser/types" */
/** @import { MarkButton, MarkView } from "./mark_views.js" */

/** @extends {Layer<{discs?: boolean}>} */
export class EventLayer extends Layer {
  static everyMap = true;

  /** @type {Areas} like all below, there once the layer is added */
  areas;
  /** @type {Gatherer} */
  gatherer;
  /** @type {HTMLElement} */
  discPane;
  /** @type {HTMLElement} */
  markPane;
  /** @type {HTMLElement} */
  hint;
  /** @type {MarkViews} */
  views;
  /** @type {TownLabels} */
  towns;
  /** @type {AreaStrip[]} the strip of the map, and the line of all panes where it is in this one */
  strips;
  /** @type {Highlights} */
  highlights;
  /** @type {(() => void)[]} */
  stops;
  /** @type {Promise<void>} the marks are on the screen */
  shown;
  /** @type {Mark[]} the marks of the events shown */
  marks = [];
  /** @type {Mark[]} the marks of all events, whatever is filtered */
  allMarks = [];
  /** @type {Map<number, Mark>} by group */
  markOf = new Map();
  /** @type {Uint32Array | null} the rows that marks can stand for */
  all = null;
  /** @type {number} that of the view that is laid out */
  zoom;
  /** Whether the marks have been painted, and names may follow. */
  painted = false;

  mapEvents() {
    return {
      zoomanim: (event) => this.follow(event.zoom, event.center, true),
      zoom: () => this.follow(this.map.getZoom(), this.map.getCenter(), false),
      viewreset: () => this.arrange(true),
      moveend: () => this.arrange(false),
      resize: () => this.arrange(false),
    };
  }

  onAdd() {
    const { map } = this;
    this.pane.marks = this;
    this.areas = new Areas(this.context);
    this.gatherer = new (this.context.groups ? CountGatherer : Gatherer)(
      this.context.columns,
      this.context.terms,
      this.areas.find,
      unit(),
    );
    this.discPane = leafletPane(map, "mg-discs");
    this.discPane.setAttribute("aria-hidden", "true");
    this.markPane = leafletPane(map, "mg-marks");
    this.markPane.setAttribute("role", "group");
    this.hint = h("div", { class: "mg-hint", hidden: true, "aria-hidden": "true" });
    leafletPane(map, "mg-hints").append(this.hint);
    this.views = new MarkViews(this, this.markPane, this.discPane);
    this.towns = new TownLabels(this, leafletPane(map, "mg-towns"));
    this.strips = [new AreaStrip(this)];
    if (this.pane.line) this.strips.push(new AreaStrip(this, this.pane.line));
    this.highlights = new Highlights(this);
    const highlight = () => this.highlights.draw();
    this.stops = [
      this.context.on("change", () => this.draw()),
      this.context.on("hover", highlight),
      this.context.on("select", highlight),
      this.context.on("highlight", highlight),
      this.context.on("language", () => this.translate()),
      this.context.on("panes", () => this.arrange(true)),
      labels(map).onPlaced(() => this.painted && this.draw()),
    ];
    this.translate();
    this.arrange(true);
    /* In two more frames nothing else is done: the marks are on the screen, not on their way. */
    this.shown = painted()
      .then(painted)
      .then(painted)
      .then(() => {
        if (!performance.getEntriesByName("atlas-first-marks").length) {
          performance.mark("atlas-first-marks");
        }
        this.painted = true;
        if (this.added) this.arrange(true);
        if (this.context.eager) this.context.openTexts().then(() => this.added && this.translate());
      });
  }

  onRemove() {
    this.stops.forEach((stop) => stop());
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
    if (this.marks) this.draw();
  }

  /* ---- laying out ------------------------------------------------------------------------ */

  /** Puts the events into cells again where the view has left what was laid out. */
  arrange(anew) {
    const map = this.map;
    const size = map.getSize();
    if (!size.x || !size.y) return;
    const zoom = map.getZoom();
    const bounds = map.getPixelBounds();
    const box = this.gatherer.box;
    const fresh =
      anew ||
      zoom !== this.zoom ||
      !box ||
      bounds.min.x < box.left ||
      bounds.max.x > box.right ||
      bounds.min.y < box.top ||
      bounds.max.y > box.bottom;
    if (!fresh) {
      this.drawStrips();
      this.report();
      return;
    }
    this.zoom = zoom;
    const margin = size.multiplyBy(MARGIN);
    this.gatherer.layout(256 * 2 ** zoom, {
      left: bounds.min.x - margin.x,
      top: bounds.min.y - margin.y,
      right: bounds.max.x + margin.x,
      bottom: bounds.max.y + margin.y,
    });
    this.allMarks = this.painted ? this.marksOfAll() : [];
    this.draw();
  }

  /** The marks of all events, whatever is filtered: names that only the view moves keep clear. */
  marksOfAll() {
    const { onMap, first } = this.context.columns;
    if (!this.all) {
      this.all = Uint32Array.from(first.keys());
      if (onMap) this.all = this.all.filter((i) => onMap[i]);
    }
    this.gatherer.count(this.all);
    const marks = this.gatherer.marks(this.all);
    this.joinTowns(marks);
    return marks;
  }

  /** Brings the elements in step with the events shown: once a frame at most. */
  draw() {
    const visible = this.pane.placed();
    if (!this.gatherer.box) return;
    this.gatherer.count(visible, this.pane.filter);
    this.marks = this.gatherer.marks(visible);
    const joined = this.joinTowns(this.marks);
    const origin = this.map.getPixelOrigin();
    yieldToNames(this.marks, labels(this.map).cityNames(), origin);
    this.markOf = new Map();
    for (const mark of this.marks) for (const g of mark.groups) this.markOf.set(g, mark);
    const focused = this.focusedEvent();
    this.views.draw(this.marks, origin);
    this.towns.draw(joined);
    this.drawStrips();
    this.highlights.draw();
    this.report();
    if (focused >= 0 && !this.markPane.contains(document.activeElement)) this.refocus(focused);
  }

  drawStrips() {
    for (const strip of this.strips) strip.draw();
  }

  /** The view of area a in a strip; undefined where none shows it. */
  stripView(a) {
    for (const strip of this.strips) if (strip.views.has(a)) return strip.views.get(a);
    return undefined;
  }

  /**
   * Where the scale is so small that a town is hardly more than a point, a mark of several events
   * next to it counts the town's too; they part again as one zooms in.
   * @returns {Set<number>} the towns that marks have taken in
   */
  joinTowns(marks) {
    const { gatherer } = this;
    const { columns } = this.context;
    const joined = new Set();
    this.areas.list.forEach((area, a) => {
      if (area.kind !== "town" || !gatherer.area(a).n) return;
      if (this.radiusOf(area.sample) > TOWN_IS_POINT) return;
      const x = mercatorX(columns.longitude[area.sample] / 1e5) * gatherer.scale;
      const y = mercatorY(columns.latitude[area.sample] / 1e5) * gatherer.scale;
      let near = null;
      let nearest = Infinity;
      for (const mark of marks) {
        const distance = Math.hypot(mark.x - x, mark.y - y) - mark.size / 2;
        if (mark.n < 2 || distance >= nearest || distance > TOWN_REACH) continue;
        nearest = distance;
        near = mark;
      }
      if (!near) return;
      gatherer.absorbArea(near, a);
      joined.add(a);
    });
    if (joined.size) marks.sort((one, other) => one.first - other.first);
    return joined;
  }

  /** The radius of event i's place in pixels. */
  radiusOf(i) {
    const { columns } = this.context;
    const latitude = (columns.latitude[i] / 1e5) * (Math.PI / 180);
    return (columns.radius[i] * 256 * 2 ** this.zoom) / (40075016.7 * Math.cos(latitude));
  }

  /** The radius of the disc around a mark in pixels; 0 for none. */
  discRadius(mark) {
    if (this.options.discs === false || mark.mixed || !mark.soft) return 0;
    const pixels = this.radiusOf(mark.first);
    return pixels > mark.size / 2 + 6 ? Math.round(pixels) : 0;
  }

  /* ---- following the map ----------------------------------------------------------------- */

  follow(zoom, center, animated) {
    const origin = originOf(this.map, center, zoom);
    const scale = 256 * 2 ** zoom;
    this.views.follow(origin, scale / this.gatherer.scale);
    this.towns.place(origin, scale);
    if (animated) this.leave();
  }

  /** Tells the labels which ground is taken: by any event's mark, so that no step moves a name. */
  report() {
    if (!this.painted) return;
    const origin = this.map.getPixelOrigin();
    const marks = this.allMarks.map((mark) => ({ ...mark }));
    yieldToNames(marks, labels(this.map).cityNames(), origin);
    const taken = marks.map((mark) => rectangleOf(mark, origin));
    labels(this.map).block("marks", [...taken, ...this.towns.rectangles()]);
  }

  /* ---- what the reader does -------------------------------------------------------------- */

  /** The end of a drag is no click; a click without a pointer (detail 0) never is one. */
  wasDragged(event) {
    const { dragging } = this.map;
    return event.detail > 0 && dragging && dragging.moved();
  }

  press(view, event) {
    event.stopPropagation();
    if (this.wasDragged(event)) return;
    const { mark } = view;
    this.leave();
    const members = this.gatherer.members(this.pane.placed(), mark.groups);
    if (members.length > 1 && mark.mixed && zoomTo(this, members)) return;
    this.choose(members, view.button);
  }

  /** Opens the events of an area without a point. */
  openArea(a, button) {
    const members = this.gatherer.members(this.pane.placed(), [this.gatherer.areaGroup(a)]);
    this.choose(members, button, this.areas.title(this.areas.list[a]));
  }

  /** Opens one event, or the list of several at one place. */
  async choose(members, button, title) {
    const record = await this.context.read(members[0]);
    const { groups } = this.context;
    if (groups) {
      const name = title || record.place || "";
      const card = () => countedCard(this.context, groups, members, name);
      this.context.emit("choose", { members, title: name, opener: button, card });
      return;
    }
    if (members.length === 1) {
      this.context.select(record.id);
      return;
    }
    this.context.emit("choose", {
      members,
      title: title || named(record.place) || t("This place"),
      opener: button,
    });
  }

  /** The pointer or the focus is on a mark: its hint shows. */
  point(view) {
    const { mark } = view;
    this.context.hover(mark.n === 1 ? mark.first : -1);
    const lines = [nameOf(this, mark)];
    if (mark.n > 1) lines.push(kindsOf(this, mark));
    replace(
      this.hint,
      lines.map((line) => h("div", {}, line)),
    );
    this.hint.hidden = false;
    const { y } = this.map.layerPointToContainerPoint(view.at);
    this.hint.classList.toggle("mg-hint--below", y < HINT_ROOM);
    this.hint.style.setProperty("--mg-hint-gap", `${mark.size / 2 + 8}px`);
    setPosition(this.hint, view.at);
  }

  leave() {
    this.context.hover(-1);
    this.hint.hidden = true;
  }

  /* ---- where an event is ----------------------------------------------------------------- */

  /** The views that stand for event i: a mark at each of its places, a town's or the strip's. */
  viewsOf(i) {
    if (i === undefined || i < 0 || !this.markOf) return [];
    const found = new Set();
    for (const g of this.gatherer.groupsOf(i)) {
      const mark = this.markOf.get(g);
      const a = g - this.gatherer.cells;
      const view = mark
        ? this.views.byKey.get(mark.key)
        : this.towns.views.get(a) || this.stripView(a);
      if (view) found.add(view);
    }
    return [...found];
  }

  /** Where event i is on the screen: {x, y, radius} in the map container's pixels, or null. */
  anchorOf(i) {
    const [view] = this.viewsOf(i);
    if (!view || !this.map.getContainer().contains(view.button)) return null;
    if (view.mark) {
      const { x, y } = this.map.layerPointToContainerPoint(view.at);
      return { x, y, radius: view.mark.size / 2 };
    }
    const frame = this.map.getContainer().getBoundingClientRect();
    const { left, top, width, height } = view.button.getBoundingClientRect();
    return {
      x: left + width / 2 - frame.left,
      y: top + height / 2 - frame.top,
      radius: height / 2,
    };
  }

  /** Puts the focus on what stands for event i; false where nothing does. */
  focus(i) {
    const [view] = this.viewsOf(i);
    if (!view) return false;
    view.button.focus({ preventScroll: Boolean(view.at) });
    return true;
  }

  focusedEvent() {
    const focused = /** @type {MarkButton | null} */ (document.activeElement);
    const mark = focused && focused.mgMark;
    return mark && this.markPane.contains(focused) ? mark.first : -1;
  }

  /** Marks are made anew on a zoom: the focus goes on with the event that it was on. */
  refocus(i) {
    if (!this.focus(i)) this.map.getContainer().focus({ preventScroll: true });
  }
}

/** How much larger type, and with it the marks, are than on a desk: theme.css says so of walls. */
function unit() {
  return parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;
}

function leafletPane(map, name) {
  return map.getPane(name) || map.createPane(name);
}

register("EventLayer", EventLayer, EventHandle);
