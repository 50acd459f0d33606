// @ts-check
/* The story's text that one scrolls through: its cover, or its chapters one below the other. */
import { t } from "../../browser/core/messages.js";
import { h, moves, replace } from "../../browser/draw/dom.js";
import { buttonOf, firstScene, sceneAt } from "./scenes.js";

/** @import { Chapter, Scene } from "../../browser/types" */
/** @import { Chapters } from "./chapters.js" */

/** How far down the visible text its line of reading lies, as a share of its height. */
const LINE = 0.35;
/** Milliseconds for which a chapter rests on the line of reading before it is shown. */
const REST = 180;
/** Milliseconds after which a scroll of the page's own is over, where the browser does not say so. */
const SCROLLED_AFTER = { smooth: 1500, instant: 120 };

/**
 * A part of the story's frame, which stands in the document (page.html.jinja).
 * @param {Element} frame
 * @param {string} name
 */
export const partOf = (frame, name) =>
  /** @type {HTMLElement} */ (frame.querySelector(`.mg-story__${name}`));

export class StoryScroller {
  /**
   * @param {Element} frame the story's in the document
   * @param {Chapters} chapters
   * @param {object} acts
   * @param {() => {chapter: Chapter, scene: Scene | null} | null} acts.current what is read
   * @param {(chapter: Chapter, scene: Scene | null) => void} acts.moved called when the reader has
   *   scrolled to another chapter or scene
   * @param {() => void} acts.rested called when it stays on the line of reading
   */
  constructor(frame, chapters, { current, moved, rested }) {
    this.chapters = chapters;
    this.current = current;
    this.moved = moved;
    this.rested = rested;
    /** @type {HTMLElement[]} the chapters, in their order */
    this.articles = [];
    this.coverIsDrawn = false;
    this.textIsDrawn = false;
    /** Whether the page itself scrolls: passing by other chapters is not reading them. */
    this.passing = false;
    this.resting = 0;
    this.arriving = 0;
    this.cover = partOf(frame, "cover");
    this.text = h("div", { class: "mg-story__chapters", hidden: true });
    this.element = partOf(frame, "scroller");
    this.element.append(this.text);
    this.element.addEventListener("scroll", () => this.scrolled(), { passive: true });
    this.element.addEventListener("click", (/** @type {MouseEvent} */ event) =>
      this.showReference(event),
    );
  }

  /** The words are of another language: they are drawn again. */
  translate() {
    this.element.setAttribute("aria-label", t("The story’s text"));
    this.coverIsDrawn = false;
    this.textIsDrawn = false;
  }

  drawCover() {
    if (this.coverIsDrawn) return;
    this.coverIsDrawn = true;
    const { words, more } = this.chapters.cover();
    for (const each of [...this.cover.children]) if (!words.includes(each)) each.remove();
    this.cover.append(...words.filter((each) => !this.cover.contains(each)), ...more);
  }

  /** Draws the chapters; returns whether they had not been drawn. */
  drawText() {
    if (this.textIsDrawn) return false;
    this.textIsDrawn = true;
    this.articles = this.chapters.steps.map((chapter, k) => this.chapters.article(chapter, k));
    replace(this.text, this.articles);
    return true;
  }

  /**
   * Shows the chapters or the cover, and marks what is read.
   * @param {Chapter | null} chapter
   * @param {Scene | null} scene
   */
  update(chapter, scene) {
    this.text.hidden = !chapter;
    this.cover.hidden = Boolean(chapter);
    for (const article of this.articles) {
      const here = chapter !== null && article.dataset.chapter === chapter.id;
      article.classList.toggle("mg-story__chapter--here", here);
    }
    for (const each of this.element.querySelectorAll(".mg-story__scene[aria-current]")) {
      each.removeAttribute("aria-current");
    }
    const button = chapter && buttonOf(this.articleOf(chapter), chapter, scene);
    if (button) button.setAttribute("aria-current", "step");
  }

  /** @param {Chapter} chapter */
  articleOf(chapter) {
    return this.articles.find((each) => each.dataset.chapter === chapter.id) || null;
  }

  /** @param {Chapter} chapter */
  focusTitle(chapter) {
    const title = this.articleOf(chapter)?.querySelector("h3");
    if (title) title.focus({ preventScroll: true });
  }

  get hasFocus() {
    return this.element.contains(document.activeElement);
  }

  /* ---- scrolling ---------------------------------------------------------------------------- */

  /** Where the page itself scrolls, as at 400 %, the text is brought into its view. */
  bringIntoPage() {
    const { overflowY } = getComputedStyle(document.body);
    if (overflowY === "visible" && this.element.offsetHeight) {
      this.element.scrollIntoView({ block: "start", behavior: "instant" });
    }
  }

  toStart() {
    this.element.scrollTop = 0;
  }

  /**
   * @param {Chapter} chapter
   * @param {boolean} smooth
   * @param {Scene | null} [scene]
   */
  scrollTo(chapter, smooth, scene = null) {
    this.bringIntoPage();
    const article = this.articleOf(chapter);
    const button = scene !== firstScene(chapter) && buttonOf(article, chapter, scene);
    const start = article ? article.offsetTop : 0;
    const top = button ? this.topOf(button) : start;
    clearTimeout(this.resting);
    if (Math.abs(this.element.scrollTop - top) < 1) return;
    this.passing = true;
    const arrived = () => {
      this.passing = false;
      clearTimeout(this.arriving);
      this.element.removeEventListener("scrollend", arrived);
    };
    clearTimeout(this.arriving);
    const { smooth: slow, instant } = SCROLLED_AFTER;
    this.arriving = window.setTimeout(arrived, smooth ? slow : instant);
    this.element.addEventListener("scrollend", arrived);
    this.element.scrollTo({ top, behavior: smooth ? "smooth" : "instant" });
  }

  /**
   * How far to scroll until a scene begins a little above the line of reading.
   * @param {Element} button of the scene
   */
  topOf(button) {
    const { top } = this.element.getBoundingClientRect();
    const line = this.element.clientHeight * LINE;
    const below = button.getBoundingClientRect().top - top - line * 0.8;
    return Math.max(0, Math.round(this.element.scrollTop + below));
  }

  /**
   * Scrolls back to a chapter: a panel that was hidden has forgotten how far it was scrolled.
   * @param {Chapter} chapter
   */
  bringBack(chapter) {
    const article = this.articleOf(chapter);
    if (!article) return;
    const { scrollTop } = this.element;
    const top = article.offsetTop;
    if (scrollTop < top - 1 || scrollTop > top + article.offsetHeight) {
      this.scrollTo(chapter, false);
    }
  }

  /** Finds what is on the line of reading, chapter and scene. */
  scrolled() {
    const current = this.passing ? null : this.current();
    if (!current) return;
    const line = this.element.clientHeight * LINE;
    let k = 0;
    this.articles.forEach((article, n) => {
      if (article.offsetTop <= this.element.scrollTop + line) k = n;
    });
    const chapter = this.chapters.steps[k];
    const scene = sceneAt(this.articles[k], chapter, this.element, line);
    if (chapter === current.chapter && scene === current.scene) return;
    this.moved(chapter, scene);
    clearTimeout(this.resting);
    this.resting = window.setTimeout(() => this.rested(), REST);
  }

  /**
   * A citation that is pressed opens the references at its own.
   * @param {MouseEvent} event
   */
  showReference(event) {
    /** @type {HTMLAnchorElement | null} */
    const anchor = /** @type {Element} */ (event.target).closest("a[data-key]");
    if (!anchor) return;
    event.preventDefault();
    const whole = anchor.closest("article, .mg-story__cover");
    /** @type {HTMLDetailsElement | null | undefined} */
    const details = whole?.querySelector(".mg-story__references");
    /** @type {HTMLElement | null | undefined} */
    const item = details?.querySelector(`[data-n="${anchor.dataset.n}"]`);
    if (!details || !item) return;
    details.open = true;
    item.focus({ preventScroll: true });
    item.scrollIntoView({ block: "nearest", behavior: moves() ? "smooth" : "auto" });
  }
}
