// @ts-check
/* What is seen, as a picture needs it (core/picture.js): words, maps, key. */
import { Clusters } from "../core/clusters.js";
import { creditsOf } from "../core/credits.js";
import { figuresOf } from "../core/difference.js";
import { kindIndices, kindsOf } from "../core/event_kinds.js";
import { atlasTitles } from "../app/language.js";
import { currentDirection, currentLanguage, divider, named, number, t } from "../core/messages.js";
import { printRange } from "../core/periods.js";
import { pictureSVG, widths } from "../core/picture.js";
import { Areas } from "./areas.js";
import { permalink, printed } from "./cite.js";
import { comparisonSentence, comparisonWords } from "./comparison_table.js";
import { filtersOf, sentenceOf } from "./filter_words.js";
import { glyphPath } from "./glyphs.js";
import { lensNote, lensSentence } from "./lens_words.js";
import { frameOf } from "./picture_frames.js";

/** @import { Context, Pane } from "../types" */
/** @import { Picture } from "../core/picture.js" */
/** @import { DescribedFrame } from "./picture_frames.js" */

/** In so many parts the maps share the width. */
const PARTS = 12;

/**
 * The picture of what is seen as the text of an SVG file.
 * @param {Context} context
 */
export function pictureOf(context) {
  const { meta } = context;
  const panes = [...context.panes].filter(({ map, onScreen }) => onScreen && map.getSize().x > 0);
  const whole = panes.reduce((sum, { map }) => sum + map.getSize().x, 0);
  const across = widths(
    panes.map(({ map }) => Math.max(1, Math.round((PARTS * map.getSize().x) / whole))),
  );
  const areas = new Areas(context);
  /** @param {Pane} pane */
  const clustersOf = ({ columns }) => new Clusters(columns, context.terms, areas.find);
  const frames = panes.map((pane, k) => frameOf(pane, across[k], clustersOf(pane), areas));
  const compared = context.comparing && panes.length > 1 ? panes : null;
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
    lines: [
      ...(compared
        ? comparedLines(context, compared)
        : [printRange(...context.range()), sentenceOf(context)]),
      lens && `${lens} ${lensNote()}`,
    ].filter((line) => typeof line === "string"),
    frames,
    unplaced: unplacedLines(areas, compared ? frames : frames.slice(-1)),
    key: keyOf(context, compared || panes.slice(0, 1)),
    notes: [
      context.hasFigures("deaths") ? t("size of a mark: deaths, by the highest figure") : "",
      t("several events; the ring shows their kinds"),
      t("soft edge: somewhere in a neighbourhood, a town or a wider area"),
      t("broken line: thinly sourced"),
      frames.some(({ districts }) => districts.some(({ uncertain }) => uncertain))
        ? t("broken outline: district not certain")
        : "",
      ...new Set(frames.flatMap(({ notes }) => notes)),
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
 * What differs between two maps that are compared, and what filters each has beside its time.
 * @param {Context} context
 * @param {Pane[]} panes the two
 */
function comparedLines(context, panes) {
  const [one, other] = panes.map((pane) => {
    const [from, to] = pane.range();
    const { visible } = pane.filter;
    return {
      from,
      to,
      name: printRange(from, to),
      ...figuresOf(pane.columns, visible, { from, to }),
    };
  });
  const words = comparisonWords(one, other, context.hasFigures("deaths"));
  const filters = panes.map((pane) =>
    filtersOf(context, pane.state())
      .filter(({ key }) => key !== "time")
      .map(({ text }) => text)
      .join(t("; ")),
  );
  return [comparisonSentence(one, other, words), ...new Set(filters)].filter(Boolean);
}

/**
 * How many events have no point, by area: a line for each frame that has any.
 * @param {Areas} areas
 * @param {DescribedFrame[]} frames
 */
function unplacedLines(areas, frames) {
  return frames
    .map(({ name, unplaced }) => {
      const list = areas.list
        .map((area, a) => ({ area, n: unplaced[a] }))
        .filter(({ n }) => n > 0)
        .map(({ area, n }) => `${areas.somewhere(area)}: ${number(n)}`);
      return list.length && frames.length > 1 ? [name, ...list] : list;
    })
    .filter((list) => list.length)
    .map((list) => list.join(divider()));
}

/**
 * The kinds shown, with how many events of each there are: of two maps that are compared for each.
 * @param {Context} context
 * @param {Pane[]} panes
 */
function keyOf({ columns, terms }, panes) {
  const kinds = kindsOf(terms);
  const kind = kindIndices(columns, terms);
  const counts = panes.map(({ filter }) => {
    const found = new Array(kinds.length).fill(0);
    for (const i of filter.visible) found[kind[i]] += 1;
    return found;
  });
  return kinds
    .map(({ label, colour, glyph }, c) => ({
      colour,
      glyph,
      text: `${named(label)}: ${counts.map((each) => number(each[c])).join(" / ")}`,
      n: counts.reduce((sum, each) => sum + each[c], 0),
    }))
    .filter(({ n }) => n > 0);
}

/** The page's own fonts as rules of CSS: the letters of a picture are boxes nowhere. */
function carriedFonts() {
  const styles = [...document.querySelectorAll("style")].map((each) => each.textContent || "");
  return (styles.join("").match(/\/\*[^*]*\*\/@font-face\{[^}]*\}/g) || []).join("");
}
