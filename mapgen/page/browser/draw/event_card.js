// @ts-check
/*
 * The body of an event's card: what happened first, then what is folded. No text of a record is
 * ever read as markup but the summary, which the build has cleaned.
 */
import { isRow } from "../core/event_kinds.js";
import { divider, listed, named, number, t, tn } from "../core/messages.js";
import { namesOf, placesOf } from "../core/event_values.js";
import { cardDeaths, cardOtherFigures } from "./card_figures.js";
import { cardFoot } from "./card_foot.js";
import { cardReferences, followCitations, numberCitations } from "./card_references.js";
import { cleanedHTML, h, uniqueId } from "./dom.js";
import { eventButton } from "./event_button.js";
import { attributionWord, dateSoftness, noteOf, placeSoftness } from "./event_words.js";
import { glyph } from "./glyphs.js";
import { lensNote, lensSentence } from "./lens_words.js";
import { fadeSentences } from "./excluded.js";

/** @import { Card, CardHooks, Context, EventIndex, EventRecord } from "../types" */

/**
 * @param {Context} context
 * @param {EventIndex} i
 * @param {EventRecord} record
 * @param {CardHooks} hooks
 */
export const eventCard = (context, i, record, hooks) => {
  /** @type {Card} */
  const card = { context, i, record, hooks, stem: uniqueId("event") };
  const body = h(
    "div",
    { class: "mg-card" },
    head(card),
    lensOf(card),
    cardDeaths(card),
    caveat(card),
    summary(card),
    placeNote(card),
    people(card),
    cardOtherFigures(card),
    cardReferences(card),
    related(card),
    cardFoot(card),
  );
  followCitations(card, body);
  return body;
};

/* ---- what, when, where ------------------------------------------------------------------- */

/** @param {Card} card */
function head({ context, i, record, stem }) {
  const { columns, terms } = context;
  const category = terms.category[columns.category[i]];
  const title = context.wording(record, "title");
  const softDate = dateSoftness(record.edtf || "");
  const chip = h(
    "p",
    { class: "mg-card__category" },
    glyph(category.glyph, category.colour, 13),
    h("bdi", {}, named(category.label)),
    isRow(context, i) && h("span", {}, divider() + t("one row of a data set")),
  );
  return h(
    "div",
    { class: "mg-card__head" },
    chip,
    h(
      "h2",
      {
        class: "mg-card__title",
        id: `${stem}-title`,
        tabindex: -1,
        lang: title.lang,
        dir: title.dir,
      },
      title.text,
    ),
    h(
      "p",
      { class: "mg-card__when" },
      h("bdi", {}, context.wording(record, "date").text),
      softDate && h("span", { class: "mg-card__soft" }, ` (${softDate})`),
    ),
    h("p", { class: "mg-card__where" }, where(context, i, record)),
  );
}

/** The most places that are named above the summary; the others are named below it. */
const NAMED = 3;

/**
 * @param {Context} context
 * @param {EventIndex} i
 * @param {EventRecord} record
 */
function where(context, i, record) {
  const names = placeNames(context, i, record);
  if (names.length <= NAMED) return listed(names);
  const others = names.length - NAMED;
  return t("{places} and {n} more", { places: listed(names.slice(0, NAMED)), n: number(others) });
}

/**
 * @param {Context} context
 * @param {EventIndex} i
 * @param {EventRecord} record
 */
function placeNames(context, i, record) {
  const { columns, terms } = context;
  const city = named(terms.city[columns.city[i]]);
  return [...placesOf(context, i, record), city].filter(
    (name, k, all) => name && all.indexOf(name) === k,
  );
}

/**
 * How exactly the place is known, and its district on that day.
 * @param {Context} context
 * @param {EventIndex} i
 * @param {EventRecord} record
 */
function placeDoubts(context, i, record) {
  const { columns, terms } = context;
  const region = named(terms.region[columns.region[i]]);
  const soft = placeSoftness(terms.precision[columns.precision[i]], columns.radius[i]);
  return [soft, region && districtWords(record, region)].filter(Boolean).join(t("; "));
}

/**
 * The district of the event's day; what is not sure of it stands in the note below.
 * @param {EventRecord} record
 * @param {string} region
 */
function districtWords(record, region) {
  if (record.join === "border") {
    return t("on the border of the district {district} of that day", { district: region });
  }
  if (record.join === "possible") {
    return t("district of that day: {district}, but this is not certain", { district: region });
  }
  return t("district of that day: {district}", { district: region });
}

/**
 * While sources are selected: a sentence that names them, and how many of the event's sources they are.
 * @param {Card} card
 */
function lensOf({ context, i, record }) {
  const sentence = lensSentence(context);
  if (sentence === null) return null;
  const keys = [...new Set(record.references.map(([key]) => key))];
  const selected = keys.filter((key) => context.lens.includes(i, key));
  const share = tn(
    "{k} of the {n} source of this event.",
    "{k} of the {n} sources of this event.",
    keys.length,
    {
      k: number(selected.length),
    },
  );
  return h("p", { class: "mg-card__lens" }, `${sentence} ${share} ${lensNote()}`);
}

/** @param {Card} card */
function caveat({ context, i }) {
  if (context.terms.confidence[context.columns.confidence[i]] !== "C") return null;
  return h("p", { class: "mg-card__caveat" }, t("Thinly sourced: read this entry with caution."));
}

/* ---- summary, people --------------------------------------------------------------------- */

/** @param {Card} card */
function summary({ context, i, record }) {
  const { text, lang, dir } = context.wording(record, "summary");
  const body = h("div", { class: "mg-card__summary", lang, dir });
  cleanedHTML(body, text);
  numberCitations(body);
  if (context.lens.isOn) fadeSentences(body, (key) => context.lens.includes(i, key));
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = body.querySelectorAll("a[href]:not([data-key])");
  for (const anchor of links) {
    anchor.target = "_blank";
    anchor.rel = "noopener noreferrer";
  }
  return body;
}

/**
 * All places where they are many, how exactly they are known, and what that leaves open.
 * @param {Card} card
 */
function placeNote({ context, i, record }) {
  const names = placeNames(context, i, record);
  const doubts = placeDoubts(context, i, record);
  const note = noteOf(context, i, record);
  return [
    names.length > NAMED && h("p", { class: "mg-card__note" }, listed(names)),
    doubts && h("p", { class: "mg-card__note" }, t("Place: {doubts}.", { doubts })),
    note && h("p", { class: "mg-card__note", lang: note.lang, dir: note.dir }, note.text),
  ];
}

/** @param {Card} card */
function people({ context, i }) {
  const actors = namesOf(context, "actor", i);
  const targets = namesOf(context, "target", i);
  const attribution = context.terms.attribution[context.columns.attribution[i]];
  if (!actors.length && !targets.length) return null;
  return h(
    "dl",
    { class: "mg-card__people" },
    actors.length > 0 && [
      h("dt", {}, attribution === "established" ? t("Acted") : t("Attributed to")),
      h(
        "dd",
        {},
        listed(actors),
        " ",
        h(
          "span",
          { class: "mg-card__tag" },
          t("attribution: {word}", { word: attributionWord(attribution) }),
        ),
      ),
    ],
    targets.length > 0 && [h("dt", {}, t("Suffered")), h("dd", {}, listed(targets))],
  );
}

/* ---- onward ------------------------------------------------------------------------------ */

/** @param {Card} card */
function related({ context, record, hooks, stem }) {
  const found = (record.related || [])
    .map((id) => ({ id, k: context.indexOf(id) }))
    .filter(({ k }) => k >= 0);
  if (!found.length) return null;
  return h(
    "section",
    { class: "mg-card__related", "aria-labelledby": `${stem}-related` },
    h("h3", { id: `${stem}-related` }, t("Related events")),
    h(
      "ul",
      {},
      found.map(({ id, k }) =>
        h(
          "li",
          {},
          eventButton(context, k, () => hooks.open(id)),
        ),
      ),
    ),
  );
}
