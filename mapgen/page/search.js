/* Text folding, so that a name is found in any of its usual spellings. */
(function (mapgen) {
  "use strict";

  const ASCII = /^[\0-\x7f]*$/;

  /** Lower case, no diacritics, Arabic letter variants joined, one space between words. */
  function plain(text) {
    if (ASCII.test(text)) return text.toLowerCase().replace(/[^a-z0-9]+/g, " ").trim();
    return text
      .normalize("NFKD")
      .replace(/[\u0300-\u036f\u064b-\u065f\u0670\u0640]/g, "")
      .replace(/[يى]/g, "ی")
      .replace(/ك/g, "ک")
      .replace(/[ھةۀ]/g, "ہ")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim();
  }

  /**
   * What is left when transliterations stop differing: Pucca = Pakka, Mohajir = Muhajir,
   * Latif Abad = Latifabad, Pathan = Patthan.
   */
  function skeleton(text) {
    return plain(text)
      .replace(/ /g, "")
      .replace(/ck|q|c(?!h)/g, "k")
      .replace(/ph/g, "f")
      .replace(/w/g, "v")
      .replace(/y|ee|ie/g, "i")
      .replace(/[aeiou]+/g, "a")
      .replace(/(.)\1+/g, "$1");
  }

  /** The folded forms of a text, joined by a mark that no query can hold. */
  const fold = (text) => `${plain(text)}\u0000${skeleton(text)}`;

  /** A test for folded texts: every word of the query is found, short ones only as written. */
  function matcher(query) {
    const words = plain(query).split(" ").filter(Boolean);
    const whole = skeleton(query);
    const bones = words.map((word) => (word.length >= 4 ? skeleton(word) : null));
    return (folded) => {
      const at = folded.indexOf("\u0000");
      const written = folded.slice(0, at);
      const rest = folded.slice(at + 1);
      if (whole.length >= 5 && rest.includes(whole)) return true;
      return words.every(
        (word, k) => written.includes(word) || (bones[k] !== null && rest.includes(bones[k])),
      );
    };
  }

  /** The same test for texts as they are: what is written first, what it sounds like if need be. */
  function rawMatcher(query) {
    const words = plain(query).split(" ").filter(Boolean);
    const test = matcher(query);
    return (text) => {
      const written = plain(text);
      return words.every((word) => written.includes(word)) || test(`${written}\u0000${skeleton(written)}`);
    };
  }

  mapgen.search = { plain, skeleton, fold, matcher, rawMatcher };
})((window.mapgen = window.mapgen || {}));
