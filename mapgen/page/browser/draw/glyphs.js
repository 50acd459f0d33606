// @ts-check
/*
 * The categories' glyphs as shapes of one weight on a field of 24 × 24, so that a category can be
 * told without its colour.
 */
import { svg } from "./dom.js";

/**
 * The corners of a regular figure around the middle, the first one straight up.
 * @param {number} n how many
 * @param {number} radius
 * @param {number} [turn] by a share of the angle between two corners
 * @param {number} [y] of the middle
 * @returns {[x: number, y: number][]}
 */
function corners(n, radius, turn = 0, y = 12) {
  return Array.from({ length: n }, (_, k) => {
    const angle = ((k + turn) / n) * 2 * Math.PI - Math.PI / 2;
    return [12 + radius * Math.cos(angle), y + radius * Math.sin(angle)];
  });
}

/** @param {number[][]} points */
const path = (points) =>
  `M${points.map((point) => point.map((value) => value.toFixed(2)).join(" ")).join("L")}Z`;
/** @param {number} radius */
const round = (radius) =>
  `M${12 - radius} 12a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0Z`;

function star() {
  const outer = corners(5, 10.5, 0, 12.6);
  const inner = corners(5, 4.4, 0.5, 12.6);
  return path(outer.flatMap((point, k) => [point, inner[k]]));
}

const PLUS = "M9 2.5h6v6.5h6.5v6h-6.5v6.5h-6v-6.5h-6.5v-6h6.5Z";

/** @type {Record<string, string>} */
const PATHS = {
  circle: round(7.5),
  square: "M5 5h14v14h-14Z",
  diamond: "M12 1.8L22.2 12L12 22.2L1.8 12Z",
  triangle: path(corners(3, 10.5, 0, 13.8)),
  "triangle-down": path(corners(3, 10.5, 0.5, 10.2)),
  plus: PLUS,
  cross:
    "M7.05 2.8L12 7.75L16.95 2.8L21.2 7.05L16.25 12L21.2 16.95L16.95 21.2L12 16.25L7.05 21.2L2.8 16.95L7.75 12L2.8 7.05Z",
  star: star(),
  hexagon: path(corners(6, 10)),
  pentagon: path(corners(5, 10, 0, 12.6)),
  ring: `${round(9)}${round(4.5)}`,
  row: "M2 7h20v3h-20ZM2 14h20v3h-20Z",
};

/**
 * The glyph's outline as SVG path data on 24 × 24; an unknown name gives the circle.
 * @param {string} name
 */
export const glyphPath = (name) => PATHS[name] || PATHS.circle;

/**
 * The glyph as an SVG element of that size, hidden from screen readers: words stand beside it.
 * @param {string} name
 * @param {string | null} colour as CSS
 * @param {number} [size] in pixels
 */
export const glyph = (name, colour, size = 16) =>
  svg(
    "svg",
    { class: "mg-glyph", viewBox: "0 0 24 24", width: size, height: size, "aria-hidden": "true" },
    svg("path", {
      d: glyphPath(name),
      fill: colour || "currentColor",
      "fill-rule": "evenodd",
    }),
  );
