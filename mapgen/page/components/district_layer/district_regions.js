// @ts-check
/*
 * The districts of an epoch on one map: their borders and names, the events and dead in each, and the
 * shade that says so.
 */
import { layerGroup, paneElement, pathOf } from "../../browser/app/leaflet.js";
import { DeathSum } from "../../browser/core/death_sum.js";
import {
  compareRegions,
  countRegions,
  opacityOf,
  regionOfUnits,
  shadesOf,
} from "../../browser/core/district_counts.js";
import { KeptSums } from "../../browser/core/stretches.js";
import { named } from "../../browser/core/messages.js";
import { signedWords } from "../../browser/draw/difference_words.js";
import { labels } from "../../browser/draw/labels.js";
import { DistrictShapes, PANE } from "./district_shapes.js";
import { middleOf } from "./middle.js";

/** @import { FeatureGroup, Polygon } from "leaflet" */
/** @import { Filter } from "../../browser/core/filter.js" */
/** @import { UnitSums } from "../../browser/core/unit_sums.js" */
/** @import { Day, Epoch, Pane, Region, Shade } from "../../browser/types" */

/**
 * What is counted of the events that a pane shows, by the districts that it is counted in.
 * @type {WeakMap<Pane, {filter: Filter, version: number,
 *   byEpoch: Map<Epoch, ReturnType<typeof countRegions>>}>}
 */
const counts = new WeakMap();

/**
 * What steps of time need not add up again.
 * @type {WeakMap<Pane, KeptSums<UnitSums>>}
 */
const kept = new WeakMap();

/**
 * A region of the epoch that is drawn, and what it holds.
 * @typedef {{region: Region, layer: Polygon | FeatureGroup, uncertain: boolean, events: number,
 *   high: number, sum: DeathSum, step: number, fewer?: boolean}} DrawnRegion
 */

export class DistrictRegions {
  group = layerGroup();
  /** The region of each unit, −1 for none. */
  regionOf = regionOfUnits([]);
  /** @type {Epoch | null} that is drawn */
  epoch = null;
  /** @type {DrawnRegion[]} those of the epoch */
  list = [];
  /** @type {DeathSum} of the events in several regions */
  several = new DeathSum();
  /** @type {[number, number][] | null} what differs from the other map, by region */
  compared = null;
  /** Whether the names say what differs. */
  wasCompared = false;
  /** The names on the map as one text, and the regions that they are for. */
  nameKey = "";
  /** @type {DrawnRegion[]} */
  labelled = [];

  /** @param {Pane} pane */
  constructor(pane) {
    this.pane = pane;
    paneElement(pane.map, PANE).setAttribute("aria-hidden", "true");
    this.group.addTo(pane.map);
    this.shapes = new DistrictShapes(pane.context.districts.shapes);
    this.shapes.addTo(pane.map);
  }

  remove() {
    this.group.remove();
    this.shapes.remove();
    labels(this.pane.map).set("districts", []);
  }

  /**
   * Shows the borders of a day, before and after all epochs those of the nearest; false where there
   * are none.
   * @param {Day} day
   */
  showDay(day) {
    const { epochs } = this.pane.context.districts;
    const epoch = epochs.find(({ last }) => day <= last) || epochs[epochs.length - 1];
    if (epoch && epoch !== this.epoch) this.change(epoch);
    return Boolean(epoch);
  }

  /**
   * Draws another epoch's borders; shapes that stayed the same stay on the map.
   * @param {Epoch} epoch
   */
  change(epoch) {
    this.epoch = epoch;
    this.compared = null;
    regionOfUnits(epoch.regions, this.regionOf);
    this.list = epoch.regions.map((region) => {
      const uncertain = region.candidates.length > 1;
      const layer = this.shapes.of(region.shape, uncertain);
      return { region, layer, uncertain, events: 0, high: 0, sum: new DeathSum(), step: -1 };
    });
    this.show();
    this.drawNames();
  }

  /** Brings the map in step with the list: to add a shape has it cut and projected anew. */
  show() {
    const { group, list } = this;
    const wanted = new Set(list.map(({ layer }) => layer));
    for (const layer of group.getLayers()) {
      if (!wanted.has(/** @type {Polygon} */ (layer))) group.removeLayer(layer);
    }
    const added = list.filter(({ layer }) => !group.hasLayer(layer));
    for (const { layer } of added) group.addLayer(layer);
    /* Certain lines lie above broken ones, so that a border that is sure is never drawn broken. */
    if (!added.some(({ uncertain }) => uncertain)) return;
    for (const { layer, uncertain } of list) if (!uncertain) layer.bringToFront();
  }

  /** The districts' names, in a comparison with what has changed in each. */
  drawNames() {
    const items = this.list.map(({ region, uncertain, layer }, r) => ({
      text: this.compared
        ? `${named(region.label)} ${signedWords(this.compared[r])}`
        : named(region.label),
      latlng: middleOf(layer),
      rank: 1.5,
      minZoom: this.compared ? 0 : 9.5,
      kind: uncertain ? "uncertain" : "district",
      /* In a comparison the name tells the difference. */
      upper: this.compared !== null,
    }));
    const key = items.map(({ text }) => text).join();
    if (key === this.nameKey && this.labelled === this.list) return;
    this.nameKey = key;
    this.labelled = this.list;
    labels(this.pane.map).set("districts", items);
  }

  /**
   * Counts the events of each region, and on maps that are compared what differs.
   * @param {Shade} shade
   * @param {DistrictRegions | null} first those of the first map, which shows the same events
   */
  count(shade, first) {
    const { pane } = this;
    if (first && first.epoch === this.epoch) {
      /* Beside other maps of the same events one has counted for all. */
      this.several = first.several;
      this.compared = null;
      this.list.forEach((each, r) => {
        const { events, sum, high } = first.list[r];
        Object.assign(each, { events, sum, high });
      });
      return;
    }
    const compares = pane.context.comparing && shade !== "none";
    const counted = this.countedIn(pane, compares);
    this.several = counted.several;
    this.list.forEach((each, r) => {
      each.events = counted.events[r];
      each.sum = counted.sums[r];
      each.high = counted.sums[r].high;
    });
    this.compared = null;
    if (!compares) return;
    /* Both maps show the second less the first, each for its own districts. */
    const both = pane.context.panes.slice(0, 2);
    this.compared = compareRegions(
      both,
      both.map((each) => this.countedIn(each, true)),
      shade,
    );
  }

  /**
   * What a pane shows in each region of this map: counted once for both maps, where they have the same
   * districts.
   * @param {Pane} pane
   * @param {boolean} withSure
   */
  countedIn(pane, withSure) {
    const epoch = /** @type {Epoch} */ (this.epoch);
    const { filter } = pane;
    const before = counts.get(pane);
    const same = before && before.filter === filter && before.version === filter.version;
    const byEpoch = same ? before.byEpoch : new Map();
    const found = byEpoch.get(epoch);
    if (found && (found.sure || !withSure)) return found;
    const sums = kept.get(pane) || new KeptSums();
    kept.set(pane, sums);
    const { regionOf, list } = this;
    const counted = countRegions(pane.context, regionOf, list.length, pane, withSure, sums);
    byEpoch.set(epoch, counted);
    counts.set(pane, { filter, version: filter.version, byEpoch });
    return counted;
  }

  /**
   * Shades the regions by the events or the dead, or by what differs.
   * @param {Shade} shade
   */
  paint(shade) {
    if (shade === "none") this.compared = null;
    const { compared } = this;
    const figures = this.list.map(({ high, events }) =>
      shade === "none" ? 0 : shade === "deaths" ? high : events,
    );
    shadesOf(figures, compared).forEach(({ step, fewer }, r) => {
      const each = this.list[r];
      if (step === each.step && fewer === each.fewer) return;
      Object.assign(each, { step, fewer });
      const { layer } = each;
      const area = /** @type {Polygon} */ ("getLayers" in layer ? layer.getLayers()[0] : layer);
      const path = /** @type {SVGPathElement | undefined} */ (pathOf(area));
      if (!path) return;
      path.style.fillOpacity = String(opacityOf(step));
      path.classList.toggle("mg-district--fewer", fewer);
    });
    if (compared || this.wasCompared) this.drawNames();
    this.wasCompared = compared !== null;
  }
}
