// @ts-check
/* What a mark is called, and of which kinds its events are. */
import { kindOf, kindsOf as allKinds } from "../../browser/core/event_kinds.js";
import { placesOf } from "../../browser/core/event_values.js";
import { deathsOf } from "../../browser/core/figure_words.js";
import { named, number, printDay, t, tn } from "../../browser/core/messages.js";
import { printYearsOf } from "../../browser/core/periods.js";
import { spotsOf } from "../../browser/core/spots.js";
import { h } from "../../browser/draw/dom.js";
import { glyph } from "../../browser/draw/glyphs.js";

/** @import { Context, EventIndex } from "../../browser/types" */
/** @import { Clusters } from "../../browser/core/clusters.js" */
/** @import { Mark } from "../../browser/core/marks.js" */
/** @import { EventLayer } from "./event_layer.js" */

/** How many kinds the hint lists. */
const MOST_KINDS = 5;

/**
 * "14 December 1986: Shots at the Bridge, 50 dead", or "3 events, North Town, 1975–1992".
 * @param {EventLayer} layer
 * @param {Mark} mark
 */
export function nameOf(layer, mark) {
  const { context, clusters } = layer;
  const { columns } = context;
  if (mark.n === 1) return nameOfOne(layer, mark.first);
  const place = placeName(context, clusters, mark);
  const values = {
    place,
    years: printYearsOf(columns.first[mark.first], columns.first[mark.last]),
  };
  if (!place) return tn("{n} event, {years}", "{n} events, {years}", mark.n, values);
  return mark.mixed
    ? tn("{n} event around {place}, {years}", "{n} events around {place}, {years}", mark.n, values)
    : tn("{n} event, {place}, {years}", "{n} events, {place}, {years}", mark.n, values);
}

/**
 * @param {EventLayer} layer
 * @param {EventIndex} i
 */
function nameOfOne({ context, pane }, i) {
  const { columns } = pane;
  const record = context.peek(i);
  if (!record) {
    return t("{date}: {title}", {
      date: printDay(columns.first[i]),
      title: named(kindOf(context, i).label),
    });
  }
  const deaths = deathsOf(columns, i);
  const words = {
    date: context.wording(record, "date").text,
    title: context.wording(record, "title").text,
    deaths,
  };
  return deaths ? t("{date}: {title}, {deaths}", words) : t("{date}: {title}", words);
}

/**
 * The name of a mark's place: as the event says it which gave the mark its position.
 * @param {Context} context
 * @param {Clusters} clusters
 * @param {Mark} mark
 */
export function placeName(context, clusters, mark) {
  const record = context.groups ? null : context.peek(mark.sample);
  if (!record) return "";
  const [start, end] = spotsOf(context.columns, mark.sample);
  const at = clusters.positions.spotPlace.subarray(start, end).indexOf(mark.place);
  const names = placesOf(context, mark.sample, record);
  return names[Math.max(at, 0)] || "";
}

/**
 * The most frequent kinds of a mark's events, with their counts.
 * @param {EventLayer} layer
 * @param {Mark} mark
 */
export const kindsOf = ({ context, clusters }, mark) =>
  clusters
    .sharesOf(mark.groups, mark.twice)
    .map((n, c) => ({ n, category: allKinds(context.terms)[c] }))
    .filter(({ n }) => n > 0)
    .sort((a, b) => b.n - a.n)
    .slice(0, MOST_KINDS)
    .map(({ n, category }) =>
      h(
        "span",
        { class: "mg-hint__share" },
        glyph(category.glyph, category.colour, 11),
        h("bdi", {}, named(category.label)),
        ` ${number(n)}`,
      ),
    );
