/*
 * The story: chapters that one scrolls or steps through while the map, the clock and the districts
 * follow. What holds them is the state alone: a chapter has its hold as long as the state is what
 * the chapter asks for, so a link opens a chapter as it was seen, held or left.
 */
import { Component } from "../../browser/app/component.js";
import { register } from "../../browser/app/kinds.js";
import { contextOf } from "../../browser/app/map_context.js";
import { Store } from "../../browser/app/store.js";
import * as days from "../../browser/core/days.js";
import { currentDirection, number, t } from "../../browser/core/messages.js";
import { unpackPoint } from "../../browser/core/shapes.js";
import { h, moves, replace, svg, uniqueId } from "../../browser/draw/dom.js";
import { labels, wordsOf } from "../../browser/draw/labels.js";
import { Chapters, tongue } from "./chapters.js";
import { buttonOf, daysOf, opening, sceneAt, stopsOf } from "./scenes.js";
import { StoryMap } from "./story_map.js";

const { FILTERS } = Store;
const SHADES = { off: "none", counts: "events", deaths: "deaths" };
/** How far down the text its line of reading lies, and how long a chapter rests on it. */
const LINE = 0.35;
const REST = 180;
/** The names of the places that a chapter speaks of come before all names but the cities'. */
const TOLD_RANK = 1.5;

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
    this.current = null;
    /** The scene of the current chapter that is shown; null is the chapter's own. */
    this.scene = null;
    this.held = false;
    this.build();
    this.moves = new StoryMap(this.map, context, this.element);
    this.listen("tab", (name) => name === "story" && this.seen());
    /* A sheet that has risen leaves the map another middle. */
    this.listen("sheet", () => {
      if (context.ui.guide && context.store.get().event === null) context.ui.guide();
    });
    this.listen("shade", (shade) => this.shaded(shade));
    this.stops.push(context.store.subscribe((keys, state) => this.changed(keys, state)));
    this.key = (event) => this.pressed(event);
    document.addEventListener("keydown", this.key);
    this.stops.push(() => document.removeEventListener("keydown", this.key));
    this.stops.push(() => this.letGo());
    this.translate();
    return this.element;
  }

  onPlaced(host) {
    host.classList.add("mg-story-host");
    const { store } = this.context;
    const state = store.get();
    if (state.chapter !== null) this.arrive(state);
    else if (this.chapters.introduction && store.mirror && !Store.toFragment(state)) this.welcome();
  }

  /* ---- elements -------------------------------------------------------------------------- */

  build() {
    const button = (name, act) =>
      h("button", { type: "button", class: `mg-story__${name}`, onclick: act });
    this.back = button("back", () => this.step(-1));
    this.next = button("next", () => this.step(1));
    this.lister = button("lister", () => this.unfold(this.contents.hidden));
    this.closer = button("close", () => this.leave());
    this.contents = h("nav", { class: "mg-story__contents", hidden: true });
    this.contents.id = uniqueId("chapters");
    this.lister.setAttribute("aria-controls", this.contents.id);
    this.bar = h(
      "div",
      { class: "mg-story__bar", role: "group", hidden: true },
      this.back,
      this.lister,
      this.next,
      this.closer,
    );
    this.looseWords = h("p", {});
    this.returner = button("return", () => this.comeBack());
    this.loose = h(
      "div",
      { class: "mg-story__loose", hidden: true },
      this.looseWords,
      this.returner,
    );
    this.cover = h("div", { class: "mg-story__cover" });
    this.told = h("div", { class: "mg-story__told", hidden: true });
    this.scroller = h(
      "div",
      { class: "mg-story__scroller", role: "region", tabindex: 0 },
      this.cover,
      this.told,
    );
    this.scroller.addEventListener("scroll", () => this.scrolled(), { passive: true });
    this.start = button("start", () => this.begin());
    this.explore = button("explore", () => this.exploreMap());
    this.entry = h("div", { class: "mg-story__entry" }, this.start, this.explore);
    this.status = h("p", { class: "mg-visually-hidden", role: "status" });
    this.element = h(
      "div",
      { class: "mg-story" },
      this.bar,
      this.contents,
      this.loose,
      this.scroller,
      this.entry,
      this.status,
    );
    this.element.addEventListener("click", (event) => this.cited(event));
  }

  translate() {
    const name = (element, text) => {
      element.setAttribute("aria-label", text);
      element.title = text;
    };
    name(this.closer, t("Close the story"));
    this.bar.setAttribute("aria-label", t("Chapters of the story"));
    this.contents.setAttribute("aria-label", t("All chapters"));
    this.scroller.setAttribute("aria-label", t("The story’s text"));
    replace(this.explore, t("Explore the map"));
    replace(this.back, arrow(false));
    replace(this.next, arrow(true));
    replace(this.closer, h("span", { class: "mg-story__cross", "aria-hidden": "true" }));
    this.drawn = false;
    this.drawnCover = false;
    this.draw();
    this.tell();
  }

  /** The texts are put into the document when they are first seen, and again in a new language. */
  draw() {
    if (!this.drawnCover) {
      this.drawnCover = true;
      replace(this.cover, this.chapters.cover());
    }
    if (this.drawn || this.current === null) return;
    this.drawn = true;
    this.articles = this.chapters.steps.map((chapter, k) => this.chapters.article(chapter, k));
    replace(this.told, this.articles);
    replace(this.contents, this.chapters.list());
    if (this.chapters.numbered(this.current)) this.scrollTo(this.current, false, this.scene);
  }

  /* ---- where one is ------------------------------------------------------------------------ */

  /** Brings bar, contents and cover in step with where one is. */
  tell() {
    const n = this.current ? this.chapters.numbered(this.current) : 0;
    const reading = n > 0;
    this.bar.hidden = !reading;
    this.told.hidden = !reading;
    this.cover.hidden = reading;
    this.entry.hidden = reading;
    if (!reading) this.unfold(false);
    const last = this.last ? this.chapters.numbered(this.last) : 0;
    replace(
      this.start,
      last ? t("Continue with chapter {n}", { n: number(last) }) : t("Start the story"),
    );
    for (const choice of this.element.querySelectorAll(".mg-story__choice")) {
      const here = reading && choice.dataset.chapter === this.current.id;
      if (here) choice.setAttribute("aria-current", "step");
      else choice.removeAttribute("aria-current");
    }
    for (const article of this.articles || []) {
      article.classList.toggle(
        "mg-story__chapter--here",
        reading && article.dataset.chapter === this.current.id,
      );
    }
    for (const each of this.element.querySelectorAll(".mg-story__scene[aria-current]")) {
      each.removeAttribute("aria-current");
    }
    const shown = reading && buttonOf(this.articleOf(this.current), this.current, this.scene);
    if (shown) shown.setAttribute("aria-current", "step");
    this.loose.hidden = !reading || this.held;
    if (!reading) return;
    const values = { n: number(n), all: number(this.chapters.steps.length) };
    const words = this.chapters.wordsOf(this.current);
    replace(
      this.lister,
      h("span", { class: "mg-story__place" }, t("Chapter {n} of {all}", values)),
      " ",
      h("span", { class: "mg-story__name", ...tongue(words) }, words.title),
    );
    this.lister.title = t("All chapters");
    const name = (element, text, end) => {
      element.setAttribute("aria-label", text);
      element.title = text;
      element.setAttribute("aria-disabled", String(end));
    };
    name(this.back, n > 1 ? t("Previous chapter") : t("Back to the introduction"), false);
    name(this.next, t("Next chapter"), n === this.chapters.steps.length);
    this.bar.style.setProperty("--mg-story-progress", String(n / this.chapters.steps.length));
    this.looseWords.textContent = t("The map is yours.");
    this.returner.textContent = t("Return to chapter {n}", { n: number(n) });
  }

  say(text) {
    this.status.textContent = "";
    this.status.textContent = text;
  }

  sayChapter() {
    const n = this.chapters.numbered(this.current);
    if (!n) return;
    this.say(
      t("Chapter {n} of {all}: {title}", {
        n: number(n),
        all: number(this.chapters.steps.length),
        title: this.chapters.wordsOf(this.current).title,
      }) + (this.scene ? `. ${t("On the map: {days}", { days: daysOf(this.scene) })}` : ""),
    );
  }

  /* ---- arriving ------------------------------------------------------------------------------ */

  /** A first visit: the introduction, before anything else is chosen. */
  welcome() {
    this.context.emit("show", { tab: "story", stop: "full" });
  }

  /** The address, or another part of the page, asks for a chapter. */
  arrive(state) {
    const chapter = this.chapters.find(state.chapter);
    if (!chapter) {
      this.context.store.set({ chapter: null });
      return;
    }
    if (!this.current) this.remember(true);
    this.current = chapter;
    this.scene = this.sceneOf(chapter, state);
    const bare = FILTERS.every((key) => state[key] === null) && state.view === null;
    if (bare || chapter.id !== state.chapter) this.hold(chapter, { step: false, still: true });
    else this.keep(chapter, this.asks(chapter, state), true);
    this.draw();
    this.tell();
    this.scrollTo(chapter, false, this.scene);
    if (state.event === null) this.context.emit("show", { tab: "story", stop: "half" });
    else this.context.emit("show", { tab: "story" });
  }

  /** What was shown before the story, to be brought back by its close button. */
  remember(fromAddress) {
    const state = this.context.store.get();
    const filters = Object.fromEntries(FILTERS.map((key) => [key, state[key]]));
    const map = this.map;
    this.before = fromAddress
      ? { filters: {}, view: null, shade: this.context.ui.shade }
      : {
          filters,
          view: state.view,
          center: map.getCenter(),
          zoom: map.getZoom(),
          shade: this.context.ui.shade,
        };
  }

  /* ---- the story's hold ----------------------------------------------------------------------- */

  /** The state that a chapter asks for, or the scene of it that is shown. */
  wanted(chapter, scene = this.scene) {
    const { from, to, view } = scene || chapter;
    const [first, last] = this.context.extent().map(days.toISO);
    const whole = from <= first && to >= last;
    return {
      ...Object.fromEntries(FILTERS.map((key) => [key, null])),
      from: whole ? null : from,
      to: whole ? null : to,
      ...(view ? { view: null } : {}),
    };
  }

  /** Whether the state is what a chapter asks for, or the scene of it that is shown. */
  asks(chapter, state, scene = this.scene) {
    const wanted = this.wanted(chapter, scene);
    return Object.entries(wanted).every(([key, value]) => state[key] === value);
  }

  /** The scene of a chapter that a state shows; else the one that the chapter opens with. */
  sceneOf(chapter, state) {
    const all = stopsOf(chapter);
    return all.find((scene) => this.asks(chapter, state, scene)) || all[0];
  }

  /** Shows what a chapter asks for. */
  hold(chapter, { step = true, still = false } = {}) {
    this.quietly(() =>
      this.context.store.set({ ...this.wanted(chapter), chapter: chapter.id }, { step }),
    );
    this.keep(chapter, true, still);
  }

  keep(chapter, held, still) {
    this.held = held;
    const { context } = this;
    context.ui.highlighted = chapter.events.map((id) => context.indexOf(id)).filter((i) => i >= 0);
    context.emit("highlight");
    context.ui.guide = held ? () => this.moves.move(this.scene || chapter, true) : null;
    this.nameplaces(chapter);
    if (!held) return;
    this.quietly(() => context.emit("shade", SHADES[chapter.shade] || "none"));
    this.moves.move(this.scene || chapter, still);
  }

  /** Names the places on the map that a chapter speaks of. */
  nameplaces(chapter) {
    labels(this.map).set(
      "story",
      chapter.places.map(({ id, name, point }) => ({
        ...wordsOf(name),
        latlng: unpackPoint(point),
        rank: TOLD_RANK,
        kind: "told",
        once: `place ${id}`,
        must: true,
      })),
    );
  }

  letGo() {
    labels(this.map).set("story", []);
    this.held = false;
    this.context.ui.guide = null;
    this.context.ui.highlighted = [];
    this.context.emit("highlight");
  }

  /** Runs a step whose signals are not the reader's doing. */
  quietly(step) {
    this.quiet = true;
    step();
    this.quiet = false;
  }

  changed(keys, state) {
    if (this.quiet) return;
    if (keys.includes("chapter")) {
      if (state.chapter !== null) this.arrive(state);
      else if (this.current) this.closed();
      return;
    }
    if (!this.current || !keys.some((key) => key === "view" || FILTERS.includes(key))) return;
    this.loosen(this.asks(this.current, state));
  }

  /** The reader has moved the map or filtered: the place in the story stays. */
  loosen(held) {
    if (held === this.held) return;
    this.held = held;
    this.context.ui.guide = held ? () => this.moves.move(this.scene || this.current, true) : null;
    this.tell();
    if (!held && this.chapters.numbered(this.current)) {
      this.say(`${this.looseWords.textContent} ${this.returner.textContent}`);
    }
  }

  shaded(shade) {
    if (this.quiet || !this.current || !this.held) return;
    if (shade !== (SHADES[this.current.shade] || "none")) this.loosen(false);
  }

  comeBack() {
    this.hold(this.current, { step: false });
    this.tell();
    this.focusOn(this.current);
    this.sayChapter();
  }

  /* ---- moving -------------------------------------------------------------------------------- */

  begin() {
    this.choose(this.last || this.chapters.steps[0]);
  }

  /** A chapter chosen by name: one reads on at its title. */
  choose(chapter) {
    this.go(chapter);
    this.context.emit("show", { tab: "story", stop: "half" });
    this.focusOn(chapter);
  }

  step(by) {
    const n = this.chapters.numbered(this.current) + by;
    if (n > this.chapters.steps.length) return;
    if (n < 1) {
      this.close(this.chapters.introduction ? this.chapters.introduction : null);
      return;
    }
    const reading = this.scroller.contains(document.activeElement);
    this.go(this.chapters.steps[n - 1]);
    if (reading) this.focusOn(this.current);
  }

  go(chapter) {
    if (!this.current) this.remember(false);
    const near =
      Math.abs(this.chapters.numbered(chapter) - this.chapters.numbered(this.current)) === 1;
    this.current = chapter;
    this.scene = opening(chapter);
    this.hold(chapter);
    this.draw();
    this.unfold(false);
    this.tell();
    this.scrollTo(chapter, near && moves());
    this.sayChapter();
  }

  unfold(open) {
    this.contents.hidden = !open;
    this.lister.setAttribute("aria-expanded", String(open));
    if (!open) return;
    const here = this.contents.querySelector('[aria-current="step"]');
    if (here) here.focus();
  }

  focusOn(chapter) {
    const article = this.articleOf(chapter);
    if (article) article.querySelector("h3").focus({ preventScroll: true });
  }

  articleOf(chapter) {
    return (this.articles || []).find((each) => each.dataset.chapter === chapter.id) || null;
  }

  scrollTo(chapter, smooth, scene = null) {
    const article = this.articleOf(chapter);
    const button = scene !== opening(chapter) && buttonOf(article, chapter, scene);
    const start = article ? article.offsetTop : 0;
    const top = button ? this.topOf(button) : start;
    clearTimeout(this.resting);
    if (Math.abs(this.scroller.scrollTop - top) < 1) return;
    /* Passing by other chapters on the way is not reading them. */
    this.passing = true;
    const arrived = () => {
      this.passing = false;
      clearTimeout(this.arriving);
      this.scroller.removeEventListener("scrollend", arrived);
    };
    clearTimeout(this.arriving);
    this.arriving = setTimeout(arrived, smooth ? 1500 : 120);
    this.scroller.addEventListener("scrollend", arrived);
    this.scroller.scrollTo({ top, behavior: smooth ? "smooth" : "instant" });
  }

  /** How far to scroll until a scene begins a little above the line of reading. */
  topOf(button) {
    const { top } = this.scroller.getBoundingClientRect();
    const line = this.scroller.clientHeight * LINE;
    const below = button.getBoundingClientRect().top - top - line * 0.8;
    return Math.max(0, Math.round(this.scroller.scrollTop + below));
  }

  /** What is on the line of reading, chapter and scene, is shown, once it rests there. */
  scrolled() {
    if (this.passing || !this.current || !this.chapters.numbered(this.current)) return;
    const line = this.scroller.scrollTop + this.scroller.clientHeight * LINE;
    let at = 0;
    this.articles.forEach((article, k) => {
      if (article.offsetTop <= line) at = k;
    });
    const chapter = this.chapters.steps[at];
    const reach = this.scroller.clientHeight * LINE;
    const scene = sceneAt(this.articles[at], chapter, this.scroller, reach);
    if (chapter === this.current && scene === this.scene) return;
    this.current = chapter;
    this.scene = scene;
    this.tell();
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.read(), REST);
  }

  /** A scene of a chapter that the reader has asked for. */
  show(chapter, scene) {
    this.current = chapter;
    this.scene = scene;
    this.hold(chapter, { step: false });
    this.tell();
    this.scrollTo(chapter, moves(), scene);
    this.sayChapter();
  }

  /** Goes to the next or previous scene, past a chapter's last to the next chapter. */
  stepScene(by) {
    const stops = stopsOf(this.current);
    const scene = stops[stops.indexOf(this.scene) + by];
    if (scene === undefined) this.step(by);
    else this.show(this.current, scene);
  }

  read() {
    if (!this.current) return;
    if (this.held) this.hold(this.current, { step: false });
    else {
      this.quietly(() => this.context.store.set({ chapter: this.current.id }, { step: false }));
      this.keep(this.current, false, true);
    }
    this.tell();
    this.sayChapter();
  }

  seen() {
    this.draw();
    /* A panel that was hidden has forgotten how far it was scrolled. */
    if (this.current && this.chapters.numbered(this.current)) {
      const article = this.articleOf(this.current);
      const top = article.offsetTop;
      const { scrollTop } = this.scroller;
      if (scrollTop < top - 1 || scrollTop > top + article.offsetHeight) {
        this.scrollTo(this.current);
      }
    }
  }

  pressed(event) {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
    const at = document.activeElement;
    const ours =
      this.element.contains(at) || (at === document.body && this.context.ui.tab === "story");
    if (!ours || !this.current || !this.chapters.numbered(this.current)) return;
    if (event.key === "Escape" && !this.contents.hidden) {
      event.preventDefault();
      this.unfold(false);
      this.lister.focus();
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

  cited(event) {
    const anchor = event.target.closest("a[data-key]");
    if (!anchor || !this.element.contains(anchor)) return;
    event.preventDefault();
    const whole = anchor.closest("article, .mg-story__cover");
    const details = whole.querySelector(".mg-story__references");
    const item = details && details.querySelector(`[data-n="${anchor.dataset.n}"]`);
    if (!item) return;
    details.open = true;
    item.focus({ preventScroll: true });
    item.scrollIntoView({ block: "nearest", behavior: moves() ? "smooth" : "auto" });
  }

  /* ---- leaving -------------------------------------------------------------------------------- */

  /** Closes the story: what was shown before it is shown again. */
  leave() {
    this.close(null);
    this.say(t("The story is closed. What you saw before is shown again."));
  }

  close(cover) {
    const { context } = this;
    const before = this.before || { filters: {}, view: null };
    const left = this.current;
    this.letGo();
    this.scene = null;
    if (cover) {
      this.current = cover;
      this.hold(cover);
    } else {
      this.current = null;
      const none = Object.fromEntries(FILTERS.map((key) => [key, null]));
      this.quietly(() => {
        context.store.set({ ...none, ...before.filters, view: before.view, chapter: null });
        context.emit("shade", before.shade || "none");
      });
      if (!before.view) {
        if (before.center) {
          this.moves.guided(() => this.map.setView(before.center, before.zoom, { animate: false }));
        } else if (context.ui.home) this.moves.guided(context.ui.home);
      }
      this.before = null;
    }
    if (left && this.chapters.numbered(left)) this.last = left;
    this.tell();
    this.scroller.scrollTop = 0;
    this.start.focus({ preventScroll: true });
  }

  /** The address has gone back to before the story. */
  closed() {
    if (this.chapters.numbered(this.current)) this.last = this.current;
    this.current = null;
    this.scene = null;
    this.letGo();
    this.quietly(() => this.context.emit("shade", (this.before && this.before.shade) || "none"));
    if (!this.context.store.get().view && this.before) {
      const { center, zoom } = this.before;
      if (center) this.moves.guided(() => this.map.setView(center, zoom, { animate: false }));
      else if (this.context.ui.home) this.moves.guided(this.context.ui.home);
    }
    this.before = null;
    this.tell();
    this.scroller.scrollTop = 0;
  }

  exploreMap() {
    if (this.current) this.close(null);
    this.context.emit("show", { tab: "events", stop: "peek" });
    this.map.getContainer().focus({ preventScroll: true });
  }
}

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

register("Story", Story);
