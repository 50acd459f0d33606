// @ts-check
/* The elements of the marks, which are reused while only the range of time changes. */
import { short } from "../../browser/core/counted_rows.js";
import { kindOf, kindsOf } from "../../browser/core/event_kinds.js";
import { keptPlaces } from "../../browser/core/kept_places.js";
import { number } from "../../browser/core/messages.js";
import { h, replace, setText } from "../../browser/draw/dom.js";
import { glyph } from "../../browser/draw/glyphs.js";
import { keepEvent, pointOf, setPosition, setTransform } from "../../browser/app/leaflet.js";
import { plainPaint } from "../../browser/app/theme.js";
import { pressMark } from "./mark_choice.js";
import { nameOf } from "./mark_words.js";

/** @import { Mark } from "../../browser/core/marks.js" */
/** @import { EventLayer } from "./event_layer.js" */
/** @import { Point } from "leaflet" */
/** @typedef {HTMLButtonElement & {mgMark?: Mark}} MarkButton */
/**
 * The element of a mark: its button with the face, the count in it where it stands for several, the disc of
 * its place's extent, where it stands in layer pixels, its size, and what it shows, as a text to compare.
 * @typedef {{button: MarkButton, face: HTMLElement, count: HTMLElement | null, mark: Mark,
 *   at: Point | null, size: number, disc: HTMLElement | null, drawn: string | null}} MarkView
 */

/** So many more elements than there are stand in the document after one frame. */
const AT_ONCE = 64;

export class MarkViews {
  /**
   * @param {EventLayer} layer its context and clusters, and what a mark does when it is used
   * @param {HTMLElement} marks the pane of the marks
   * @param {HTMLElement} discs the pane of the places' extents
   */
  constructor(layer, marks, discs) {
    this.layer = layer;
    this.pane = marks;
    this.discs = discs;
    /**
     * By the mark's key.
     * @type {Map<number, MarkView>}
     */
    this.byKey = new Map();
    /** @type {MarkView[]} */
    this.spare = [];
    /** Whether all marks are up. */
    this.isWhole = true;
    /** The zoom that they were drawn at. */
    this.zoom = layer.zoom;
  }

  /**
   * Brings the elements in step with the marks, in their order. Where marks are many, a step of time
   * changes which of them comes first: then elements stay where they are and show other marks. At another
   * zoom all are put up anew, as browsers take what grows or shrinks there for a page that shifts.
   * @param {Mark[]} all
   * @param {Point} origin
   * @param {Set<number>} [groups] whose marks come first where more are to be put up than a frame allows;
   *   without them all are put up
   */
  draw(all, origin, groups) {
    const { zoom } = this.layer;
    if (zoom !== this.zoom) {
      for (const view of this.byKey.values()) this.release(view);
      this.byKey.clear();
      this.zoom = zoom;
    }
    const marks = groups ? this.atOnce(all, groups) : all;
    this.isWhole = marks.length === all.length;
    const views = [...this.byKey.values()];
    const kept = keptPlaces(
      [...this.byKey.keys()],
      marks.map(({ key }) => key),
      views.findIndex(({ button }) => button === document.activeElement),
    );
    this.byKey = new Map();
    let next = 0;
    marks.forEach((mark, m) => {
      for (; next < kept[m]; next += 1) this.release(views[next]);
      const view = kept[m] < 0 ? this.insert(mark, views[next]) : views[next++];
      this.byKey.set(mark.key, view);
      this.show(view, mark, origin);
    });
    for (; next < views.length; next += 1) this.release(views[next]);
  }

  /**
   * Of some marks, in their order, those that are up and those that one frame can put up: what is out of
   * view comes last.
   * @param {Mark[]} marks
   * @param {Set<number>} groups
   */
  atOnce(marks, groups) {
    const room = this.byKey.size + AT_ONCE;
    if (marks.length <= room) return marks;
    const bounds = this.layer.map.getPixelBounds();
    /** @param {Mark} mark */
    const rank = (mark) =>
      mark.groups.some((g) => groups.has(g)) ? 0 : bounds.contains(pointOf(mark.x, mark.y)) ? 1 : 2;
    const others = marks.filter(({ key }) => !this.byKey.has(key));
    const ranked = others.map((mark) => ({ mark, rank: rank(mark) }));
    ranked.sort((a, b) => a.rank - b.rank);
    const late = new Set(
      ranked.slice(room - (marks.length - others.length)).map(({ mark }) => mark),
    );
    return marks.filter((mark) => !late.has(mark));
  }

  /**
   * Another element, before that of a view.
   * @param {Mark} mark
   * @param {MarkView | undefined} before the last where there is none
   */
  insert(mark, before) {
    const view = this.spare.pop() || this.make(mark);
    this.pane.insertBefore(view.button, before ? before.button : null);
    return view;
  }

  /**
   * @param {Mark} mark the first that it shows
   * @returns {MarkView}
   */
  make(mark) {
    const { layer } = this;
    const face = h("span", { class: "mg-mark__face" });
    const button = h("button", { type: "button", class: "mg-mark leaflet-zoom-animated" }, face);
    /** @type {MarkView} */
    const view = {
      button,
      face,
      count: null,
      mark,
      at: null,
      size: 0,
      disc: null,
      drawn: null,
    };
    button.addEventListener("click", (event) => pressMark(layer, view, event));
    button.addEventListener("pointerenter", (event) => {
      /* A map that is dragged passes under the pointer: marks that it meets are not asked for. */
      if (event.pointerType === "mouse" && !event.buttons) layer.hint.show(view);
    });
    button.addEventListener("pointerleave", () => layer.hint.hide());
    button.addEventListener("focus", () => layer.hint.show(view));
    button.addEventListener("blur", () => layer.hint.hide());
    keepEvent(button, "dblclick");
    return view;
  }

  /** @param {MarkView} view */
  release(view) {
    view.button.remove();
    if (view.disc) view.disc.remove();
    view.disc = null;
    view.drawn = null;
    this.spare.push(view);
  }

  /**
   * @param {MarkView} view
   * @param {Mark} mark
   * @param {Point} origin
   */
  show(view, mark, origin) {
    const { button } = view;
    if (view.mark.key !== mark.key) view.drawn = null;
    view.mark = mark;
    button.mgMark = mark;
    const { n, size, first, last, dead, soft, doubtful, mixed, groups } = mark;
    const drawn = [n, size, first, last, dead, soft, doubtful, mixed, groups.length].join();
    const at = pointOf(Math.round(mark.x - origin.x), Math.round(mark.y - origin.y));
    if (!view.at || !view.at.equals(at)) setPosition(button, at);
    view.at = at;
    if (view.drawn !== drawn) {
      view.drawn = drawn;
      this.fill(view, mark);
    }
    this.drawDisc(view, at);
  }

  /**
   * Only what differs is written: where there are many marks a step changes nearly all of them.
   * @param {MarkView} view
   * @param {Mark} mark
   */
  fill(view, mark) {
    const { button, face } = view;
    const { context, clusters } = this.layer;
    const several = mark.n > 1;
    if (view.size !== mark.size) {
      view.size = mark.size;
      button.style.width = `${mark.size}px`;
      button.style.height = `${mark.size}px`;
      button.style.margin = `${-mark.size / 2}px 0 0 ${-mark.size / 2}px`;
      button.style.zIndex = String(1000 - mark.size * 10);
    }
    button.classList.toggle("mg-mark--several", several);
    button.classList.toggle("mg-mark--soft", mark.soft);
    button.classList.toggle("mg-mark--doubtful", mark.doubtful);
    button.setAttribute("aria-label", nameOf(this.layer, mark));
    if (several) {
      face.style.background = this.ring(mark);
      if (!view.count) {
        view.count = h("span", { class: "mg-mark__count" });
        replace(face, view.count);
      }
      setText(view.count, context.groups ? short(mark.n) : number(mark.n));
      return;
    }
    view.count = null;
    const category = kindOf(context, mark.first);
    button.style.setProperty("--mg-mark", category.colour);
    face.style.background = "";
    const { unit: by } = clusters;
    const size = Math.round(10 * by + (mark.size - 24 * by) * 0.3);
    replace(face, glyph(category.glyph, "currentColor", size));
  }

  /**
   * A ring whose arcs are the categories' shares, in the categories' order.
   * @param {Mark} mark
   */
  ring(mark) {
    const category = kindsOf(this.layer.context.terms);
    /** @type {string[]} */
    const stops = [];
    let sum = 0;
    let from = "0";
    this.layer.clusters.sharesOf(mark.groups, mark.twice).forEach((n, c) => {
      if (!n) return;
      sum += n;
      const to = ((sum / mark.n) * 100).toFixed(1);
      stops.push(`${plainPaint(category[c].colour)} ${from}% ${to}%`);
      from = to;
    });
    return stops.length === 1 ? stops[0].split(" ")[0] : `conic-gradient(${stops.join(", ")})`;
  }

  /**
   * The real extent of a place that is known as a neighbourhood.
   * @param {MarkView} view
   * @param {Point} at
   */
  drawDisc(view, at) {
    const radius = this.layer.discRadius(view.mark);
    if (!radius) {
      if (view.disc) view.disc.remove();
      view.disc = null;
      return;
    }
    if (!view.disc) {
      view.disc = h("span", { class: "mg-disc leaflet-zoom-animated" });
      this.discs.append(view.disc);
    }
    const { style } = view.disc;
    style.width = `${radius * 2}px`;
    style.height = `${radius * 2}px`;
    style.margin = `${-radius}px 0 0 ${-radius}px`;
    setPosition(view.disc, at);
  }

  /**
   * Moves all with the map while it zooms: `ratio` to the scale that is laid out.
   * @param {Point} origin
   * @param {number} ratio
   */
  follow(origin, ratio) {
    for (const view of this.byKey.values()) {
      const at = pointOf(view.mark.x * ratio - origin.x, view.mark.y * ratio - origin.y).round();
      view.at = at;
      setPosition(view.button, at);
      if (view.disc) setTransform(view.disc, at, ratio);
    }
  }

  translate() {
    for (const view of this.byKey.values()) view.drawn = null;
  }
}
