// @ts-check
/* What a check has found of an event, in words. */
import { currentLanguage, divider, isolated, t, tn } from "../../page/browser/core/messages.js";
import { element } from "./elements.js";
import { kindWords } from "./problem_kinds.js";

/** @typedef {import("./api.js").EventCheck} EventCheck */
/** @typedef {EventCheck["problems"][number]} Problem */
/** @typedef {Pick<Problem, "message" | "value" | "mend" | "code">} Told */

/**
 * Shows what is wrong with a field below it.
 * @param {HTMLElement} place
 * @param {HTMLElement | undefined} control
 * @param {Problem[]} problems
 */
export function markProblems(place, control, problems) {
  place.replaceChildren(...problems.map(problemLine));
  const isWrong = problems.some((each) => each.severity === "error");
  control?.setAttribute("aria-invalid", String(isWrong));
}

/**
 * A problem in the words of `mapgen check`, behind what its kind is called in the editor's language.
 * @param {Told} problem
 */
export function problemLine({ message, value, mend, code }) {
  const words = `${value ? `“${value}”: ` : ""}${message}. ${mend}`;
  const said = { lang: "en", dir: "ltr" };
  const kind = currentLanguage() === "en" ? "" : kindWords(code);
  if (!kind) return element("p", { class: "wrong", ...said }, words);
  return element("p", { class: "wrong" }, `${kind}. `, element("bdi", said, words));
}

/**
 * Whether it can be saved, or kept as a draft, of which chapters have none.
 * @param {Problem[]} problems
 * @param {boolean} [drafts]
 */
export function verdictOf(problems, drafts = true) {
  const errors = problems.filter((each) => each.severity === "error").length;
  const warnings = problems.length - errors;
  if (!errors) {
    if (!warnings) return t("No error: it can be saved.");
    const words = tn("{n} thing to think about", "{n} things to think about", warnings);
    return t("No error, {words}: it can be saved.", { words });
  }
  if (!drafts) {
    return tn(
      "{n} thing is still missing or wrong: the map stays as it was until it is mended.",
      "{n} things are still missing or wrong: the map stays as it was until they are mended.",
      errors,
    );
  }
  return tn(
    "{n} thing is still missing or wrong: it can be kept as a draft.",
    "{n} things are still missing or wrong: it can be kept as a draft.",
    errors,
  );
}

/**
 * What stands below fields, by column.
 * @param {EventCheck} found
 * @returns {Record<string, string>}
 */
export function hintsOf({ date, places, district, figures }) {
  const spots = places.map(({ name, latitude, longitude, radius }) =>
    latitude === null
      ? t("{name}: no point on the map", { name })
      : t("{name}: {latitude}, {longitude} ± {n} m", {
          name,
          latitude,
          longitude: longitude ?? "",
          n: Math.round(radius ?? 0),
        }),
  );
  const where = [...spots, district && t("District of that day: {district}", { district })];
  return {
    date: date.edtf ? `${isolated(date.edtf)}${divider()}${isolated(date.words)}` : "",
    place: where.filter(Boolean).join(divider()),
    ...Object.fromEntries(
      Object.entries(figures).map(([name, { brief }]) => [
        name,
        brief && t("In brief: {figure}", { figure: brief }),
      ]),
    ),
  };
}
