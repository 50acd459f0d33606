// @ts-check
/* An event as the cells of events.csv, so that what is downloaded can be read back as records. */
import { degreesOf, longitudeOf, namesOf } from "../core/event_values.js";
import { citationGroup, summaryMarkdown } from "./summary_markdown.js";

/** @import { Citation, Claim, Context, EventIndex, EventRecord } from "../types" */

/** The columns of events.csv in their order. */
export const COLUMNS = [
  "id",
  "title",
  "date",
  "place",
  "city",
  "latitude",
  "longitude",
  "place_precision",
  "category",
  "actors",
  "attribution",
  "targets",
  "deaths",
  "injured",
  "summary",
  "confidence",
  "related",
];
const TRANSLATED = ["title", "summary"];

/**
 * The columns of events.csv, and those of the translations that the atlas can have.
 * @param {Context} context
 */
export function columnsOf({ meta }) {
  const others = meta.languages.filter((name) => name !== meta.language);
  return [...COLUMNS, ...others.flatMap((name) => TRANSLATED.map((each) => `${each}_${name}`))];
}

/**
 * The claims of the sources of the lens; all where it selects none.
 * @param {Context} context
 * @param {EventIndex} i
 * @param {Claim[] | undefined} claims
 * @param {Citation[]} references
 */
export const selectedClaims = (context, i, claims, references) =>
  (claims || []).filter(({ refs }) =>
    refs.some((n) => context.lens.includes(i, references[n - 1][0])),
  );

/**
 * Claims as their cell; a figure for another scope stands in parentheses.
 * @param {Claim[]} claims
 * @param {Citation[]} references
 */
function claimsText(claims, references) {
  return claims
    .map(({ text, refs, scope }) => {
      const whole = `${text} ${citationGroup(refs.map((n) => references[n - 1]))}`;
      return scope ? `(${whole})` : whole;
    })
    .join("; ");
}

/**
 * An event as the cells of events.csv.
 * @param {Context} context
 * @param {EventIndex} i
 * @param {EventRecord} record
 */
export const cellsOf = (context, i, record) => {
  const { columns, terms } = context;
  /** @param {number | null} value */
  const degrees = (value) => String(value ?? "");
  const { references } = record;
  /** @type {Record<string, string>} */
  const cells = {
    id: record.id,
    title: record.title || "",
    date: record.edtf || "",
    place: record.place || "",
    city: terms.city[columns.city[i]],
    latitude: degrees(degreesOf(columns.latitude[i])),
    longitude: degrees(longitudeOf(columns.longitude[i])),
    place_precision: terms.precision[columns.precision[i]],
    category: terms.category[columns.category[i]].id,
    actors: namesOf(context, "actor", i).join("; "),
    attribution: terms.attribution[columns.attribution[i]],
    targets: namesOf(context, "target", i).join("; "),
    deaths: claimsText(selectedClaims(context, i, record.deaths, references), references),
    injured: claimsText(selectedClaims(context, i, record.injured, references), references),
    summary: summaryMarkdown(record.summary || ""),
    confidence: terms.confidence[columns.confidence[i]],
    related: (record.related || []).join("; "),
  };
  for (const language of context.meta.languages) {
    if (language === context.meta.language) continue;
    for (const name of TRANSLATED) {
      const text = String(record[`${name}_${language}`] || "");
      cells[`${name}_${language}`] = text && name === "summary" ? summaryMarkdown(text) : text;
    }
  }
  return cells;
};
