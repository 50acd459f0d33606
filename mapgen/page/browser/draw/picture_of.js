// @ts-check
/* What is seen, as a picture needs it (core/picture.js): words, maps, marks, key. */
import { Clusters } from "../core/clusters.js";
import { creditsOf } from "../core/credits.js";
import { kindsOf } from "../core/event_kinds.js";
import { atlasTitles } from "../app/language.js";
import { currentDirection, currentLanguage, named, number, printDay, t } from "../core/messages.js";
import { printRange } from "../core/periods.js";
import { pictureSVG, widths } from "../core/picture.js";
import { mercatorX, mercatorY } from "../core/mercator.js";
import { unpackPoint, unpackPolygons } from "../core/shapes.js";
import { intoCopy } from "../core/world_copy.js";
import { Areas } from "./areas.js";
import { permalink, printed } from "./cite.js";
import { sentenceOf } from "./filter_words.js";
import { glyphPath } from "./glyphs.js";
import { lensNote, lensSentence } from "./lens_words.js";

/** @import { BaseShape, Context, LeafletMap } from "../types" */
/** @import { PictureName } from "../core/picture_map.js" */
/** @import { Point } from "../core/shapes.js" */
/** @import { Pane } from "../app/pane.js" */
/** @import { Frame, Picture } from "../core/picture.js" */

/** How high the maps are, in pixels: not as on the screen, which differs from engine to engine. */
const HEIGHT = 760;
/** In so many parts the maps share the width; zooms are fitted in so many steps from one to the next. */
const PARTS = 12;
const STEPS = 2;

/**
 * The picture of what is seen as the text of an SVG file.
 * @param {Context} context
 */
export function pictureOf(context) {
  const { meta } = context;
  const panes = [...context.panes].filter(({ map }) => map.getSize().x > 0);
  const whole = panes.reduce((sum, { map }) => sum + map.getSize().x, 0);
  const across = widths(
    panes.map(({ map }) => Math.max(1, Math.round((PARTS * map.getSize().x) / whole))),
  );
  const areas = new Areas(context);
  const clusters = new Clusters(context.columns, context.terms, areas.find);
  /** @type {Frame[]} */
  const frames = panes.map((pane, k) => frameOf(pane, across[k], clusters));
  const [from, to] = context.range();
  const kinds = kindsOf(context.terms);
  const counts = new Array(kinds.length).fill(0);
  for (const i of context.visible()) counts[clusters.kind[i]] += 1;
  /* The address of a copy on disk is the reader's own. */
  const address = printed(permalink(context));
  const lens = lensSentence(context);
  const titles = atlasTitles(context);
  /** @type {Picture} */
  const picture = {
    language: currentLanguage(),
    direction: currentDirection(),
    title: titles.title || meta.title,
    subtitle: titles.subtitle || meta.subtitle,
    lines: [printRange(from, to), sentenceOf(context), lens && `${lens} ${lensNote()}`].filter(
      (line) => typeof line === "string",
    ),
    frames,
    unplaced: areas.list
      .map((area, a) => ({ area, n: clusters.area(a).n }))
      .filter(({ n }) => n > 0)
      .map(({ area, n }) => `${areas.somewhere(area)}: ${number(n)}`),
    key: kinds
      .map(({ label, colour, glyph }, c) => ({
        colour,
        glyph,
        text: `${named(label)}: ${number(counts[c])}`,
        n: counts[c],
      }))
      .filter(({ n }) => n > 0),
    notes: [
      context.hasFigures("deaths") ? t("size of a mark: deaths, by the highest figure") : "",
      t("several events; the ring shows their kinds"),
      t("soft edge: somewhere in a neighbourhood, a town or a wider area"),
      t("broken line: thinly sourced"),
      frames.some(({ districts }) => districts.some(({ uncertain }) => uncertain))
        ? t("broken outline: district not certain")
        : "",
      frames.some(({ districts }) => districts.length)
        ? t("Borders as on {day}", { day: printDay(to) })
        : "",
    ].filter(Boolean),
    cautions: [t("The picture shows what the sources that were read tell, not all that happened.")],
    credits: [
      meta.editor,
      meta.licence && t("Licence of the record: {licence}.", { licence: meta.licence }),
      ...creditsOf(context.base || []),
    ].filter(Boolean),
    address: `\u2066${address}\u2069`,
    fonts: currentDirection() === "rtl" ? carriedFonts() : "",
  };
  return pictureSVG(picture, glyphPath);
}

/**
 * @param {Pane} pane
 * @param {number} width that it has in the picture
 * @param {Clusters} clusters
 * @returns {Frame}
 */
function frameOf({ context, map }, width, clusters) {
  const height = HEIGHT;
  const { zoom, centre } = viewOf(context, map);
  /* All that is seen is in the picture, and as large as the steps allow. */
  const { x, y } = map.getSize();
  const larger = Math.log2(Math.min(width / x, height / y));
  const scale = 256 * 2 ** (zoom + Math.floor(larger * STEPS) / STEPS);
  const left = mercatorX(centre[1]) * scale - width / 2;
  const top = mercatorY(centre[0]) * scale - height / 2;
  clusters.layout(scale, { left, top, right: left + width, bottom: top + height });
  const visible = context.placed();
  clusters.count(visible);
  const kinds = kindsOf(context.terms);
  const marks = clusters.marks(visible).map((mark) => ({
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
  const base = standing(context);
  return {
    name: "",
    width,
    height,
    scale,
    centre,
    base,
    districts: districtsOf(context),
    marks,
    names: namesOf(context, base),
  };
}

/**
 * The view of a map: of the first one that of the address, which no map's size has changed.
 * @param {Context} context
 * @param {LeafletMap} map
 * @returns {{zoom: number, centre: [number, number]}}
 */
function viewOf(context, map) {
  const { view } = context.store.get();
  if (view && map === context.map) {
    return { zoom: view.zoom, centre: [view.latitude, intoCopy(view.longitude, context.seam)] };
  }
  const { lat, lng } = map.getCenter();
  const centre = [lat, lng].map((degrees) => Math.round(degrees * 1e4) / 1e4);
  return { zoom: Math.round(map.getZoom() * 100) / 100, centre: [centre[0], centre[1]] };
}

/**
 * What of the ground stood in the range shown.
 * @param {Context} context
 */
function standing(context) {
  const [from, to] = context.range();
  return (context.base || []).filter(
    ({ first, last }) =>
      (first === undefined || Number(first) <= to) && (last === undefined || Number(last) >= from),
  );
}

/**
 * The regions of the last day shown.
 * @param {Context} context
 */
function regionsOf(context) {
  const { epochs } = context.districts;
  const [, day] = context.range();
  const epoch = epochs.find(({ last }) => day <= last) || epochs[epochs.length - 1];
  return epoch ? epoch.regions : [];
}

/** @param {Context} context */
const districtsOf = (context) =>
  regionsOf(context).map(({ shape, candidates }) => ({
    polygons: unpackPolygons(context.districts.shapes[shape]),
    uncertain: candidates.length > 1,
  }));

/**
 * The names of cities, of districts and of the ground.
 * @param {Context} context
 * @param {BaseShape[]} base
 * @returns {PictureName[]}
 */
function namesOf(context, base) {
  const cities = context.meta.cities.map(({ name, latitude, longitude }) => ({
    text: named(name),
    place: /** @type {Point} */ ([latitude, longitude]),
    rank: 1,
  }));
  const taken = new Set(cities.map(({ text }) => text));
  const districts = regionsOf(context).map(({ label, shape }) => ({
    text: named(label),
    place: middleOf(unpackPolygons(context.districts.shapes[shape])),
    rank: 1.5,
  }));
  const ownDistricts = districts.filter(({ text }) => !taken.has(text));
  const others = base
    .filter(({ kind, name, point }) => kind === "label" && name && point)
    .map(({ name = "", point = [], rank }) => ({
      text: named(name),
      place: unpackPoint(point),
      rank: Math.max(Number(rank) || 5, 1.2),
    }))
    .filter(({ text }) => !taken.has(text));
  return [...cities, ...ownDistricts, ...others];
}

/** The page's own fonts as rules of CSS: the letters of a picture are boxes nowhere. */
function carriedFonts() {
  const styles = [...document.querySelectorAll("style")].map((each) => each.textContent || "");
  return (styles.join("").match(/\/\*[^*]*\*\/@font-face\{[^}]*\}/g) || []).join("");
}

/**
 * The middle of the largest outline of some polygons, by its area.
 * @param {Point[][][]} polygons
 * @returns {Point}
 */
function middleOf(polygons) {
  let [best, found] = [-1, /** @type {Point} */ ([0, 0])];
  for (const [ring] of polygons) {
    let [area, latitude, longitude] = [0, 0, 0];
    ring.forEach(([y, x], k) => {
      const [nextY, nextX] = ring[(k + 1) % ring.length];
      const cross = x * nextY - nextX * y;
      area += cross;
      longitude += (x + nextX) * cross;
      latitude += (y + nextY) * cross;
    });
    if (Math.abs(area) <= best) continue;
    best = Math.abs(area);
    found = area ? [latitude / (3 * area), longitude / (3 * area)] : ring[0];
  }
  return found;
}
