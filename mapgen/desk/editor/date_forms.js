// @ts-check
/* What a typed date says (about, one of, between, before, after), and the same dates said otherwise. */

/** @typedef {"exactly" | "about" | "or" | "between" | "before" | "after"} DateForm */

/** @type {[DateForm, RegExp][]} */
const PATTERNS = [
  ["about", /^(?:about|around|circa|c\.|ca\.?|approximately)\s+(?<a>.+)$/iu],
  ["about", /^(?<a>[^[\]/,]+)~$/u],
  ["between", /^between(?:\s+(?<a>.+?))?\s+and(?:\s+(?<b>.+))?$/iu],
  ["between", /^\[(?<a>[^,.]+)\.\.(?<b>[^,.]+)\]$/u],
  ["before", /^before(?:\s+(?<a>.+))?$/iu],
  ["after", /^after(?:\s+(?<a>.+))?$/iu],
  ["or", /^(?:either\s+)?(?<a>.+?)\s+or(?:\s+(?<b>.+))?$/iu],
  ["or", /^\[(?<a>[^,]+),\s*(?<b>[^\]]+)\]$/u],
];
/** @type {Record<DateForm, (a: string, b: string) => string>} */
const WRITTEN = {
  exactly: (a) => a,
  about: (a) => `about ${a}`,
  or: (a, b) => `${a} or ${b}`,
  between: (a, b) => `between ${a} and ${b}`,
  before: (a) => `before ${a}`,
  after: (a) => `after ${a}`,
};

/**
 * The form of a typed date, and the dates in it.
 * @param {string} text
 * @returns {{form: DateForm, dates: string[]}}
 */
export function dateForm(text) {
  const typed = text.trim();
  for (const [form, pattern] of PATTERNS) {
    const { groups } = pattern.exec(typed) ?? {};
    if (groups) return { form, dates: [groups.a, groups.b].map((each) => (each ?? "").trim()) };
  }
  return { form: "exactly", dates: [typed, ""] };
}

/**
 * The dates of a text in another form; what is missing is left to be typed at its end.
 * @param {string} text
 * @param {DateForm} form
 */
export function inForm(text, form) {
  const [first = "", second = ""] = dateForm(text).dates;
  return WRITTEN[form](first, second).replace(/\s+$/u, " ");
}
