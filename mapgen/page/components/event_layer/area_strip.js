// @ts-check
/*
 * The strip along a map's edge: the events that are located in a city, a district, a province or a country
 * and have no point. Each map has a strip of its own.
 */
import { NOWHERE_SHOWN } from "../../browser/core/arrangement.js";
import { divider, named, number, tn } from "../../browser/core/messages.js";
import { h, replace } from "../../browser/draw/dom.js";
import { glyph } from "../../browser/draw/glyphs.js";
import { keepPointer } from "../../browser/app/leaflet.js";
import { areasShown, AreaViews, changes, nameArea, sumOf } from "./area_views.js";
import { openArea } from "./mark_choice.js";

/** @import { Area } from "../../browser/draw/areas.js" */
/** @import { Category } from "../../browser/types" */
/** @import { AreaView } from "./area_views.js" */
/** @import { EventLayer } from "./event_layer.js" */

/** So many areas have a place of their own; where there are more, the smallest share one. */
const MOST = 12;
/** The number of the place that they share. */
const REST = -1;
/** How far around a city's position its events are looked for, in degrees. */
const CITY_REACH = 0.15;

/** @typedef {AreaView & {name: HTMLElement, kinds: HTMLElement, rows: HTMLElement}} StripView */
/** @typedef {Pick<Category, "label" | "glyph" | "colour">} Look */

export class AreaStrip {
  /**
   * @param {EventLayer} layer its map, areas and clusters
   * @param {HTMLElement | null} line an element for the areas that belong to none of several panes;
   *   without one the strip is the map's own
   */
  constructor(layer, line = null) {
    this.layer = layer;
    this.line = line;
    this.element = line || h("div", { class: "mg-strip", role: "group", hidden: true });
    /** @type {AreaViews<StripView>} */
    this.views = new AreaViews(this.element, (a) => this.make(a));
    /**
     * The areas that share a place.
     * @type {number[]}
     */
    this.rest = [];
    /**
     * The areas by how many events the whole atlas has there, the largest first.
     * @type {number[] | null}
     */
    this.largest = null;
    if (line) return;
    keepPointer(this.element);
    layer.map.getContainer().append(this.element);
  }

  remove() {
    if (this.line) this.views.clear();
    else this.element.remove();
    this.makeRoom();
  }

  /** Shows the areas that hold visible events and whose ground is in view, the earliest first. */
  draw() {
    const order = this.shown();
    this.views.show(order, (a, view) => this.fill(a, view));
    if (!this.line) this.element.hidden = order.length === 0;
    this.makeRoom();
  }

  /** The areas that stand here, the earliest first, and the rest of them last. */
  shown() {
    const { areas } = this.layer;
    this.largest = this.largest || this.bySize();
    const all = this.largest.filter((a) => this.takes(areas.list[a]));
    if (all.length <= MOST) {
      this.rest = [];
      return areasShown(this.layer, all);
    }
    this.rest = areasShown(this.layer, all.slice(MOST - 1));
    const order = areasShown(this.layer, all.slice(0, MOST - 1));
    return this.rest.length ? [...order, REST] : order;
  }

  bySize() {
    const { areas, clusters } = this.layer;
    const counts = new Array(areas.list.length).fill(0);
    for (const p of clusters.place) if (p < 0) counts[-1 - p] += 1;
    return [...counts.keys()].filter((a) => counts[a]).sort((a, b) => counts[b] - counts[a]);
  }

  /**
   * The areas that a view stands for.
   * @param {number} a
   */
  areasOf(a) {
    return a === REST ? this.rest : [a];
  }

  /**
   * The view that stands for area a.
   * @param {number} a
   */
  viewOf(a) {
    return this.views.byArea.get(this.rest.includes(a) ? REST : a);
  }

  /**
   * Whether an area stands here: beside several panes in its own, or in the line of all.
   * @param {Area} area
   */
  takes(area) {
    const { pane, context } = this.layer;
    if (pane.kind !== "several") return !this.line && this.inView(area);
    if (!context.members) return false;
    return context.members[area.sample] === (this.line ? NOWHERE_SHOWN : pane.index);
  }

  /**
   * @param {number} a
   * @returns {StripView}
   */
  make(a) {
    const name = h("span", { class: "mg-strip__name" });
    const kinds = h("span", { class: "mg-strip__kinds" });
    const rows = h("span", { class: "mg-strip__rows", hidden: true });
    /** @type {HTMLButtonElement} */
    const button = h(
      "button",
      {
        type: "button",
        class: "mg-strip__area",
        onclick: () => openArea(this.layer, this.areasOf(a), button),
        onpointerenter: () => button.classList.add("mg-is-hovered"),
        onpointerleave: () => button.classList.remove("mg-is-hovered"),
      },
      name,
      kinds,
      rows,
    );
    return { button, name, kinds, rows, drawn: null };
  }

  /**
   * @param {number} a
   * @param {StripView} view
   */
  fill(a, view) {
    const { areas, clusters, context } = this.layer;
    const some = this.areasOf(a);
    const { n, first, last } = sumOf(this.layer, some);
    const shares = clusters.sharesOf(some.map((each) => clusters.areaGroup(each)));
    const title = areas.somewhereIn(some);
    if (!changes(view, [title, n, first, last, ...shares])) return;
    view.name.textContent = `${title}${divider()}${number(n)}`;
    const { category, row } = context.terms;
    const bare = shares[category.length] || 0;
    const rows = bare
      ? tn("{n} of them one row of a data set", "{n} of them rows of a data set", bare)
      : "";
    nameArea(this.layer, some, view.button, title, rows);
    replace(view.kinds, kindsOf(shares.slice(0, category.length), category));
    view.rows.hidden = !bare;
    view.rows.title = rows;
    replace(view.rows, bare && row ? kindsOf([bare], [row]) : []);
  }

  /**
   * Whether an area's ground is in view; a province's, a country's and an unknown one's always is.
   * @param {Area} area
   */
  inView(area) {
    if (area.kind === "province" || area.kind === "country") return true;
    const { context, map } = this.layer;
    const city = (context.meta.cities || []).find(
      (each) => each.name === context.terms.city[area.city],
    );
    if (!city) return true;
    return map.getBounds().intersects([
      [city.latitude - CITY_REACH, city.longitude - CITY_REACH],
      [city.latitude + CITY_REACH, city.longitude + CITY_REACH],
    ]);
  }

  /** Lets the map's lower corners make room for the strip. */
  makeRoom() {
    if (this.line) return;
    const container = this.layer.map.getContainer();
    container.classList.toggle("mg-has-strip", this.element.isConnected && !this.element.hidden);
  }

  translate() {
    this.views.translate();
  }
}

/**
 * Each kind's glyph with its count, the most frequent first.
 * @param {number[]} shares
 * @param {Look[]} kinds
 */
function kindsOf(shares, kinds) {
  return shares
    .map((n, c) => ({ n, category: kinds[c] }))
    .filter(({ n }) => n > 0)
    .sort((one, other) => other.n - one.n)
    .map(({ n, category }) =>
      h(
        "span",
        { class: "mg-strip__kind", title: named(category.label) },
        glyph(category.glyph, category.colour, 12),
        number(n),
      ),
    );
}
