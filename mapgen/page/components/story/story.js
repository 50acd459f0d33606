/*
 * The story: chapters that one scrolls or steps through while the map, the clock and the districts
 * follow. What they follow is the state alone: a chapter is followed as long as the state is what the
 * chapter asks for, so a link opens a chapter as it was seen, followed or not.
 */
import { Component } from "../../browser/app/component.js";
import { register } from "../../browser/app/kinds.js";
import { contextOf } from "../../browser/app/map_context.js";
import { Store } from "../../browser/app/store.js";
import { currentDirection, number, t } from "../../browser/core/messages.js";
import { unpackPoint } from "../../browser/core/shapes.js";
import { h, moves, replace } from "../../browser/draw/dom.js";
import { labels, wordsOf } from "../../browser/draw/labels.js";
import { Chapters } from "./chapters.js";
import { EarlierView } from "./earlier_view.js";
import { daysOf, firstScene, scenesOf } from "./scenes.js";
import { StoryBar } from "./story_bar.js";
import { StoryMap } from "./story_map.js";
import { StoryScroller } from "./story_scroller.js";
import { concernsChapters, isShown, sceneIn, wantedState } from "./story_state.js";

const SHADES = { off: "none", counts: "events", deaths: "deaths" };
/** The names of a chapter's places come before all names but the cities'. */
const PLACE_RANK = 1.5;

export class Story extends Component {
  addTo(map) {
    const context = contextOf(map);
    if (!(context.story || []).length) return this;
    return super.addTo(map);
  }

  create() {
    const { context } = this;
    this.chapters = new Chapters(context, {
      choose: (chapter) => this.choose(chapter),
      open: (chapter, id) => this.open(chapter, id),
      show: (chapter, scene) => this.show(chapter, scene),
    });
    /** The chapter that is read, or the introduction; null while the story is closed. */
    this.current = null;
    /** The scene of the current chapter that is shown; null is the chapter's own. */
    this.scene = null;
    /** Whether map, clock and districts show what the chapter asks for. */
    this.follows = false;
    /** The chapter that was read last. */
    this.last = null;
    /** Whether what changes is not the reader's doing. */
    this.ownChange = false;
    this.build();
    this.storyMap = new StoryMap(context, this.element);
    this.listen("tab", (name) => name === "story" && this.opened());
    /* A sheet that has risen leaves the map another middle. */
    this.listen("sheet", () => {
      if (this.pane.guide && context.store.get().event === null) this.pane.guide();
    });
    this.listen("shade", (shade) => this.shaded(shade));
    this.listen("panes", () => this.panesChanged());
    this.stops.push(context.store.subscribe((keys, state) => this.changed(keys, state)));
    const pressed = (event) => this.pressed(event);
    document.addEventListener("keydown", pressed);
    this.stops.push(() => document.removeEventListener("keydown", pressed));
    this.stops.push(() => this.unfollow());
    this.translate();
    return this.element;
  }

  onPlaced(host) {
    host.classList.add("mg-story-host");
    const { store } = this.context;
    const state = store.get();
    if (state.chapter !== null) this.arrive(state);
    else if (this.chapters.introduction && store.mirror && !Store.toFragment(state)) {
      /* A first visit: the introduction, on a phone with the map above it. */
      this.context.emit("show", { tab: "story", stop: "half" });
    }
  }

  /* ---- elements -------------------------------------------------------------------------- */

  build() {
    this.bar = new StoryBar({
      step: (by) => this.step(by),
      leave: () => this.leave(),
      comeBack: () => this.comeBack(),
    });
    this.scroller = new StoryScroller(this.chapters, {
      current: () => (this.number() ? { chapter: this.current, scene: this.scene } : null),
      moved: (chapter, scene) => this.scrolledTo(chapter, scene),
      rested: () => this.rested(),
    });
    const button = (name, act) =>
      h("button", { type: "button", class: `mg-story__${name}`, onclick: act });
    this.start = button("start", () => this.choose(this.last || this.chapters.steps[0]));
    this.explore = button("explore", () => this.exploreMap());
    this.entry = h("div", { class: "mg-story__entry" }, this.start, this.explore);
    this.status = h("p", { class: "mg-visually-hidden", role: "status" });
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
  }

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
    for (const choice of this.element.querySelectorAll(".mg-story__choice")) {
      const here = n > 0 && choice.dataset.chapter === this.current.id;
      if (here) choice.setAttribute("aria-current", "step");
      else choice.removeAttribute("aria-current");
    }
    if (!n) this.bar.hide();
    else {
      this.bar.update({
        n,
        all: this.chapters.steps.length,
        words: this.chapters.wordsOf(this.current),
        follows: this.follows,
      });
    }
  }

  announce(text) {
    this.status.textContent = "";
    this.status.textContent = text;
  }

  announceChapter() {
    const n = this.number();
    if (!n) return;
    this.announce(
      t("Chapter {n} of {all}: {title}", {
        n: number(n),
        all: number(this.chapters.steps.length),
        title: this.chapters.wordsOf(this.current).title,
      }) + (this.scene ? `. ${t("On the map: {days}", { days: daysOf(this.scene) })}` : ""),
    );
  }

  /* ---- what the map shows ------------------------------------------------------------------ */

  /** Shows what a chapter asks for, or the current scene of it. */
  follow(chapter, { step = true, still = false } = {}) {
    const wanted = wantedState(chapter, this.scene, this.context.extent());
    this.quietly(() => this.context.store.set({ ...wanted, chapter: chapter.id }, { step }));
    this.apply(chapter, true, still);
  }

  /** Highlights a chapter's events and places; the map moves to its view if it is followed. */
  apply(chapter, follows, still) {
    const { context } = this;
    this.setFollows(chapter, follows);
    context.ui.highlighted = chapter.events.map((id) => context.indexOf(id)).filter((i) => i >= 0);
    context.emit("highlight");
    this.labelPlaces(chapter.places);
    if (!follows) return;
    this.quietly(() => context.emit("shade", SHADES[chapter.shade] || "none"));
    this.moveMaps(chapter, still);
  }

  setFollows(chapter, follows) {
    this.follows = follows;
    const guide = () => this.moveMaps(chapter, true);
    for (const pane of this.context.panes) pane.guide = follows ? guide : null;
  }

  /** Shows a chapter, or the scene of it, on the maps. */
  moveMaps(chapter, still) {
    this.storyMap.move(this.scene || chapter, this.context.ui.highlighted, still);
  }

  /** Other maps have come: they are led as the first one is. */
  panesChanged() {
    if (!this.current) return;
    this.labelPlaces(this.current.places);
    this.setFollows(this.current, this.follows);
    if (this.follows) this.moveMaps(this.current, true);
  }

  /** Names a chapter's places on the maps. */
  labelPlaces(places) {
    for (const { map } of this.context.panes) {
      labels(map).set(
        "story",
        places.map(({ id, name, point }) => ({
          ...wordsOf(name),
          latlng: unpackPoint(point),
          rank: PLACE_RANK,
          kind: "told",
          once: `place ${id}`,
          must: true,
        })),
      );
    }
  }

  /** Nothing on the map is the story's any more. */
  unfollow() {
    this.labelPlaces([]);
    this.follows = false;
    for (const pane of this.context.panes) pane.guide = null;
    this.context.ui.highlighted = [];
    this.context.emit("highlight");
  }

  /** Runs a step whose signals are not the reader's doing. */
  quietly(step) {
    this.ownChange = true;
    step();
    this.ownChange = false;
  }

  changed(keys, state) {
    if (this.ownChange) return;
    if (keys.includes("chapter")) {
      if (state.chapter !== null) this.arrive(state);
      else if (this.current) this.closed();
    } else if (this.current && concernsChapters(keys)) {
      this.compare(isShown(this.current, this.scene, this.context.extent(), state));
    }
  }

  shaded(shade) {
    if (this.ownChange || !this.current || !this.follows) return;
    if (shade !== (SHADES[this.current.shade] || "none")) this.compare(false);
  }

  /** The reader has moved the map or filtered, or undone it: the place in the story stays. */
  compare(follows) {
    if (follows === this.follows) return;
    this.setFollows(this.current, follows);
    this.update();
    if (!follows && this.number()) this.announce(this.bar.noteText);
  }

  comeBack() {
    this.follow(this.current, { step: false });
    this.update();
    this.scroller.focusTitle(this.current);
    this.announceChapter();
  }

  /* ---- going to a chapter -------------------------------------------------------------------- */

  /** The address, or another part of the page, asks for a chapter. */
  arrive(state) {
    const chapter = this.chapters.find(state.chapter);
    if (!chapter) {
      this.context.store.set({ chapter: null });
      return;
    }
    const extent = this.context.extent();
    if (!this.current) this.earlier = new EarlierView(this.map, this.context, true);
    this.current = chapter;
    this.scene = sceneIn(chapter, extent, state);
    const bare = [...Store.FILTERS, "view", "views"].every((key) => state[key] === null);
    if (bare || chapter.id !== state.chapter) this.follow(chapter, { step: false, still: true });
    else this.apply(chapter, isShown(chapter, this.scene, extent, state), true);
    this.draw();
    this.update();
    this.scroller.scrollTo(chapter, false, this.scene);
    if (state.event === null) this.context.emit("show", { tab: "story", stop: "half" });
    else this.context.emit("show", { tab: "story" });
  }

  /** A chapter chosen by name: one reads on at its title. */
  choose(chapter) {
    this.go(chapter);
    this.context.emit("show", { tab: "story", stop: "half" });
    this.scroller.focusTitle(chapter);
  }

  step(by) {
    const n = this.chapters.numbered(this.current) + by;
    if (n > this.chapters.steps.length) return;
    if (n < 1) {
      this.close(this.chapters.introduction);
      return;
    }
    const reading = this.scroller.hasFocus;
    this.go(this.chapters.steps[n - 1]);
    if (reading) this.scroller.focusTitle(this.current);
  }

  go(chapter) {
    if (!this.current) this.earlier = new EarlierView(this.map, this.context, false);
    const adjacent = Math.abs(this.chapters.numbered(chapter) - this.number()) === 1;
    this.current = chapter;
    this.scene = firstScene(chapter);
    this.follow(chapter);
    this.draw();
    this.bar.showContents(false);
    this.update();
    this.scroller.scrollTo(chapter, adjacent && moves());
    this.announceChapter();
  }

  /** A scene of a chapter that the reader has asked for. */
  show(chapter, scene) {
    this.current = chapter;
    this.scene = scene;
    this.follow(chapter, { step: false });
    this.update();
    this.scroller.scrollTo(chapter, moves(), scene);
    this.announceChapter();
  }

  /** Goes to the next or previous scene, past a chapter's last to the next chapter. */
  stepScene(by) {
    const scenes = scenesOf(this.current);
    const scene = scenes[scenes.indexOf(this.scene) + by];
    if (scene === undefined) this.step(by);
    else this.show(this.current, scene);
  }

  /** The reader has scrolled to another chapter or scene. */
  scrolledTo(chapter, scene) {
    this.current = chapter;
    this.scene = scene;
    this.update();
  }

  /** What the reader has scrolled to stays on the line of reading: it is shown. */
  rested() {
    if (!this.current) return;
    if (this.follows) this.follow(this.current, { step: false });
    else {
      this.quietly(() => this.context.store.set({ chapter: this.current.id }, { step: false }));
      this.apply(this.current, false, true);
    }
    this.update();
    this.announceChapter();
  }

  /** The story's tab is opened. */
  opened() {
    this.draw();
    if (this.number()) this.scroller.bringBack(this.current);
  }

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
    const forward = currentDirection() === "rtl" ? -1 : 1;
    const by = { ArrowRight: forward, ArrowLeft: -forward }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    if (event.shiftKey) this.stepScene(by);
    else this.step(by);
  }

  /** An event of the chapter is opened; where the filters hide it, the chapter is brought back. */
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

  /** Goes back to the introduction, or closes the story for null. */
  close(introduction) {
    const { context, earlier } = this;
    const left = this.current;
    this.unfollow();
    this.scene = null;
    this.current = introduction;
    if (introduction) this.follow(introduction);
    else {
      this.quietly(() => {
        context.store.set(earlier.state());
        context.emit("shade", earlier.shade || "none");
      });
      this.moveBack();
    }
    if (this.chapters.numbered(left)) this.last = left;
    this.update();
    this.scroller.toStart();
    this.start.focus({ preventScroll: true });
  }

  /** The address has gone back to before the story. */
  closed() {
    if (this.number()) this.last = this.current;
    this.current = null;
    this.scene = null;
    this.unfollow();
    this.quietly(() => this.context.emit("shade", this.earlier.shade || "none"));
    this.moveBack();
    this.update();
    this.scroller.toStart();
  }

  /** Moves the maps to where they were before the story, or to their first view. */
  moveBack() {
    for (const pane of this.context.panes) {
      if (!pane.view && pane.home) pane.guidedBy(() => this.earlier.moveMap(pane));
    }
  }

  exploreMap() {
    if (this.current) this.close(null);
    this.context.emit("show", { tab: "events", stop: "peek" });
    this.map.getContainer().focus({ preventScroll: true });
  }
}

register("Story", Story);
