/*
 * CSL-JSON items as BibTeX and RIS, field by field as `mapgen export` writes them
 * (mapgen/exchange/to_bibtex.py, to_ris.py).
 */
import { texEscaped } from "../draw/cite.js";

const BIBTEX = {
  article: "article",
  "article-journal": "article",
  "article-magazine": "article",
  "article-newspaper": "article",
  review: "article",
  "review-book": "article",
  book: "book",
  classic: "book",
  collection: "book",
  periodical: "book",
  chapter: "incollection",
  entry: "incollection",
  "entry-dictionary": "incollection",
  "entry-encyclopedia": "incollection",
  "paper-conference": "inproceedings",
  report: "techreport",
  thesis: "phdthesis",
  manuscript: "unpublished",
  speech: "unpublished",
  pamphlet: "booklet",
};
const SUBTYPES = { "article-newspaper": "newspaper", "article-magazine": "magazine" };
const HOLDER = {
  article: "journal",
  incollection: "booktitle",
  inproceedings: "booktitle",
  misc: "howpublished",
};
const PUBLISHER = { techreport: "institution", phdthesis: "school", unpublished: "" };
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const RIS = {
  article: "GEN",
  "article-journal": "JOUR",
  "article-magazine": "MGZN",
  "article-newspaper": "NEWS",
  bill: "BILL",
  book: "BOOK",
  broadcast: "MPCT",
  chapter: "CHAP",
  classic: "CLSWK",
  collection: "SER",
  dataset: "DATA",
  "entry-dictionary": "DICT",
  "entry-encyclopedia": "ENCYC",
  figure: "FIGURE",
  graphic: "ART",
  hearing: "HEAR",
  interview: "PCOMM",
  legal_case: "CASE",
  legislation: "STAT",
  manuscript: "MANSCPT",
  map: "MAP",
  motion_picture: "MPCT",
  pamphlet: "PAMP",
  "paper-conference": "CONF",
  patent: "PAT",
  periodical: "JFULL",
  personal_communication: "PCOMM",
  "post-weblog": "BLOG",
  report: "RPRT",
  review: "JOUR",
  "review-book": "JOUR",
  software: "COMP",
  song: "MUSIC",
  speech: "SLIDE",
  standard: "STAND",
  thesis: "THES",
  webpage: "ELEC",
};

/* eslint-disable no-control-regex -- separators that Python's str.split and splitlines know */
/** A value on one line; what Python splits a text at, too (\x1c to \x1f and \x85). */
const line = (value) =>
  String(value || "")
    .split(/[\s\x1c-\x1f\x85]+/)
    .filter(Boolean)
    .join(" ");
const text = (item, field) => line(item[field]);
const two = (n) => String(n).padStart(2, "0");
const four = (n) => String(n).padStart(4, "0");

/** Dates of issue as [year, month, day], shorter if less is known; two are a range. */
const dateParts = ({ issued }) =>
  ((issued && issued["date-parts"]) || []).map((date) => date.map(Number));
const literalDate = ({ issued }) => line(issued && (issued.literal || issued.raw));
const familyOf = (name) => line(`${name["non-dropping-particle"] || ""} ${name.family || ""}`);
const isAbout = ({ issued }) => Boolean(issued && issued.circa);
const people = (item, role) =>
  (item[role] || []).filter((name) => name && typeof name === "object");
const notes = (item) =>
  String(item.note || "")
    .split(/[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]/)
    .map(line)
    .filter(Boolean);
/* eslint-enable no-control-regex */

/* ---- BibTeX -------------------------------------------------------------------------------- */

function texNames(item, role) {
  const tex = texEscaped;
  return people(item, role)
    .map((name) => {
      const literal = tex(line(name.literal));
      if (literal) return `{${literal}}`;
      const family = tex(familyOf(name));
      const given = tex(line(name.given));
      if (!family || !given) return `{${family || given}}`;
      return `${family}, ${given}`.replace(/\band\b/g, "{and}");
    })
    .join(" and ");
}

function texDate(item) {
  const dates = dateParts(item);
  if (!dates.length) {
    const year = /\b\d{4}\b/.exec(literalDate(item));
    return year ? [["year", `{${year[0]}}`]] : [];
  }
  const [first] = dates;
  const found = [["year", `{${first[0]}}`]];
  if (first.length > 1 && dates.length === 1) found.push(["month", MONTHS[first[1] - 1]]);
  const iso = dates.map((date) => date.map((n, k) => (k ? two(n) : four(n))).join("-")).join("/");
  found.push(["date", `{${iso}${isAbout(item) && dates.length === 1 ? "~" : ""}}`]);
  return found;
}

/** One item as a BibTeX entry. */
export const toBibTeX = (key, item) => {
  const tex = texEscaped;
  const kind = BIBTEX[item.type] || "misc";
  const words = literalDate(item);
  const note = [...notes(item), ...(words ? [`Date: ${words}`] : [])].join("; ");
  const title = text(item, "title");
  const plain = [
    ["author", texNames(item, "author")],
    ["editor", texNames(item, "editor")],
    ["translator", texNames(item, "translator")],
    ["title", title ? `{${tex(title)}}` : ""],
    [HOLDER[kind] || "series", tex(text(item, "container-title"))],
    [kind in PUBLISHER ? PUBLISHER[kind] : "publisher", tex(text(item, "publisher"))],
    ["address", tex(text(item, "publisher-place"))],
    ["edition", tex(text(item, "edition"))],
    ["volume", tex(text(item, "volume"))],
    ["number", tex(text(item, "issue") || text(item, "number"))],
    ["pages", tex(text(item, "page")).replace(/(\d)\s*[-–]+\s*(?=\d)/g, "$1--")],
    ["type", tex(text(item, "genre"))],
    ["doi", tex(text(item, "DOI"))],
    ["url", text(item, "URL").replace(/{/g, "%7B").replace(/}/g, "%7D")],
    ["langid", tex(text(item, "language"))],
    ["entrysubtype", SUBTYPES[item.type] || ""],
    ["note", tex(note)],
  ];
  const seen = new Set();
  const fields = [];
  for (const [name, value] of plain) {
    if (name && value && !seen.has(name)) {
      seen.add(name);
      fields.push([name, `{${value}}`]);
    }
    if (name === "title") fields.push(...texDate(item));
  }
  const id = key.replace(/[\s,{}%#\\"'()=~]/g, "-");
  const lines = fields.map(([name, value]) => `  ${name} = ${value},\n`).join("");
  return `@${kind}{${id},\n${lines}}\n`;
};

/* ---- RIS ----------------------------------------------------------------------------------- */

function risNames(item, role) {
  return people(item, role).map((name) => {
    const literal = line(name.literal);
    if (literal) return literal.replace(/,/g, "");
    const family = familyOf(name);
    const given = line(name.given);
    return family && given ? `${family}, ${given}` : family || given;
  });
}

function risDates(item) {
  const dates = dateParts(item);
  const words = literalDate(item);
  if (!dates.length) {
    const year = /\b\d{4}\b/.exec(words);
    return [
      ["PY", year ? year[0] : ""],
      ["DA", words ? `${year ? year[0] : ""}///${words}` : ""],
    ];
  }
  const [[year, ...rest]] = dates;
  const found = [["PY", four(year)]];
  const about = isAbout(item) ? "about" : "";
  if (dates.length === 1 && (rest.length || about)) {
    const parts = [...rest, 0, 0].slice(0, 2).map((n) => (n ? two(n) : ""));
    found.push(["DA", `${four(year)}/${parts.join("/")}/${about}`]);
  }
  return found;
}

/** One item as a RIS record. */
export const toRIS = (key, item) => {
  const kind = RIS[item.type] || "GEN";
  const pages = text(item, "page");
  const both = /^([\p{L}\p{N}_]+)\s*[-–]+\s*([\p{L}\p{N}_]+)$/u.exec(pages);
  const tags = [
    ...risNames(item, "author").map((name) => ["AU", name]),
    ...risNames(item, "editor").map((name) => [kind === "BOOK" ? "A3" : "A2", name]),
    ...risNames(item, "translator").map((name) => ["A4", name]),
    ["TI", text(item, "title")],
    ["T2", text(item, "container-title")],
    ...risDates(item),
    ["PB", text(item, "publisher")],
    ["CY", text(item, "publisher-place")],
    ["ET", text(item, "edition")],
    ["VL", text(item, "volume")],
    ["IS", text(item, "issue")],
    ["SP", both ? both[1] : pages],
    ["EP", both ? both[2] : ""],
    ["M3", text(item, "genre")],
    ["DO", text(item, "DOI")],
    ["UR", text(item, "URL")],
    ["LA", text(item, "language")],
    ...notes(item).map((each) => ["N1", each]),
  ];
  /* One value, one line: a break in a value would begin a field, or a record, of its own. */
  const lines = [["TY", kind], ["ID", key], ...tags.filter(([, value]) => value), ["ER", ""]];
  return lines.map(([tag, value]) => `${tag}  - ${line(value)}\r\n`).join("");
};

/** Items as one file: "bibtex", "ris" or "csl". */
export const referencesAs = (form, items) => {
  if (form === "bibtex") return items.map(([key, item]) => toBibTeX(key, item)).join("\n");
  if (form === "ris") return items.map(([key, item]) => toRIS(key, item)).join("\r\n");
  return `${JSON.stringify(
    items.map(([id, item]) => ({ id, ...item })),
    null,
    1,
  )}\n`;
};
