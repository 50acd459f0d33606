// @ts-check
/* What is said at each field of an event. */

/** @type {Record<string, string>} */
export const MEANINGS = {
  id: "Year, city and a word or two in small letters: 1988-hyderabad-september. It stays for ever.",
  title: "Short and neutral, on one line.",
  date: "Typed freely: 26 May 1990 · about 1985 · 1 or 2 May 1990 · between 3 and 5 May 1990 · May 1990",
  place:
    "A place of the gazetteer; several with ; between them. Else its name, as sources give it.",
  place_precision:
    "How exactly the place is known: only spot, neighbourhood and town have a point.",
  actors: "Who acted, by the sources; several with ; between them.",
  attribution: "How firmly it is known who acted.",
  targets: "Against whom or what; several with ; between them.",
  deaths:
    "Each figure with its source. One for another scope (other days, the whole province) does not count.",
  summary: "Two to six sentences, each with its source: … [@key, p. 3].",
  confidence: "A: several independent sources · B: one good source · C: thin, shown with a caveat.",
  review: "Who has read the record: nothing, “to be read”, or “read by A. N. on 2026-11-29”.",
  related: "Ids of other events, with ; between them.",
};
