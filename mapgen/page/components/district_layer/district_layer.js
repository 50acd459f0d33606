/*
 * DistrictLayer: the districts of the last day of the range shown. Where the sources leave open
 * which district an area belonged to, it is hatched and named "West or Central".
 */
import { Component } from "../../browser/app/component.js";
import { register } from "../../browser/app/kinds.js";
import { firstAbove, firstNotBelow } from "../../browser/core/bisect.js";
import { DeathSum } from "../../browser/core/death_sum.js";
import { deadOf } from "../../browser/core/figure_words.js";
import { named, printDay, t, tn } from "../../browser/core/messages.js";
import { unpackPolygons } from "../../browser/core/shapes.js";
import { h, replace, svg, uniqueId } from "../../browser/draw/dom.js";
import { middleOf } from "./middle.js";
import { labels } from "../../browser/draw/labels.js";
import {
  drawingIn,
  featureGroup,
  layerGroup,
  pathOf,
  polygon,
  svgRenderer,
} from "../../browser/app/leaflet.js";

const STEPS = 5;
const CHOICES = ["none", "events", "deaths"];

/** On a map narrower than this the control stands below, out of the other controls' way. */
const NARROW = 640;

export class DistrictLayer extends Component {
  addTo(map) {
    this.wide = this.wide || this.options.position;
    const corner = () => (map.getSize().x < NARROW ? "bottomleft" : this.wide);
    const settle = () => {
      if (corner() !== this.options.position) this.moveTo(corner());
    };
    this.options.position = corner();
    map.on("resize", settle);
    this.stops.push(() => map.off("resize", settle));
    return super.addTo(map);
  }

  create() {
    const map = this.map;
    const areas = map.getPane("mg-districts") || map.createPane("mg-districts");
    areas.setAttribute("aria-hidden", "true");
    this.renderer = svgRenderer({ pane: "mg-districts", padding: 0.4 });
    this.group = layerGroup().addTo(map);
    this.shade = CHOICES.includes(this.options.shade) ? this.options.shade : "none";
    this.shapes = new Map();
    this.regionOf = new Int32Array(65536).fill(-1);
    this.select = h("select", {
      class: "mg-districts__choice",
      onchange: () => this.setShade(this.select.value),
    });
    this.context.ui.shade = this.shade;
    this.listen("shade", (shade) => this.setShade(shade));
    this.note = h("p", { class: "mg-districts__note" });
    this.words = h("p", { class: "mg-visually-hidden" });
    const element = h("div", { class: "mg-districts" }, this.select, this.note, this.words);
    element.hidden = !this.context.districts.epochs.some((epoch) => epoch.regions.length);
    this.listen("change", () => this.draw());
    this.stops.push(() => {
      clearTimeout(this.timer);
      this.group.remove();
      this.renderer.remove();
      labels(map).set("districts", []);
    });
    this.hatch();
    this.translate();
    return element;
  }

  /** What the districts are shaded by; whoever listens to "shade" is told. */
  setShade(shade) {
    if (this.shade === shade || !CHOICES.includes(shade)) return;
    this.shade = shade;
    this.select.value = shade;
    this.draw();
    this.context.ui.shade = shade;
    this.context.emit("shade", shade);
  }

  /** A pattern of thin strokes for areas whose district is not certain. */
  hatch() {
    this.renderer.addTo(this.map);
    const drawing = drawingIn(this.map, "mg-districts");
    this.pattern = uniqueId("hatch");
    drawing.prepend(
      svg(
        "defs",
        {},
        svg(
          "pattern",
          {
            id: this.pattern,
            width: 7,
            height: 7,
            patternUnits: "userSpaceOnUse",
            patternTransform: "rotate(45)",
          },
          svg("rect", { class: "mg-district__stroke", width: 1.4, height: 7 }),
        ),
      ),
    );
  }

  translate() {
    this.select.setAttribute("aria-label", t("Shade the districts"));
    const names = {
      none: t("Districts: outlines"),
      events: t("Districts: by events"),
      deaths: t("Districts: by deaths"),
    };
    const offered = CHOICES.filter(
      (value) => value !== "deaths" || this.context.hasFigures("deaths"),
    );
    replace(
      this.select,
      offered.map((value) => h("option", { value, selected: value === this.shade }, names[value])),
    );
    this.epoch = null;
    this.draw();
  }

  /** The epoch of a day; before and after all of them the nearest. */
  epochOf(day) {
    const { epochs } = this.context.districts;
    return epochs.find((epoch) => day <= epoch.last) || epochs[epochs.length - 1] || null;
  }

  draw() {
    const [from, to] = this.pane.range();
    const epoch = this.epochOf(to);
    if (!epoch) return;
    if (epoch !== this.epoch) this.change(epoch);
    this.count();
    this.describeBorders(from, to);
    this.paint();
  }

  /** Draws another epoch's borders; shapes that stayed the same are kept. */
  change(epoch) {
    this.epoch = epoch;
    this.group.clearLayers();
    this.regionOf.fill(-1);
    this.regions = epoch.regions.map((region, r) => {
      for (const unit of region.units) this.regionOf[unit] = r;
      const uncertain = region.candidates.length > 1;
      const layer = this.shapeOf(region.shape, uncertain);
      return { region, layer, uncertain, events: 0, high: 0, sum: new DeathSum(), step: -1 };
    });
    /* Certain lines lie above broken ones, so that a border that is sure is never drawn broken. */
    const sorted = [...this.regions].sort((a, b) => Number(b.uncertain) - Number(a.uncertain));
    for (const { layer } of sorted) this.group.addLayer(layer);
    labels(this.map).set(
      "districts",
      this.regions.map(({ region, uncertain, layer }) => ({
        text: named(region.label),
        latlng: middleOf(layer),
        rank: 1.5,
        minZoom: 9.5,
        kind: uncertain ? "uncertain" : "district",
      })),
    );
  }

  shapeOf(index, uncertain) {
    const key = `${index} ${uncertain}`;
    if (!this.shapes.has(key)) {
      const polygons = unpackPolygons(this.context.districts.shapes[index]);
      const options = { renderer: this.renderer, interactive: false, smoothFactor: 0.6 };
      const area = polygon(polygons, {
        ...options,
        className: `mg-district${uncertain ? " mg-district--uncertain" : ""}`,
      });
      this.shapes.set(
        key,
        uncertain
          ? featureGroup([
              area,
              polygon(polygons, {
                ...options,
                stroke: false,
                fillColor: `url(#${this.pattern})`,
                fillOpacity: 1,
                className: "mg-district__hatch",
              }),
            ])
          : area,
      );
    }
    return this.shapes.get(key);
  }

  describeBorders(from, to) {
    const { epochs } = this.context.districts;
    const changed = epochs.some(
      (epoch) => epoch !== this.epoch && epoch.last >= from && epoch.first <= to,
    );
    const day = printDay(to);
    const borders = changed
      ? t("Borders as on {day}; changed in this range", { day })
      : t("Borders as on {day}", { day });
    const note =
      this.shade === "deaths"
        ? t("{note}. Deaths by the highest figures", { note: borders })
        : borders;
    const several = this.shade === "none" ? "" : this.severalWords();
    replace(this.note, note, several && h("span", { class: "mg-districts__several" }, several));
  }

  count() {
    const { columns, groups } = this.context;
    const { unit } = columns;
    const visible = this.pane.placed();
    const events = new Uint32Array(this.regions.length);
    const sums = this.regions.map(() => new DeathSum());
    const { regionOf } = this;
    for (let k = 0; k < visible.length; k += 1) {
      const i = visible[k];
      const r = regionOf[unit[i]];
      if (r < 0) continue;
      events[r] += groups ? columns.events[i] : 1;
      sums[r].add(columns, i);
    }
    this.several = this.countSeveral(visible, events, sums);
    this.regions.forEach((each, r) => {
      each.events = events[r];
      each.sum = sums[r];
      each.high = sums[r].high;
    });
  }

  /**
   * Counts the events that are told for several places: once in each of their districts; their dead
   * are in a district's sum only where all places lie in that one.
   * @returns {DeathSum} those of several districts
   */
  countSeveral(visible, events, sums) {
    const { columns } = this.context;
    const { spotEvent, spotUnit, unit } = columns;
    const several = new DeathSum();
    if (!spotEvent) return several;
    for (let start = 0; start < spotEvent.length;) {
      const i = spotEvent[start];
      const end = firstAbove(spotEvent, i);
      if (visible[firstNotBelow(visible, i)] === i) {
        const own = this.regionOf[unit[i]];
        const units = Array.from(spotUnit.subarray(start, end));
        const held = new Set(units.map((each) => this.regionOf[each]));
        held.delete(-1);
        if (held.size > 1) {
          for (const r of held) if (r !== own) events[r] += 1;
          several.add(columns, i);
          if (own >= 0) sums[own].add(columns, i, -1);
        } else if (own < 0) {
          for (const r of held) {
            events[r] += 1;
            sums[r].add(columns, i);
          }
        }
      }
      start = end;
    }
    return several;
  }

  /** What is told for several districts at once; "" where nothing is. */
  severalWords() {
    const { several } = this;
    if (!several.events) return "";
    return tn(
      "Told for several districts: {n} event, {dead}, in no district’s sum",
      "Told for several districts: {n} events, {dead}, in no district’s sum",
      several.events,
      { dead: deadOf(several) },
    );
  }

  paint() {
    const measure = { events: "events", deaths: "high" }[this.shade];
    const top = measure ? Math.max(1, ...this.regions.map((each) => each[measure])) : 1;
    for (const each of this.regions) {
      /* By the square root: many small numbers stay apart next to a large one. */
      const step = measure ? Math.ceil(Math.sqrt(each[measure] / top) * STEPS) : 0;
      if (step === each.step) continue;
      each.step = step;
      const area = each.uncertain ? each.layer.getLayers()[0] : each.layer;
      const path = pathOf(area);
      if (path) path.style.fillOpacity = String(step * 0.085);
    }
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.describe(), 400);
  }

  /** One description for those who cannot see the areas. */
  describe() {
    const parts = this.regions.map((each) =>
      t("{place}: {figures}", {
        place: named(each.region.label),
        figures: [
          tn("{n} event", "{n} events", each.events),
          ...(each.sum.events ? [deadOf(each.sum)] : []),
        ].join(t(", ")),
      }),
    );
    const several = this.severalWords();
    if (several) parts.push(several);
    const note = this.note.firstChild.textContent;
    this.words.textContent = t("{note}. Events with a point, by district: {list}.", {
      note,
      list: parts.join(t("; ")),
    });
  }
}

register("DistrictLayer", DistrictLayer);
