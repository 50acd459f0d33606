// @ts-check
/*
 * What the sources say of an event's dead and injured. The range of the dead stands open with the
 * figures that make it, each on one scale; figures of another scope and the injured are folded.
 */
import { range } from "../core/figure_words.js";
import { currentDirection, currentLanguage, directionOf, t, tn } from "../core/messages.js";
import { cite } from "./card_references.js";
import { h } from "./dom.js";
import { figureStrip, highestOf } from "./figure_strip.js";
import { fold } from "./fold.js";
import { EXCLUDED, excludedMark } from "./excluded.js";

/** @import { Card, Claim, Columns, Context, EventIndex, EventRecord } from "../types" */

/**
 * Up to OPEN figures of LONGEST characters together are shown unfolded; of more only the scale is, so
 * that the summary stays in view.
 */
const OPEN = 3;
const LONGEST = 150;
/** How wide the scale of those is, in pixels. */
const WIDE = 280;

/**
 * The dead: their range, and the figures that it is made of.
 * @param {Card} card
 */
export function cardDeaths(card) {
  const { context, record, stem, i } = card;
  if (!context.hasFigures("deaths")) return null;
  const id = `${stem}-deaths`;
  const figures = parted(record.deaths);
  const length = figures.main.reduce((sum, claim) => sum + lengthOf(card, claim), 0);
  const many = figures.main.length > OPEN || length > LONGEST;
  return h(
    "section",
    { class: "mg-card__figures", "aria-labelledby": id },
    h("h3", { id }, t("Dead")),
    rangeOf(context.columns, i, "deaths", "p"),
    many && figures.main.length > 1 && figures.main[0].counted && allOn(card, figures.main),
    many
      ? fold(
          tn("{n} figure, source by source", "{n} figures, source by source", figures.main.length),
          claimsOf(card, figures.main),
        )
      : claimsOf(card, figures.main),
  );
}

/**
 * How many characters a claim and those who say it are.
 * @param {Card} card
 * @param {Claim} claim
 */
function lengthOf({ context, record }, { text, refs }) {
  const shorts = refs.map((n) => context.sources[record.references[n - 1][0]]?.short || "");
  return text.length + shorts.join("; ").length;
}

/**
 * What is folded below the summary: figures of the dead that are not counted, and the injured.
 * @param {Card} card
 */
export const cardOtherFigures = (card) => [others(card), injured(card)];

/** @param {Card} card */
function others(card) {
  const { rest } = parted(card.record.deaths);
  if (!card.context.hasFigures("deaths") || !rest.length) return null;
  const n = rest.length;
  const line = rest.every(({ scope }) => scope)
    ? tn(
        "{n} more figure of the dead, for the whole city, the province or other days",
        "{n} more figures of the dead, for the whole city, the province or other days",
        n,
      )
    : tn(
        "{n} more statement on the dead, not counted",
        "{n} more statements on the dead, not counted",
        n,
      );
  return h("div", { class: "mg-card__others" }, fold(line, claimsOf(card, rest)));
}

/** @param {Card} card */
function injured(card) {
  const { context, record, stem, i } = card;
  if (!context.hasFigures("injured")) return null;
  const id = `${stem}-injured`;
  const line = [h("h3", { id }, t("Injured")), rangeOf(context.columns, i, "injured", "span")];
  const claims = record.injured || [];
  return h(
    "section",
    { class: "mg-card__injured", "aria-labelledby": id },
    claims.length > 0
      ? fold(line, claimsOf(card, claims))
      : h("div", { class: "mg-card__line" }, line),
  );
}

/**
 * The claims that stand open, and those that are folded: words without a number where numbers are.
 * @param {Claim[]} [claims]
 */
function parted(claims = []) {
  const counted = claims.filter((claim) => claim.counted);
  const main = counted.length ? counted : claims.filter(({ scope }) => !scope);
  return { main, rest: claims.filter((claim) => !main.includes(claim)) };
}

/**
 * @param {Columns} columns
 * @param {EventIndex} i
 * @param {"deaths" | "injured"} name
 * @param {"p" | "span"} tag
 */
function rangeOf(columns, i, name, tag) {
  const high = columns[`${name}High`][i];
  const words =
    high === 0
      ? t("none reported")
      : range(columns[`${name}Low`][i], high, columns[`${name}Open`][i]);
  return h(
    tag,
    { class: `mg-card__range${words === null ? " mg-card__range--none" : ""}` },
    words === null ? t("not stated") : words,
  );
}

/**
 * Whether one of the selected sources says so; all are selected without a lens.
 * @param {Card} card
 * @param {Claim} claim
 */
const isIncluded = ({ context, record, i }, { refs }) =>
  refs.some((n) => context.lens.includes(i, record.references[n - 1][0]));

/**
 * The figures of many sources over each other on one scale.
 * @param {Card} card
 * @param {Claim[]} claims
 */
function allOn(card, claims) {
  const highest = highestOf(claims);
  const strip = h("div", { class: "mg-figure-strips", "aria-hidden": "true" });
  strip.append(
    ...claims.map((claim) => {
      const drawn = figureStrip(claim, highest, WIDE);
      if (!isIncluded(card, claim)) drawn.classList.add(EXCLUDED);
      return drawn;
    }),
  );
  return strip;
}

/**
 * @param {Card} card
 * @param {Claim[]} claims
 */
function claimsOf(card, claims) {
  if (!claims.length) return null;
  const compared = claims.filter(({ counted }) => counted).length > 1;
  const highest = highestOf(claims);
  return h(
    "ul",
    { class: `mg-card__claims${compared ? " mg-card__claims--compared" : ""}` },
    claims.map((claim) => claimItem(card, claim, compared && highest)),
  );
}

/**
 * What a source says stays in the record's language, and runs as that does.
 * @param {Card} card
 * @param {Claim} claim
 * @param {number | false} highest the highest figure of those compared; false without a scale
 */
function claimItem(card, claim, highest) {
  const { context, record } = card;
  const included = isIncluded(card, claim);
  const classes = [!claim.counted && "mg-card__uncounted", !included && EXCLUDED].filter(Boolean);
  return h(
    "li",
    {
      class: classes.join(" ") || null,
      lang: context.meta.language,
      dir: directionOf(context.meta.language),
    },
    highest && (claim.counted ? figureStrip(claim, highest) : h("span", {})),
    h(
      "span",
      {},
      !included && excludedMark(),
      h("bdi", {}, claim.text),
      sourcesOf(context, record, claim),
      !claim.counted &&
        h(
          "span",
          { class: "mg-card__tag", lang: currentLanguage(), dir: currentDirection() },
          claim.scope ? t("other scope, not counted") : t("no number"),
        ),
    ),
  );
}

/**
 * Who says so, at first sight: "— TIME, 10 Oct 1988", each with its number below.
 * @param {Context} context
 * @param {EventRecord} record
 * @param {Claim} claim
 */
function sourcesOf(context, record, { refs }) {
  return h(
    "span",
    { class: "mg-card__statement" },
    " — ",
    refs.map((n, k) => {
      const [key] = record.references[n - 1];
      const source = context.sources[key];
      return [
        k > 0 && "; ",
        h("span", { dir: "auto" }, source ? source.short : key),
        cite(record, n),
      ];
    }),
  );
}
