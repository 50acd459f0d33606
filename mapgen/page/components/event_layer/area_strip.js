// @ts-check
/*
 * The strip along a map's edge: the events that are located in a city, a district or a province
 * and have no point. Nothing of them floats over land or sea. Each map has a strip of its own.
 */
import { NOWHERE_SHOWN } from "../../browser/core/arrangement.js";
import { named, number, tn } from "../../browser/core/messages.js";
import { h, replace } from "../../browser/draw/dom.js";
import { glyph } from "../../browser/draw/glyphs.js";
import { keepPointer } from "../../browser/app/leaflet.js";
import { areasShown, AreaViews, changes, nameArea } from "./area_views.js";
import { openArea } from "./mark_choice.js";

/** @import { Area } from "../../browser/draw/areas.js" */
/** @import { Category } from "../../browser/types" */
/** @import { AreaView } from "./area_views.js" */
/** @import { EventLayer } from "./event_layer.js" */

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
    const order = areasShown(this.layer, (area) => area.kind !== "town" && this.takes(area));
    this.views.show(order, (a, view) => this.fill(a, view));
    if (!this.line) this.element.hidden = order.length === 0;
    this.makeRoom();
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
        onclick: () => openArea(this.layer, a, button),
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
    const { n, first, last } = clusters.area(a);
    const shares = clusters.sharesOf([clusters.areaGroup(a)]);
    const title = areas.somewhere(areas.list[a]);
    if (!changes(view, [title, n, first, last, ...shares])) return;
    view.name.textContent = `${title} · ${number(n)}`;
    const { category, row } = context.terms;
    const bare = shares[category.length] || 0;
    const rows = bare
      ? tn("{n} of them one row of a data set", "{n} of them rows of a data set", bare)
      : "";
    nameArea(this.layer, a, view.button, title, rows);
    replace(view.kinds, kindsOf(shares.slice(0, category.length), category));
    view.rows.hidden = !bare;
    view.rows.title = rows;
    replace(view.rows, bare && row ? kindsOf([bare], [row]) : []);
  }

  /**
   * Whether an area's ground is in view; a province's and an unknown one's always is.
   * @param {Area} area
   */
  inView(area) {
    if (area.kind === "province") return true;
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
