// @ts-check
/*
 * What the map of a picture shows and how it looks: marks, districts, names; colours, the styles of
 * the ground, the ring of a mark.
 */
import { element, fixed } from "./svg_text.js";

/**
 * @typedef {object} PictureMark a mark in pixels of the frame
 * @property {number} x
 * @property {number} y
 * @property {number} size its diameter
 * @property {number} n how many events
 * @property {string} count `n` in the reader's digits
 * @property {boolean} soft
 * @property {boolean} doubtful
 * @property {{colour: string, glyph: string, n: number}[]} kinds
 */
/**
 * A district: how strongly it is shaded, from 0 to 1, and whether by what there is less of.
 * @typedef {{polygons: [number, number][][][], uncertain: boolean, opacity: number, fewer: boolean}}
 *   PictureDistrict
 */
/**
 * A name at a place in degrees; `always` at any zoom.
 * @typedef {{text: string, place: [number, number], rank: number, always?: boolean}} PictureName
 */
export const INK = "#241f1a";
const PAPER = "#f1ebdd";
export const LAND = "#f6f1e4";
export const WATER = "#c9d8da";
export const WATER_INK = "#3d5f66";
export const DISTRICT = "#6d604e";
export const SHADE = "#8a2b1d";

/** Letters on a map, whatever lies under them. */
export const HALO = { fill: INK, stroke: PAPER, "stroke-width": 3, "paint-order": "stroke" };
/** @type {Record<string, Record<string, string | number>>} */
export const STYLES = {
  land: { fill: LAND, stroke: WATER_INK, "stroke-width": 0.7, "stroke-opacity": 0.6 },
  "built-up": { fill: "#eee6d3" },
  coast: { fill: "none", stroke: WATER_INK, "stroke-width": 1, "stroke-opacity": 0.5 },
  water: { fill: WATER },
  river: { fill: "none", stroke: WATER_INK, "stroke-width": 1, "stroke-opacity": 0.5 },
  road: { fill: "none", stroke: "#d3c6aa", "stroke-width": 1.2 },
  railway: { fill: "none", stroke: "#655b4e", "stroke-width": 1, "stroke-dasharray": "7 2.5" },
};

/**
 * A ring whose arcs are the shares of the kinds, from the top on.
 * @param {{colour: string, n: number}[]} kinds
 * @param {number} n
 * @param {number} r
 */
export function arcs(kinds, n, r) {
  if (kinds.length === 1) {
    return [element("circle", { r, fill: "none", stroke: kinds[0].colour, "stroke-width": 4 })];
  }
  let sum = 0;
  /** @param {number} share */
  const point = (share) => {
    const angle = share * 2 * Math.PI;
    return `${fixed(r * Math.sin(angle))} ${fixed(-r * Math.cos(angle))}`;
  };
  return kinds.map(({ colour, n: part }) => {
    const start = point(sum / n);
    sum += part;
    const large = part / n > 0.5 ? 1 : 0;
    return element("path", {
      d: `M${start}A${fixed(r)} ${fixed(r)} 0 ${large} 1 ${point(sum / n)}`,
      fill: "none",
      stroke: colour,
      "stroke-width": 4,
    });
  });
}
