// @ts-check
/*
 * The map of a picture as SVG: the ground, the districts of the last day shown, marks and names.
 * Places are points of the unit square of Web Mercator.
 */
import { mercatorX, mercatorY } from "./mercator.js";
import {
  DISTRICT,
  HALO,
  INK,
  LAND,
  SHADE,
  STYLES,
  WATER,
  WATER_INK,
  arcs,
} from "./picture_look.js";
import { unpackPolygons, unpackRing } from "./shapes.js";
import { element, escaped, fixed, widthOf } from "./svg_text.js";

/** @import { PictureDistrict, PictureMark, PictureName } from "./picture_look.js" */

/** Pixels below which two points of a line are one. */
const NEAR = 0.6;
const ORDER = ["land", "built-up", "coast", "water", "river", "road", "railway"];
/** Further out only highways are drawn. */
const ROADS_FROM = 10.5;
/** From which zoom on names of a rank are written. @type {Record<number, number>} */
const NAMES_FROM = { 1: 0, 2: 9, 3: 10.5, 4: 12, 5: 13 };
/** Where a name may stand, in lines below its place; that of a city also further off. */
const NEARBY = [0, 2, -2];
const FURTHER = [0, 2, -2, 3, -3, 4, -4, 5, -5];
const SIZE = { name: 13, city: 18, count: 12 };
/** How far from the corner the bar of the scale stands, in pixels. */
const BAR = 12;

/**
 * @typedef {object} PictureFrame
 * @property {number} width in pixels
 * @property {number} height
 * @property {number} scale pixels of the world
 * @property {[number, number]} centre latitude and longitude
 * @property {import("../types.d.ts").BaseShape[]} base what stood in the time shown
 * @property {PictureDistrict[]} districts
 * @property {PictureMark[]} marks
 * @property {PictureName[]} names
 * @property {{length: number, text: string}} bar that of the scale, in pixels
 */

export class PictureMap {
  /**
   * @param {PictureFrame} frame
   * @param {(name: string) => string} glyphPath path data on 24 × 24
   * @param {string} id of the frame in its picture
   */
  constructor(frame, glyphPath, id) {
    this.frame = frame;
    this.glyphPath = glyphPath;
    this.id = id;
    const [latitude, longitude] = frame.centre;
    this.left = mercatorX(longitude) * frame.scale - frame.width / 2;
    this.top = mercatorY(latitude) * frame.scale - frame.height / 2;
    this.zoom = Math.log2(frame.scale / 256);
  }

  /**
   * @param {number[]} place latitude, longitude
   * @returns {[number, number]} pixels of the frame
   */
  at([latitude, longitude]) {
    const { scale } = this.frame;
    return [mercatorX(longitude) * scale - this.left, mercatorY(latitude) * scale - this.top];
  }

  svg() {
    const { width, height, marks } = this.frame;
    const clip = `clip-${this.id}`;
    return element(
      "g",
      {},
      element("clipPath", { id: clip }, element("rect", { width, height })),
      this.hatching(),
      element(
        "g",
        { "clip-path": `url(#${clip})` },
        element("rect", { width, height, fill: this.hasLand() ? WATER : LAND }),
        ...this.ground(),
        ...this.districts(),
        ...[...marks].sort((a, b) => b.size - a.size).map((mark) => this.mark(mark)),
        ...this.names(),
        this.bar(),
      ),
      element("rect", { width, height, fill: "none", stroke: DISTRICT }),
    );
  }

  hasLand() {
    return this.frame.base.some(({ kind }) => kind === "land");
  }

  ground() {
    return ORDER.flatMap((kind) =>
      this.frame.base
        .filter((each) => each.kind === kind)
        .filter((each) => kind !== "road" || each.rank === 1 || this.zoom >= ROADS_FROM)
        .map(({ polygons, lines }) =>
          polygons
            ? unpackPolygons(polygons)
                .map((rings) => this.path(rings, true))
                .join("")
            : this.path((lines || []).map(unpackRing), false),
        )
        .filter(Boolean)
        .map((d) => element("path", { d, ...STYLES[kind] })),
    );
  }

  districts() {
    const sorted = [...this.frame.districts].sort(
      (a, b) => Number(b.uncertain) - Number(a.uncertain),
    );
    return sorted.flatMap(({ polygons, uncertain, opacity, fewer }) => {
      const d = polygons.map((rings) => this.path(rings, true)).join("");
      if (!d) return [];
      const hatched = element("path", { d, fill: `url(#hatch-${this.id})` });
      const area = element("path", {
        d,
        fill: opacity ? (fewer ? WATER_INK : SHADE) : "none",
        "fill-opacity": opacity ? String(opacity) : null,
        stroke: DISTRICT,
        "stroke-width": 1.1,
        "stroke-dasharray": uncertain ? "5 4" : null,
      });
      return uncertain ? [area, hatched] : [area];
    });
  }

  /** Thin strokes over areas whose district is not certain. */
  hatching() {
    if (!this.frame.districts.some(({ uncertain }) => uncertain)) return "";
    return element(
      "pattern",
      {
        id: `hatch-${this.id}`,
        width: 7,
        height: 7,
        patternUnits: "userSpaceOnUse",
        patternTransform: "rotate(45)",
      },
      element("rect", { width: 1.4, height: 7, fill: DISTRICT, "fill-opacity": "0.28" }),
    );
  }

  /** The scale, in the corner. */
  bar() {
    const { height, bar } = this.frame;
    const y = height - BAR;
    return element(
      "g",
      {},
      element("path", {
        d: `M${BAR} ${fixed(y - 6)}V${fixed(y)}H${fixed(BAR + bar.length)}V${fixed(y - 6)}`,
        fill: "none",
        stroke: INK,
        "stroke-width": 1.5,
      }),
      element(
        "text",
        {
          x: BAR + bar.length / 2,
          y: y - 5,
          "text-anchor": "middle",
          "font-size": SIZE.count,
          ...HALO,
        },
        escaped(bar.text),
      ),
    );
  }

  /**
   * Path data of lines or rings; "" where none touches the frame.
   * @param {[number, number][][]} lines
   * @param {boolean} closed
   */
  path(lines, closed) {
    const { width, height } = this.frame;
    let d = "";
    for (const line of lines) {
      const points = line.map((place) => this.at(place));
      const [xs, ys] = [0, 1].map((axis) => points.map((point) => point[axis]));
      const beside = xs.every((x) => x < 0) || xs.every((x) => x > width);
      if (beside || ys.every((y) => y < 0) || ys.every((y) => y > height)) continue;
      let last = [Infinity, Infinity];
      points.forEach(([x, y], k) => {
        const end = k === points.length - 1;
        if (!end && Math.hypot(x - last[0], y - last[1]) < NEAR) return;
        d += `${k ? "L" : "M"}${fixed(x)} ${fixed(y)}`;
        last = [x, y];
      });
      if (closed) d += "Z";
    }
    return d;
  }

  /** @param {PictureMark} mark */
  mark({ x, y, size, count, n, soft, doubtful, kinds }) {
    const r = size / 2;
    const [first] = kinds;
    const edge = { stroke: INK, "stroke-width": 1, "stroke-dasharray": doubtful ? "3 2.5" : null };
    if (n === 1) {
      const by = (size * 0.55) / 24;
      return element(
        "g",
        { transform: `translate(${fixed(x)} ${fixed(y)})` },
        soft ? element("circle", { r: r + 4, fill: first.colour, "fill-opacity": 0.25 }) : "",
        element("circle", { r, fill: first.colour, ...edge }),
        element("path", {
          d: this.glyphPath(first.glyph),
          transform: `scale(${by.toFixed(3)}) translate(-12 -12)`,
          fill: "#ffffff",
          "fill-rule": "evenodd",
        }),
      );
    }
    return element(
      "g",
      { transform: `translate(${fixed(x)} ${fixed(y)})` },
      element("circle", { r, fill: "#fffdf7", ...edge }),
      ...arcs(kinds, n, r - 3),
      element(
        "text",
        { y: SIZE.count * 0.36, "text-anchor": "middle", "font-size": SIZE.count, fill: INK },
        escaped(count),
      ),
    );
  }

  /** Names by rank, each where it covers no mark and no other name; those of rank 1 always. */
  names() {
    const { names, marks, width, height, bar } = this.frame;
    /** @type {number[][]} */
    const taken = marks.map(({ x, y, size }) => [
      x - size / 2,
      y - size / 2,
      x + size / 2,
      y + size / 2,
    ]);
    taken.push([0, height - 2 * BAR - SIZE.count, BAR + bar.length, height]);
    /** @type {string[]} */
    const found = [];
    for (const { text, place, rank, always } of [...names].sort((a, b) => a.rank - b.rank)) {
      if (!always && this.zoom < (NAMES_FROM[Math.ceil(rank)] ?? Infinity)) continue;
      const [across, middle] = this.at(place);
      const size = rank === 1 ? SIZE.city : SIZE.name;
      const half = widthOf(text, size) / 2;
      if (across < 0 || across > width || middle < 0 || middle > height) continue;
      /* No name is cut by the frame: that of a city moves in, others are left out. */
      const x = Math.min(Math.max(across, half), width - half);
      if (x !== across && rank !== 1) continue;
      const spot = (rank === 1 ? FURTHER : NEARBY)
        .map((lines) => middle + lines * size * 1.2)
        .filter((y) => y >= size && y <= height - 4)
        .find((y) => !taken.some((other) => meets(other, [x - half, y - size, x + half, y + 4])));
      if (spot === undefined && rank !== 1) continue;
      const y = spot ?? middle;
      taken.push([x - half, y - size, x + half, y + 4]);
      found.push(
        element(
          "text",
          {
            x,
            y,
            "text-anchor": "middle",
            "font-size": size,
            "font-weight": rank === 1 ? "bold" : null,
            ...HALO,
          },
          escaped(text),
        ),
      );
    }
    return found;
  }
}

/** @param {number[]} a @param {number[]} b */
const meets = (a, b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];
