/*
 * The story: chapters that one scrolls or steps through while the map, the clock and the districts
 * follow. What holds them is the state alone: a chapter has its hold as long as the state is what
 * the chapter asks for, so a link opens a chapter as it was seen, held or left.
 */
(function (mapgen, L) {
  "use strict";

  const { h, t } = mapgen;
  const { FILTERS } = mapgen.Store;
  const INTRODUCTION = "introduction";
  const SHADES = { off: "none", counts: "events", deaths: "deaths" };
  /** How far down the text its line of reading lies, and how long a chapter rests on it. */
  const LINE = 0.35;
  const REST = 180;
  /** The map that the chapters' views were chosen on, in pixels; smaller ones zoom out. */
  const CHOSEN_ON = [920, 540];

  mapgen.Story = mapgen.Component.extend({
    addTo(map) {
      const context = mapgen.context(map);
      if (!(context.story || []).length) return this;
      return mapgen.Component.prototype.addTo.call(this, map);
    },

    create() {
      const { context } = this;
      this.chapters = context.story;
      this.introduction = this.chapters.find(({ id }) => id === INTRODUCTION) || null;
      this.steps = this.chapters.filter((chapter) => chapter !== this.introduction);
      this.current = null;
      this.held = false;
      this.build();
      this.listen("tab", (name) => name === "story" && this.seen());
      this.listen("shade", (shade) => this.shaded(shade));
      this.stops.push(context.store.subscribe((keys, state) => this.changed(keys, state)));
      this.key = (event) => this.pressed(event);
      document.addEventListener("keydown", this.key);
      this.stops.push(() => document.removeEventListener("keydown", this.key));
      this.stops.push(() => this.letGo());
      this.translate();
      return this.element;
    },

    onPlaced(host) {
      host.classList.add("mg-story-host");
      const { store } = this.context;
      const state = store.get();
      if (state.chapter !== null) this.arrive(state);
      else if (this.introduction && store.mirror && !mapgen.Store.toFragment(state)) this.welcome();
    },

    /* ---- elements -------------------------------------------------------------------------- */

    build() {
      const button = (name, act) =>
        h("button", { type: "button", class: `mg-story__${name}`, onclick: act });
      this.back = button("back", () => this.step(-1));
      this.next = button("next", () => this.step(1));
      this.lister = button("lister", () => this.unfold(this.contents.hidden));
      this.closer = button("close", () => this.leave());
      this.contents = h("nav", { class: "mg-story__contents", hidden: true });
      this.contents.id = mapgen.uniqueId("chapters");
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
    },

    translate() {
      const name = (element, text) => {
        element.setAttribute("aria-label", text);
        element.title = text;
      };
      name(this.closer, t("Close the story"));
      this.bar.setAttribute("aria-label", t("Chapters of the story"));
      this.contents.setAttribute("aria-label", t("All chapters"));
      this.scroller.setAttribute("aria-label", t("The story’s text"));
      mapgen.replace(this.explore, t("Explore the map"));
      mapgen.replace(this.back, arrow(false));
      mapgen.replace(this.next, arrow(true));
      mapgen.replace(this.closer, h("span", { class: "mg-story__cross", "aria-hidden": "true" }));
      this.drawn = false;
      this.drawnCover = false;
      this.draw();
      this.tell();
    },

    /** The texts are put into the document when they are first seen, and again in a new language. */
    draw() {
      if (!this.drawnCover) {
        this.drawnCover = true;
        mapgen.replace(this.cover, this.drawCover());
      }
      if (this.drawn || this.current === null) return;
      this.drawn = true;
      this.articles = this.steps.map((chapter, k) => this.article(chapter, k));
      mapgen.replace(this.told, this.articles);
      mapgen.replace(this.contents, this.list());
      if (this.numbered(this.current)) this.scrollTo(this.current);
    },

    drawCover() {
      const { title, subtitle } = this.context.meta;
      const words = this.introduction ? this.wordsOf(this.introduction) : null;
      return [
        words
          ? h("h3", { class: "mg-story__title", tabindex: -1, ...tongue(words) }, words.title)
          : h("h3", { class: "mg-story__title", tabindex: -1 }, subtitle || title),
        words && this.textOf(words),
        words && this.references(this.introduction),
        h("h4", { class: "mg-story__heading" }, t("The story in chapters")),
        this.list(),
      ];
    },

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
              h("span", { class: "mg-story__number" }, mapgen.number(k + 1)),
              h("span", tongue(words), words.title),
              h("span", { class: "mg-story__when" }, this.yearsOf(chapter)),
            ),
          );
        }),
      );
    },

    article(chapter, k) {
      const words = this.wordsOf(chapter);
      const id = mapgen.uniqueId("chapter");
      return h(
        "article",
        { class: "mg-story__chapter", "aria-labelledby": id, "data-chapter": chapter.id },
        h(
          "p",
          { class: "mg-story__kicker" },
          t("Chapter {n}", { n: mapgen.number(k + 1) }),
          h("span", { "aria-hidden": "true" }, " · "),
          this.rangeOf(chapter),
        ),
        h("h3", { class: "mg-story__title", id, tabindex: -1, ...tongue(words) }, words.title),
        this.textOf(words),
        this.eventsOf(chapter),
        this.references(chapter),
      );
    },

    textOf(words) {
      const text = h("div", { class: "mg-story__text", ...tongue(words) });
      mapgen.cleanedHTML(text, words.text);
      for (const mark of text.querySelectorAll(".mg-cite")) {
        const before = mark.previousSibling;
        if (before && before.nodeType === Node.TEXT_NODE) before.data = before.data.trimEnd();
      }
      for (const anchor of text.querySelectorAll("a[data-key]")) {
        const n = String(parseInt(anchor.textContent, 10));
        anchor.dataset.n = n;
        anchor.setAttribute("aria-label", t("Source {n}", { n: mapgen.digits(n) }));
        anchor.textContent = mapgen.digits(n);
      }
      for (const anchor of text.querySelectorAll("a[href]:not([data-key])")) {
        anchor.target = "_blank";
        anchor.rel = "noopener noreferrer";
      }
      return text;
    },

    eventsOf(chapter) {
      const found = chapter.events
        .map((id) => [id, this.context.indexOf(id)])
        .filter(([, i]) => i >= 0);
      if (!found.length) return null;
      const list = h(
        "ul",
        { class: "mg-story__events" },
        found.map(([id, i]) => {
          const open = mapgen.eventButton(this.context, i, () => this.open(chapter, id));
          open.addEventListener("pointerenter", () => this.context.hover(i));
          open.addEventListener("pointerleave", () => this.context.hover(-1));
          open.addEventListener("focus", () => this.context.hover(i));
          open.addEventListener("blur", () => this.context.hover(-1));
          return h("li", {}, open);
        }),
      );
      return [h("h4", { class: "mg-story__heading" }, t("Events of this chapter")), list];
    },

    references(chapter) {
      const { sources } = this.context;
      if (!chapter.references.length) return null;
      return h(
        "details",
        { class: "mg-story__references" },
        h(
          "summary",
          {},
          mapgen.tn("{n} source", "{n} sources", chapter.references.length),
        ),
        h(
          "ol",
          {},
          chapter.references.map(([key, locator], k) =>
            h(
              "li",
              { tabindex: -1, "data-n": k + 1 },
              mapgen.sourceWords(sources[key], key),
              locator && ` (${locator})`,
              mapgen.sourceLink(sources[key]),
            ),
          ),
        ),
      );
    },

    wordsOf(chapter) {
      const { language } = this.context.meta;
      const wanted = mapgen.language.get();
      const own = chapter.words[wanted];
      return own
        ? { ...own, lang: wanted, dir: mapgen.language.direction() }
        : { ...chapter.words[language], lang: language, dir: "ltr" };
    },

    rangeOf: (chapter) =>
      mapgen.printRange(
        mapgen.days.fromISO(chapter.from),
        mapgen.days.fromISO(chapter.to, true),
      ),

    yearsOf(chapter) {
      const [from, to] = [chapter.from, chapter.to].map((iso) => iso.slice(0, -6));
      return mapgen.digits(from === to ? from : `${from}–${to}`);
    },

    /* ---- where one is ------------------------------------------------------------------------ */

    /** A chapter's number from 1, or 0 for the introduction. */
    numbered(chapter) {
      return this.steps.indexOf(chapter) + 1;
    },

    /** The chapter of that id, or of that number. */
    find(name) {
      return (
        this.chapters.find(({ id }) => id === name) ||
        (/^\d+$/.test(name) && this.steps[Number(name) - 1]) ||
        null
      );
    },

    /** Brings bar, contents and cover in step with where one is. */
    tell() {
      const n = this.current ? this.numbered(this.current) : 0;
      const reading = n > 0;
      this.bar.hidden = !reading;
      this.told.hidden = !reading;
      this.cover.hidden = reading;
      this.entry.hidden = reading;
      if (!reading) this.unfold(false);
      const last = this.last ? this.numbered(this.last) : 0;
      mapgen.replace(
        this.start,
        last
          ? t("Continue with chapter {n}", { n: mapgen.number(last) })
          : t("Start the story"),
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
      this.loose.hidden = !reading || this.held;
      if (!reading) return;
      const values = { n: mapgen.number(n), all: mapgen.number(this.steps.length) };
      const words = this.wordsOf(this.current);
      mapgen.replace(
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
      name(this.next, t("Next chapter"), n === this.steps.length);
      this.bar.style.setProperty("--mg-story-progress", String(n / this.steps.length));
      this.looseWords.textContent = t("The map is yours.");
      this.returner.textContent = t("Return to chapter {n}", { n: mapgen.number(n) });
    },

    say(text) {
      this.status.textContent = "";
      this.status.textContent = text;
    },

    sayChapter() {
      const n = this.numbered(this.current);
      if (!n) return;
      this.say(
        t("Chapter {n} of {all}: {title}", {
          n: mapgen.number(n),
          all: mapgen.number(this.steps.length),
          title: this.wordsOf(this.current).title,
        }),
      );
    },

    /* ---- arriving ------------------------------------------------------------------------------ */

    /** A first visit: the introduction, before anything else is chosen. */
    welcome() {
      this.context.emit("show", { tab: "story", stop: "full" });
    },

    /** The address, or another part of the page, asks for a chapter. */
    arrive(state) {
      const chapter = this.find(state.chapter);
      if (!chapter) {
        this.context.store.set({ chapter: null });
        return;
      }
      if (!this.current) this.remember(true);
      this.current = chapter;
      const bare = FILTERS.every((key) => state[key] === null) && state.view === null;
      if (bare || chapter.id !== state.chapter) this.hold(chapter, { step: false, still: true });
      else this.keep(chapter, this.asks(chapter, state), true);
      this.draw();
      this.tell();
      this.scrollTo(chapter);
      if (state.event === null) this.context.emit("show", { tab: "story", stop: "half" });
      else this.context.emit("show", { tab: "story" });
    },

    /** What was shown before the story, to be brought back by its close button. */
    remember(fromAddress) {
      const state = this.context.store.get();
      const filters = Object.fromEntries(FILTERS.map((key) => [key, state[key]]));
      const map = this._map;
      this.before = fromAddress
        ? { filters: {}, view: null, shade: this.context.shade }
        : {
            filters,
            view: state.view,
            center: map.getCenter(),
            zoom: map.getZoom(),
            shade: this.context.shade,
          };
    },

    /* ---- the story's hold ----------------------------------------------------------------------- */

    /** The state that a chapter asks for. */
    wanted(chapter) {
      const [first, last] = this.context.extent().map(mapgen.days.toISO);
      const whole = chapter.from <= first && chapter.to >= last;
      return {
        ...Object.fromEntries(FILTERS.map((key) => [key, null])),
        from: whole ? null : chapter.from,
        to: whole ? null : chapter.to,
        ...(chapter.view ? { view: null } : {}),
      };
    },

    /** Whether the state is what a chapter asks for. */
    asks(chapter, state) {
      return Object.entries(this.wanted(chapter)).every(([key, value]) => state[key] === value);
    },

    /** Shows what a chapter asks for. */
    hold(chapter, { step = true, still = false } = {}) {
      this.quietly(() =>
        this.context.store.set({ ...this.wanted(chapter), chapter: chapter.id }, { step }),
      );
      this.keep(chapter, true, still);
    },

    keep(chapter, held, still) {
      this.held = held;
      const { context } = this;
      context.told = chapter.events.map((id) => context.indexOf(id)).filter((i) => i >= 0);
      context.emit("told");
      context.guide = held ? () => this.moveMap(chapter, true) : null;
      if (!held) return;
      this.quietly(() => context.emit("shade", SHADES[chapter.shade] || "none"));
      this.moveMap(chapter, still);
    },

    letGo() {
      this.held = false;
      this.context.guide = null;
      this.context.told = [];
      this.context.emit("told");
    },

    /** Runs a step whose signals are not the reader's doing. */
    quietly(step) {
      this.quiet = true;
      step();
      this.quiet = false;
    },

    changed(keys, state) {
      if (this.quiet) return;
      if (keys.includes("chapter")) {
        if (state.chapter !== null) this.arrive(state);
        else if (this.current) this.closed();
        return;
      }
      if (!this.current || !keys.some((key) => key === "view" || FILTERS.includes(key))) return;
      this.loosen(this.asks(this.current, state));
    },

    /** The reader has moved the map or filtered: the place in the story stays. */
    loosen(held) {
      if (held === this.held) return;
      this.held = held;
      this.context.guide = held ? () => this.moveMap(this.current, true) : null;
      this.tell();
      if (!held && this.numbered(this.current)) {
        this.say(`${this.looseWords.textContent} ${this.returner.textContent}`);
      }
    },

    shaded(shade) {
      if (this.quiet || !this.current || !this.held) return;
      if (shade !== (SHADES[this.current.shade] || "none")) this.loosen(false);
    },

    comeBack() {
      this.hold(this.current, { step: false });
      this.tell();
      this.focusOn(this.current);
      this.sayChapter();
    },

    /* ---- moving -------------------------------------------------------------------------------- */

    begin() {
      this.choose(this.last || this.steps[0]);
    },

    /** A chapter chosen by name: one reads on at its title. */
    choose(chapter) {
      this.go(chapter);
      this.context.emit("show", { tab: "story", stop: "half" });
      this.focusOn(chapter);
    },

    step(by) {
      const n = this.numbered(this.current) + by;
      if (n > this.steps.length) return;
      if (n < 1) {
        this.close(this.introduction ? this.introduction : null);
        return;
      }
      const reading = this.scroller.contains(document.activeElement);
      this.go(this.steps[n - 1]);
      if (reading) this.focusOn(this.current);
    },

    go(chapter) {
      if (!this.current) this.remember(false);
      const near = Math.abs(this.numbered(chapter) - this.numbered(this.current)) === 1;
      this.current = chapter;
      this.hold(chapter);
      this.draw();
      this.unfold(false);
      this.tell();
      this.scrollTo(chapter, near && mapgen.moves());
      this.sayChapter();
    },

    unfold(open) {
      this.contents.hidden = !open;
      this.lister.setAttribute("aria-expanded", String(open));
      if (!open) return;
      const here = this.contents.querySelector('[aria-current="step"]');
      if (here) here.focus();
    },

    focusOn(chapter) {
      const article = this.articleOf(chapter);
      if (article) article.querySelector("h3").focus({ preventScroll: true });
    },

    articleOf(chapter) {
      return (this.articles || []).find((each) => each.dataset.chapter === chapter.id) || null;
    },

    scrollTo(chapter, smooth) {
      const article = this.articleOf(chapter);
      const top = article ? article.offsetTop : 0;
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
    },

    /** The chapter on the line of reading becomes the one that is shown, once it rests there. */
    scrolled() {
      if (this.passing || !this.current || !this.numbered(this.current)) return;
      const line = this.scroller.scrollTop + this.scroller.clientHeight * LINE;
      let at = 0;
      this.articles.forEach((article, k) => {
        if (article.offsetTop <= line) at = k;
      });
      const chapter = this.steps[at];
      if (chapter === this.current) return;
      this.current = chapter;
      this.tell();
      clearTimeout(this.resting);
      this.resting = setTimeout(() => this.read(), REST);
    },

    read() {
      if (!this.current) return;
      if (this.held) this.hold(this.current, { step: false });
      else {
        this.quietly(() =>
          this.context.store.set({ chapter: this.current.id }, { step: false }),
        );
        this.keep(this.current, false, true);
      }
      this.tell();
      this.sayChapter();
    },

    seen() {
      this.draw();
      /* A panel that was hidden has forgotten how far it was scrolled. */
      if (this.current && this.numbered(this.current)) {
        const article = this.articleOf(this.current);
        const top = article.offsetTop;
        const { scrollTop } = this.scroller;
        if (scrollTop < top - 1 || scrollTop > top + article.offsetHeight) this.scrollTo(this.current);
      }
    },

    pressed(event) {
      if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
      const at = document.activeElement;
      const ours = this.element.contains(at) || (at === document.body && this.context.tab === "story");
      if (!ours || !this.current || !this.numbered(this.current)) return;
      if (event.key === "Escape" && !this.contents.hidden) {
        event.preventDefault();
        this.unfold(false);
        this.lister.focus();
        return;
      }
      const forward = mapgen.language.direction() === "rtl" ? -1 : 1;
      const by = { ArrowRight: forward, ArrowLeft: -forward }[event.key];
      if (by === undefined || event.shiftKey) return;
      event.preventDefault();
      this.step(by);
    },

    /** An event of the chapter is opened; where the filters hide it, the chapter is brought back. */
    open(chapter, id) {
      if (chapter !== this.current) this.go(chapter);
      this.context.hover(-1);
      this.context.select(id);
    },

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
      item.scrollIntoView({ block: "nearest", behavior: mapgen.moves() ? "smooth" : "auto" });
    },

    /* ---- leaving -------------------------------------------------------------------------------- */

    /** Closes the story: what was shown before it is shown again. */
    leave() {
      this.close(null);
      this.say(t("The story is closed. What you saw before is shown again."));
    },

    close(cover) {
      const { context } = this;
      const before = this.before || { filters: {}, view: null };
      const left = this.current;
      this.letGo();
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
          if (before.center) this.guided(() => this._map.setView(before.center, before.zoom, { animate: false }));
          else if (context.home) this.guided(context.home);
        }
        this.before = null;
      }
      if (left && this.numbered(left)) this.last = left;
      this.tell();
      this.scroller.scrollTop = 0;
      this.start.focus({ preventScroll: true });
    },

    /** The address has gone back to before the story. */
    closed() {
      if (this.numbered(this.current)) this.last = this.current;
      this.current = null;
      this.letGo();
      this.quietly(() => this.context.emit("shade", (this.before && this.before.shade) || "none"));
      if (!this.context.store.get().view && this.before) {
        const { center, zoom } = this.before;
        if (center) this.guided(() => this._map.setView(center, zoom, { animate: false }));
        else if (this.context.home) this.guided(this.context.home);
      }
      this.before = null;
      this.tell();
      this.scroller.scrollTop = 0;
    },

    exploreMap() {
      if (this.current) this.close(null);
      this.context.emit("show", { tab: "events", stop: "peek" });
      this._map.getContainer().focus({ preventScroll: true });
    },

    /* ---- the map -------------------------------------------------------------------------------- */

    moveMap(chapter, still) {
      if (!chapter.view) return;
      const map = this._map;
      const [zoom, latitude, longitude] = chapter.view;
      const size = map.getSize();
      const covered = this.covered();
      const height = size.y - covered;
      const room = Math.log2(Math.min(size.x / CHOSEN_ON[0], height / CHOSEN_ON[1]));
      const shown = Math.round((zoom + Math.min(Math.max(room, -2), 1)) * 4) / 4;
      const middle = map.project([latitude, longitude], shown).add([0, covered / 2]);
      const center = map.unproject(middle, shown);
      const there = map.getZoom() === shown && map.project(map.getCenter(), shown).distanceTo(middle) < 2;
      if (there) return;
      const animate = !still && mapgen.moves();
      this.guided(() => {
        if (animate) map.flyTo(center, shown, { duration: 1.1 });
        else map.setView(center, shown, { animate: false });
      }, animate);
    },

    /** Runs a move of the map that is not the reader's own. */
    guided(move, animated) {
      const { context } = this;
      context.guided = true;
      const over = () => {
        context.guided = false;
      };
      move();
      if (animated) this._map.once("moveend", over);
      else over();
    },

    /** How much of the map's height the sheet lies over on phones, in pixels. */
    covered() {
      const host = this.element.closest(".mg-panel");
      if (!host) return 0;
      const frame = this._map.getContainer().getBoundingClientRect();
      const sheet = host.getBoundingClientRect();
      if (sheet.left >= frame.right || sheet.right <= frame.left || sheet.top >= frame.bottom) return 0;
      const covered = frame.bottom - sheet.top;
      return covered < frame.height - 80 ? covered : 0;
    },
  });

  const tongue = ({ lang, dir }) => ({ lang, dir });

  const arrow = (forward) =>
    mapgen.svg(
      "svg",
      {
        class: "mg-story__arrow",
        viewBox: "0 0 24 24",
        width: 20,
        height: 20,
        "aria-hidden": "true",
      },
      mapgen.svg("path", {
        d: forward ? "M9 5l7 7-7 7" : "M15 5l-7 7 7 7",
        fill: "none",
        stroke: "currentColor",
        "stroke-width": 2,
      }),
    );
})((window.mapgen = window.mapgen || {}), window.L);
