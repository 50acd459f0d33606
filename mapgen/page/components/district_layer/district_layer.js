// @ts-check
/*
 * DistrictLayer: the districts of the last day of the range shown. Where the sources leave open
 * which district an area belonged to, it is hatched and named "West or Central".
 */
import { Component } from "../../browser/app/component.js";
import { register } from "../../browser/app/kinds.js";
import { paneOf } from "../../browser/app/pane.js";
import { sureChange } from "../../browser/core/difference.js";
import { DeathSum } from "../../browser/core/death_sum.js";
import { named, printDay, t } from "../../browser/core/messages.js";
import { h, replace } from "../../browser/draw/dom.js";
import { signedWords } from "../../browser/draw/difference_words.js";
import { compareRegions, countRegions } from "./district_counts.js";
import { DistrictShapes, PANE } from "./district_shapes.js";
import { comparedWords, describedWords, severalWords, shadedWords } from "./district_words.js";
import { middleOf } from "./middle.js";
import { labels } from "../../browser/draw/labels.js";
import { layerGroup, paneElement, pathOf } from "../../browser/app/leaflet.js";

/** @import { FeatureGroup, LayerGroup, Polygon } from "leaflet" */
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
  /** @type {DistrictShapes} like all below, there once it is created */
  shapes;
  /** @type {LayerGroup} */
  group;
  /** @type {Shade} */
  shade = "none";
  /** @type {Int32Array} the region of each unit, −1 for none */
  regionOf;
  /** @type {HTMLSelectElement} */
  select;
  /** @type {HTMLElement} */
  note;
  /** @type {HTMLElement} */
  words;
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
    const areas = paneElement(map, PANE);
    areas.setAttribute("aria-hidden", "true");
    this.shapes = new DistrictShapes(this.context.districts.shapes);
    this.group = layerGroup().addTo(map);
    const { shade } = this.pane.index > 0 ? this.context.ui : this.options;
    this.shade = shade && CHOICES.includes(shade) ? shade : "none";
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
      this.shapes.remove();
      labels(map).set("districts", []);
    });
    this.shapes.addTo(map);
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
      const layer = this.shapes.of(region.shape, uncertain);
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
    const several = this.shade === "none" || compared ? "" : severalWords(this.several);
    const note = compared
      ? comparedWords(borders, this.shade, this.context.panes)
      : shadedWords(borders, this.shade);
    replace(this.note, note, several && h("span", { class: "mg-districts__several" }, several));
  }

  /** The districts of the first map. */
  onFirstMap() {
    return [...this.context.panes[0].parts].find((part) => part instanceof DistrictLayer);
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
    const note = this.note.firstChild?.textContent || "";
    this.words.textContent = describedWords(note, this.regions, this.several);
  }
}

register("DistrictLayer", DistrictLayer);
