// @ts-check
/* An id for a new event, of its year, its city and words of its title. */
import { slug } from "./new_place.js";

const WORDS = 3;
const SMALL = new Set([
  "a",
  "an",
  "and",
  "at",
  "by",
  "for",
  "from",
  "in",
  "is",
  "of",
  "on",
  "the",
  "to",
]);

/**
 * @param {Record<string, string>} cells
 * @param {string} day its first day, "" where none is known
 * @param {import("./api.js").EditorState} state whose events, drafts and reserved ids are others
 */
export function suggestedId(cells, day, { files }) {
  const others = [files.events, files.drafts, files.removed].flatMap((file) => file?.records ?? []);
  const taken = new Set(others.map(({ key }) => key));
  const city = slug(cells.city || (cells.place ?? "").split(";")[0] || "");
  const known = new Set(city.split("-"));
  const words = slug(cells.title ?? "")
    .split("-")
    .filter((word) => word && !SMALL.has(word) && !known.has(word));
  const year = /^-?\d+/u.exec(day)?.[0].replace("-", "") ?? "";
  const base = [year, city, ...words.slice(0, WORDS)].filter(Boolean).join("-").slice(0, 80);
  if (!base || !words.length) return "";
  let id = base;
  for (let number = 2; taken.has(id); number += 1) id = `${base}-${number}`;
  return id;
}
