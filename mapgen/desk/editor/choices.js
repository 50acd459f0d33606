// @ts-check
/* Fields with words of a vocabulary: each word with its meaning, as the vocabulary itself says it. */
import { isolated, t } from "../../page/browser/core/messages.js";
import { element } from "./elements.js";

/** @typedef {Record<string, string>} Meanings by word; "" where a word needs none */

/**
 * A select of words, each with what it means.
 * @param {string[]} words
 * @param {Meanings | undefined} meanings
 * @param {string} chosen
 */
export function wordChoice(words, meanings, chosen) {
  const all = chosen && !words.includes(chosen) ? [chosen, ...words] : words;
  const options = all.map((value) =>
    element("option", { value }, wordWithMeaning(value, meanings?.[value])),
  );
  const select = element("select", {}, element("option", { value: "" }, "—"), ...options);
  select.value = chosen;
  return select;
}

/**
 * @param {string} word
 * @param {string} [meaning] in English, as the vocabulary or the settings have it
 */
function wordWithMeaning(word, meaning) {
  return meaning ? `${isolated(word)} – ${t(meaning)}` : word;
}
