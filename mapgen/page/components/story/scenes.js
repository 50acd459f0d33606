// @ts-check
/*
 * The scenes of a chapter: from which paragraph on the map and the clock show something else. A line
 * above the paragraph says which time it is, and shows the scene when it is pressed.
 */
import { fromISO } from "../../browser/core/days.js";
import { t } from "../../browser/core/messages.js";
import { printRange } from "../../browser/core/periods.js";
import { h } from "../../browser/draw/dom.js";

/** @import { Chapter, Day, Scene } from "../../browser/types" */

/**
 * What a chapter shows when it is opened: its first paragraph's scene, or null: its own.
 * @param {Chapter} chapter
 */
export const firstScene = (chapter) =>
  chapter.scenes.find(({ paragraph }) => paragraph === 0) || null;

/**
 * Everything that a chapter shows, in order; null is its own.
 * @param {Chapter} chapter
 * @returns {(Scene | null)[]}
 */
export const scenesOf = (chapter) =>
  firstScene(chapter) ? chapter.scenes : [null, ...chapter.scenes];

/**
 * The days of a chapter or of a scene, in words.
 * @param {Chapter | Scene} shown
 * @param {(from: Day, to: Day) => string} [print]
 */
export function daysOf({ from, to }, print = printRange) {
  const [first, last] = [fromISO(from), fromISO(to, true)];
  return first === null || last === null ? "" : print(first, last);
}

/**
 * Puts a button before each paragraph at which a scene begins.
 * @param {Element} text
 * @param {Chapter} chapter
 * @param {(scene: Scene) => void} show called by the button
 */
export function addSceneButtons(text, chapter, show) {
  const paragraphs = Array.from(text.children);
  chapter.scenes.forEach((scene, k) => {
    const paragraph = paragraphs[scene.paragraph];
    if (!paragraph) return;
    const button = h(
      "button",
      { type: "button", class: "mg-story__scene", "data-scene": k, onclick: () => show(scene) },
      t("On the map: {days}", { days: daysOf(scene) }),
    );
    paragraph.before(button);
  });
}

/**
 * The button of a scene in an article.
 * @param {Element | null} article
 * @param {Chapter} chapter
 * @param {Scene | null} scene
 */
export const buttonOf = (article, chapter, scene) =>
  article && scene && article.querySelector(`[data-scene="${chapter.scenes.indexOf(scene)}"]`);

/**
 * The scene on a line of the scroller.
 * @param {Element} article
 * @param {Chapter} chapter
 * @param {Element} scroller
 * @param {number} line pixels below the top of the scroller
 */
export function sceneAt(article, chapter, scroller, line) {
  const top = scroller.getBoundingClientRect().top + line;
  const passed = chapter.scenes.filter((scene) => {
    const button = buttonOf(article, chapter, scene);
    return button && button.getBoundingClientRect().top <= top;
  });
  return passed.length ? passed[passed.length - 1] : firstScene(chapter);
}
