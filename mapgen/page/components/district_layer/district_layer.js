// @ts-check
/*
 * DistrictLayer: the districts of the last day of the range shown. Where the sources leave open
 * which district an area belonged to, it is hatched and named "West or Central".
 */
import { Component } from "../../browser/app/component.js";
import { register } from "../../browser/app/kinds.js";
import { paneOf } from "../../browser/app/pane.js";
import { sameLength, sureChange } from "../../browser/core/difference.js";
import { DeathSum } from "../../browser/core/death_sum.js";
import { deadOf } from "../../browser/core/figure_words.js";
import { named, printDay, t, tn } from "../../browser/core/messages.js";
import { unpackPolygons } from "../../browser/core/shapes.js";
import { h, replace, svg, uniqueId } from "../../browser/draw/dom.js";
import { signedWords } from "../../browser/draw/difference_words.js";
import { compareRegions, countRegions } from "./district_counts.js";
import { middleOf } from "./middle.js";
import { labels } from "../../browser/draw/labels.js";
import {
  drawingIn,
  featureGroup,
  layerGroup,
  paneElement,
  pathOf,
  polygon,
  svgRenderer,
} from "../../browser/app/leaflet.js";

/** @import { FeatureGroup, LayerGroup, Polygon, SVG } from "leaflet" */
/** @import { Day, Epoch, LeafletMap, Region, Shade } from "../../browser/types" */

const STEPS = 5;
/** Milliseconds after which a step of time has come to rest. */
const REST = 120;
/** @type {Shade[]} */
const CHOICES = ["none", "events", "deaths"];

/** On a map narrower than this the control stands below, out of the other controls' way. */
const NARROW = 640;
/** The same beside other maps, where there are fewer controls. */
const LEAST = { one: NARROW, several: 560, compare: 400 };

/**
 * A region of the epoch that is drawn, and what it holds.
 * @typedef {{region: Region, layer: Polygon | FeatureGroup, uncertain: boolean, events: number,
 *   high: number, sum: DeathSum, step: number, fewer?: boolean}} DrawnRegion
 */

/** @extends {Component<{shade: Shade}>} */
export class DistrictLayer extends Component {
  static everyMap = true;

  /** @type {Component["options"]["position"]} where it stands on a wide map */
  wide;
  /** @type {SVG} like all below, there once it is created */
  renderer;
  /** @type {LayerGroup} */
  group;
  /** @type {Shade} */
  shade = "none";
  /** @type {Map<string, Polygon | FeatureGroup>} by the number of the shape, certain or not */
  shapes;
  /** @type {Int32Array} the region of each unit, −1 for none */
  regionOf;
  /** @type {HTMLSelectElement} */
  select;
  /** @type {HTMLElement} */
  note;
  /** @type {HTMLElement} */
  words;
  /** @type {string} the id of the pattern of hatching */
  pattern;
  /** @type {Epoch | null} that is drawn */
  epoch = null;
  /** @type {DrawnRegion[]} */
  regions = [];
  /** @type {DeathSum} of the events in several regions */
  several = new DeathSum();
  /** @type {[number, number][] | null} what differs from the other map, by region */
  compared = null;
  wasCompared = false;
  /** The names that were written last, and the regions that they were written for. */
  written = "";
  /** @type {DrawnRegion[]} */
  names = [];
  /** @type {number | undefined} */
  timer;

  /**
   * @override
   * @param {LeafletMap} map
   */
  addTo(map) {
    this.wide = this.wide || this.options.position;
    const pane = paneOf(map);
    const least = () => (pane.index > 0 ? 0 : LEAST[pane.kind]);
    const corner = () => (map.getSize().x < least() ? "bottomleft" : this.wide);
    const settle = () => {
      if (corner() !== this.options.position) this.moveTo(corner());
    };
    this.options.position = corner();
    map.on("resize", settle);
    this.stops.push(() => {
      map.off("resize", settle);
    });
    return super.addTo(map);
  }

  /** @override */
  create() {
    const map = this.map;
    const areas = paneElement(map, "mg-districts");
    areas.setAttribute("aria-hidden", "true");
    this.renderer = svgRenderer({ pane: "mg-districts", padding: 0.4 });
    this.group = layerGroup().addTo(map);
    const { shade } = this.pane.index > 0 ? this.context.ui : this.options;
    this.shade = shade && CHOICES.includes(shade) ? shade : "none";
    this.shapes = new Map();
    this.regionOf = new Int32Array(65536).fill(-1);
    this.select = h("select", {
      class: "mg-districts__choice",
      onchange: () => this.setShade(/** @type {Shade} */ (this.select.value)),
    });
    this.context.ui.shade = this.shade;
    this.listen("shade", (shade) => this.setShade(shade));
    this.note = h("p", { class: "mg-districts__note" });
    this.words = h("p", { class: "mg-visually-hidden" });
    const element = h("div", { class: "mg-districts" }, this.select, this.note, this.words);
    const settle = () => {
      const any = this.context.districts.epochs.some((epoch) => epoch.regions.length);
      /* Beside another map of the same time one says it for both. */
      element.hidden = !any || (this.pane.index > 0 && this.pane.kind !== "compare");
      this.select.hidden = this.pane.index > 0;
    };
    settle();
    this.listen("panes", () => {
      settle();
      this.draw();
    });
    this.listen("change", () => this.draw());
    this.stops.push(() => {
      clearTimeout(this.timer);
      clearTimeout(this.waiting);
      this.group.remove();
      this.renderer.remove();
      labels(map).set("districts", []);
    });
    this.hatch();
    this.translate();
    return element;
  }

  /**
   * What the districts are shaded by; the other components get it by "shade".
   * @param {Shade} shade
   */
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
    drawing?.prepend(
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

  /** @override */
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

  /**
   * The epoch of a day; before and after all of them the nearest.
   * @param {Day} day
   */
  epochOf(day) {
    const { epochs } = this.context.districts;
    return epochs.find((epoch) => day <= epoch.last) || epochs[epochs.length - 1] || null;
  }

  draw() {
    const [from, to] = this.pane.range();
    const epoch = this.epochOf(to);
    if (!epoch) return;
    if (epoch !== this.epoch) this.change(epoch);
    clearTimeout(this.waiting);
    if (this.pane.kind === "compare") {
      /* What differs is counted once the clock has come to rest: marks and borders come first. */
      this.describeBorders(from, to);
      this.waiting = setTimeout(() => this.countAndPaint(), REST);
      return;
    }
    this.countAndPaint();
    this.describeBorders(from, to);
  }

  countAndPaint() {
    this.count();
    this.paint();
  }

  /**
   * Draws another epoch's borders; shapes that stayed the same are kept.
   * @param {Epoch} epoch
   */
  change(epoch) {
    this.epoch = epoch;
    this.compared = null;
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
    this.drawNames();
  }

  /** The districts' names, in a comparison with what has changed in each. */
  drawNames() {
    const items = this.regions.map(({ region, uncertain, layer }, r) => ({
      text: this.compared
        ? `${named(region.label)} ${signedWords(this.compared[r])}`
        : named(region.label),
      latlng: middleOf(layer),
      rank: 1.5,
      minZoom: this.compared ? 0 : 9.5,
      kind: uncertain ? "uncertain" : "district",
    }));
    const written = items.map(({ text }) => text).join();
    if (written === this.written && this.names === this.regions) return;
    this.written = written;
    this.names = this.regions;
    labels(this.map).set("districts", items);
  }

  /**
   * @param {number} index
   * @param {boolean} uncertain
   */
  shapeOf(index, uncertain) {
    const key = `${index} ${uncertain}`;
    const before = this.shapes.get(key);
    if (before) return before;
    const polygons = unpackPolygons(this.context.districts.shapes[index]);
    const options = { renderer: this.renderer, interactive: false, smoothFactor: 0.6 };
    const area = polygon(polygons, {
      ...options,
      className: `mg-district${uncertain ? " mg-district--uncertain" : ""}`,
    });
    const shape = uncertain
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
      : area;
    this.shapes.set(key, shape);
    return shape;
  }

  /**
   * @param {Day} from
   * @param {Day} to
   */
  describeBorders(from, to) {
    const { epochs } = this.context.districts;
    const changed = epochs.some(
      (epoch) => epoch !== this.epoch && epoch.last >= from && epoch.first <= to,
    );
    const day = printDay(to);
    const borders = changed
      ? t("Borders as on {day}; changed in this range", { day })
      : t("Borders as on {day}", { day });
    const compared = this.pane.kind === "compare" && this.shade !== "none";
    const several = this.shade === "none" || compared ? "" : this.severalWords();
    const note = compared ? this.comparedWords(borders) : this.shadedWords(borders);
    replace(this.note, note, several && h("span", { class: "mg-districts__several" }, several));
  }

  /** The districts of the first map. */
  onFirstMap() {
    return [...this.context.panes[0].parts].find((part) => part instanceof DistrictLayer);
  }

  /** @param {string} note */
  shadedWords(note) {
    return this.shade === "deaths" ? t("{note}. Deaths by the highest figures", { note }) : note;
  }

  /** @param {string} note */
  comparedWords(note) {
    const [one, other] = this.context.panes.map((pane) => {
      const [from, to] = pane.range();
      return { from, to };
    });
    const yearly = !sameLength(one, other);
    if (this.shade === "deaths") {
      return yearly
        ? t("{note}. Deaths a year, second map less first", { note })
        : t("{note}. Deaths, second map less first", { note });
    }
    return yearly
      ? t("{note}. Events a year, second map less first", { note })
      : t("{note}. Events, second map less first", { note });
  }

  count() {
    const { context, pane, regionOf } = this;
    const n = this.regions.length;
    const first = pane.kind === "several" && this.onFirstMap();
    if (first && first !== this && first.epoch === this.epoch) {
      /* Beside other maps of the same events one has counted for all. */
      this.several = first.several;
      this.compared = null;
      this.regions.forEach((each, r) => {
        const { events, sum, high } = first.regions[r];
        Object.assign(each, { events, sum, high });
      });
      return;
    }
    const counted = countRegions(context, regionOf, n, pane);
    this.several = counted.several;
    this.regions.forEach((each, r) => {
      each.events = counted.events[r];
      each.sum = counted.sums[r];
      each.high = counted.sums[r].high;
    });
    this.compared = null;
    if (pane.kind !== "compare" || this.shade === "none") return;
    /* Both maps tell the second less the first, each on the ground of its own districts. */
    const [one, other] = context.panes;
    this.compared = compareRegions(context, regionOf, n, [one, other], this.shade);
  }

  /** Words for what lies in several districts at once; "" where nothing is. */
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
    const { compared, shade } = this;
    /** @type {(each: DrawnRegion, r: number) => number} */
    const size = (each, r) => {
      if (compared) return Math.abs(sureChange(compared[r]));
      return shade === "none" ? 0 : shade === "deaths" ? each.high : each.events;
    };
    const top = Math.max(compared ? 0 : 1, ...this.regions.map(size)) || 1;
    this.regions.forEach((each, r) => {
      const fewer = compared !== null && sureChange(compared[r]) < 0;
      /* By the square root: many small numbers stay apart next to a large one. */
      const step = Math.ceil(Math.sqrt(size(each, r) / top) * STEPS);
      if (step === each.step && fewer === each.fewer) return;
      Object.assign(each, { step, fewer });
      const { layer } = each;
      const area = /** @type {Polygon} */ ("getLayers" in layer ? layer.getLayers()[0] : layer);
      const path = /** @type {SVGPathElement | undefined} */ (pathOf(area));
      if (!path) return;
      path.style.fillOpacity = String(step * 0.085);
      path.classList.toggle("mg-district--fewer", fewer);
    });
    if (compared || this.wasCompared) this.drawNames();
    this.wasCompared = compared !== null;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.describe(), 400);
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
    const note = this.note.firstChild?.textContent || "";
    this.words.textContent = t("{note}. Events with a point, by district: {list}.", {
      note,
      list: parts.join(t("; ")),
    });
  }
}

register("DistrictLayer", DistrictLayer);
