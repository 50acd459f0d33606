// @ts-check
/* The filters in force in words: names of their values, and a sentence. */
import { CHOICES } from "../core/filter_table.js";
import { isolated, named, number, t, tn } from "../core/messages.js";
import { lensName, ofTheTime } from "./lens_words.js";
import { printRange, printRuns } from "../core/periods.js";

/** @import { Context, Patch } from "../types" */

/**
 * A value of a filter in force: the filter's key, the value of a list, words, and the patch of the
 * state that removes it.
 * @typedef {{key: string, value?: string, text: string, remove: Patch}} FilterInForce
 */

/** @type {Record<string, () => Record<string, string>>} */
const NAMES = {
  attribution: () => ({
    established: t("Established"),
    alleged: t("Alleged"),
    disputed: t("Disputed"),
    unknown: t("Unknown"),
  }),
  confidence: () => ({
    A: t("A: contemporary or independent sources agree"),
    B: t("B: one decent source, or sources that differ"),
    C: t("C: thin or partisan, read with caution"),
  }),
};

/**
 * A filter value in the reader's words: a category's label, "Alleged", a name as it is.
 * @param {Context} context
 * @param {string} filter
 * @param {string} value
 */
export const nameOf = (context, filter, value) => {
  if (filter === "categories") {
    const category = context.terms.category.find(({ id }) => id === value);
    return category ? named(category.label) : value;
  }
  if (filter === "cities" && value === "") return t("Neither city");
  const name = lensName(context, filter, value);
  if (name !== null) return name;
  const names = NAMES[filter] && NAMES[filter]();
  return names && value in names ? names[value] : named(value);
};

/**
 * What each filter in force in a state says: [{key, value, text, remove: patch}], time first.
 * @param {Context} context
 */
export const filtersOf = (context, state = context.store.get()) => {
  /** @type {FilterInForce[]} */
  const found = [];
  if (state.from !== null || state.to !== null) {
    const text = printRange(...context.range(state));
    found.push({ key: "time", text, remove: { from: null, to: null } });
  }
  if (state.years) {
    const text = t("only {years}", { years: printRuns(state.years) });
    found.push({ key: "years", text, remove: { years: null } });
  }
  for (const { key } of CHOICES) {
    const values = state[key] || [];
    for (const value of values) {
      const rest = values.filter((other) => other !== value);
      found.push({
        key,
        value,
        text: nameOf(context, key, value),
        remove: { [key]: rest },
      });
    }
  }
  if (state.of_the_time) {
    found.push({ key: "of_the_time", text: ofTheTime(), remove: { of_the_time: null } });
  }
  if (state.deaths) {
    const n = { n: number(state.deaths.min) };
    const text =
      state.deaths.bound === "high"
        ? t("at least {n} dead by the highest figure", n)
        : t("at least {n} dead by the lowest figure", n);
    found.push({ key: "deaths", text, remove: { deaths: null } });
  }
  if (state.text) {
    found.push({
      key: "text",
      text: t("“{text}”", { text: state.text }),
      remove: { text: null },
    });
  }
  return found;
};

/**
 * The filters as one sentence; values of one filter are alternatives.
 * @param {Context} context
 */
export const sentenceOf = (context) => {
  const shown = context.visibleCount();
  const filters = filtersOf(context);
  const numbers = { n: number(shown), all: number(context.total) };
  if (!filters.length) return tn("The one event of the atlas.", "All {n} events.", context.total);
  /** @type {Map<string, string[]>} */
  const groups = new Map();
  for (const { key, text } of filters) {
    groups.set(key, [...(groups.get(key) || []), isolated(text)]);
  }
  const phrase = [...groups.values()].map((texts) => texts.join(t(" or "))).join(t("; "));
  const values = { ...numbers, filters: phrase };
  return tn(
    "{n} of {all} event: {filters}.",
    "{n} of {all} events: {filters}.",
    context.total,
    values,
  );
};
