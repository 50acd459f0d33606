// @ts-check
/* Which source is meant while its key is typed: by key, author, title or year. Knows no document. */
import { sameLetters } from "../../page/browser/core/letters.js";

/**
 * @typedef {object} KnownSource
 * @property {string} key
 * @property {string} short as readers see it cited
 * @property {string} title
 * @property {string} words all that it is found by, in small letters
 *
 * @typedef {{from: number, to: number, query: string}} Typed where the key stands that is typed
 */

const MOST = 6; // that are offered at a time
const IN_TEXT = /\[[^[\]\n]*?@(?<query>[^[\]\n;,@]{0,60})$/u;
const ALONE = /(?:^|;)\s*@?(?<query>[^;,@]{0,60})$/u;
const REST = /^[\w:.+/-]*/u;

/**
 * The sources of an atlas, ready to be searched.
 * @param {import("./api.js").EditorState} state
 * @returns {KnownSource[]}
 */
export function knownSources({ files, short }) {
  const records = files.sources?.records ?? [];
  return records.map(({ key, value }) => {
    const title = String(value.title ?? value["container-title"] ?? "");
    const label = short[key] ?? "";
    const all = [key, label, title, value["container-title"], value.author, value.issued];
    return { key, short: label, title, words: sameLetters(all.map(wordsOf).join(" ")) };
  });
}

/**
 * The key that is being typed at the caret; null where none is.
 * @param {string} text
 * @param {number} caret
 * @param {boolean} alone citations stand by themselves, not in brackets among other words
 * @returns {Typed | null}
 */
export function typedKey(text, caret, alone) {
  const before = text.slice(0, caret);
  const found = (alone ? ALONE : IN_TEXT).exec(before);
  const query = found?.groups?.query;
  if (query === undefined) return null;
  const rest = REST.exec(text.slice(caret)) ?? [""];
  return { from: caret - query.length, to: caret + rest[0].length, query };
}

/**
 * The sources that are meant, the likeliest first; none once the key stands there whole.
 * @param {KnownSource[]} sources
 * @param {string} query
 */
export function meantSources(sources, query) {
  const typed = sameLetters(query).trim();
  const parts = typed.split(/\s+/u).filter(Boolean);
  const ranked = sources.flatMap((source) => {
    const rank = rankOf(source, typed, parts);
    return rank === null ? [] : [{ source, rank }];
  });
  ranked.sort((one, other) => one.rank - other.rank);
  const [first] = ranked;
  const others = ranked.some(({ source, rank }) => rank <= 1 && source !== first?.source);
  if (typed && first?.rank === 0 && !others) return [];
  return ranked.slice(0, MOST).map(({ source }) => source);
}

/**
 * How well a source fits; null where it does not.
 * @param {KnownSource} source
 * @param {string} typed
 * @param {string[]} parts
 */
function rankOf({ key, words }, typed, parts) {
  const own = sameLetters(key);
  if (own === typed) return 0;
  if (own.startsWith(typed)) return 1;
  if (!parts.every((part) => words.includes(part))) return null;
  return parts.every((part) => ` ${words}`.includes(` ${part}`)) ? 2 : 3;
}

/**
 * A value of CSL-JSON as words.
 * @param {unknown} value
 * @returns {string}
 */
function wordsOf(value) {
  if (value === undefined || value === null) return "";
  if (typeof value !== "object") return String(value);
  return Object.values(value).map(wordsOf).join(" ");
}
