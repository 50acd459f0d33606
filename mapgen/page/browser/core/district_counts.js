// @ts-check
/* The events of a map by district, what differs between two maps on the same ground, and its shade. */
import { DeathSum } from "./death_sum.js";
import { differenceOf, roundedOut, sameLength, sureChange, yearsIn } from "./difference.js";
import { eachAtSeveral } from "./spots.js";
import { COUNTED, countUnits, EVENTS, HIGH, LOW, UNSTATED, WIDTH } from "./unit_sums.js";

/** @import { Bounds } from "./difference.js" */
/** @import { KeptSums } from "./stretches.js" */
/** @import { UnitSums } from "./unit_sums.js" */
/** @import { Columns, Context, EventIndex, Pane } from "../types" */

/** Building units that regions are made of, at the most. */
const MOST_UNITS = 65536;
/** Steps of shade. */
const STEPS = 5;

/**
 * The region of each building unit, −1 for none.
 * @param {{units: number[]}[]} regions
 * @param {Int32Array} [regionOf] to be filled
 */
export function regionOfUnits(regions, regionOf = new Int32Array(MOST_UNITS)) {
  regionOf.fill(-1);
  regions.forEach(({ units }, r) => {
    for (const unit of units) regionOf[unit] = r;
  });
  return regionOf;
}

/**
 * How strongly regions are shaded, in steps from 0 to 5, and whether the change is to fewer.
 * @param {number[]} figures the figure of each region
 * @param {Bounds[] | null} compared what differs in each, where two maps are compared
 * @returns {{step: number, fewer: boolean}[]}
 */
export function shadesOf(figures, compared) {
  const changes = compared && compared.map(sureChange);
  const sizes = changes ? changes.map(Math.abs) : figures;
  const top = Math.max(compared ? 0 : 1, ...sizes) || 1;
  return sizes.map((size, r) => ({
    /* By the square root: many small numbers stay apart next to a large one. */
    step: Math.ceil(Math.sqrt(size / top) * STEPS),
    fewer: changes !== null && changes[r] < 0,
  }));
}

/** How opaque the colour of a step is. @param {number} step */
export const opacityOf = (step) => Math.round(step * 85) / 1000;

/**
 * The events and the dead of each region.
 * @typedef {{events: Uint32Array, sums: DeathSum[]}} Counted
 */

/**
 * Counts the events that a pane shows by region; for a comparison also those alone whose days all lie in
 * the range (`sure`). `several` are those in several regions, counted once in each, whose dead are in no
 * region's sum.
 * @param {Context} context the page's
 * @param {Int32Array} regionOf the region of each unit, −1 for none
 * @param {number} n how many regions there are
 * @param {Pane} pane
 * @param {boolean} [withSure]
 * @param {KeptSums<UnitSums>} [kept] of this pane, whatever the regions are
 * @returns {Counted & {several: DeathSum, sure: Counted | null}}
 */
export function countRegions(context, regionOf, n, pane, withSure = false, kept) {
  const { columns } = pane;
  const { first, last } = columns;
  const [from, to] = pane.range();
  const units = countUnits(context, pane, withSure, kept);
  const all = byRegion(units.all, regionOf, n);
  const sure = units.sure && byRegion(units.sure, regionOf, n);
  const visible = pane.placed();
  const several = countSeveral(columns, regionOf, visible, all, () => true);
  if (sure) {
    countSeveral(columns, regionOf, visible, sure, (i) => first[i] >= from && last[i] <= to);
  }
  return { ...all, several, sure };
}

/**
 * What some units add up to, by region.
 * @param {Float64Array} numbers of each unit, as unit_sums.js has them
 * @param {Int32Array} regionOf
 * @param {number} n
 * @returns {Counted}
 */
function byRegion(numbers, regionOf, n) {
  const events = new Uint32Array(n);
  const sums = Array.from({ length: n }, () => new DeathSum());
  for (let at = 0; at < numbers.length; at += WIDTH) {
    const r = regionOf[at / WIDTH];
    if (r < 0) continue;
    events[r] += numbers[at + EVENTS];
    sums[r].merge({
      events: numbers[at + COUNTED],
      unstated: numbers[at + UNSTATED],
      low: numbers[at + LOW],
      high: numbers[at + HIGH],
    });
  }
  return { events, sums };
}

/**
 * Counts the events that are at several places: once in each of their districts; their dead
 * are in a district's sum only where all places lie in that one.
 * @param {Columns} columns
 * @param {Int32Array} regionOf
 * @param {ArrayLike<number>} visible
 * @param {{events: Uint32Array, sums: DeathSum[]}} counted
 * @param {(i: EventIndex) => boolean} wanted
 * @returns {DeathSum} those of several districts
 */
function countSeveral(columns, regionOf, visible, { events, sums }, wanted) {
  const { spotUnit, unit } = columns;
  const several = new DeathSum();
  if (!spotUnit) return several;
  eachAtSeveral(columns, visible, (i, start, end) => {
    if (!wanted(i)) return;
    const own = regionOf[unit[i]];
    const units = Array.from(spotUnit.subarray(start, end));
    const held = new Set(units.map((each) => regionOf[each]));
    held.delete(-1);
    if (held.size > 1) {
      for (const r of held) if (r !== own) events[r] += 1;
      several.add(columns, i);
      if (own >= 0) sums[own].add(columns, i, -1);
    } else if (own < 0) {
      for (const r of held) {
        events[r] += 1;
        sums[r].add(columns, i);
      }
    }
  });
  return several;
}

/**
 * The second pane's figure less the first's on the ground of each region: [low, high]; a year where
 * their ranges differ in length.
 * @param {Pane[]} panes the two
 * @param {ReturnType<typeof countRegions>[]} counted what each shows on that ground, with what is sure
 * @param {"events" | "deaths"} measure
 * @returns {Bounds[]}
 */
export function compareRegions(panes, counted, measure) {
  const [one, other] = panes.map((pane, k) => {
    const [from, to] = pane.range();
    const { sure, ...all } = counted[k];
    const low = sure || all;
    return measure === "deaths"
      ? { low: low.sums.map((sum) => sum.low), high: all.sums.map((sum) => sum.high), from, to }
      : { low: low.events, high: all.events, from, to };
  });
  /** @type {[number, number]} */
  const years = sameLength(one, other) ? [1, 1] : [yearsIn(one), yearsIn(other)];
  return Array.from(one.high, (_, r) =>
    roundedOut(differenceOf([one.low[r], one.high[r]], [other.low[r], other.high[r]], years)),
  );
}
