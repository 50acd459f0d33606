// @ts-check
/* The districts of a picture's map: borders of the last day shown, shades, names, notes. */
import {
  compareRegions,
  countRegions,
  opacityOf,
  regionOfUnits,
  shadesOf,
} from "../core/district_counts.js";
import { named, printDay, t } from "../core/messages.js";
import { unpackPolygons } from "../core/shapes.js";
import { signedWords } from "./difference_words.js";
import { comparedWords, severalWords, shadedWords } from "./district_words.js";

/** @import { Pane, Shade } from "../types" */
/** @import { PictureDistrict, PictureName } from "../core/picture_look.js" */
/** @import { Point } from "../core/shapes.js" */

/**
 * @param {Pane} pane
 * @returns {{shapes: PictureDistrict[], names: PictureName[], notes: string[]}}
 */
export function districtsOf(pane) {
  const { context } = pane;
  const { epochs, shapes: packed } = context.districts;
  const [, day] = pane.range();
  const epoch = epochs.find(({ last }) => day <= last) || epochs[epochs.length - 1];
  const regions = epoch ? epoch.regions : [];
  if (!regions.length) return { shapes: [], names: [], notes: [] };
  const regionOf = regionOfUnits(regions);
  /** @param {Pane} each */
  const counted = (each) => countRegions(context, regionOf, regions.length, each, true);
  const { events, sums, several } = counted(pane);
  const both = context.panes.slice(0, 2);
  const shade = context.shade();
  const compared =
    context.comparing && shade !== "none" ? compareRegions(both, both.map(counted), shade) : null;
  const figures = regions.map((_, r) =>
    shade === "none" ? 0 : shade === "deaths" ? sums[r].high : events[r],
  );
  const shades = shadesOf(figures, compared);
  const taken = new Set(context.meta.cities.map(({ name }) => named(name)));
  const polygons = regions.map(({ shape }) => unpackPolygons(packed[shape]));
  const names = regions.map(({ label }, r) => ({
    text: compared ? `${named(label)} ${signedWords(compared[r])}` : named(label),
    place: middleOf(polygons[r]),
    rank: 1.5,
    always: compared !== null,
  }));
  return {
    shapes: regions.map(({ candidates }, r) => ({
      polygons: polygons[r],
      uncertain: candidates.length > 1,
      opacity: opacityOf(shades[r].step),
      fewer: shades[r].fewer,
    })),
    names: names.filter(({ text }) => !taken.has(text)),
    notes: notesOn(pane, shade, compared || shade === "none" ? "" : severalWords(several)),
  };
}

/**
 * The day of the borders, and what the shades mean.
 * @param {Pane} pane
 * @param {Shade} shade
 * @param {string} several
 */
function notesOn(pane, shade, several) {
  const borders = t("Borders as on {day}", { day: printDay(pane.range()[1]) });
  if (shade === "none") return [borders];
  if (pane.context.comparing) return [comparedWords(borders, shade, pane.context.panes)];
  const by = shade === "deaths" ? t("Districts: by deaths") : t("Districts: by events");
  return [by, shadedWords(borders, shade), several].filter(Boolean);
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
