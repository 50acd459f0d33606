// @ts-check
/*
 * The chapters of the story as elements: the page that opens it, the list of all, and each with its
 * text, its events and its sources, in the reader's language where it is translated.
 */
import { isIntroduction } from "../../browser/app/opening.js";
import {
  currentLanguage,
  digits,
  directionOf,
  divider,
  number,
  t,
  tn,
} from "../../browser/core/messages.js";
import { printYearsOf } from "../../browser/core/periods.js";
import { cleanedHTML, h, setText, uniqueId } from "../../browser/draw/dom.js";
import { eventButton } from "../../browser/draw/event_button.js";
import { sourceLink, sourceWords } from "../../browser/draw/source_words.js";
import { Introduction } from "./introduction.js";
import { addSceneButtons, daysOf } from "./scenes.js";

/** @import { Chapter, Context, Scene } from "../../browser/types" */

/**
 * A chapter's title and text in the reader's language, or else in the record's.
 * @typedef {{title: string, text: string, lang: string, dir: string}} ChapterWords
 */

/**
 * The attributes that say in which language some words are.
 * @param {ChapterWords} words
 */
export const languageOf = ({ lang, dir }) => ({ lang, dir });

export class Chapters {
  /**
   * @param {Context} context
   * @param {Element} cover what holds the introduction's first words
   * @param {object} acts called when the reader selects a chapter, one of its events, a scene
   * @param {(chapter: Chapter) => void} acts.choose
   * @param {(chapter: Chapter, id: string) => void} acts.open
   * @param {(chapter: Chapter, scene: Scene) => void} acts.show
   */
  constructor(context, cover, { choose, open, show }) {
    this.context = context;
    this.choose = choose;
    this.open = open;
    this.show = show;
    this.all = context.story;
    this.introduction = this.all.find(isIntroduction) || null;
    this.opening = this.introduction && new Introduction(cover, this.introduction);
    this.steps = this.all.filter((chapter) => chapter !== this.introduction);
  }

  /**
   * A chapter's number from 1, or 0 for the introduction.
   * @param {Chapter} chapter
   */
  numbered(chapter) {
    return this.steps.indexOf(chapter) + 1;
  }

  /**
   * The chapter of that id, or of that number.
   * @param {string} name
   */
  find(name) {
    return (
      this.all.find(({ id }) => id === name) ||
      (/^\d+$/.test(name) && this.steps[Number(name) - 1]) ||
      null
    );
  }

  /** The page that opens the story: its first words, and what follows them. */
  cover() {
    const { title, subtitle } = this.context.meta;
    const { introduction, opening } = this;
    const words = opening && opening.words(currentLanguage());
    if (words) prepare(words.text);
    return {
      words: words
        ? [words.title, words.text]
        : [h("h3", { class: "mg-story__title", tabindex: -1 }, subtitle || title)],
      more: [
        introduction && this.references(introduction),
        h("h4", { class: "mg-story__heading" }, t("The story in chapters")),
        this.list(),
      ].filter((each) => each !== null),
    };
  }

  /** The chapters as buttons in their order. */
  list() {
    return h(
      "ol",
      { class: "mg-story__list" },
      this.steps.map((chapter, k) => {
        const words = this.wordsOf(chapter);
        return h(
          "li",
          {},
          h(
            "button",
            {
              type: "button",
              class: "mg-story__choice",
              "data-chapter": chapter.id,
              onclick: () => this.choose(chapter),
            },
            h("span", { class: "mg-story__number" }, number(k + 1)),
            h("span", languageOf(words), words.title),
            h("span", { class: "mg-story__when" }, this.yearsOf(chapter)),
          ),
        );
      }),
    );
  }

  /**
   * @param {Chapter} chapter
   * @param {number} k its number from 0
   */
  article(chapter, k) {
    const words = this.wordsOf(chapter);
    const id = uniqueId("chapter");
    return h(
      "article",
      { class: "mg-story__chapter", "aria-labelledby": id, "data-chapter": chapter.id },
      h(
        "p",
        { class: "mg-story__kicker" },
        t("Chapter {n}", { n: number(k + 1) }),
        h("span", { "aria-hidden": "true" }, divider()),
        daysOf(chapter),
      ),
      h("h3", { class: "mg-story__title", id, tabindex: -1, ...languageOf(words) }, words.title),
      this.withScenes(this.textOf(words), chapter),
      this.eventsOf(chapter),
      this.references(chapter),
    );
  }

  /**
   * A chapter's text with the lines that show its scenes.
   * @param {HTMLElement} text
   * @param {Chapter} chapter
   */
  withScenes(text, chapter) {
    addSceneButtons(text, chapter, (scene) => this.show(chapter, scene));
    return text;
  }

  /** @param {ChapterWords} words */
  textOf(words) {
    const text = h("div", { class: "mg-story__text", ...languageOf(words) });
    cleanedHTML(text, words.text);
    prepare(text);
    return text;
  }

  /** @param {Chapter} chapter */
  eventsOf(chapter) {
    const found = chapter.events
      .map((id) => ({ id, i: this.context.indexOf(id) }))
      .filter(({ i }) => i >= 0);
    if (!found.length) return null;
    const list = h(
      "ul",
      { class: "mg-story__events" },
      found.map(({ id, i }) => {
        const open = eventButton(this.context, i, () => this.open(chapter, id));
        open.addEventListener("pointerenter", () => this.context.hover(i));
        open.addEventListener("pointerleave", () => this.context.hover(-1));
        open.addEventListener("focus", () => this.context.hover(i));
        open.addEventListener("blur", () => this.context.hover(-1));
        return h("li", {}, open);
      }),
    );
    return [h("h4", { class: "mg-story__heading" }, t("Events of this chapter")), list];
  }

  /** @param {Chapter} chapter */
  references(chapter) {
    const { sources } = this.context;
    if (!chapter.references.length) return null;
    return h(
      "details",
      { class: "mg-story__references" },
      h("summary", {}, tn("{n} source", "{n} sources", chapter.references.length)),
      h(
        "ol",
        {},
        chapter.references.map(([key, locator], k) =>
          h(
            "li",
            { tabindex: -1, "data-n": k + 1 },
            sourceWords(sources[key], key),
            locator && ` (${locator})`,
            sourceLink(sources[key]),
          ),
        ),
      ),
    );
  }

  /**
   * @param {Chapter} chapter
   * @returns {ChapterWords}
   */
  wordsOf(chapter) {
    const { language } = this.context.meta;
    const wanted = currentLanguage();
    const own = chapter.words[wanted];
    return own
      ? { ...own, lang: wanted, dir: directionOf(wanted) }
      : { ...chapter.words[language], lang: language, dir: directionOf(language) };
  }

  /** @param {Chapter} chapter */
  yearsOf(chapter) {
    return daysOf(chapter, printYearsOf);
  }
}

/**
 * Gives the citations of a text their numbers and names in the reader's language, and has its links
 * open a page of their own; what has been given them keeps them.
 * @param {Element} text
 */
function prepare(text) {
  for (const mark of text.querySelectorAll(".mg-cite")) {
    const before = mark.previousSibling;
    if (before instanceof Text) before.data = before.data.trimEnd();
  }
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const citations = text.querySelectorAll("a[data-key]");
  for (const anchor of citations) {
    const n = anchor.dataset.n || String(parseInt(anchor.textContent || "", 10));
    anchor.dataset.n = n;
    anchor.setAttribute("aria-label", t("Source {n}", { n: digits(n) }));
    setText(anchor, digits(n));
  }
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = text.querySelectorAll("a[href]:not([data-key])");
  for (const anchor of links) {
    anchor.target = "_blank";
    anchor.rel = "noopener noreferrer";
  }
}
