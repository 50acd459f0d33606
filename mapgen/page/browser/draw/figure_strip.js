// @ts-check
/*
 * One source's figure on a scale from 0 to the highest figure of all sources: a tick at a number, a
 * bar over a range, a wide pale tick at "about", an arrow from "at least", dashes up to "at most".
 * It repeats what the claim beside it says in words, and is nothing for screen readers.
 */
import { svg } from "./dom.js";

const HEIGHT = 14;
const MIDDLE = HEIGHT / 2;
/** Room in front for half a tick, and at the end for an arrow. */
const START = 3;
const END = 12;

/** @typedef {import("../types.d.ts").Claim} Claim */

/**
 * The highest figure of some claims, at least 1.
 * @param {Claim[]} claims
 */
export const highestOf = (claims) => Math.max(1, ...claims.map(({ high }) => high || 0));

/**
 * @param {Claim} claim a counted one
 * @param {number} highest what the scale ends at
 * @param {number} width in pixels
 */
export function figureStrip({ low = 0, high = 0, upTo, atLeast, about }, highest, width = 88) {
  const end = width - END;
  /** @param {number} n */
  const x = (n) => START + ((end - START) * n) / highest;
  /** @param {number} from @param {number} to @param {string} kind */
  const line = (from, to, kind) =>
    svg("line", { x1: from, x2: to, y1: MIDDLE, y2: MIDDLE, class: `mg-figure-strip__${kind}` });
  /** @param {number} at */
  const tick = (at) =>
    svg("line", { x1: at, x2: at, y1: 2, y2: HEIGHT - 2, class: "mg-figure-strip__tick" });
  const [from, to] = [x(low), x(high)];
  return svg(
    "svg",
    {
      class: "mg-figure-strip",
      viewBox: `0 0 ${width} ${HEIGHT}`,
      width,
      height: HEIGHT,
      "aria-hidden": "true",
    },
    line(START, end, "scale"),
    about &&
      svg("rect", {
        x: from - 3,
        y: 1,
        width: to - from + 6,
        height: HEIGHT - 2,
        class: "mg-figure-strip__about",
      }),
    upTo ? line(from, to, "upto") : to > from && line(from, to, "range"),
    !upTo && tick(from),
    to > from && tick(to),
    atLeast &&
      svg("path", {
        d: `M${to} ${MIDDLE}h9m-3 -3l3 3l-3 3`,
        class: "mg-figure-strip__open-end",
      }),
  );
}
