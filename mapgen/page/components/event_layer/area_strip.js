/*
 * The strip along a map's edge: the events that are told for a city, a district or a province and
 * have no point. Nothing of them floats over land or sea. Each map has a strip of its own.
 */
import { NOWHERE_SHOWN } from "../../browser/core/arrangement.js";
import { named, number, t, tn } from "../../browser/core/messages.js";
import { printYearsOf } from "../../browser/core/periods.js";
import { h, replace } from "../../browser/draw/dom.js";
import { glyph } from "../../browser/draw/glyphs.js";
import { keepPointer } from "../../browser/app/leaflet.js";

/** How far around a city's position its events are looked for, in degrees. */
const CITY_REACH = 0.15;

export class AreaStrip {
  /**
   * @param layer the EventLayer: its map, areas and gatherer
   * @param {HTMLElement | null} line an element for the areas that belong to none of several panes;
   *   without one the strip is the map's own
   */
  constructor(layer, line = null) {
    this.layer = layer;
    this.line = line;
    this.views = new Map();
    this.element = line || h("div", { class: "mg-strip", role: "group", hidden: true });
    if (line) return;
    keepPointer(this.element);
    layer.map.getContainer().append(this.element);
  }

  remove() {
    if (this.line) for (const { button } of this.views.values()) button.remove();
    else this.element.remove();
    this.makeRoom();
  }

  /** Shows the areas that hold visible events and whose ground is in view, the earliest first. */
  draw() {
    const { areas, gatherer } = this.layer;
    const order = areas.list
      .map((area, a) => a)
      .filter((a) => areas.list[a].kind !== "town" && gatherer.area(a).n > 0)
      .filter((a) => this.takes(areas.list[a]))
      .sort((one, other) => gatherer.area(one).first - gatherer.area(other).first);
    for (const [a, view] of this.views) {
      if (order.includes(a)) continue;
      view.button.remove();
      this.views.delete(a);
    }
    order.forEach((a, k) => {
      const view = this.views.get(a) || this.make(a);
      this.views.set(a, view);
      this.say(a, view);
      if (this.element.children[k] !== view.button) {
        this.element.insertBefore(view.button, this.element.children[k] || null);
      }
    });
    if (!this.line) this.element.hidden = order.length === 0;
    this.makeRoom();
  }

  /** Whether an area stands here: beside several panes in its own, or in the line of all. */
  takes(area) {
    const { pane, context } = this.layer;
    if (pane.kind !== "several") return !this.line && this.inView(area);
    return context.members[area.sample] === (this.line ? NOWHERE_SHOWN : pane.index);
  }

  make(a) {
    const name = h("span", { class: "mg-strip__name" });
    const kinds = h("span", { class: "mg-strip__kinds" });
    const rows = h("span", { class: "mg-strip__rows", hidden: true });
    const button = h(
      "button",
      {
        type: "button",
        class: "mg-strip__area",
        onclick: () => this.layer.openArea(a, button),
        onpointerenter: () => button.classList.add("mg-is-hovered"),
        onpointerleave: () => button.classList.remove("mg-is-hovered"),
      },
      name,
      kinds,
      rows,
    );
    return { button, name, kinds, rows, drawn: null };
  }

  say(a, view) {
    const { areas, gatherer, context } = this.layer;
    const sums = gatherer.area(a);
    const shares = gatherer.sharesOf([gatherer.areaGroup(a)]);
    const title = areas.somewhere(areas.list[a]);
    const drawn = [title, sums.n, sums.first, sums.last, ...shares].join();
    if (view.drawn === drawn) return;
    view.drawn = drawn;
    const { first } = context.columns;
    view.name.textContent = `${title} · ${number(sums.n)}`;
    const { category, row } = context.terms;
    const bare = shares[category.length] || 0;
    const told = bare
      ? tn("{n} of them one row of a data set", "{n} of them rows of a data set", bare)
      : "";
    const label = [
      tn(
        "{place}: {n} event without an exact place, {years}",
        "{place}: {n} events without an exact place, {years}",
        sums.n,
        { place: title, years: printYearsOf(first[sums.first], first[sums.last]) },
      ),
      told,
    ];
    view.button.setAttribute("aria-label", label.filter(Boolean).join(t("; ")));
    replace(view.kinds, kindsOf(shares.slice(0, category.length), category));
    view.rows.hidden = !bare;
    view.rows.title = told;
    replace(view.rows, bare ? kindsOf([bare], [row]) : []);
  }

  /** Whether an area's ground is in view; a province's and an unknown one's always is. */
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

  /** Tells the map's lower corners how high the strip is. */
  makeRoom() {
    if (this.line) return;
    const container = this.layer.map.getContainer();
    container.classList.toggle("mg-has-strip", this.element.isConnected && !this.element.hidden);
  }

  translate() {
    for (const view of this.views.values()) view.drawn = null;
  }
}

/** Each kind's glyph with its count, the most frequent first. */
function kindsOf(shares, kinds) {
  return shares
    .map((n, c) => [n, kinds[c]])
    .filter(([n]) => n > 0)
    .sort((one, other) => other[0] - one[0])
    .map(([n, category]) =>
      h(
        "span",
        { class: "mg-strip__kind", title: named(category.label) },
        glyph(category.glyph, category.colour, 12),
        number(n),
      ),
    );
}
