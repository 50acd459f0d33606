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
import { arrowStep, liveStatus } from "../../browser/draw/controls.js";
import { replace } from "../../browser/draw/dom.js";
import { Chapters } from "./chapters.js";
import { daysOf } from "./scenes.js";
import { StoryBar } from "./story_bar.js";
import { StoryNavigation } from "./story_navigation.js";
import { partOf, StoryScroller } from "./story_scroller.js";
import { concernsChapters } from "./story_state.js";
import { StoryView } from "./story_view.js";

/** @import { Chapter, LeafletMap, State, StateKey } from "../../browser/types" */

export class Story extends Component {
  /** @type {Chapters} */
  chapters;
  /** @type {StoryScroller} */
  scroller;
  /** @type {StoryView} */
  view;
  /** @type {StoryNavigation} where one is */
  nav;
  /** @type {HTMLElement} */
  element;
  bar = new StoryBar({
    step: (by) => this.nav.step(by),
    leave: () => this.leave(),
    comeBack: () => this.comeBack(),
  });
  /** @type {HTMLElement} the two ways on, below the text */
  entry;
  /** @type {HTMLElement} */
  start;
  /** @type {HTMLElement} */
  explore;
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
    this.element = /** @type {HTMLElement} */ (document.querySelector("#mg-tab-story .mg-story"));
    this.chapters = new Chapters(context, partOf(this.element, "cover"), {
      choose: (chapter) => this.nav.choose(chapter),
      open: (chapter, id) => this.open(chapter, id),
      show: (chapter, scene) => this.nav.show(chapter, scene),
    });
    this.scroller = new StoryScroller(this.element, this.chapters, {
      current: () => {
        const { current: chapter, scene } = this.nav;
        return chapter && this.nav.number() ? { chapter, scene } : null;
      },
      moved: (chapter, scene) => this.nav.scrolledTo(chapter, scene),
      rested: () => this.nav.rested(),
    });
    this.scroller.element.before(this.bar.element, this.bar.contents, this.bar.note);
    this.entry = partOf(this.element, "entry");
    this.start = partOf(this.entry, "start");
    this.explore = partOf(this.entry, "explore");
    this.start.addEventListener("click", () =>
      this.nav.choose(this.nav.last || this.chapters.steps[0]),
    );
    this.explore.addEventListener("click", () => this.exploreMap());
    this.element.append(this.status);
    this.view = new StoryView(this.map, context, this.element, () => this.nav.scene);
    this.nav = new StoryNavigation(this);
    this.listen("tab", (name) => name === "story" && this.opened());
    /* A sheet that has risen leaves the map another middle. */
    this.listen("sheet", () => {
      if (this.pane.guide && context.store.get().event === null) this.pane.guide();
    });
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
    const state = this.context.store.get();
    if (state.chapter !== null) this.nav.arrive(state);
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
    if (this.nav.current === null || !this.scroller.drawText()) return;
    replace(this.bar.contents, this.chapters.list());
    if (this.nav.number()) this.scroller.scrollTo(this.nav.current, false, this.nav.scene);
  }

  /** Brings bar, contents and text in step with where one is. */
  update() {
    const n = this.nav.number();
    this.entry.hidden = n > 0;
    this.scroller.update(n ? this.nav.current : null, this.nav.scene);
    const last = this.nav.last ? this.chapters.numbered(this.nav.last) : 0;
    replace(
      this.start,
      last ? t("Continue with chapter {n}", { n: number(last) }) : t("Start the story"),
    );
    /** @type {NodeListOf<HTMLElement>} */
    const choices = this.element.querySelectorAll(".mg-story__choice");
    for (const choice of choices) {
      const here = n > 0 && this.nav.current && choice.dataset.chapter === this.nav.current.id;
      if (here) choice.setAttribute("aria-current", "step");
      else choice.removeAttribute("aria-current");
    }
    if (!n || !this.nav.current) this.bar.hide();
    else {
      this.bar.update({
        n,
        all: this.chapters.steps.length,
        words: this.chapters.wordsOf(this.nav.current),
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
    const n = this.nav.number();
    if (!n || !this.nav.current) return;
    this.announce(
      t("Chapter {n} of {all}: {title}", {
        n: number(n),
        all: number(this.chapters.steps.length),
        title: this.chapters.wordsOf(this.nav.current).title,
      }) + (this.nav.scene ? `. ${t("On the map: {days}", { days: daysOf(this.nav.scene) })}` : ""),
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
      if (state.chapter !== null) this.nav.arrive(state);
      else if (this.nav.current) this.nav.forget();
    } else if (this.nav.current && concernsChapters(keys)) {
      this.setFollows(this.view.isShown(this.nav.current, state));
    }
  }

  /**
   * The reader has moved the map or filtered, or undone it: the place in the story stays.
   * @param {boolean} follows
   */
  setFollows(follows) {
    if (follows === this.view.follows) return;
    this.view.maps.setFollows(follows);
    this.update();
    if (!follows && this.nav.number()) this.announce(this.bar.noteText);
  }

  comeBack() {
    if (!this.nav.current) return;
    this.view.follow(this.nav.current, { step: false });
    this.update();
    this.scroller.focusTitle(this.nav.current);
    this.announceChapter();
  }

  /** The story's tab is opened. */
  opened() {
    this.draw();
    if (this.nav.current && this.nav.number()) this.scroller.bringBack(this.nav.current);
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
    const at = document.activeElement;
    const ours =
      this.element.contains(at) || (at === document.body && this.context.ui.tab === "story");
    if (!ours || !this.nav.number()) return;
    if (event.key === "Escape" && this.bar.closeContents()) {
      event.preventDefault();
      return;
    }
    const by = arrowStep(event.key);
    if (!by) return;
    event.preventDefault();
    if (event.shiftKey) this.nav.stepScene(by);
    else this.nav.step(by);
  }

  /**
   * Opens an event of a chapter; where the filters hide it, the chapter is brought back.
   * @param {Chapter} chapter
   * @param {string} id
   */
  open(chapter, id) {
    if (chapter !== this.nav.current) this.nav.go(chapter);
    this.context.hover(-1);
    this.context.select(id);
  }

  /* ---- leaving -------------------------------------------------------------------------------- */

  /** Closes the story: what was shown before it is shown again. */
  leave() {
    this.nav.close(null);
    this.announce(t("The story is closed. What you saw before is shown again."));
  }

  exploreMap() {
    if (this.nav.current) this.nav.close(null);
    this.context.emit("show", { tab: "events", stop: "peek" });
    this.map.getContainer().focus({ preventScroll: true });
  }
}

register("Story", Story);
