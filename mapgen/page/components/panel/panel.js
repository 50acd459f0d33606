/* The tabs beside the map, and on phones the sheet that holds them. */
import { Component } from "../../browser/app/component.js";
import { register } from "../../browser/app/kinds.js";
import { inOrder } from "../../browser/app/opening.js";
import { currentDirection, number, t } from "../../browser/core/messages.js";
import { h, media, replace, svg, uniqueId } from "../../browser/draw/dom.js";
import { filtersOf } from "../../browser/draw/filter_words.js";
import { FilterChips } from "../filter_chips/filter_chips.js";
import { keepPointer } from "../../browser/app/leaflet.js";

const TABS = ["story", "events", "filters", "figures", "sources", "about"];
const STOPS = ["peek", "half", "full"];
const HALF = 0.55;

export class Panel extends Component {
  create() {
    this.phone = matchMedia(media.narrow);
    this.tabs = new Map();
    this.tablist = h("div", { class: "mg-panel__tabs", role: "tablist" });
    const told = (this.context.story || []).length > 0;
    for (const name of TABS) if (name !== "story" || told) this.addTab(name);
    this.tablist.addEventListener("keydown", (event) => this.key(event));
    this.fold = h("button", {
      type: "button",
      class: "mg-panel__fold",
      onclick: () => this.setFolded(!this.folded),
    });
    this.lift = h(
      "button",
      { type: "button", class: "mg-panel__lift", onclick: () => this.raise() },
      h("span", { class: "mg-panel__grip", "aria-hidden": "true" }),
    );
    this.brief = h("div", { class: "mg-panel__brief" });
    this.head = h(
      "div",
      { class: "mg-panel__head" },
      this.lift,
      this.brief,
      this.tablist,
      this.fold,
    );
    this.head.addEventListener("pointerdown", (event) => this.drag(event));
    this.listen("select", (id) => this.makeRoom(id));
    this.listen("show", ({ tab, stop }) => this.show(tab, stop));
    this.listen("change", () => this.count());
    this.stops.push(this.context.store.subscribe((keys) => keys.includes("embed") && this.embed()));
    this.phone.addEventListener("change", () => this.settle());
    return this.head;
  }

  /** The sections become tab panels; those that the page does not have are made. */
  onPlaced(host) {
    this.host = host;
    host.classList.add("mg-panel");
    host.addEventListener("transitionend", ({ target, propertyName }) => {
      if (target === host && propertyName === "block-size") this.context.emit("sheet");
    });
    host.prepend(this.head);
    for (const [name, tab] of this.tabs) {
      tab.section = this.section(`mg-tab-${name}`);
      if (!host.contains(tab.section)) host.append(tab.section);
      tab.section.classList.add("mg-panel__section");
      tab.section.setAttribute("role", "tabpanel");
      tab.section.setAttribute("aria-labelledby", tab.button.id);
      tab.button.setAttribute("aria-controls", tab.section.id);
      tab.section.prepend(tab.heading);
    }
    new FilterChips({ brief: true }).placeIn(this.brief, this.map);
    const main = host.parentElement;
    this.sizes = new ResizeObserver(() =>
      this.map.invalidateSize({ pan: false, debounceMoveend: true }),
    );
    this.sizes.observe(this.map.getContainer());
    this.main = main && main.classList.contains("mg-main") ? main : null;
    this.skip = document.querySelector('.mg-skip[href="#mg-tab-events"]');
    if (this.skip) this.skip.addEventListener("click", (event) => this.skipTo(event));
    this.translate();
    this.choose("events");
    this.settle();
    this.embed();
  }

  /** The page's section of that id, or a new one where it has none or another map's panel has it. */
  section(id) {
    const there = document.getElementById(id);
    const free = there && !there.classList.contains("mg-panel__section");
    const section = free ? there : h("section", { id: there ? uniqueId(id) : id });
    this.context.ui.sections = { ...this.context.ui.sections, [`#${id}`]: section };
    return section;
  }

  /** On a map of one's own choice only those tabs stay in which something stands. */
  prune() {
    for (const [name, { button, section }] of [...this.tabs]) {
      if (section.childElementCount > 1) continue;
      this.tabs.delete(name);
      button.remove();
      section.remove();
    }
    if (this.tabs.size && !this.tabs.has(this.tab)) this.choose([...this.tabs.keys()][0]);
  }

  /** Inside another page there is the map and the clock alone. */
  embed() {
    const embedded = Boolean(this.context.store.get().embed);
    this.host.hidden = embedded;
    if (this.main) this.main.classList.toggle("mg-main--embedded", embedded);
  }

  addTo(map) {
    super.addTo(map);
    if (this.inCorner) {
      const host = h("div", { class: "mg-panel--corner leaflet-control" });
      keepPointer(host);
      this.container.replaceWith(host);
      this.container = host;
      host.append(this.head);
      this.onPlaced(host);
      inOrder(this.context, "last", () => this.prune());
    }
    return this;
  }

  onRemove() {
    if (this.sizes) this.sizes.disconnect();
    super.onRemove();
  }

  /* ---- tabs ------------------------------------------------------------------------------ */

  addTab(name) {
    const words = h("span", {});
    const count = h("span", { class: "mg-panel__count" });
    const button = h(
      "button",
      {
        type: "button",
        role: "tab",
        id: uniqueId(`tab-${name}`),
        class: "mg-panel__tab",
        onclick: () => this.open(name),
      },
      words,
      count,
    );
    const heading = h("h2", { class: "mg-visually-hidden" });
    this.tabs.set(name, { button, words, count, heading });
    this.tablist.append(button);
  }

  translate() {
    const names = {
      story: t("Story"),
      events: t("Events"),
      figures: t("Figures"),
      filters: t("Filters"),
      sources: t("Sources"),
      about: t("About"),
    };
    for (const [name, { words, heading }] of this.tabs) {
      words.textContent = names[name];
      heading.textContent = names[name];
    }
    this.tablist.setAttribute("aria-label", t("What stands beside the map"));
    if (this.host) this.host.setAttribute("aria-label", t("Events, filters and sources"));
    this.count();
    this.name();
  }

  count() {
    const filters = filtersOf(this.context).filter(({ key }) => key !== "time" && key !== "years");
    const { count } = this.tabs.get("filters") || {};
    if (!count) return;
    const text = filters.length ? number(filters.length) : "";
    if (count.textContent !== text) count.textContent = text;
  }

  choose(name) {
    this.tab = name;
    this.context.ui.tab = name;
    for (const [each, { button, section }] of this.tabs) {
      const chosen = each === name;
      button.setAttribute("aria-selected", String(chosen));
      button.tabIndex = chosen ? 0 : -1;
      section.hidden = !chosen;
    }
    this.context.emit("tab", name);
    /* In the next frame the page is laid out anyway, and asking costs nothing. */
    requestAnimationFrame(() => {
      const tab = this.tabs.get(this.tab);
      if (tab) reveal(this.tablist, tab.button);
    });
  }

  /** Chooses a tab and makes sure that it is seen. */
  open(name) {
    this.context.emit("read", name);
    this.choose(name);
    if (this.folded) this.setFolded(false);
    if (this.phone.matches && this.stop === "peek") this.setStop("half");
  }

  /** What another component asks to be seen: a tab, and on phones how far the sheet stands. */
  show(name, stop) {
    if (name && this.tabs.has(name)) this.choose(name);
    if (name && this.folded) this.setFolded(false);
    if (stop && this.phone.matches && this.stop !== stop) this.setStop(stop);
  }

  key(event) {
    const forward = currentDirection() === "rtl" ? -1 : 1;
    const names = [...this.tabs.keys()];
    const at = names.indexOf(this.tab);
    const to = {
      ArrowRight: at + forward,
      ArrowLeft: at - forward,
      Home: 0,
      End: names.length - 1,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const name = names[(to + names.length) % names.length];
    this.open(name);
    this.tabs.get(name).button.focus();
  }

  /** "Skip to the list of events" leads into the list, wherever the panel stands. */
  skipTo(event) {
    event.preventDefault();
    this.open("events");
    const first = this.tabs
      .get("events")
      .section.querySelector('.mg-event-list__row[tabindex="0"]');
    (first || this.tabs.get("events").button).focus();
  }

  /* ---- folded away on wide screens -------------------------------------------------------- */

  setFolded(folded) {
    this.folded = folded;
    this.host.classList.toggle("mg-panel--folded", folded);
    if (this.main) {
      this.main.classList.toggle("mg-main--folded", folded);
      document.documentElement.classList.toggle("mg-folded", folded);
    }
    this.name();
  }

  /* ---- the sheet on phones ----------------------------------------------------------------- */

  /** The width has crossed the line between the two layouts. */
  settle() {
    if (this.phone.matches) {
      this.setFolded(false);
      this.setStop(this.stop || "peek");
    } else {
      this.host.style.blockSize = "";
      this.host.classList.remove(...STOPS.map((stop) => `mg-panel--${stop}`));
      for (const { section } of this.tabs.values()) section.inert = false;
      this.cover(null);
      this.name();
    }
  }

  setStop(stop) {
    this.stop = stop;
    this.host.style.blockSize = "";
    for (const each of STOPS) this.host.classList.toggle(`mg-panel--${each}`, each === stop);
    /* What lies under the edge of the screen must not take the focus. */
    for (const { section } of this.tabs.values()) section.inert = stop === "peek";
    this.cover(stop);
    this.name();
    this.context.emit("sheet");
  }

  /** What the sheet covers whole must not take the focus either. */
  cover(stop) {
    if (!this.main) return;
    const covered = {
      half: (part) => part.offsetTop >= this.main.clientHeight * (1 - HALF),
      full: () => true,
    }[stop];
    for (const sibling of this.main.children) {
      if (sibling !== this.host) sibling.inert = Boolean(covered && covered(sibling));
    }
  }

  raise() {
    if (this.dragged) return;
    this.setStop({ peek: "half", half: "full", full: "peek" }[this.stop]);
  }

  /** An event opened from the panel needs the map; when it is closed one reads on. */
  makeRoom(id) {
    if (!this.phone.matches) return;
    if (id !== null && this.stop !== "peek") {
      this.stopBefore = this.stop;
      this.setStop("peek");
    } else if (id === null && this.stopBefore) {
      if (this.stop === "peek") this.setStop(this.stopBefore);
      this.stopBefore = null;
    }
  }

  drag(event) {
    if (!this.phone.matches || event.button !== 0) return;
    const from = event.clientY;
    const height = this.host.offsetHeight;
    const whole = this.main ? this.main.clientHeight : innerHeight;
    let last = { y: from, at: event.timeStamp, speed: 0 };
    this.dragged = false;
    const move = (next) => {
      if (!this.dragged && Math.abs(next.clientY - from) < 6) return;
      if (!this.dragged) this.head.setPointerCapture(event.pointerId);
      this.dragged = true;
      const speed = (next.clientY - last.y) / Math.max(next.timeStamp - last.at, 1);
      last = { y: next.clientY, at: next.timeStamp, speed };
      this.host.classList.add("mg-panel--dragged");
      const reached = Math.min(
        Math.max(height + from - next.clientY, this.head.offsetHeight),
        whole,
      );
      this.host.style.blockSize = `${reached}px`;
    };
    const drop = (up) => {
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", drop);
      removeEventListener("pointercancel", drop);
      if (up.timeStamp - last.at > 100) last.speed = 0;
      this.host.classList.remove("mg-panel--dragged");
      if (!this.dragged) return;
      this.setStop(this.nearest(this.host.offsetHeight - last.speed * 160, whole));
      setTimeout(() => {
        this.dragged = false; /* after the click that a drag ends with */
      });
    };
    /* The pointer leaves the head at once when it is drawn up. */
    addEventListener("pointermove", move);
    addEventListener("pointerup", drop);
    addEventListener("pointercancel", drop);
  }

  nearest(height, whole) {
    const heights = { peek: this.head.offsetHeight, half: whole * HALF, full: whole };
    return STOPS.reduce((a, b) =>
      Math.abs(heights[b] - height) < Math.abs(heights[a] - height) ? b : a,
    );
  }

  name() {
    const lifted = {
      peek: t("Open the panel"),
      half: t("Open the panel fully"),
      full: t("Close the panel"),
    };
    this.lift.setAttribute("aria-label", lifted[this.stop || "peek"]);
    this.lift.setAttribute("aria-expanded", String(Boolean(this.stop && this.stop !== "peek")));
    const fold = this.folded ? t("Show the panel") : t("Hide the panel");
    this.fold.setAttribute("aria-label", fold);
    this.fold.title = fold;
    this.fold.setAttribute("aria-expanded", String(!this.folded));
    replace(
      this.fold,
      svg(
        "svg",
        { class: "mg-icon", viewBox: "0 0 24 24", width: 18, height: 18, "aria-hidden": "true" },
        svg("path", {
          d: this.folded ? "M14 6l-6 6 6 6" : "M10 6l6 6-6 6",
          fill: "none",
          stroke: "currentColor",
          "stroke-width": 2,
        }),
      ),
    );
  }
}

/** Scrolls a row sideways as little as shows one of its elements whole. */
function reveal(row, element) {
  if (!row.isConnected || row.scrollWidth <= row.clientWidth) return;
  const [outer, inner] = [row.getBoundingClientRect(), element.getBoundingClientRect()];
  if (inner.left < outer.left) row.scrollLeft += inner.left - outer.left - 16;
  else if (inner.right > outer.right) row.scrollLeft += inner.right - outer.right + 16;
}

register("Panel", Panel);
