// @ts-check
/*
 * The story: chapters that one scrolls or steps through while the map, the clock and the districts
 * follow. What they follow is the state alone: a chapter is followed as long as the state is what the
 * chapter asks for, so a link opens a chapter as it was seen, followed or not.
 */
import { Component } from "../../browser/app/component.js";
import { register } from "../../browser/app/kinds.js";
import { paneOf } from "../../browser/app/pane.js";
import { number, t } from "../../browser/core/messages.js";
import { toFragment } from "../../browser/core/state_address.js";
import { FILTER_KEYS } from "../../browser/core/state_keys.js";
import { arrowStep, liveStatus } from "../../browser/draw/controls.js";
import { h, moves, replace } from "../../browser/draw/dom.js";
import { Chapters } from "./chapters.js";
import { daysOf, firstScene, scenesOf } from "./scenes.js";
import { StoryBar } from "./story_bar.js";
import { StoryScroller } from "./story_scroller.js";
import { concernsChapters } from "./story_state.js";
import { StoryView } from "./story_view.js";

/** @import { Chapter, LeafletMap, Scene, Shade, State, StateKey } from "../../browser/types" */

/**
 * @param {string} name
 * @param {() => void} act
 */
const button = (name, act) =>
  h("button", { type: "button", class: `mg-story__${name}`, onclick: act });

export class Story extends Component {
  /** @type {Chapter | null} the chapter that is read, or the introduction; null while it is closed */
  current = null;
  /** @type {Scene | null} the scene of it that is shown; null is the chapter's own */
  scene = null;
  /** @type {Chapter | null} the chapter that was read last */
  last = null;
  /** @type {Chapters} */
  chapters;
  /** @type {StoryScroller} */
  scroller;
  /** @type {StoryView} */
  view;
  /** @type {HTMLElement} */
  element;
  bar = new StoryBar({
    step: (by) => this.step(by),
    leave: () => this.leave(),
    comeBack: () => this.comeBack(),
  });
  start = button("start", () => this.choose(this.last || this.chapters.steps[0]));
  explore = button("explore", () => this.exploreMap());
  entry = h("div", { class: "mg-story__entry" }, this.start, this.explore);
  status = liveStatus("mg-visually-hidden");

  /**
   * @override
   * @param {LeafletMap} map
   */
  addTo(map) {
    const { context } = paneOf(map);
    return (context.story || []).length ? super.addTo(map) : this;
  }

  /** @override */
  create() {
    const { context } = this;
    this.chapters = new Chapters(context, {
      choose: (chapter) => this.choose(chapter),
      open: (chapter, id) => this.open(chapter, id),
      show: (chapter, scene) => this.show(chapter, scene),
    });
    this.scroller = new StoryScroller(this.chapters, {
      current: () =>
        this.current && this.number() ? { chapter: this.current, scene: this.scene } : null,
      moved: (chapter, scene) => this.scrolledTo(chapter, scene),
      rested: () => this.rested(),
    });
    this.element = h(
      "div",
      { class: "mg-story" },
      this.bar.element,
      this.bar.contents,
      this.bar.note,
      this.scroller.element,
      this.entry,
      this.status,
    );
    this.view = new StoryView(this.map, context, this.element, () => this.scene);
    this.listen("tab", (name) => name === "story" && this.opened());
    /* A sheet that has risen leaves the map another middle. */
    this.listen("sheet", () => {
      if (this.pane.guide && context.store.get().event === null) this.pane.guide();
    });
    this.listen("shade", (shade) => this.shaded(shade));
    this.listen("panes", () => this.view.maps.panesChanged());
    this.stops.push(context.store.subscribe((keys, state) => this.changed(keys, state)));
    const pressed = (/** @type {KeyboardEvent} */ event) => this.pressed(event);
    document.addEventListener("keydown", pressed);
    this.stops.push(() => document.removeEventListener("keydown", pressed));
    this.stops.push(() => this.view.maps.clear());
    this.translate();
    return this.element;
  }

  /**
   * @override
   * @param {Element} host
   */
  onPlaced(host) {
    host.classList.add("mg-story-host");
    const { store } = this.context;
    const state = store.get();
    if (state.chapter !== null) this.arrive(state);
    else if (this.chapters.introduction && store.mirror && !toFragment(state)) {
      /* A first visit: the introduction, on a phone with the map above it. */
      this.context.emit("show", { tab: "story", stop: "half" });
    }
  }

  /* ---- elements -------------------------------------------------------------------------- */

  /** @override */
  translate() {
    this.bar.translate();
    this.scroller.translate();
    replace(this.explore, t("Explore the map"));
    this.draw();
    this.update();
  }

  /** The texts are put into the document when they are first seen, and again in a new language. */
  draw() {
    this.scroller.drawCover();
    if (this.current === null || !this.scroller.drawText()) return;
    replace(this.bar.contents, this.chapters.list());
    if (this.number()) this.scroller.scrollTo(this.current, false, this.scene);
  }

  /** The number of the chapter that is read, from 1; 0 for none. */
  number() {
    return this.current ? this.chapters.numbered(this.current) : 0;
  }

  /** Brings bar, contents and text in step with where one is. */
  update() {
    const n = this.number();
    this.entry.hidden = n > 0;
    this.scroller.update(n ? this.current : null, this.scene);
    const last = this.last ? this.chapters.numbered(this.last) : 0;
    replace(
      this.start,
      last ? t("Continue with chapter {n}", { n: number(last) }) : t("Start the story"),
    );
    /** @type {NodeListOf<HTMLElement>} */
    const choices = this.element.querySelectorAll(".mg-story__choice");
    for (const choice of choices) {
      const here = n > 0 && this.current && choice.dataset.chapter === this.current.id;
      if (here) choice.setAttribute("aria-current", "step");
      else choice.removeAttribute("aria-current");
    }
    if (!n || !this.current) this.bar.hide();
    else {
      this.bar.update({
        n,
        all: this.chapters.steps.length,
        words: this.chapters.wordsOf(this.current),
        follows: this.view.follows,
      });
    }
  }

  /**
   * Reads a text out.
   * @param {string} text
   */
  announce(text) {
    this.status.textContent = "";
    this.status.textContent = text;
  }

  announceChapter() {
    const n = this.number();
    if (!n || !this.current) return;
    this.announce(
      t("Chapter {n} of {all}: {title}", {
        n: number(n),
        all: number(this.chapters.steps.length),
        title: this.chapters.wordsOf(this.current).title,
      }) + (this.scene ? `. ${t("On the map: {days}", { days: daysOf(this.scene) })}` : ""),
    );
  }

  /* ---- what the map shows ------------------------------------------------------------------ */

  /**
   * @param {StateKey[]} keys
   * @param {State} state
   */
  changed(keys, state) {
    if (this.view.ownChange) return;
    if (keys.includes("chapter")) {
      if (state.chapter !== null) this.arrive(state);
      else if (this.current) this.closed();
    } else if (this.current && concernsChapters(keys)) {
      this.setFollows(this.view.isShown(this.current, state));
    }
  }

  /** @param {Shade} shade */
  shaded(shade) {
    if (this.view.ownChange || !this.current || !this.view.follows) return;
    if (!this.view.isShaded(this.current, shade)) this.setFollows(false);
  }

  /**
   * The reader has moved the map or filtered, or undone it: the place in the story stays.
   * @param {boolean} follows
   */
  setFollows(follows) {
    if (follows === this.view.follows) return;
    this.view.maps.setFollows(follows);
    this.update();
    if (!follows && this.number()) this.announce(this.bar.noteText);
  }

  comeBack() {
    if (!this.current) return;
    this.view.follow(this.current, { step: false });
    this.update();
    this.scroller.focusTitle(this.current);
    this.announceChapter();
  }

  /* ---- going to a chapter -------------------------------------------------------------------- */

  /**
   * The address, or another part of the page, asks for a chapter.
   * @param {State} state
   */
  arrive(state) {
    const chapter = state.chapter === null ? null : this.chapters.find(state.chapter);
    if (!chapter) {
      this.context.store.set({ chapter: null });
      return;
    }
    if (!this.current) this.view.remember(true);
    this.current = chapter;
    this.scene = this.view.sceneIn(chapter, state);
    const keys = /** @type {StateKey[]} */ ([...FILTER_KEYS, "view", "views"]);
    const bare = keys.every((key) => state[key] === null);
    if (bare || chapter.id !== state.chapter) {
      this.view.follow(chapter, { step: false, still: true });
    } else this.view.apply(chapter, this.view.isShown(chapter, state), true);
    this.draw();
    this.update();
    this.scroller.scrollTo(chapter, false, this.scene);
    if (state.event === null) this.context.emit("show", { tab: "story", stop: "half" });
    else this.context.emit("show", { tab: "story" });
    this.scroller.bringIntoPage();
  }

  /**
   * A chapter selected by name: one reads on at its title.
   * @param {Chapter} chapter
   */
  choose(chapter) {
    this.go(chapter);
    this.context.emit("show", { tab: "story", stop: "half" });
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
    this.draw();
    this.bar.showContents(false);
    this.update();
    this.scroller.scrollTo(chapter, adjacent && moves());
    this.announceChapter();
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
    this.update();
    this.scroller.scrollTo(chapter, moves(), scene);
    this.announceChapter();
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
    this.update();
  }

  /** What the reader has scrolled to stays on the line of reading: it is shown. */
  rested() {
    const { current } = this;
    if (!current) return;
    if (this.view.follows) this.view.follow(current, { step: false });
    else this.view.name(current);
    this.update();
    this.announceChapter();
  }

  /** The story's tab is opened. */
  opened() {
    this.draw();
    if (this.current && this.number()) this.scroller.bringBack(this.current);
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
    const at = document.activeElement;
    const ours =
      this.element.contains(at) || (at === document.body && this.context.ui.tab === "story");
    if (!ours || !this.number()) return;
    if (event.key === "Escape" && this.bar.closeContents()) {
      event.preventDefault();
      return;
    }
    const by = arrowStep(event.key);
    if (!by) return;
    event.preventDefault();
    if (event.shiftKey) this.stepScene(by);
    else this.step(by);
  }

  /**
   * Opens an event of a chapter; where the filters hide it, the chapter is brought back.
   * @param {Chapter} chapter
   * @param {string} id
   */
  open(chapter, id) {
    if (chapter !== this.current) this.go(chapter);
    this.context.hover(-1);
    this.context.select(id);
  }

  /* ---- leaving -------------------------------------------------------------------------------- */

  /** Closes the story: what was shown before it is shown again. */
  leave() {
    this.close(null);
    this.announce(t("The story is closed. What you saw before is shown again."));
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
    this.update();
    this.scroller.toStart();
    this.start.focus({ preventScroll: true });
  }

  /** The address has gone back to before the story. */
  closed() {
    if (this.number()) this.last = this.current;
    this.current = null;
    this.scene = null;
    this.view.maps.clear();
    this.view.restore(true);
    this.update();
    this.scroller.toStart();
  }

  exploreMap() {
    if (this.current) this.close(null);
    this.context.emit("show", { tab: "events", stop: "peek" });
    this.map.getContainer().focus({ preventScroll: true });
  }
}

register("Story", Story);
