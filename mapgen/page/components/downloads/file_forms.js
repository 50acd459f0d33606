// @ts-check
/* The forms in which the events shown, their sources and a picture of the map are saved. */
import { timeName } from "../../browser/core/file_names.js";
import { permalink, slug } from "../../browser/draw/cite.js";
import { eventsAsCSV, eventsAsGeoJSON, keysCited } from "../../browser/draw/events_export.js";
import { pictureOf } from "../../browser/draw/picture_of.js";
import { asPNG } from "./png.js";

/** @import { Context, EventIndex } from "../../browser/types" */

/**
 * A form in which events or sources are saved.
 * @typedef {object} FileForm
 * @property {"csv" | "geojson" | "bibtex" | "csl" | "ris" | "png" | "svg"} form
 * @property {string} name
 * @property {string} ending of the file's name
 * @property {string} type the media type
 * @property {"events" | "sources" | "map"} of what is saved
 * @property {boolean} [carried] whether the page carries its texts
 */

/** @type {FileForm[]} */
const FORMS = [
  { form: "csv", name: "CSV", ending: "csv", type: "text/csv;charset=utf-8", of: "events" },
  {
    form: "geojson",
    name: "GeoJSON",
    ending: "geojson",
    type: "application/geo+json",
    of: "events",
  },
  {
    form: "bibtex",
    name: "BibTeX",
    ending: "bib",
    type: "application/x-bibtex;charset=utf-8",
    of: "sources",
    carried: true,
  },
  { form: "csl", name: "CSL-JSON", ending: "json", type: "application/json", of: "sources" },
  {
    form: "ris",
    name: "RIS",
    ending: "ris",
    type: "application/x-research-info-systems",
    of: "sources",
    carried: true,
  },
  { form: "png", name: "PNG", ending: "png", type: "image/png", of: "map" },
  { form: "svg", name: "SVG", ending: "svg", type: "image/svg+xml", of: "map" },
];

/**
 * The forms in which something can be saved: the sources of a map of one's own have no texts with
 * them.
 * @param {Context} context
 * @param {FileForm["of"]} of
 */
export function formsOf(context, of) {
  const carried = Object.values(context.sources).every((source) => source.bibtex);
  return FORMS.filter((form) => form.of === of && (carried || !form.carried));
}

/**
 * The parts of a file's text: the events shown, or the sources behind them; on a page of counts all
 * sources.
 * @param {Context} context
 * @param {FileForm} form
 * @returns {Promise<BlobPart[]>}
 */
export async function contentsOf(context, { form }) {
  if (form === "svg" || form === "png") return [await pictureAs(context, form)];
  const events = context.groups ? [] : context.visible().slice();
  if (form === "csv") return eventsAsCSV(context, events);
  if (form === "geojson") return eventsAsGeoJSON(context, events, await headOf(context, events));
  const keys = context.groups
    ? Object.keys(context.sources)
    : await keysCited(context, events, true);
  if (form === "csl") return [`${JSON.stringify(itemsOf(context, keys), null, 1)}\n`];
  return keys.map((key) => context.sources[key][form] || "");
}

/**
 * The picture of what is seen: the text of an SVG file, or a PNG. A page of counts has none, since a
 * picture does not draw its squares.
 * @param {Context} context
 * @param {"svg" | "png"} form
 * @returns {Promise<string | Blob>}
 */
export async function pictureAs(context, form) {
  if (context.groups) throw new Error("atlas: a page of counts has no picture");
  const svg = pictureOf(context);
  return form === "png" ? asPNG(svg) : svg;
}

/**
 * Sources as CSL-JSON.
 * @param {Context} context
 * @param {string[]} keys
 */
const itemsOf = (context, keys) => keys.map((id) => ({ id, ...context.sources[id].csl }));

/**
 * What a file of events says of itself.
 * @param {Context} context
 * @param {Iterable<EventIndex>} events
 */
async function headOf(context, events) {
  const { title, subtitle, editor, licence, url, language } = context.meta;
  return {
    title,
    subtitle,
    editor,
    licence,
    url,
    language,
    view: permalink(context).replace(/^[^#]*/, ""),
    sources: itemsOf(context, await keysCited(context, events)),
  };
}

/**
 * "title-events-1986-08-to-1986-12.csv": what, and of which time.
 * @param {Context} context
 * @param {FileForm} form
 */
export function fileName(context, { of, ending }) {
  const when = timeName(context.range(), context.store.get().years);
  const lens = context.lens.isOn ? "-chosen-sources" : "";
  return `${slug(context.meta.title)}-${of}-${when}${lens}.${ending}`;
}
