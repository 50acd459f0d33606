// @ts-check
/* The maps of a picture: what each of them shows, as core/picture_map.js draws it. */
import { kindsOf } from "../core/event_kinds.js";
import { mercatorX, mercatorY } from "../core/mercator.js";
import { named, number, t, tn } from "../core/messages.js";
import { printRange } from "../core/periods.js";
import { LONGEST_BAR, distanceWords, roundDown } from "../core/scale_length.js";
import { unpackPoint } from "../core/shapes.js";
import { intoCopy } from "../core/world_copy.js";
import { districtsOf } from "./picture_districts.js";

/** @import { BaseShape, Context, Pane } from "../types" */
/** @import { Clusters } from "../core/clusters.js" */
/** @import { Frame } from "../core/picture.js" */
/** @import { PictureMark, PictureName } from "../core/picture_look.js" */
/** @import { Areas } from "./areas.js" */
/**
 * A map of the picture, how many events of each area it has no point for, by area, and the notes on its
 * districts.
 * @typedef {Frame & {unplaced: number[], notes: string[]}} DescribedFrame
 */

/** How high the maps are, in pixels: not as on the screen, which differs from engine to engine. */
const HEIGHT = 760;
/** Zooms are fitted in so many steps from one to the next. */
const STEPS = 2;
/** Metres around the equator. */
const EQUATOR = 40075016.7;

/**
 * @param {Pane} pane
 * @param {number} width that it has in the picture
 * @param {Clusters} clusters
 * @param {Areas} areas
 * @returns {DescribedFrame}
 */
export function frameOf(pane, width, clusters, areas) {
  const { context, map } = pane;
  const height = HEIGHT;
  const { zoom, centre } = viewOf(pane);
  /* All that is seen is in the picture, and as large as the steps allow. */
  const { x, y } = map.getSize();
  const larger = Math.log2(Math.min(width / x, height / y));
  const scale = 256 * 2 ** (zoom + Math.floor(larger * STEPS) / STEPS);
  const left = mercatorX(centre[1]) * scale - width / 2;
  const top = mercatorY(centre[0]) * scale - height / 2;
  clusters.layout(scale, { left, top, right: left + width, bottom: top + height });
  const visible = pane.placed();
  clusters.count(visible);
  const marks = marksOf(context, clusters, visible, left, top);
  const base = standing(pane);
  const { shapes, names, notes } = districtsOf(pane);
  return {
    name: nameOf(pane),
    width,
    height,
    scale,
    centre,
    base,
    districts: shapes,
    marks,
    names: [...cityNames(context), ...names, ...groundNames(context, base)],
    bar: barAt(centre[0], scale),
    unplaced: areas.list.map((_, a) => clusters.area(a).n),
    notes,
  };
}

/**
 * What is written above a map beside another one: its name, and how many of the events shown it holds.
 * @param {Pane} pane
 */
function nameOf(pane) {
  const { context, kind, setting, index } = pane;
  /** @param {string} name @param {number} n */
  const words = (name, n) =>
    t("{place}: {figures}", { place: name, figures: tn("{n} event", "{n} events", n) });
  if (kind === "compare") return words(printRange(...pane.range()), pane.filter.visible.length);
  const { members } = context;
  if (kind !== "several" || !setting || !members) return "";
  return words(named(setting.name), context.visible().filter((i) => members[i] === index).length);
}

/**
 * @param {Context} context
 * @param {Clusters} clusters as they are laid out and counted
 * @param {ArrayLike<number>} visible what was counted
 * @param {number} left
 * @param {number} top the frame's corner in pixels of the world
 * @returns {PictureMark[]}
 */
function marksOf(context, clusters, visible, left, top) {
  const kinds = kindsOf(context.terms);
  return clusters.marks(visible).map((mark) => ({
    x: mark.x - left,
    y: mark.y - top,
    size: mark.size,
    n: mark.n,
    count: number(mark.n),
    soft: mark.soft,
    doubtful: mark.doubtful,
    kinds: clusters
      .sharesOf(mark.groups, mark.twice)
      .map((n, c) => ({ colour: kinds[c].colour, glyph: kinds[c].glyph, n }))
      .filter(({ n }) => n > 0),
  }));
}

/**
 * The bar of the scale in the middle of a map.
 * @param {number} latitude
 * @param {number} scale pixels of the world
 */
function barAt(latitude, scale) {
  const pixel = (EQUATOR * Math.cos((latitude * Math.PI) / 180)) / scale;
  const metres = roundDown(LONGEST_BAR * pixel);
  return { length: metres / pixel, text: distanceWords(metres) };
}

/**
 * The view of a map: that of the address, which no map's size has changed, or what is on the screen.
 * @param {Pane} pane
 * @returns {{zoom: number, centre: [number, number]}}
 */
function viewOf({ context, map, view }) {
  if (view) {
    return { zoom: view.zoom, centre: [view.latitude, intoCopy(view.longitude, context.seam)] };
  }
  const { lat, lng } = map.getCenter();
  const centre = [lat, lng].map((degrees) => Math.round(degrees * 1e4) / 1e4);
  return { zoom: Math.round(map.getZoom() * 100) / 100, centre: [centre[0], centre[1]] };
}

/**
 * What of the ground stood in the range shown.
 * @param {Pane} pane
 */
function standing(pane) {
  const [from, to] = pane.range();
  return (pane.context.base || []).filter(
    ({ first, last }) =>
      (first === undefined || Number(first) <= to) && (last === undefined || Number(last) >= from),
  );
}

/**
 * @param {Context} context
 * @returns {PictureName[]}
 */
const cityNames = ({ meta }) =>
  meta.cities.map(({ name, latitude, longitude }) => ({
    text: named(name),
    place: [latitude, longitude],
    rank: 1,
  }));

/**
 * The names of the ground that are not those of cities.
 * @param {Context} context
 * @param {BaseShape[]} base
 * @returns {PictureName[]}
 */
function groundNames({ meta }, base) {
  const taken = new Set(meta.cities.map(({ name }) => named(name)));
  return base
    .filter(({ kind, name, point }) => kind === "label" && name && point)
    .map(({ name = "", point = [], rank }) => ({
      text: named(name),
      place: unpackPoint(point),
      rank: Math.max(Number(rank) || 5, 1.2),
    }))
    .filter(({ text }) => !taken.has(text));
}
