// @ts-check
/* What a check has found of an event, in words. */
import { element } from "./elements.js";

/** @typedef {import("./api.js").EventCheck} EventCheck */
/** @typedef {EventCheck["problems"][number]} Problem */

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

/** @param {Problem} problem */
function problemLine({ message, value, mend }) {
  return element("p", { class: "wrong" }, `${value ? `“${value}”: ` : ""}${message}. ${mend}`);
}

/** @param {Problem[]} problems */
export function verdictOf(problems) {
  const errors = problems.filter((each) => each.severity === "error").length;
  const warnings = problems.length - errors;
  if (!errors) {
    return `No error${warnings ? `, ${warnings} to think about` : ""}: it can be saved.`;
  }
  const things = errors > 1 ? "things are" : "thing is";
  return `${errors} ${things} still missing or wrong: it can be kept as a draft.`;
}

/**
 * What stands below fields, by column.
 * @param {EventCheck} found
 * @returns {Record<string, string>}
 */
export function hintsOf({ date, places, district, figures }) {
  const spots = places.map(({ name, latitude, longitude, radius }) =>
    latitude === null
      ? `${name}: no point on the map`
      : `${name}: ${latitude}, ${longitude} ± ${Math.round(radius ?? 0)} m`,
  );
  const where = [...spots, district && `District of that day: ${district}`];
  return {
    date: date.edtf ? `${date.edtf} · ${date.words}` : "",
    place: where.filter(Boolean).join(" · "),
    ...Object.fromEntries(
      Object.entries(figures).map(([name, { brief }]) => [name, `In brief: ${brief}`]),
    ),
  };
}
