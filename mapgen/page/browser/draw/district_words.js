// @ts-check
/* The notes on the districts: the day of the borders, the meaning of the shades, the counts of each. */
import { sameLength } from "../core/difference.js";
import { deadOf } from "../core/figure_words.js";
import { named, t, tn } from "../core/messages.js";

/** @import { DeathSum } from "../core/death_sum.js" */
/** @import { Pane, Region, Shade } from "../types" */

/**
 * A note on the borders, with what the shading of one map means.
 * @param {string} note
 * @param {Shade} shade
 */
export const shadedWords = (note, shade) =>
  shade === "deaths" ? t("{note}. Deaths by the highest figures", { note }) : note;

/**
 * A note on the borders, with what the shading of two maps that are compared means.
 * @param {string} note
 * @param {Shade} shade
 * @param {Pane[]} panes the two
 */
export function comparedWords(note, shade, panes) {
  const [one, other] = panes.map((pane) => {
    const [from, to] = pane.range();
    return { from, to };
  });
  const yearly = !sameLength(one, other);
  if (shade === "deaths") {
    return yearly
      ? t("{note}. Deaths a year, second map less first", { note })
      : t("{note}. Deaths, second map less first", { note });
  }
  return yearly
    ? t("{note}. Events a year, second map less first", { note })
    : t("{note}. Events, second map less first", { note });
}

/**
 * Words for what lies in several districts at once; "" where nothing is.
 * @param {DeathSum} several
 */
export function severalWords(several) {
  if (!several.events) return "";
  return tn(
    "Told for several districts: {n} event, {dead}, in no district’s sum",
    "Told for several districts: {n} events, {dead}, in no district’s sum",
    several.events,
    { dead: deadOf(several) },
  );
}

/**
 * One description for those who cannot see the areas.
 * @param {string} note
 * @param {{region: Region, events: number, sum: DeathSum}[]} regions
 * @param {DeathSum} several
 */
export function describedWords(note, regions, several) {
  const parts = regions.map((each) =>
    t("{place}: {figures}", {
      place: named(each.region.label),
      figures: [
        tn("{n} event", "{n} events", each.events),
        ...(each.sum.events ? [deadOf(each.sum)] : []),
      ].join(t(", ")),
    }),
  );
  const sentence = severalWords(several);
  if (sentence) parts.push(sentence);
  return t("{note}. Events with a point, by district: {list}.", {
    note,
    list: parts.join(t("; ")),
  });
}
