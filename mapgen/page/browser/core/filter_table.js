// @ts-check
/*
 * The one table of filters. The state and its address (`app/store.js`), the filter's bits
 * (`filter.js`), the words for what is filtered (`draw/filter_words.js`) and the panel of filters
 * (`components/event_filter`) all read it. `mapgen/records/fields.py` names the same keys; a test
 * holds the two together.
 *
 *   key      in the address and in `window.atlas`
 *   bit      the filter's own bit in `Filter.fails`; keys of the source lens share that of `lens`
 *   column   the column, and the list of terms, that it looks at: one value an event,
 *            or with `many` a list of values
 *   list     whether its value is a list of names
 *   heading, hint  what the panel says of it
 *   open     whether the panel shows it opened at first
 *   lens     whether it is a key of the source lens (`lens.js`)
 *   inner    whether it is no key of the state
 */
import { t } from "./messages.js";

/**
 * @import { FilterName, LensColumn, StateKey, TermColumn } from "../types"
 * @typedef {Extract<StateKey, "sources" | "source_kinds" | "source_languages" | "of_the_time">} LensKey
 * @typedef {object} FilterRow
 * @property {FilterName | LensKey} key
 * @property {number} [bit]
 * @property {TermColumn | LensColumn | "category" | "layer"} [column]
 * @property {boolean} [many]
 * @property {boolean} [list]
 * @property {boolean} [open]
 * @property {boolean} [lens]
 * @property {boolean} [inner]
 * @property {() => string} [heading]
 * @property {() => string} [hint]
 */

/** @type {readonly FilterRow[]} */
export const FILTERS = Object.freeze([
  { key: "years", bit: 1, list: true },
  {
    key: "categories",
    bit: 2,
    column: "category",
    list: true,
    open: true,
    heading: () => t("Kind of event"),
  },
  { key: "cities", bit: 4, column: "city", list: true, open: true, heading: () => t("City") },
  {
    key: "districts",
    bit: 8,
    column: "district",
    many: true,
    list: true,
    heading: () => t("District of the time"),
    hint: () => t("Where a district is uncertain, every district that it can be counts."),
  },
  {
    key: "actors",
    bit: 16,
    column: "actor",
    many: true,
    list: true,
    heading: () => t("Who acted"),
    hint: () => t("As the sources name them. Being named here is not a finding of guilt."),
  },
  {
    key: "targets",
    bit: 32,
    column: "target",
    many: true,
    list: true,
    heading: () => t("Who suffered it"),
  },
  {
    key: "attribution",
    bit: 64,
    column: "attribution",
    list: true,
    heading: () => t("How firmly it is attributed"),
  },
  {
    key: "confidence",
    bit: 128,
    column: "confidence",
    list: true,
    heading: () => t("How well it is sourced"),
  },
  { key: "deaths", bit: 256 },
  { key: "text", bit: 512 },
  { key: "layers", bit: 1024, column: "layer", inner: true },
  { key: "lens", bit: 2048, inner: true },
  {
    key: "sources",
    column: "source",
    lens: true,
    list: true,
    heading: () => t("Told by which source"),
    hint: () => t("Figures are those of the chosen sources alone; what only others tell is pale."),
  },
  {
    key: "source_kinds",
    column: "sourceKind",
    lens: true,
    list: true,
    heading: () => t("Told by which kind of source"),
  },
  {
    key: "source_languages",
    column: "sourceLanguage",
    lens: true,
    list: true,
    heading: () => t("Language of the source"),
  },
  { key: "of_the_time", lens: true },
]);

/**
 * A filter over terms that a reader chooses from, and what the panel says of it.
 * @typedef {Exclude<FilterName, "years" | "deaths" | "text" | "layers" | "lens">} TermKey
 * @typedef {Omit<FilterRow, "key" | "column" | "heading"> & {heading: () => string}} ChoiceWords
 * @typedef {ChoiceWords & {key: TermKey, column: TermColumn | "category"}} TermRow
 * @typedef {ChoiceWords & {key: Exclude<LensKey, "of_the_time">, column: LensColumn}} LensRow
 * @typedef {TermRow | LensRow} ChoiceRow
 */
export const CHOICES = /** @type {ChoiceRow[]} */ (FILTERS.filter(({ heading }) => heading));

/** Those that look at columns of the events, without those of the source lens. */
export const TERM_FILTERS = /** @type {TermRow[]} */ (CHOICES.filter(({ lens }) => !lens));
