// @ts-check
/* What the columns of records are called, and what is said of each, in the editor's language. */
import { languageName, t } from "../../page/browser/core/messages.js";

/* In English in every language, as what is typed is. */
const DATES = "26 May 1990 · about 1985 · 1 or 2 May 1990 · between 3 and 5 May 1990 · May 1990";

/** @returns {Record<string, string>} */
const names = () => ({
  id: t("Id"),
  state: t("State"),
  title: t("Title"),
  date: t("Date"),
  place: t("Place"),
  city: t("City"),
  latitude: t("Latitude"),
  longitude: t("Longitude"),
  extent_m: t("Extent in metres"),
  place_precision: t("Place precision"),
  category: t("Category"),
  actors: t("Actors"),
  attribution: t("Attribution"),
  targets: t("Targets"),
  deaths: t("Deaths"),
  injured: t("Injured"),
  summary: t("Summary"),
  confidence: t("Confidence"),
  related: t("Related"),
  review: t("Review"),
  name: t("Name"),
  alt_names: t("Other names"),
  radius_m: t("Radius in metres"),
  precision: t("Precision"),
  source: t("Source"),
  note: t("Note"),
  signed_off: t("Signed off"),
  type: t("Type"),
  author: t("Authors"),
  "container-title": t("Newspaper, journal or site"),
  publisher: t("Publisher"),
  issued: t("Issued"),
  page: t("Page"),
  URL: t("Address"),
  DOI: "DOI",
  language: t("Language"),
  accessed: t("Accessed"),
  more: t("More"),
  file: t("File"),
  reason: t("Reason"),
  now: t("Now"),
  kind: t("Kind"),
  read: t("How it was read"),
  archived: t("Archived copy"),
  label: t("Name"),
  text: t("Text"),
  subtitle: t("Subtitle"),
  description: t("Description"),
});

/** @returns {Record<string, string>} */
const meanings = () => ({
  title: t("Short and neutral, on one line."),
  date: t("Typed freely: {examples}", { examples: DATES }),
  place: t(
    "A place of the gazetteer; several with ; between them. Else its name, as sources give it.",
  ),
  place_precision: t("How exactly the place is known."),
  actors: t("Who acted, by the sources; several with ; between them."),
  attribution: t("How firmly it is known who acted."),
  targets: t("Against whom or what; several with ; between them."),
  deaths: t("Each figure with its source; two that disagree are two lines."),
  injured: t("Each figure with its source; two that disagree are two lines."),
  summary: t("Two to six sentences, each with its source: type [@ and choose it."),
  confidence: t("How well it is sourced."),
  review: t("Who has read the record: nothing, “{asked}”, or “{read}”.", {
    asked: "to be read",
    read: "read by A. N. on 2026-11-29",
  }),
  related: t("Ids of other events, with ; between them."),
  id: t("Year, city and a word or two in small letters: {id}. It stays for ever.", {
    id: "1988-hyderabad-september",
  }),
});

/**
 * What a column is called; one that holds a translation says into which language.
 * @param {string} name
 */
export function fieldWords(name) {
  const all = names();
  if (all[name]) return all[name];
  const [, field = "", language = ""] = /^(.+)_([a-z]{2,3})$/u.exec(name) ?? [];
  if (all[field]) {
    return t("{field} ({language})", { field: all[field], language: languageName(language) });
  }
  const words = name.replaceAll(/[_-]/gu, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/**
 * What is said of a column of events; "" for others.
 * @param {string} name
 */
export const fieldMeaning = (name) => meanings()[name] ?? "";
