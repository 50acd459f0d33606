// @ts-check
/* The table and the sentence of a comparison: the events and the dead of two times, and the difference. */
import { differenceOf, roundedOut, sameLength, yearsIn } from "../core/difference.js";
import { t, tn } from "../core/messages.js";
import { differenceWords, rangeWords } from "./difference_words.js";
import { h } from "./dom.js";

/** @import { Days, Figures } from "../core/difference.js" */
/** @typedef {Figures & Days & {name: string}} ComparedTime a range, and what its map shows of it */
/** @typedef {"events" | "dead"} Figure */
/** @typedef {Partial<Record<Figure, string>>} DifferenceWords without the dead where none are stated */

/**
 * Whether no source of a time states any dead, which is not the same as none dead.
 * @param {ComparedTime} time
 */
const isSilent = ({ events, unstated }) => unstated > 0 && unstated === events[1];

/**
 * The differences of two times in words, by the year where the times are not equally long.
 * @param {ComparedTime} one
 * @param {ComparedTime} other
 * @param {boolean} withDeaths whether the events of the page state deaths at all
 * @returns {DifferenceWords}
 */
export function comparisonWords(one, other, withDeaths) {
  const yearly = !sameLength(one, other);
  /** @type {[number, number]} */
  const years = yearly ? [yearsIn(one), yearsIn(other)] : [1, 1];
  /** @param {Figure} key */
  const words = (key) =>
    differenceWords(roundedOut(differenceOf(one[key], other[key], years)), yearly);
  if (!withDeaths) return { events: words("events") };
  /* What is not known has no difference. */
  const unknown = isSilent(one) || isSilent(other);
  return { events: words("events"), dead: unknown ? t("not known") : words("dead") };
}

/**
 * The head and the body of the table.
 * @param {ComparedTime} one
 * @param {ComparedTime} other
 * @param {DifferenceWords} words
 */
export function comparisonRows(one, other, words) {
  /** @type {(key: Figure, time: ComparedTime) => string} */
  const cell = (key, time) =>
    key === "dead" && isSilent(time) ? t("not stated") : rangeWords(time[key]);
  /** @type {(key: Figure, name: string) => HTMLElement} */
  const row = (key, name) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, name),
      [one, other].map((time) => h("td", {}, cell(key, time))),
      h("td", {}, words[key]),
    );
  const heads = [one.name, other.name, t("Difference")];
  return [
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("td", {}),
        heads.map((each) => h("th", { scope: "col" }, each)),
      ),
    ),
    h("tbody", {}, row("events", t("Events")), words.dead && row("dead", t("Dead"))),
  ];
}

/**
 * The comparison as a sentence, with the number of events whose dead no source states.
 * @param {ComparedTime} one
 * @param {ComparedTime} other
 * @param {DifferenceWords} words
 */
export function comparisonSentence(one, other, words) {
  const values = { first: one.name, second: other.name, ...words };
  if (!words.dead) return t("{second} against {first}: events, {events}.", values);
  const sentence = t("{second} against {first}: events, {events}; dead, {dead}.", values);
  const unstated = one.unstated + other.unstated;
  if (!unstated) return sentence;
  const silent = tn(
    "For {n} event no source states the dead.",
    "For {n} events no source states the dead.",
    unstated,
  );
  return `${sentence} ${silent}`;
}
