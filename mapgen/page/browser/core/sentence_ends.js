// @ts-check
/* Where the sentence of a citation ends, in the text that follows the citation. */

/** Stops, as in notation/sentences.py, with the marks that close a quotation, and what follows. */
const STOP = /[.!?…۔؟।॥]+["'”“’‘»«)\]]*(?=\s|$)/gu;
/** What a stop ends no sentence behind: an initial, a short form, a number's sign. */
const SHORT =
  /(?:^|[\s(“"])(?:\p{Lu}|(?:\p{L}\.)+\p{L}|Mr|Mrs|Dr|Gen|Lt|Col|Maj|Brig|Capt|Rs|No|St|vs|p|pp)$/u;

/**
 * How many letters of a text still belong to the sentence of the citation before it; 0 where the
 * sentence does not end in it.
 * @param {string} text
 */
export function endOfSentence(text) {
  for (const stop of text.matchAll(STOP)) {
    if (!SHORT.test(text.slice(0, stop.index))) return stop.index + stop[0].length;
  }
  return 0;
}
