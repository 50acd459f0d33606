// @ts-check
/* The source lens in words: kinds and languages of sources, and a sentence that names the selected ones. */
import { UNKNOWN } from "../core/lens.js";
import { isolated, languageName, listed, t, tn } from "../core/messages.js";

/** @import { Context } from "../types" */
/** @import { LensKey } from "../core/filter_table.js" */

/** What the kinds of sources are called, one source of each. */
export const kindNames = () => ({
  "contemporary-report": t("Report of the time"),
  "later-press": t("Later press"),
  scholarship: t("Scholarship"),
  "human-rights": t("Human-rights body"),
  dataset: t("Data set"),
  party: t("Party or participant"),
  encyclopaedia: t("Encyclopaedia"),
  memoir: t("Memoir"),
  [UNKNOWN.kind]: t("Kind not said"),
});

/** @type {Record<string, (context: Context, value: string) => string>} */
const NAMES = {
  sources: (context, key) => (context.sources[key] || { short: key }).short,
  source_kinds: (_, kind) => /** @type {Record<string, string>} */ (kindNames())[kind] || kind,
  source_languages: (_, tag) =>
    tag === UNKNOWN.language ? t("Language not said") : languageName(tag),
};

/**
 * The name of a value of one of the lens's filters, or null for another filter.
 * @param {Context} context
 * @param {string} filter
 * @param {string} value
 * @returns {string | null}
 */
export const lensName = (context, filter, value) =>
  NAMES[filter] ? NAMES[filter](context, value) : null;

export const ofTheTime = () => t("Only sources of the time");

/**
 * "The map as UCDP tells it.", or null without a lens.
 * @param {Context} context
 * @returns {string | null}
 */
export function lensSentence(context) {
  if (!context.lens.isOn) return null;
  const { selection } = context.lens;
  /** @param {Exclude<LensKey, "of_the_time">} key */
  const names = (key) =>
    (selection[key] || []).map((value) => isolated(NAMES[key](context, value)));
  const sources = names("sources");
  const kinds = names("source_kinds");
  const languages = names("source_languages");
  const others = [
    kinds.length ? t("kind: {kinds}", { kinds: kinds.join(t(" or ")) }) : "",
    languages.length ? t("language: {languages}", { languages: languages.join(t(" or ")) }) : "",
    selection.of_the_time ? t("of the time") : "",
  ].filter(Boolean);
  if (!others.length) {
    return tn("The map as {who} tells it.", "The map as {who} tell it.", sources.length, {
      who: listed(sources),
    });
  }
  const which = others.join(t("; "));
  return sources.length
    ? tn(
        "The map as {who} tells it ({which}).",
        "The map as {who} tell it ({which}).",
        sources.length,
        { who: listed(sources), which },
      )
    : t("The map as these sources tell it: {which}.", { which });
}

/** What the lens does to figures and texts, in a sentence. */
export const lensNote = () =>
  t("Figures are those of the chosen sources alone; what only others tell is pale.");
