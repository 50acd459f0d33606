// @ts-check
/*
 * The introduction's first words as the document has them, in a template for each wording; on a first
 * visit those of the reader's language stand beside theirs and are read already (first_words.js).
 */
import { cleanedHTML, h } from "../../browser/draw/dom.js";

/** @import { Chapter } from "../../browser/types" */

export class Introduction {
  /**
   * Takes the templates out of the cover.
   * @param {Element} cover
   * @param {Chapter} chapter
   */
  constructor(cover, chapter) {
    this.rest = chapter.rest || {};
    this.templates = Array.from(cover.querySelectorAll("template"));
    for (const template of this.templates) template.remove();
    /** The words that are read already, until they are asked for. */
    this.read = Array.from(cover.children);
  }

  /**
   * Its title and its text in a language: the elements that are read already, if they are of it.
   * @param {string} language
   */
  words(language) {
    const { read } = this;
    this.read = [];
    const found = this.templates.find(({ dataset }) =>
      (dataset.languages || "").split(" ").includes(language),
    );
    const made = found
      ? Array.from(/** @type {HTMLElement} */ (found.content.cloneNode(true)).children)
      : [];
    const words = made.every((each, k) => read[k]?.isEqualNode(each)) ? read : made;
    const [title, text] = words;
    const rest = text instanceof HTMLElement && this.rest[text.lang];
    if (rest) {
      const more = h("div");
      cleanedHTML(more, rest);
      text.append(...more.childNodes);
    }
    return { title, text };
  }
}
