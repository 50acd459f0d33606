// @ts-check
/*
 * The ground inside a city: built-up areas, roads and railways. Each is drawn while the range of time
 * touches the days on which it may have stood, and softer where the map shows more than is known.
 */
import { paneElement, pathOf } from "../../browser/app/leaflet.js";
import { mercatorX, mercatorY } from "../../browser/core/mercator.js";
import { unpackRing } from "../../browser/core/shapes.js";
import { labelText } from "../../browser/draw/labels.js";

/** @import { Path } from "leaflet" */
/** @import { BaseShape, Day, LeafletMap } from "../../browser/types" */
/** @import { Point } from "../../browser/core/shapes.js" */
/** @import { Label } from "../../browser/draw/labels.js" */

/** @typedef {Path & {options: {kind: string, feature: BaseShape}}} DrawnShape */
/** @typedef {{latlng: Point, x: number, y: number}} LinePoint */
/** @typedef {{latlng: Point, angle: number, length: number}} Run */

/** The kinds that streets are, in the order in which they lie on each other. */
export const STREETS = ["built-up", "road", "railway"];
/** Further out only highways and railways are drawn. */
const ROADS_FROM = 10.5;
/** @type {Record<string, number>} */
const NAMES_FROM = { 1: 10.5, 2: 12.75 };
/** A line that may lie as many pixels beside its drawing is drawn softly. */
const ROUGH = 40;
/** Metres that a pixel shows at the equator at zoom 0. */
const METRES = 156543;
/** How wide a main road is drawn, in pixels: at this zoom, and how much wider at each next. */
const WIDTH = { zoom: 11, least: 1, more: 0.55, most: 3.5 };
/** A name lies on one of the RUNS longest runs of a road that bend by no more than BEND degrees. */
const BEND = 22;
const RUNS = 3;

/** The road's name on the map comes after all other names. */
const NAME_RANK = 6;

export class Streets {
  /**
   * @param {LeafletMap} map
   * @param {DrawnShape[]} shapes the Leaflet layers of streets, each with its feature in its options
   */
  constructor(map, shapes) {
    this.map = map;
    this.shapes = shapes;
    this.dated = shapes.filter(({ options: { feature } }) => isDated(feature));
    this.lines = shapes.filter(({ options: { feature } }) => feature.lines && feature.accuracy_m);
    this.pane = paneElement(map, "mg-base");
    /** @type {boolean[] | null} which of the dated shapes may have stood in the range shown last */
    this.standing = null;
    this.fit = this.fit.bind(this);
    map.on("zoomend", this.fit);
    this.fit();
  }

  remove() {
    this.map.off("zoomend", this.fit);
  }

  /**
   * Whether some day of a range, as [first, last], is one on which the feature may have stood.
   * @param {BaseShape} feature
   * @param {[Day, Day]} range
   */
  static stands(feature, [first, last]) {
    return (
      (feature.first === undefined || feature.first <= last) &&
      (feature.last === undefined || feature.last >= first)
    );
  }

  /**
   * Shows what stood in a range; returns whether that changed anything.
   * @param {[Day, Day]} range
   */
  show(range) {
    const before = this.standing;
    const now = this.dated.map(({ options: { feature } }) => Streets.stands(feature, range));
    this.standing = now;
    this.dated.forEach((shape, k) => {
      const element = pathOf(shape);
      if (element) element.classList.toggle("mg-base--absent", !now[k]);
    });
    return !before || before.some((each, k) => each !== now[k]);
  }

  /** Fits widths and softness to the zoom. */
  fit() {
    const zoom = this.map.getZoom();
    const width = WIDTH.least + Math.max(0, zoom - WIDTH.zoom) * WIDTH.more;
    this.pane.style.setProperty("--mg-street", `${Math.min(width, WIDTH.most)}px`);
    this.pane.classList.toggle("mg-base-pane--far", zoom < ROADS_FROM);
    const latitude = (this.map.getCenter().lat * Math.PI) / 180;
    const metres = (METRES * Math.cos(latitude)) / 2 ** zoom;
    for (const shape of this.lines) {
      const element = pathOf(shape);
      const rough = (shape.options.feature.accuracy_m || 0) > ROUGH * metres;
      if (element) element.classList.toggle("mg-base--rough", rough);
    }
  }

  /**
   * The roads' names as labels, each at up to three places of which one is used.
   * @param {BaseShape[]} base
   * @param {[Day, Day]} range
   * @returns {Label[]}
   */
  static names(base, range) {
    return base
      .filter(({ kind, name }) => kind === "road" && name)
      .filter((feature) => Streets.stands(feature, range))
      .flatMap((feature) =>
        (feature.lines || []).flatMap((line) =>
          runs(unpackRing(line)).map((run) => ({
            ...run,
            ...labelText(feature.name || ""),
            rank: NAME_RANK,
            minZoom: NAMES_FROM[feature.rank || ""] || NAMES_FROM[2],
            kind: "road",
            once: `road ${feature.name}`,
          })),
        ),
      );
  }
}

/** @param {BaseShape} feature */
const isDated = ({ first, last }) => first !== undefined || last !== undefined;

/**
 * The longest nearly straight runs of a line, the longest first: the middle as [latitude, longitude],
 * the angle of reading in degrees, clockwise, and the length in pixels at zoom 0.
 * @param {Point[]} latlngs
 * @returns {Run[]}
 */
export function runs(latlngs) {
  /** @type {LinePoint[]} */
  const at = latlngs.map(([latitude, longitude]) => ({
    latlng: [latitude, longitude],
    x: 256 * mercatorX(longitude),
    y: 256 * mercatorY(latitude),
  }));
  /** @type {Run[]} */
  const found = [];
  let start = 0;
  for (let k = 1; k < at.length; k += 1) {
    if (k + 1 < at.length && bend(at[k - 1], at[k], at[k + 1]) <= BEND) continue;
    found.push(runOf(at.slice(start, k + 1)));
    start = k;
  }
  return found.sort((one, other) => other.length - one.length).slice(0, RUNS);
}

/**
 * @param {LinePoint} from
 * @param {LinePoint} to
 */
const degrees = (from, to) => (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI;

/**
 * @param {LinePoint} before
 * @param {LinePoint} here
 * @param {LinePoint} after
 */
function bend(before, here, after) {
  const turned = Math.abs(degrees(here, after) - degrees(before, here));
  return Math.min(turned, 360 - turned);
}

/** @param {LinePoint[]} points */
function runOf(points) {
  const steps = points.slice(1).map(({ x, y }, k) => Math.hypot(x - points[k].x, y - points[k].y));
  const length = steps.reduce((sum, step) => sum + step, 0);
  let left = length / 2;
  let k = 0;
  while (k < steps.length - 1 && left > steps[k]) {
    left -= steps[k];
    k += 1;
  }
  const [from, to] = [points[k], points[k + 1]];
  /** @type {(one: number, other: number) => number} */
  const between = (one, other) => one + ((other - one) * left) / steps[k];
  /** @type {Point} */
  const latlng = [between(from.latlng[0], to.latlng[0]), between(from.latlng[1], to.latlng[1])];
  const angle = degrees(from, to);
  const turned = angle > 90 ? angle - 180 : angle <= -90 ? angle + 180 : angle;
  return { latlng, angle: turned, length };
}
