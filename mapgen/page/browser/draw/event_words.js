// @ts-check
/* What an event's record says beside its summary, in words. */
import {
  currentDirection,
  currentLanguage,
  isolatedRuns,
  listed,
  named,
  number,
  t,
} from "../core/messages.js";

/** @import { Context, EventIndex, EventRecord } from "../types" */

/**
 * How exactly the sources give the date, from its EDTF text; "" for a day that is certain.
 * @param {string} edtf
 */
export const dateSoftness = (edtf) => {
  /** @type {string[]} */
  const parts = [];
  const bare = edtf.replace(/[?~%]/g, "");
  if (/^\[/.test(bare)) parts.push(t("one of these days; the sources leave open which"));
  else if (/X/.test(bare)) parts.push(t("known only so far"));
  else if (/^-?\d{4}-(2[1-4])$/.test(bare)) parts.push(t("season known only"));
  else if (/^-?\d{4}-\d{2}$/.test(bare)) parts.push(t("month known only"));
  else if (/^-?\d{4}$/.test(bare)) parts.push(t("year known only"));
  if (/%|\?.*~|~.*\?/.test(edtf)) parts.push(t("approximate and uncertain"));
  else if (edtf.includes("~")) parts.push(t("approximate"));
  else if (edtf.includes("?")) parts.push(t("uncertain"));
  return parts.join(t("; "));
};

/**
 * How exactly the place is known, as a phrase.
 * @param {string} precision
 * @param {number} metres the radius of the place, 0 where it is not known
 */
export const placeSoftness = (precision, metres) => {
  if (precision === "neighbourhood") {
    return metres
      ? t("known only as a neighbourhood, within about {n} m", { n: number(metres) })
      : t("known only as a neighbourhood");
  }
  /** @type {Record<string, string>} */
  const words = {
    town: t("known only as a town"),
    district: t("known only as a district"),
    city: t("known only as the city"),
    province: t("known only as the province"),
    country: t("known only as the country"),
    unknown: t("no exact place"),
  };
  return words[precision] || "";
};

/**
 * How firmly the actors are said to have acted.
 * @param {string} name
 */
export const attributionWord = (name) => {
  /** @type {Record<string, string>} */
  const words = {
    established: t("established"),
    alleged: t("alleged"),
    disputed: t("disputed"),
    unknown: t("not known"),
  };
  return words[name] || name;
};

/**
 * The districts that a region of that label can be.
 * @param {Context} context
 * @param {string} label
 */
function candidatesOf(context, label) {
  for (const { regions } of context.districts.epochs) {
    const region = regions.find((each) => each.label === label);
    if (region) return region.candidates;
  }
  return [label];
}

/**
 * What the join of places and districts leaves open about event i, as {text, lang, dir}, or null.
 * The build writes it in English; in other languages it is said again from the columns.
 * @param {Context} context
 * @param {EventIndex} i
 * @param {EventRecord} record
 */
export const noteOf = (context, i, record) => {
  if (!record.note) return null;
  const language = currentLanguage();
  const english = { text: isolatedRuns(record.note), lang: "en", dir: "ltr" };
  if (language === "en") return english;
  const { columns, terms } = context;
  /** @param {string} text */
  const translated = (text) => ({ text, lang: language, dir: currentDirection() });
  const { offsets, values } = columns.district;
  const all = Array.from(values.subarray(offsets[i], offsets[i + 1]), (k) => terms.district[k]);
  const label = terms.region[columns.region[i]];
  /** @param {string[]} districts */
  const inWords = (districts) => listed(districts.map(named));
  if (record.join === "border") {
    return translated(
      t("The point lies on the border of {districts}; counted in {district}.", {
        districts: inWords(all),
        district: named(label),
      }),
    );
  }
  if (terms.precision[columns.precision[i]] === "district") {
    return translated(t("Only the district is known."));
  }
  const own = candidatesOf(context, label);
  const others = all.filter((name) => !own.includes(name));
  if (!others.length || !columns.radius[i]) return english;
  return translated(
    t("Its place is known to within {n} m, which reaches into {districts} too.", {
      n: number(columns.radius[i]),
      districts: inWords(others),
    }),
  );
};
