/*
 * EventLayer: the visible events as buttons on the map. Gathering is clusters.js's; this file keeps
 * the elements in step with it and re-uses them while only time runs.
 */
import { register } from "../../browser/app/kinds.js";
import { painted } from "../../browser/app/tasks.js";
import { Gatherer, mercatorX, mercatorY } from "../../browser/core/clusters.js";
import { CountGatherer, short } from "../../browser/core/counted_rows.js";
import { deathsOf } from "../../browser/core/figure_words.js";
import { named, number, printDay, t, tn } from "../../browser/core/messages.js";
import { printYearsOf } from "../../browser/core/periods.js";
import { boundsOf } from "../../browser/core/shapes.js";
import { badgeViews } from "../../browser/draw/badge_views.js";
import { Badges } from "../../browser/draw/badges.js";
import { h, moves, replace } from "../../browser/draw/dom.js";
import { glyph } from "../../browser/draw/glyphs.js";
import { covers, labels } from "../../browser/draw/labels.js";
import { box, rectangleOf } from "../../browser/draw/rectangles.js";
import { EventHandle } from "./event_handle.js";
import { Layer } from "../../browser/app/layer.js";
import {
  keepEvent,
  latLngBounds,
  originOf,
  pointOf,
  setPosition,
  setTransform,
} from "../../browser/app/leaflet.js";

/** How far beyond the map's edges marks are laid out, as a share of its size. */
const MARGIN = 0.35;
/** A town of this radius in pixels or less is a point to the eye; how near a mark takes it in. */
const TOWN_IS_POINT = 22;
const TOWN_REACH = 34;

export class EventLayer extends Layer {
  mapEvents() {
    return {
      zoomanim: (event) => this.follow(event.zoom, event.center, true),
      zoom: () => this.follow(this.map.getZoom(), this.map.getCenter(), false),
      viewreset: () => this.arrange(true),
      moveend: () => this.arrange(false),
      resize: () => this.arrange(false),
    };
  }

  onAdd(map) {
    this.context.ui.marks = this;
    this.badges = new Badges(this.context);
    this.gatherer = new (this.context.groups ? CountGatherer : Gatherer)(
      this.context.columns,
      this.context.terms.category.length,
      this.badges.find,
      unit(),
    );
    this.badgePlaces = this.badges.list.map((badge) => this.placeOf(badge));
    this.discPane = pane(map, "mg-discs");
    this.badgePane = pane(map, "mg-badges");
    this.markPane = pane(map, "mg-marks");
    this.hintPane = pane(map, "mg-hints");
    this.discPane.setAttribute("aria-hidden", "true");
    this.markPane.setAttribute("role", "group");
    this.badgePane.setAttribute("role", "group");
    this.hint = h("div", { class: "mg-hint", hidden: true, "aria-hidden": "true" });
    this.hintPane.append(this.hint);
    this.views = new Map();
    this.spare = [];
    this.badgeViews = new Map();
    this.stops = [
      this.context.on("change", () => this.draw()),
      this.context.on("hover", () => this.highlight()),
      this.context.on("select", () => this.highlight()),
      this.context.on("highlight", () => this.highlight()),
      this.context.on("language", () => this.translate()),
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
        if (this.map) this.arrange(true);
        if (this.context.eager) this.context.openTexts().then(() => this.map && this.translate());
      });
  }

  onRemove() {
    this.stops.forEach((stop) => stop());
    for (const each of [this.discPane, this.badgePane, this.markPane, this.hintPane]) {
      each.replaceChildren();
    }
  }

  translate() {
    this.markPane.setAttribute("aria-label", t("Events on the map"));
    this.badgePane.setAttribute("aria-label", t("Events without an exact place"));
    for (const view of this.views.values()) view.told = null;
    for (const view of this.badgeViews.values()) view.told = null;
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
    /* Where controls lie is read from the page's layout: not before the first marks are painted. */
    this.covers = this.painted ? covers(map) : [];
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
      this.placeBadges();
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
    this.draw();
  }

  /** Brings the elements in step with the events shown: once a frame at most. */
  draw() {
    const visible = this.context.placed();
    if (!this.gatherer.box) return;
    this.gatherer.count(visible, this.context.filter);
    this.marks = this.gatherer.marks();
    this.gatherTowns();
    const focused = this.focusedEvent();
    const origin = this.map.getPixelOrigin();
    const before = this.views;
    this.views = new Map();
    this.markOf = new Map();
    for (const mark of this.marks) {
      const view = before.get(mark.key);
      if (view) before.delete(mark.key);
      this.views.set(mark.key, view || null);
      for (const g of mark.groups) this.markOf.set(g, mark);
    }
    for (const view of before.values()) this.release(view);
    let previous = null;
    for (const mark of this.marks) {
      let view = this.views.get(mark.key);
      if (!view) {
        view = this.spare.pop() || this.makeView();
        this.views.set(mark.key, view);
      }
      this.show(view, mark, origin);
      const next = previous ? previous.nextSibling : this.markPane.firstChild;
      if (next !== view.button) this.markPane.insertBefore(view.button, next);
      previous = view.button;
    }
    this.drawBadges();
    this.highlight();
    this.report();
    if (focused >= 0 && !this.markPane.contains(document.activeElement)) this.refocus(focused);
  }

  /**
   * Where the scale is so small that a town is hardly more than a point, a mark of several events
   * next to it counts the town's too; they part again as one zooms in.
   */
  gatherTowns() {
    const { gatherer } = this;
    this.gathered = new Set();
    this.badges.list.forEach((badge, b) => {
      if (badge.kind !== "town" || !gatherer.badge(b).n) return;
      if (this.pixels(badge.sample) > TOWN_IS_POINT) return;
      const [latitude, longitude] = this.badgePlaces[b];
      const x = mercatorX(longitude) * gatherer.scale;
      const y = mercatorY(latitude) * gatherer.scale;
      let near = null;
      let nearest = Infinity;
      for (const mark of this.marks) {
        const distance = Math.hypot(mark.x - x, mark.y - y) - mark.size / 2;
        if (mark.n < 2 || distance >= nearest || distance > TOWN_REACH) continue;
        nearest = distance;
        near = mark;
      }
      if (!near) return;
      gatherer.absorbBadge(near, b);
      this.gathered.add(b);
    });
    if (this.gathered.size) this.marks.sort((one, other) => one.first - other.first);
  }

  /** The radius of event i's place in pixels. */
  pixels(i) {
    const { columns } = this.context;
    const latitude = (columns.latitude[i] / 1e5) * (Math.PI / 180);
    return (columns.radius[i] * 256 * 2 ** this.zoom) / (40075016.7 * Math.cos(latitude));
  }

  makeView() {
    const face = h("span", { class: "mg-mark__face" });
    const button = h("button", { type: "button", class: "mg-mark leaflet-zoom-animated" }, face);
    const view = { button, face };
    button.addEventListener("click", (event) => this.press(view, event));
    button.addEventListener("pointerenter", (event) => {
      if (event.pointerType === "mouse") this.point(view);
    });
    button.addEventListener("pointerleave", () => this.leave());
    button.addEventListener("focus", () => this.point(view));
    button.addEventListener("blur", () => this.leave());
    keepEvent(button, "dblclick");
    return view;
  }

  release(view) {
    view.button.remove();
    if (view.disc) view.disc.remove();
    view.disc = null;
    view.told = null;
    this.spare.push(view);
  }

  show(view, mark, origin) {
    const { button, face } = view;
    view.mark = mark;
    button.mgMark = mark;
    const told = [
      mark.n,
      mark.size,
      mark.first,
      mark.last,
      mark.dead,
      mark.soft,
      mark.doubtful,
      mark.mixed,
      mark.groups.length,
    ].join();
    const at = pointOf(Math.round(mark.x - origin.x), Math.round(mark.y - origin.y));
    if (view.at === undefined || !view.at.equals(at)) setPosition(button, at);
    view.at = at;
    if (view.told === told) {
      this.drawDisc(view, mark);
      return;
    }
    view.told = told;
    const { columns, terms } = this.context;
    const several = mark.n > 1;
    button.style.width = `${mark.size}px`;
    button.style.height = `${mark.size}px`;
    button.style.margin = `${-mark.size / 2}px 0 0 ${-mark.size / 2}px`;
    button.style.zIndex = String(1000 - mark.size * 10);
    button.classList.toggle("mg-mark--several", several);
    button.classList.toggle("mg-mark--soft", mark.soft);
    button.classList.toggle("mg-mark--doubtful", mark.doubtful);
    button.setAttribute("aria-label", this.nameOf(mark));
    if (several) {
      face.style.background = this.ring(mark);
      replace(
        face,
        h(
          "span",
          { class: "mg-mark__count" },
          this.context.groups ? short(mark.n) : number(mark.n),
        ),
      );
      view.category = null;
    } else {
      const category = terms.category[columns.category[mark.first]];
      button.style.setProperty("--mg-mark", category.colour);
      face.style.background = "";
      const { unit: by } = this.gatherer;
      const size = Math.round(10 * by + (mark.size - 24 * by) * 0.3);
      replace(face, glyph(category.glyph, "currentColor", size));
    }
    this.drawDisc(view, mark);
  }

  /** A ring whose arcs are the categories' shares, in the categories' order. */
  ring(mark) {
    const { terms } = this.context;
    const stops = [];
    let sum = 0;
    this.gatherer.sharesOf(mark.groups).forEach((n, c) => {
      if (!n) return;
      const from = (sum / mark.n) * 100;
      sum += n;
      stops.push(
        `${terms.category[c].colour} ${from.toFixed(1)}% ${((sum / mark.n) * 100).toFixed(1)}%`,
      );
    });
    return stops.length === 1 ? stops[0].split(" ")[0] : `conic-gradient(${stops.join(", ")})`;
  }

  /** The real extent of a place that is known as a neighbourhood. */
  drawDisc(view, mark) {
    const radius = this.discRadius(mark);
    if (!radius) {
      if (view.disc) view.disc.remove();
      view.disc = null;
      return;
    }
    if (!view.disc) {
      view.disc = h("span", { class: "mg-disc leaflet-zoom-animated" });
      this.discPane.append(view.disc);
    }
    const { style } = view.disc;
    style.width = `${radius * 2}px`;
    style.height = `${radius * 2}px`;
    style.margin = `${-radius}px 0 0 ${-radius}px`;
    setPosition(view.disc, view.at);
  }

  discRadius(mark) {
    if (this.options.discs === false || mark.mixed || !mark.soft) return 0;
    const pixels = this.pixels(mark.first);
    return pixels > mark.size / 2 + 6 ? Math.round(pixels) : 0;
  }

  /* ---- names ----------------------------------------------------------------------------- */

  nameOf(mark) {
    const { columns, terms } = this.context;
    if (mark.n === 1) {
      const i = mark.first;
      const record = this.context.peek(i);
      if (!record) {
        return t("{date}: {title}", {
          date: printDay(columns.first[i]),
          title: named(terms.category[columns.category[i]].label),
        });
      }
      const deaths = deathsOf(columns, i);
      const words = {
        date: this.context.wording(record, "date").text,
        title: this.context.wording(record, "title").text,
        deaths,
      };
      return deaths ? t("{date}: {title}, {deaths}", words) : t("{date}: {title}", words);
    }
    const place = this.placeName(mark);
    const values = {
      place,
      years: printYearsOf(columns.first[mark.first], columns.first[mark.last]),
    };
    if (!place) return tn("{n} event, {years}", "{n} events, {years}", mark.n, values);
    return mark.mixed
      ? tn(
          "{n} event around {place}, {years}",
          "{n} events around {place}, {years}",
          mark.n,
          values,
        )
      : tn("{n} event, {place}, {years}", "{n} events, {place}, {years}", mark.n, values);
  }

  /** The name of a mark's place: that of the event which gave it its position. */
  placeName(mark) {
    const record = this.context.groups ? null : this.context.peek(mark.sample);
    return record ? named(record.place) : "";
  }

  /* ---- following the map ----------------------------------------------------------------- */

  follow(zoom, center, animated) {
    const map = this.map;
    const origin = originOf(map, center, zoom);
    const scale = 256 * 2 ** zoom;
    const ratio = scale / this.gatherer.scale;
    for (const view of this.views.values()) {
      const at = pointOf(view.mark.x * ratio - origin.x, view.mark.y * ratio - origin.y).round();
      view.at = at;
      setPosition(view.button, at);
      if (view.disc) setTransform(view.disc, at, ratio);
    }
    for (const view of this.badgeViews.values()) {
      const at = pointOf(
        view.world[0] * scale - origin.x + view.shift[0],
        view.world[1] * scale - origin.y + view.shift[1],
      ).round();
      setPosition(view.button, at);
    }
    if (animated) this.leave();
  }

  /** Tells the labels which ground is taken. */
  report() {
    const origin = this.map.getPixelOrigin();
    const taken = this.marks.map((mark) => rectangleOf(mark, origin));
    for (const view of this.badgeViews.values()) {
      if (view.at) taken.push(box(view.at.x, view.at.y, view.width, view.height));
    }
    labels(this.map).block("marks", taken);
  }

  /* ---- what the reader does -------------------------------------------------------------- */

  press(view, event) {
    event.stopPropagation();
    /* The end of a drag is no click; a click without a pointer (detail 0) never is one. */
    const { dragging } = this.map;
    if (event.detail > 0 && dragging && dragging.moved()) return;
    const { mark } = view;
    this.leave();
    const members = this.gatherer.members(this.context.placed(), mark.groups);
    if (members.length === 1) this.choose(members, view.button);
    else if (!mark.mixed || !this.zoomTo(members)) this.choose(members, view.button);
  }

  pressBadge(b, event) {
    event.stopPropagation();
    const { dragging } = this.map;
    if (event.detail > 0 && dragging && dragging.moved()) return;
    const members = this.gatherer.members(this.context.placed(), [this.gatherer.badgeGroup(b)]);
    this.choose(members, this.badgeViews.get(b).button, this.badges.title(this.badges.list[b]));
  }

  /** Opens one event, or the list of several at one place. */
  async choose(members, button, title) {
    const record = await this.context.read(members[0]);
    if (this.context.groups) {
      const name = title || record.place;
      const card = () => this.context.groups.card(members, name);
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

  /** Zooms in until the events lie apart; false where no zoom can part them. */
  zoomTo(members) {
    const map = this.map;
    if (map.getZoom() >= map.getMaxZoom()) return false;
    const { columns } = this.context;
    const bounds = latLngBounds(
      boundsOf(members.map((i) => [columns.latitude[i] / 1e5, columns.longitude[i] / 1e5])),
    );
    const fitting = map.getBoundsZoom(bounds, false, pointOf(90, 90));
    const zoom = Math.min(map.getMaxZoom(), Math.max(fitting, map.getZoom() + 1));
    map.setView(bounds.getCenter(), zoom, { animate: moves() });
    return true;
  }

  point(view) {
    const { mark } = view;
    this.context.hover(mark.n === 1 ? mark.first : -1);
    const lines = mark.n === 1 ? [this.nameOf(mark)] : [this.nameOf(mark), this.breakdown(mark)];
    replace(
      this.hint,
      lines.map((line) => h("div", {}, line)),
    );
    this.hint.hidden = false;
    this.hint.classList.toggle(
      "mg-hint--below",
      this.map.layerPointToContainerPoint(view.at).y < 110,
    );
    const shift = (view.hintShift = mark.size / 2 + 8);
    this.hint.style.setProperty("--mg-hint-gap", `${shift}px`);
    setPosition(this.hint, view.at);
  }

  breakdown(mark) {
    const { terms } = this.context;
    return this.gatherer
      .sharesOf(mark.groups)
      .map((n, c) => [n, terms.category[c]])
      .filter(([n]) => n > 0)
      .sort((a, b) => b[0] - a[0])
      .slice(0, 5)
      .map(([n, category]) =>
        h(
          "span",
          { class: "mg-hint__share" },
          glyph(category.glyph, category.colour, 11),
          h("bdi", {}, named(category.label)),
          ` ${number(n)}`,
        ),
      );
  }

  leave() {
    this.context.hover(-1);
    this.hint.hidden = true;
  }

  /** Marks the mark of the hovered and of the selected event. */
  highlight() {
    const { context } = this;
    const selected = context.store.get().event;
    const chosen = selected ? this.viewOf(context.indexOf(selected)) : null;
    const hovered = context.hovered >= 0 ? this.viewOf(context.hovered) : null;
    this.light("chosen", chosen, "mg-is-selected");
    this.light("hovered", hovered, "mg-is-hovered");
    this.lightTold();
  }

  /** Marks the marks of the events that a chapter tells of. */
  lightTold() {
    const before = this.told || new Set();
    this.told = new Set();
    for (const i of this.context.ui.highlighted) {
      const view = this.viewOf(i);
      if (!view || this.told.has(view)) continue;
      this.told.add(view);
      view.button.classList.add("mg-is-told");
    }
    for (const view of before) {
      if (!this.told.has(view)) view.button.classList.remove("mg-is-told");
    }
  }

  light(name, view, look) {
    const before = this[name];
    if (before && before !== view) before.button.classList.remove(look);
    if (view) view.button.classList.add(look);
    this[name] = view;
  }

  /** The mark's or badge's view that stands for event i, or null. */
  viewOf(i) {
    if (i === undefined || i < 0 || !this.markOf) return null;
    const g = this.gatherer.group[i];
    if (g < 0) return null;
    const mark = this.markOf.get(g);
    if (mark) return this.views.get(mark.key);
    return this.badgeViews.get(g - this.gatherer.cells) || null;
  }

  /** Where event i is on the screen: {x, y, radius} in the map container's pixels, or null. */
  anchorOf(i) {
    const view = this.viewOf(i);
    if (view && view.at) {
      const point = this.map.layerPointToContainerPoint(view.at);
      return { x: point.x, y: point.y, radius: view.mark ? view.mark.size / 2 : view.height / 2 };
    }
    return null;
  }

  /** Puts the focus on the mark or badge of event i; false where none stands for it. */
  focus(i) {
    const view = this.viewOf(i);
    if (!view) return false;
    view.button.focus({ preventScroll: true });
    return true;
  }

  /**
   * Gives each mark and badge in view a number, in the order in which they are reached.
   * @returns {{places: {number, name}[], of: Map}} what the numbers stand for, and each event's
   */
  number() {
    const size = this.map.getSize();
    const places = [];
    const numberOf = new Map();
    const give = (view, groups) => {
      if (!view.at) return;
      const { x, y } = this.map.layerPointToContainerPoint(view.at);
      if (x < 0 || y < 0 || x > size.x || y > size.y) return;
      places.push({ number: places.length + 1, name: view.button.getAttribute("aria-label") });
      view.button.setAttribute("data-number", number(places.length));
      for (const g of groups) numberOf.set(g, places.length);
    };
    for (const mark of this.marks) give(this.views.get(mark.key), mark.groups);
    for (const [b, view] of this.badgeViews) give(view, [this.gatherer.badgeGroup(b)]);
    const of = new Map();
    for (const i of this.context.placed()) {
      const number = numberOf.get(this.gatherer.group[i]);
      if (number !== undefined) of.set(i, number);
    }
    return { places, of };
  }

  unnumber() {
    for (const button of this.map.getContainer().querySelectorAll("[data-number]")) {
      button.removeAttribute("data-number");
    }
  }

  focusedEvent() {
    const mark = document.activeElement && document.activeElement.mgMark;
    return mark && this.markPane.contains(document.activeElement) ? mark.first : -1;
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

function pane(map, name) {
  return map.getPane(name) || map.createPane(name);
}

Object.assign(EventLayer.prototype, badgeViews);

register("EventLayer", EventLayer, EventHandle);
