// @ts-check
/*
 * What the kinds of problems are called in the editor's language. The problem itself, with what is
 * wrong in this place, stands in the words of `mapgen check`, in English.
 */
import { t } from "../../page/browser/core/messages.js";

/** @returns {Record<string, string>} by code, or by the room before the stroke */
const kinds = () => ({
  "category/": t("A setting is wrong"),
  "citation/": t("The citation cannot be read"),
  "citation/unknown-source": t("The source is not in the list"),
  "city/": t("The city does not fit"),
  "claim/": t("The figure cannot be read"),
  "claim/no-citation": t("A figure without a source"),
  "coordinate/": t("The coordinates cannot be right"),
  "coordinate/half": t("Coordinates are missing"),
  "date/": t("The date cannot be read"),
  "date/end-before-beginning": t("The end is before the beginning"),
  "date/no-such-day": t("The calendar has no such day"),
  "date/outside-the-period": t("Outside the atlas’s period"),
  "district/": t("Districts or shapes are wrong"),
  "field/": t("None of the words that may stand here"),
  "file/": t("The file cannot be read"),
  "file/missing": t("A file is missing"),
  "id/": t("The id is missing or wrong"),
  "id/reserved": t("The id was another event’s"),
  "id/twice": t("The same id or name twice"),
  "join/outside": t("The point lies in no district"),
  "join/reaches-across": t("The place may lie in another district"),
  "json/": t("The file cannot be read"),
  "name/": t("A title or name is missing"),
  "name/twice": t("The same id or name twice"),
  "place/": t("Place and precision do not agree"),
  "place/missing": t("The place is missing"),
  "place/no-point": t("Coordinates are missing"),
  "place/no-source": t("The point has no source"),
  "place/not-a-radius": t("The radius cannot be read"),
  "place/unknown": t("The place is not in the gazetteer"),
  "place/unknown-precision": t("None of the words that may stand here"),
  "related/": t("No event has this id"),
  "removed/": t("No event has this id"),
  "removed/no-reason": t("The reason is missing"),
  "row/": t("The row of a data set does not fit"),
  "setting/": t("A setting is wrong"),
  "shape/": t("Districts or shapes are wrong"),
  "source/": t("A field of the source cannot be read"),
  "source/no-id": t("The id is missing or wrong"),
  "source/no-title": t("A title or name is missing"),
  "source/not-a-key": t("The id is missing or wrong"),
  "source/not-an-address": t("Not a web address"),
  "source/uncited": t("A source that nothing cites"),
  "source/unknown-type": t("None of the words that may stand here"),
  "story/": t("A chapter is wrong"),
  "story/unknown-event": t("No event has this id"),
  "summary/missing": t("The summary is missing"),
  "summary/not-a-web-link": t("Not a web address"),
  "summary/sentence-without-citation": t("A sentence without a source"),
  "summary/too-long": t("Too long"),
  "table/": t("Columns or cells are missing or too many"),
  "table/cell-too-long": t("Too long"),
  "text/": t("Letters that cannot be seen or read"),
  "title/missing": t("A title or name is missing"),
  "title/": t("Too long"),
  "title/line-break": t("Letters that cannot be seen or read"),
  "toml/": t("The file cannot be read"),
  "translation/other-numbers": t("The translation has other numbers than its text"),
  "translation/other-sources": t("The translation cites other sources than its text"),
  "wikidata/": t("Not an item of Wikidata"),
  "wording/loaded-word": t("A loaded word"),
  "wording/kept-without-use": t("A word that is kept is not used"),
});

/**
 * What a kind of problems is called; "" where it has no name.
 * @param {string} code
 */
export function kindWords(code) {
  const known = kinds();
  return known[code] ?? known[code.slice(0, code.indexOf("/") + 1)] ?? "";
}
