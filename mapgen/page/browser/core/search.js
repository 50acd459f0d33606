// @ts-check
/* Text folding, so that a name is found in any of its usual spellings. */
import { sameLetters } from "./letters.js";

const ASCII = /^[\0-\x7f]*$/;

/**
 * Lower case, no diacritics, letters and digits of all scripts as `sameLetters` says, one space
 * between words.
 * @param {string} text
 */
export function plain(text) {
  if (ASCII.test(text)) {
    return text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, " ")
      .trim();
  }
  return sameLetters(text)
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim();
}

/**
 * What is left of each word when transliterations stop differing: Pucca = Pakka,
 * Mohajir = Muhajir, Pathan = Patthan.
 * @param {string} written
 */
const bones = (written) =>
  written
    .replace(/c(?=[eiy])/g, "s")
    .replace(/ck|q|c(?!h)/g, "k")
    .replace(/ph/g, "f")
    .replace(/w/g, "v")
    .replace(/y|ee|ie/g, "i")
    .replace(/[aeiou]+/g, "a")
    .replace(/(.)\1+/g, "$1");

/**
 * The same of a whole text, in which blanks stop differing too: Latif Abad = Latifabad.
 * @param {string} words
 */
const joined = (words) => words.replace(/ /g, "").replace(/(.)\1+/g, "$1");
/** @param {string} text */
export const skeleton = (text) => joined(bones(plain(text)));

/**
 * The folded forms of a plain text, joined by a mark that no query can hold.
 * @param {string} written
 */
function folded(written) {
  const words = bones(written);
  return `${written}\u0000${joined(words)}\u0000 ${words} `;
}
/** @param {string} text */
export const fold = (text) => folded(plain(text));

/** So many letters of a word's bones are enough for its beginning; shorter ones are the word. */
const ENOUGH = 5;

/**
 * A test for folded texts: every word of the query is found as it is written, or as another
 * spelling of a word; short ones only as written. “Qila” is no part of “killed”.
 * @param {string} query
 * @returns {(folded: string) => boolean}
 */
export function matcher(query) {
  const words = plain(query).split(" ").filter(Boolean);
  const whole = skeleton(query);
  const spelt = words.map((word) => {
    const bone = word.length >= 4 ? bones(word) : "";
    return bone && (bone.length < ENOUGH ? ` ${bone} ` : ` ${bone}`);
  });
  return (text) => {
    const [written, run, each] = text.split("\u0000");
    if (whole.length >= ENOUGH && run.includes(whole)) return true;
    return words.every(
      (word, k) => written.includes(word) || (spelt[k] !== "" && each.includes(spelt[k])),
    );
  };
}

/**
 * The same test for texts as they are: what is written first, what it sounds like if need be.
 * @param {string} query
 * @returns {(text: string) => boolean}
 */
export function rawMatcher(query) {
  const words = plain(query).split(" ").filter(Boolean);
  const test = matcher(query);
  return (text) => {
    const written = plain(text);
    return words.every((word) => written.includes(word)) || test(folded(written));
  };
}
