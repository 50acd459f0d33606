// @ts-check
/*
 * The events shown as files: CSV with the columns of events.csv, so that it can be read back as
 * records, and GeoJSON. Names of fields are those that `mapgen export` uses.
 */
import { degreesOf, eventOf, namesOf } from "../core/event_values.js";
import { cleanedHTML, h } from "./dom.js";

/** @import { Citation, Claim, Context, EventIndex, EventRecord } from "../types" */
/** @import { PublicEvent } from "../core/event_values.js" */

const COLUMNS = [
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
/* What is no column of events.csv: `mapgen import` derives it anew. */
const DERIVED = [
  "date_printed",
  "date_from",
  "date_to",
  "place_radius_m",
  "places",
  "deaths_low",
  "deaths_high",
  "injured_low",
  "injured_high",
  "district_on_date",
  "district_candidates",
  "district_join",
  "district_note",
  "deaths_claims",
  "injured_claims",
];

/* ---- an event's cells ------------------------------------------------------------------------ */

/** @param {Citation[]} references */
const group = (references) => {
  const each = references.map(([key, locator]) => (locator ? `@${key}, ${locator}` : `@${key}`));
  return `[${each.join("; ")}]`;
};

/**
 * The claims of the chosen sources; of all where none is chosen.
 * @param {Context} context
 * @param {EventIndex} i
 * @param {Claim[] | undefined} claims
 * @param {Citation[]} references
 */
const chosenClaims = (context, i, claims, references) =>
  (claims || []).filter(({ refs }) =>
    refs.some((n) => context.lens.tells(i, references[n - 1][0])),
  );

/**
 * Claims as their cell; a figure for another scope stands in parentheses.
 * @param {Claim[]} claims
 * @param {Citation[]} references
 */
function claimsText(claims, references) {
  return claims
    .map(({ text, refs, scope }) => {
      const whole = `${text} ${group(refs.map((n) => references[n - 1]))}`;
      return scope ? `(${whole})` : whole;
    })
    .join("; ");
}

/* Letters that Markdown would read as more than themselves. */
/** @param {string} text */
const escaped = (text) => text.replace(/[\\`*_[\]@<]/g, "\\$&");

/**
 * A summary's cleaned HTML as the Markdown that it came from.
 * @param {string} html
 */
function markdown(html) {
  const body = cleanedHTML(h("div", {}), html);
  /**
   * @param {Node} node
   * @returns {string}
   */
  const inline = (node) => {
    if (node instanceof Text) return escaped(node.data.replace(/\s+/g, " "));
    if (!(node instanceof Element)) return "";
    const inner = () => Array.from(node.childNodes, inline).join("");
    switch (node.nodeName) {
      case "SUP":
        return group(
          Array.from(node.querySelectorAll("a[data-key]"), (anchor) => [
            anchor.getAttribute("data-key") || "",
            (anchor.textContent || "").replace(/^\d+(, )?/, ""),
          ]),
        );
      case "EM":
        return `*${inner()}*`;
      case "STRONG":
        return `**${inner()}**`;
      case "A":
        return `[${inner()}](${node.getAttribute("href")})`;
      case "BR":
        return " ";
      default:
        return inner();
    }
  };
  /** @param {Node} node */
  const block = (node) => {
    if (node instanceof Element && /^[UO]L$/.test(node.nodeName)) {
      /** @param {number} k */
      const mark = (k) => (node.nodeName === "OL" ? `${k + 1}.` : "-");
      return Array.from(node.children, (item, k) => `${mark(k)} ${inline(item).trim()}`).join("\n");
    }
    return inline(node).trim();
  };
  return Array.from(body.childNodes, block).filter(Boolean).join("\n\n");
}

/**
 * An event as the cells of events.csv.
 * @param {Context} context
 * @param {EventIndex} i
 * @param {EventRecord} record
 */
export const cellsOf = (context, i, record) => {
  const { columns, terms } = context;
  /** @param {number} value */
  const degrees = (value) => String(degreesOf(value) ?? "");
  const { references } = record;
  /** @type {Record<string, string>} */
  const cells = {
    id: record.id,
    title: record.title || "",
    date: record.edtf || "",
    place: record.place || "",
    city: terms.city[columns.city[i]],
    latitude: degrees(columns.latitude[i]),
    longitude: degrees(columns.longitude[i]),
    place_precision: terms.precision[columns.precision[i]],
    category: terms.category[columns.category[i]].id,
    actors: namesOf(context, "actor", i).join("; "),
    attribution: terms.attribution[columns.attribution[i]],
    targets: namesOf(context, "target", i).join("; "),
    deaths: claimsText(chosenClaims(context, i, record.deaths, references), references),
    injured: claimsText(chosenClaims(context, i, record.injured, references), references),
    summary: markdown(record.summary || ""),
    confidence: terms.confidence[columns.confidence[i]],
    related: (record.related || []).join("; "),
  };
  for (const language of context.meta.languages) {
    if (language === context.meta.language) continue;
    for (const name of TRANSLATED) {
      const text = String(record[`${name}_${language}`] || "");
      cells[`${name}_${language}`] = text && name === "summary" ? markdown(text) : text;
    }
  }
  return cells;
};

/* ---- CSV ------------------------------------------------------------------------------------- */

const NUMBER = /^[-+]?\d+(\.\d+)?$/;

const FORMULA = /^[ \t\r\n]*[=+\-@\t\r]/;
/** What looks guarded already: it gets one more apostrophe, so that an import gives it back. */
const GUARDED = /^'+[ \t\r\n]*[=+\-@\t\r]/;

/**
 * Spreadsheets take a cell that begins so for a formula: it gets an apostrophe; numbers stay.
 * @param {string} text
 */
export const guarded = (text) =>
  GUARDED.test(text) || (FORMULA.test(text) && !NUMBER.test(text)) ? `'${text}` : text;

/** @param {string} text */
const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);

/** @param {string[]} cells */
const row = (cells) => `${cells.map((cell) => quoted(guarded(cell))).join(",")}\r\n`;

/**
 * The columns of events.csv, and those of the translations that the atlas can have.
 * @param {Context} context
 */
function columnsOf({ meta }) {
  const others = meta.languages.filter((name) => name !== meta.language);
  return [...COLUMNS, ...others.flatMap((name) => TRANSLATED.map((each) => `${each}_${name}`))];
}

/**
 * All parts of a CSV file of these events; of translations the columns that are not empty.
 * @param {Context} context
 * @param {Iterable<EventIndex>} events
 */
export const eventsAsCSV = async (context, events) => {
  const all = columnsOf(context);
  const filled = new Set(COLUMNS);
  /** @type {string[][]} */
  const rows = [];
  for (const i of events) {
    const cells = cellsOf(context, i, context.peek(i) || (await context.read(i)));
    for (const name of all) if (cells[name]) filled.add(name);
    rows.push(all.map((name) => cells[name]));
  }
  const kept = all.map((_, at) => at).filter((at) => filled.has(all[at]));
  /* The mark at the beginning tells spreadsheets that the text is UTF-8. */
  const head = `\ufeff${kept.map((at) => all[at]).join(",")}\r\n`;
  return [head, ...rows.map((cells) => row(kept.map((at) => cells[at])))];
};

/* ---- GeoJSON --------------------------------------------------------------------------------- */

/**
 * An object without the values that say nothing.
 * @param {Record<string, unknown>} values
 */
const given = (values) =>
  Object.fromEntries(
    Object.entries(values).filter(
      ([, value]) =>
        value !== "" &&
        value !== null &&
        value !== undefined &&
        !(Array.isArray(value) && !value.length),
    ),
  );

/**
 * The point of an event, the points of its places, or null.
 * @param {PublicEvent} event
 */
function geometryOf({ latitude, longitude, places }) {
  /** @param {{latitude: number | null, longitude: number | null}} each */
  const at = (each) => [each.longitude, each.latitude];
  if (latitude === null) return null;
  return places
    ? { type: "MultiPoint", coordinates: places.map(at) }
    : { type: "Point", coordinates: at({ latitude, longitude }) };
}

/**
 * @param {Context} context
 * @param {EventIndex} i
 * @param {EventRecord} record
 */
function featureOf(context, i, record) {
  const { columns } = context;
  const cells = cellsOf(context, i, record);
  delete cells.latitude;
  delete cells.longitude;
  const event = eventOf(context, i);
  const { references } = record;
  /** @param {number[]} refs */
  const cited = (refs) =>
    refs.map((n) => {
      const [key, locator] = references[n - 1];
      const source = context.sources[key];
      return given({ key, locator, label: source?.short, url: source?.url });
    });
  /** @param {Claim[] | undefined} list */
  const claims = (list) =>
    chosenClaims(context, i, list, references).map(({ text, refs, counted }) => ({
      figure: text,
      counted,
      citations: cited(refs),
    }));
  return {
    type: "Feature",
    id: record.id,
    geometry: geometryOf(event),
    properties: given({
      ...cells,
      date_printed: record.date,
      date_from: event.from,
      date_to: event.to,
      place_radius_m: columns.radius[i] || null,
      places: event.places,
      deaths_low: event.deaths_low,
      deaths_high: event.deaths_high,
      injured_low: event.injured_low,
      injured_high: event.injured_high,
      district_on_date: event.district,
      district_candidates: event.candidates,
      district_join: record.join,
      district_note: record.note,
      deaths_claims: claims(record.deaths),
      injured_claims: claims(record.injured),
    }),
  };
}

/**
 * All parts of a GeoJSON file of these events, a feature a line.
 * @param {Context} context
 * @param {Iterable<EventIndex>} events
 * @param {Record<string, unknown>} head what the file says of itself
 */
export const eventsAsGeoJSON = async (context, events, head) => {
  const filled = new Set(COLUMNS);
  /** @type {string[]} */
  const parts = [];
  for (const i of events) {
    const feature = featureOf(context, i, context.peek(i) || (await context.read(i)));
    Object.keys(feature.properties).forEach((name) => filled.add(name));
    parts.push(`${parts.length ? ",\n" : ""}${JSON.stringify(feature)}`);
  }
  const columns = columnsOf(context).filter((name) => filled.has(name));
  const collection = { type: "FeatureCollection", ...given(head), columns, derived: DERIVED };
  const opening = JSON.stringify(collection, null, 1).replace(/\s*}$/, "");
  return [`${opening},\n "features": [\n`, ...parts, "\n]}\n"];
};

/**
 * The keys of the sources that these events cite, in the bibliography's order; with `chosen` only
 * those of the source lens.
 * @param {Context} context
 * @param {Iterable<EventIndex>} events
 * @param {boolean} [chosen]
 */
export const keysCited = async (context, events, chosen = false) => {
  const cited = new Set();
  for (const i of events) {
    const record = context.peek(i) || (await context.read(i));
    for (const [key] of record.references) {
      if (!chosen || context.lens.tells(i, key)) cited.add(key);
    }
  }
  return Object.keys(context.sources).filter((key) => cited.has(key));
};
