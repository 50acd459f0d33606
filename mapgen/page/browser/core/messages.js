// @ts-check
/*
 * The words of the interface. Message ids are the English texts; catalogues come from gettext files
 * (locale/), packed by the build (`Catalogue` in types.d.ts). The direction of the interface and that
 * of texts in the language differ where the interface has no words in it and stays English.
 */
import * as days from "./days.js";

/** @import { Catalogue, Day, Direction } from "../types" */
/** @typedef {Record<string, string | number>} Values what replaces {names} in a message */

const WESTERN = "0123456789";
/** The English names of the months, in which citations are printed too. */
export const ENGLISH_MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
/** @type {Catalogue} */
const ENGLISH = {
  direction: "ltr",
  textDirection: "ltr",
  digits: WESTERN,
  group: ",",
  plurals: ["one", "other"],
  months: ENGLISH_MONTHS,
  day: "{day} {month} {year}",
  month: "{month} {year}",
  bc: "{year} BC",
  messages: {},
  names: {},
};
/** @type {Record<string, Catalogue>} */
const catalogues = { en: ENGLISH };
let language = "en";
let catalogue = ENGLISH;
let rule = new Intl.PluralRules("en");

/* Letters of the scripts that run from the right: Hebrew, Arabic, Syriac, Thaana, N'Ko, Adlam … */
const FROM_RIGHT =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const RUNS_FROM_RIGHT = new RegExp(
  `(?:${FROM_RIGHT.source})+(?: +(?:${FROM_RIGHT.source})+)*`,
  "gu",
);
/* Between thousands; between thousands, lakh and crore. */
const THREES = /\B(?=(\d{3})+$)/g;
const PAIRS = /\B(?=(\d{2})*\d{3}$)/g;
const FROM_LEFT =
  /(?![\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}])\p{L}/u;

/**
 * A text for the middle of a line: what runs against the line stands between U+2068 and U+2069, so
 * that it does not move its neighbours (12 shots beside a name in Arabic script). In elements of its
 * own a text stands in a `bdi` instead.
 * @param {string} text
 */
export const isolated = (text) =>
  (catalogue.direction === "rtl" ? FROM_LEFT : FROM_RIGHT).test(text)
    ? `\u2068${text}\u2069`
    : text;

/**
 * A sentence in which each run of words against the line is isolated.
 * @param {string} text
 */
export const isolatedRuns = (text) =>
  catalogue.direction === "rtl" ? text : text.replace(RUNS_FROM_RIGHT, "\u2068$&\u2069");

/**
 * Names as one text, each isolated.
 * @param {string[]} names
 */
export const listed = (names) => names.map(isolated).join(t(", "));

/**
 * @param {string} message
 * @param {Values} [values]
 */
function substitute(message, values) {
  return message.replace(/\{(\w+)\}/g, (whole, name) =>
    values && name in values ? isolated(String(values[name])) : whole,
  );
}

/** @param {string | string[] | undefined} found */
const first = (found) => (Array.isArray(found) ? found[0] : found);

/**
 * The message in the reader's language, {names} replaced by values.
 * @param {string} msgid
 * @param {Values} [values]
 */
export const t = (msgid, values) => substitute(first(catalogue.messages[msgid]) || msgid, values);

/**
 * The form that n takes by the platform's rules; the last one where no form is of its category.
 * @param {string[]} forms
 * @param {number} n
 */
function formOf(forms, n) {
  const at = catalogue.plurals.indexOf(rule.select(n));
  return forms[at < 0 || at >= forms.length ? forms.length - 1 : at];
}

/**
 * The form of the message that n takes; {n} is printed with the language's digits.
 * @param {string} singular
 * @param {string} plural
 * @param {number} n
 * @param {Values} [values]
 */
export const tn = (singular, plural, n, values) => {
  const forms = catalogue.messages[singular];
  const message = Array.isArray(forms) ? formOf(forms, n) : n === 1 ? singular : plural;
  return substitute(message, { n: number(n), ...values });
};

/**
 * A name of the atlas (a category, district, place, actor) in the reader's language, if known.
 * @param {string} name
 */
export const named = (name) =>
  (catalogue.names && catalogue.names[name]) || first(catalogue.messages[name]) || name;

/**
 * A whole number with the language's digits and, from 10,000 up, its grouping mark.
 * @param {number} n
 */
export const number = (n) => {
  const plain =
    Math.abs(n) >= 10000
      ? String(n).replace(catalogue.pairs ? PAIRS : THREES, catalogue.group || ",")
      : String(n);
  return digits(plain);
};

/**
 * Any text with its digits replaced by the language's.
 * @param {string} text
 */
export const digits = (text) => {
  const { digits } = catalogue;
  if (digits === WESTERN) return String(text);
  return String(text).replace(/[0-9]/g, (d) => digits[Number(d)]);
};

/**
 * Years of ISO 8601, of which 0 is 1 BC, as text: "1986", "44 BC", "480–479 BC", "1985–1986".
 * @param {number} first
 * @param {number} [last]
 */
export const printYears = (first, last = first) => {
  /** @type {(years: string | number) => string} */
  const before = (years) => (catalogue.bc || ENGLISH.bc).replace("{year}", String(years));
  if (first > 0) return digits(first === last ? `${first}` : `${first}–${last}`);
  if (last > 0) return digits(`${before(1 - first)} – ${last}`);
  return digits(before(first === last ? 1 - first : `${1 - first}–${1 - last}`));
};

/**
 * A day number as "30 September 1988", as "September 1988" with {day: false}, as "September"
 * with {year: false} too.
 * @param {Day} number
 * @param {{day?: boolean, year?: boolean}} [options]
 */
export const printDay = (number, options) => {
  const civil = days.toCivil(number);
  const { months, loneMonths = months } = catalogue;
  const at = civil.month - 1;
  const names = { month: months[at], lone_month: loneMonths[at], number: civil.month };
  /** @type {Values} */
  const parts = { ...civil, ...names, year: printYears(civil.year) };
  const { day = true, year = true } = options || {};
  const pattern = day ? catalogue.day : year ? catalogue.month : "{lone_month}";
  return digits(pattern.replace(/\{(\w+)\}/g, (whole, name) => String(parts[name])));
};

/**
 * What parts two things in a line: a dot, but not where the digit zero is one (٠).
 */
export const divider = () => (catalogue.digits === WESTERN ? " · " : " – ");

export const currentLanguage = () => language;
export const currentDirection = () => catalogue.direction;

/**
 * The direction of texts in a language; that of English where it is not known.
 * @param {string} name
 * @returns {Direction}
 */
export const directionOf = (name) => (catalogues[name] || ENGLISH).textDirection;

/**
 * A language's name in the reader's; its tag where nobody knows one.
 * @param {string} tag
 */
export const languageName = (tag) => {
  const known = catalogue.languages && catalogue.languages[tag];
  if (known) return known;
  try {
    return new Intl.DisplayNames(["en"], { type: "language" }).of(tag) || tag;
  } catch {
    return tag;
  }
};

/** What the atlas says of itself in the reader's language, as cleaned HTML, or "". */
export const aboutHTML = () => catalogue.about || "";
export const guideHTML = () => catalogue.guide || "";

/**
 * Adds what is known of languages: {name: catalogue or a part of one}.
 * @param {Record<string, Partial<Catalogue>>} found
 */
export const addCatalogues = (found) => {
  for (const [name, each] of Object.entries(found)) {
    catalogues[name] = { ...ENGLISH, ...catalogues[name], ...each };
  }
};

/**
 * Changes the language of all messages; English where the name is not known.
 * @param {string} name
 */
export const speakLanguage = (name) => {
  language = catalogues[name] ? name : "en";
  catalogue = catalogues[language];
  rule = new Intl.PluralRules([language, "en"]);
  return language;
};
