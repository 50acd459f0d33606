// @ts-check
/* Where one is in the story, and the ways on: to a chapter, to a scene of it, back, and out. */
import { FILTER_KEYS } from "../../browser/core/state_keys.js";
import { moves } from "../../browser/draw/dom.js";
import { firstScene, scenesOf } from "./scenes.js";

/** @import { Chapter, Scene, State, StateKey } from "../../browser/types" */
/** @import { Story } from "./story.js" */

export class StoryNavigation {
  /** @type {Chapter | null} the chapter that is read, or the introduction; null while it is closed */
  current = null;
  /** @type {Scene | null} the scene of it that is shown; null is the chapter's own */
  scene = null;
  /** @type {Chapter | null} the chapter that was read last */
  last = null;

  /** @param {Story} story whose chapters, scroller and view are made */
  constructor(story) {
    this.story = story;
    this.chapters = story.chapters;
    this.scroller = story.scroller;
    this.view = story.view;
  }

  /** The number of the chapter that is read, from 1; 0 for none. */
  number() {
    return this.current ? this.chapters.numbered(this.current) : 0;
  }

  /**
   * The address, or another part of the page, asks for a chapter.
   * @param {State} state
   */
  arrive(state) {
    const chapter = state.chapter === null ? null : this.chapters.find(state.chapter);
    if (!chapter) {
      this.story.context.store.set({ chapter: null });
      return;
    }
    if (!this.current) this.view.remember(true);
    this.current = chapter;
    this.scene = this.view.sceneIn(chapter, state);
    const keys = /** @type {StateKey[]} */ ([...FILTER_KEYS, "view", "views", "shade"]);
    const bare = keys.every((key) => state[key] === null);
    if (bare || chapter.id !== state.chapter) {
      this.view.follow(chapter, { step: false, still: true });
    } else this.view.apply(chapter, this.view.isShown(chapter, state), true);
    this.story.draw();
    this.story.update();
    this.scroller.scrollTo(chapter, false, this.scene);
    if (state.event === null) this.story.context.emit("show", { tab: "story", stop: "half" });
    else this.story.context.emit("show", { tab: "story" });
    this.scroller.bringIntoPage();
  }

  /**
   * A chapter selected by name: one reads on at its title.
   * @param {Chapter} chapter
   */
  choose(chapter) {
    this.go(chapter);
    this.story.context.emit("show", { tab: "story", stop: "half" });
    this.scroller.focusTitle(chapter);
  }

  /** @param {1 | -1} by */
  step(by) {
    const n = this.number() + by;
    if (n > this.chapters.steps.length) return;
    if (n < 1) {
      this.close(this.chapters.introduction);
      return;
    }
    const reading = this.scroller.hasFocus;
    const chapter = this.chapters.steps[n - 1];
    this.go(chapter);
    if (reading) this.scroller.focusTitle(chapter);
  }

  /** @param {Chapter} chapter */
  go(chapter) {
    if (!this.current) this.view.remember(false);
    const adjacent = Math.abs(this.chapters.numbered(chapter) - this.number()) === 1;
    this.current = chapter;
    this.scene = firstScene(chapter);
    this.view.follow(chapter);
    this.story.draw();
    this.story.bar.showContents(false);
    this.story.update();
    this.scroller.scrollTo(chapter, adjacent && moves());
    this.story.announceChapter();
  }

  /**
   * Shows a scene of a chapter that the reader has asked for.
   * @param {Chapter} chapter
   * @param {Scene | null} scene
   */
  show(chapter, scene) {
    this.current = chapter;
    this.scene = scene;
    this.view.follow(chapter, { step: false });
    this.story.update();
    this.scroller.scrollTo(chapter, moves(), scene);
    this.story.announceChapter();
  }

  /**
   * Goes to the next or previous scene, past a chapter's last to the next chapter.
   * @param {1 | -1} by
   */
  stepScene(by) {
    if (!this.current) return;
    const scenes = scenesOf(this.current);
    const scene = scenes[scenes.indexOf(this.scene) + by];
    if (scene === undefined) this.step(by);
    else this.show(this.current, scene);
  }

  /**
   * The reader has scrolled to another chapter or scene.
   * @param {Chapter} chapter
   * @param {Scene | null} scene
   */
  scrolledTo(chapter, scene) {
    this.current = chapter;
    this.scene = scene;
    this.story.update();
  }

  /** What the reader has scrolled to stays on the line of reading: it is shown. */
  rested() {
    const { current } = this;
    if (!current) return;
    if (this.view.follows) this.view.follow(current, { step: false });
    else this.view.name(current);
    this.story.update();
    this.story.announceChapter();
  }

  /**
   * Goes back to the introduction, or closes the story for null.
   * @param {Chapter | null} introduction
   */
  close(introduction) {
    const left = this.current;
    this.view.maps.clear();
    this.scene = null;
    this.current = introduction;
    if (introduction) this.view.follow(introduction);
    else this.view.restore(false);
    if (left && this.chapters.numbered(left)) this.last = left;
    this.story.update();
    this.scroller.toStart();
    this.story.start.focus({ preventScroll: true });
  }

  /** The address has gone back to before the story. */
  forget() {
    if (this.number()) this.last = this.current;
    this.current = null;
    this.scene = null;
    this.view.maps.clear();
    this.view.restore(true);
    this.story.update();
    this.scroller.toStart();
  }
}
