// @ts-check
/*
 * Gaps in the sources: months that no source covers, events with a single source, and of
 * which kinds the sources are, over time. Pure; counts the selected sources where a lens is on.
 */
import { firstAbove } from "./bisect.js";
import { monthOf } from "./periods.js";

/** What is known of a month: no event, only such as rest on one source, others. */
export const NOTHING = 0;
export const ONE = 1;
export const SEVERAL = 2;
const REPORT = "contemporary-report";
/** An event that is dated to more days than this says nothing of a single month. */
const LONGEST = 62;

/**
 * @typedef {object} Gaps
 * @property {number} month the first month, counted from year 0
 * @property {Uint8Array} months NOTHING, ONE or SEVERAL for each
 * @property {number} empty how many are NOTHING
 * @property {[number, number] | null} longest first and last month of the longest stretch of those
 * @property {number} events
 * @property {number} single how many events rest on one source
 * @property {[number, number] | null} alone the source that most events rest on alone, and how many
 * @property {number} late how many events have no report of the time
 * @property {Uint32Array} ones events of each bin that rest on one source
 * @property {Uint32Array} others events of each bin with several sources
 * @property {Uint32Array[]} kinds for each kind, the sources of events of each bin
 * @property {number[]} sources for each kind, how many sources these are in all
 */

/**
 * @param {import("./lens.js").Lens} lens
 * @param {ArrayLike<number>} events rising
 * @param {[number, number]} range first and last day
 * @param {number[]} edges rising day edges of the bins; an event is counted where it begins
 * @returns {Gaps}
 */
export function gapsOf(lens, events, [from, to], edges) {
  const { first, last } = lens.columns;
  const month = monthOf(from);
  const months = new Uint8Array(monthOf(to) - month + 1);
  const bins = Math.max(edges.length - 1, 1);
  const ones = new Uint32Array(bins);
  const others = new Uint32Array(bins);
  const kinds = lens.terms.sourceKind.map(() => new Uint32Array(bins));
  const report = lens.terms.sourceKind.indexOf(REPORT);
  const alone = new Uint32Array(lens.keys.length);
  const seen = lens.keys.map(() => new Uint8Array(bins));
  let [single, late] = [0, 0];
  for (let at = 0; at < events.length; at += 1) {
    const i = events[at];
    const bin = Math.min(Math.max(firstAbove(edges, first[i]) - 1, 0), bins - 1);
    const cited = lens.sourcesOf(i);
    const known = [NOTHING, ONE][cited.length] ?? SEVERAL;
    const end = last[i] - first[i] < LONGEST ? monthOf(Math.min(last[i], to)) - month : -1;
    for (let m = Math.max(monthOf(first[i]) - month, 0); m <= end; m += 1) {
      months[m] = Math.max(months[m], known);
    }
    if (known === SEVERAL) others[bin] += 1;
    else if (known === ONE) {
      ones[bin] += 1;
      single += 1;
      alone[cited[0]] += 1;
    }
    let reported = false;
    for (const s of cited) {
      const kind = lens.codes.sourceKind[s];
      reported ||= kind === report;
      if (seen[s][bin]) continue;
      seen[s][bin] = 1;
      kinds[kind][bin] += 1;
    }
    if (!reported) late += 1;
  }
  const sources = kinds.map(() => 0);
  seen.forEach((bin, s) => {
    if (bin.includes(1)) sources[lens.codes.sourceKind[s]] += 1;
  });
  let most = 0;
  for (let s = 1; s < alone.length; s += 1) if (alone[s] > alone[most]) most = s;
  return {
    month,
    months,
    ...stretches(months, month),
    events: events.length,
    single,
    alone: alone[most] > 1 ? [most, alone[most]] : null,
    late,
    ones,
    others,
    kinds,
    sources,
  };
}

/**
 * How many months are empty, and the longest stretch of them.
 * @param {Uint8Array} months
 * @param {number} month
 */
function stretches(months, month) {
  let empty = 0;
  /** @type {[number, number] | null} */
  let longest = null;
  for (let m = 0, start = 0; m < months.length; m += 1) {
    if (months[m] !== NOTHING) {
      start = m + 1;
      continue;
    }
    empty += 1;
    if (!longest || m - start > longest[1] - longest[0]) longest = [month + start, month + m];
  }
  return { empty, longest };
}
