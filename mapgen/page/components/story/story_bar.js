// @ts-check
/*
 * The bar over a chapter: which one it is, the way to the next and to all others, and the note that
 * the map no longer shows what the chapter asks for.
 */
import { number, t } from "../../browser/core/messages.js";
import { nameButton } from "../../browser/draw/controls.js";
import { h, replace, svg, uniqueId } from "../../browser/draw/dom.js";
import { languageOf } from "./chapters.js";

/** @import { ChapterWords } from "./chapters.js" */

/**
 * Where one is: in chapter n of `all`; `follows` says whether the map shows what it asks for.
 * @typedef {{n: number, all: number, words: ChapterWords, follows: boolean}} Place
 */

export class StoryBar {
  /**
   * @param {object} acts
   * @param {(by: 1 | -1) => void} acts.step goes to another chapter
   * @param {() => void} acts.leave closes the story
   * @param {() => void} acts.comeBack shows again what the chapter asks for
   */
  constructor({ step, leave, comeBack }) {
    const button = (/** @type {string} */ name, /** @type {() => void} */ act) =>
      h("button", { type: "button", class: `mg-story__${name}`, onclick: act });
    this.back = button("back", () => step(-1));
    this.next = button("next", () => step(1));
    this.place = button("contents-button", () => {
      this.showContents(this.contents.hidden);
    });
    this.close = button("close", leave);
    this.contents = h("nav", {
      class: "mg-story__contents",
      id: uniqueId("chapters"),
      hidden: true,
    });
    this.place.setAttribute("aria-controls", this.contents.id);
    this.element = h(
      "div",
      { class: "mg-story__bar", role: "group", hidden: true },
      this.back,
      this.place,
      this.next,
      this.close,
    );
    this.noteWords = h("p", {});
    this.comeBack = button("return", comeBack);
    this.note = h(
      "div",
      { class: "mg-story__unfollowed", hidden: true },
      this.noteWords,
      this.comeBack,
    );
  }

  translate() {
    nameButton(this.close, t("Close the story"));
    this.element.setAttribute("aria-label", t("Chapters of the story"));
    this.contents.setAttribute("aria-label", t("All chapters"));
    replace(this.back, arrow(false));
    replace(this.next, arrow(true));
    replace(this.close, h("span", { class: "mg-story__cross", "aria-hidden": "true" }));
  }

  /** Nothing of the bar is shown outside the chapters. */
  hide() {
    this.element.hidden = true;
    this.note.hidden = true;
    this.showContents(false);
  }

  /** @param {Place} place */
  update({ n, all, words, follows }) {
    this.element.hidden = false;
    this.note.hidden = follows;
    replace(
      this.place,
      h(
        "span",
        { class: "mg-story__place" },
        t("Chapter {n} of {all}", { n: number(n), all: number(all) }),
      ),
      " ",
      h("span", { class: "mg-story__name", ...languageOf(words) }, words.title),
    );
    this.place.title = t("All chapters");
    nameButton(this.back, n > 1 ? t("Previous chapter") : t("Back to the introduction"));
    nameButton(this.next, t("Next chapter"));
    this.back.setAttribute("aria-disabled", "false");
    this.next.setAttribute("aria-disabled", String(n === all));
    this.element.style.setProperty("--mg-story-progress", String(n / all));
    this.noteWords.textContent = t("The map is yours.");
    this.comeBack.textContent = t("Return to chapter {n}", { n: number(n) });
  }

  /** The note as it is read out. */
  get noteText() {
    return `${this.noteWords.textContent} ${this.comeBack.textContent}`;
  }

  /**
   * Opens the list of chapters at the one that is read, or closes it.
   * @param {boolean} open
   */
  showContents(open) {
    this.contents.hidden = !open;
    this.place.setAttribute("aria-expanded", String(open));
    if (!open) return;
    /** @type {HTMLElement | null} */
    const here = this.contents.querySelector('[aria-current="step"]');
    if (here) here.focus();
  }

  /** Closes the list of chapters from the keyboard; returns whether it was open. */
  closeContents() {
    if (this.contents.hidden) return false;
    this.showContents(false);
    this.place.focus();
    return true;
  }
}

/** @param {boolean} forward */
const arrow = (forward) =>
  svg(
    "svg",
    {
      class: "mg-story__arrow",
      viewBox: "0 0 24 24",
      width: 20,
      height: 20,
      "aria-hidden": "true",
    },
    svg("path", {
      d: forward ? "M9 5l7 7-7 7" : "M15 5l-7 7 7 7",
      fill: "none",
      stroke: "currentColor",
      "stroke-width": 2,
    }),
  );
