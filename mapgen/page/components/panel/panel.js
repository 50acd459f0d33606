// @ts-check
/* What stands beside the map, in tabs; on phones, a sheet that holds them. */
import { Component } from "../../browser/app/component.js";
import { register } from "../../browser/app/kinds.js";
import { keepPointer } from "../../browser/app/leaflet.js";
import { inOrder, opensWithIntroduction } from "../../browser/app/opening.js";
import { onResize } from "../../browser/app/resizes.js";
import { number, t } from "../../browser/core/messages.js";
import { nameButton } from "../../browser/draw/controls.js";
import { h, replace, svg, uniqueId } from "../../browser/draw/dom.js";
import { filtersOf } from "../../browser/draw/filter_words.js";
import { FilterChips } from "../filter_chips/filter_chips.js";
import { Sheet } from "./sheet.js";
import { TabList } from "./tab_list.js";

const TABS = ["story", "events", "filters", "figures", "sources", "about"];

/** @import { LeafletMap, Stop } from "../../browser/types" */

export class Panel extends Component {
  /** @type {TabList} */
  tabs;
  /** @type {HTMLElement} */
  head;
  /** @type {HTMLElement | null} the element that holds the panel, there once it is placed */
  host = null;
  /** @type {HTMLElement | null} the part of the page that is both map and panel */
  main = null;
  /** Whether the panel is folded away, on a wide screen. */
  folded = false;
  sheet = new Sheet(
    () => this.tabs.sections,
    () => this.context.emit("sheet", undefined),
  );
  folder = h("button", {
    type: "button",
    class: "mg-icon-button mg-panel__fold",
    onclick: () => {
      this.setFolded(!this.folded);
    },
  });
  brief = h("div", { class: "mg-panel__brief" });

  /** @override */
  create() {
    const hasStory = (this.context.story || []).length > 0;
    this.tabs = new TabList(
      TABS.filter((name) => name !== "story" || hasStory),
      (name) => this.open(name),
    );
    this.head = h(
      "div",
      { class: "mg-panel__head" },
      this.sheet.handle,
      this.brief,
      this.tabs.element,
      this.folder,
    );
    this.listen("select", (id) => this.sheet.lowerForEvent(id));
    this.listen("show", ({ tab, stop }) => this.show(tab, stop));
    this.listen("afterwards", () => this.countFilters());
    this.stops.push(this.context.store.subscribe((keys) => keys.includes("embed") && this.embed()));
    this.sheet.phone.addEventListener("change", () => this.applyLayout());
    return this.head;
  }

  /**
   * The sections become tab panels; those that the page does not have are made.
   * @override
   * @param {HTMLElement} host
   */
  onPlaced(host) {
    this.host = host;
    host.classList.add("mg-panel");
    host.addEventListener("transitionend", ({ target, propertyName }) => {
      if (target === host && propertyName === "block-size") this.context.emit("sheet", undefined);
    });
    /* What has kept its place (page.html.jinja). */
    host.querySelector(".mg-panel__head")?.remove();
    host.prepend(this.head);
    for (const name of this.tabs.names) {
      const section = this.section(`mg-tab-${name}`);
      if (!host.contains(section)) host.append(section);
      this.tabs.setSection(name, section);
    }
    new FilterChips({ brief: true }).placeIn(this.brief, this.map);
    const main = host.parentElement;
    const sizes = onResize(() => this.map.invalidateSize({ pan: false, debounceMoveend: true }));
    sizes.observe(this.map.getContainer());
    this.stops.push(sizes.stop);
    this.main = main && main.classList.contains("mg-main") ? main : null;
    this.sheet.attach(host, this.head, this.main);
    const skip = document.querySelector('.mg-skip[href="#mg-tab-events"]');
    if (skip) skip.addEventListener("click", (event) => this.skipTo(event));
    this.translate();
    /* A first visit: the introduction, on a phone with the map above it. */
    const introduced = opensWithIntroduction(this.context);
    this.select(introduced ? "story" : "events");
    if (introduced && this.sheet.active) this.sheet.stop = "half";
    this.applyLayout();
    this.embed();
  }

  /**
   * The page's section of that id, or a new one where it has none or another map's panel has it.
   * @param {string} id
   */
  section(id) {
    const there = document.getElementById(id);
    const free = there && !there.classList.contains("mg-panel__section");
    const section = free ? there : h("section", { id: there ? uniqueId(id) : id });
    this.context.ui.sections = { ...this.context.ui.sections, [`#${id}`]: section };
    return section;
  }

  /** On a map of one's own choice only those tabs stay in which something stands. */
  prune() {
    for (const name of this.tabs.names) {
      if (this.tabs.get(name).section.childElementCount <= 1) this.tabs.remove(name);
    }
    const [first] = this.tabs.names;
    if (first && !this.tabs.has(this.tabs.selected)) this.select(first);
  }

  /** Inside another page there is the map and the clock alone. */
  embed() {
    const embedded = Boolean(this.context.store.get().embed);
    if (this.host) this.host.hidden = embedded;
    if (this.main) this.main.classList.toggle("mg-main--embedded", embedded);
  }

  /**
   * @override
   * @param {LeafletMap} map
   */
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

  /** @override */
  translate() {
    this.tabs.translate();
    this.sheet.translate();
    if (this.host) this.host.setAttribute("aria-label", t("Events, filters and sources"));
    this.countFilters();
    this.drawFolder();
  }

  /* ---- tabs ------------------------------------------------------------------------------ */

  countFilters() {
    const filters = filtersOf(this.context).filter(({ key }) => key !== "time" && key !== "years");
    this.tabs.setCount("filters", filters.length ? number(filters.length) : "");
  }

  /** @param {string} name of a tab */
  select(name) {
    this.context.ui.tab = name;
    this.tabs.select(name);
    this.context.emit("tab", name);
    /* In the next frame the page is laid out anyway, and asking costs nothing. */
    requestAnimationFrame(() => this.tabs.revealSelected());
  }

  /**
   * The reader goes to a tab: it is selected, and seen.
   * @param {string} name
   */
  open(name) {
    this.context.emit("read", name);
    this.select(name);
    if (this.folded) this.setFolded(false);
    if (this.sheet.active && this.sheet.stop === "peek") this.sheet.setStop("half");
  }

  /**
   * What another component asks to be seen.
   * @param {string | null} name of a tab
   * @param {Stop} [stop] how far the sheet stands, on phones
   */
  show(name, stop) {
    if (name && this.tabs.has(name)) this.select(name);
    if (name && this.folded) this.setFolded(false);
    if (stop && this.sheet.active && this.sheet.stop !== stop) this.sheet.setStop(stop);
  }

  /**
   * "Skip to the list of events" leads into the list, wherever the panel stands.
   * @param {Event} event
   */
  skipTo(event) {
    event.preventDefault();
    this.open("events");
    const row = this.tabs.get("events").section.querySelector('.mg-event-list__row[tabindex="0"]');
    if (row instanceof HTMLElement) row.focus();
    else this.tabs.focus("events");
  }

  /* ---- layout ----------------------------------------------------------------------------- */

  /** The width has crossed the line between the two layouts. */
  applyLayout() {
    if (this.sheet.active) {
      this.setFolded(false);
      this.sheet.setStop(this.sheet.stop || "peek");
    } else this.sheet.release();
  }

  /**
   * Folds the panel away on wide screens, or brings it back.
   * @param {boolean} folded
   */
  setFolded(folded) {
    this.folded = folded;
    if (this.host) this.host.classList.toggle("mg-panel--folded", folded);
    if (this.main) {
      this.main.classList.toggle("mg-main--folded", folded);
      document.documentElement.classList.toggle("mg-folded", folded);
    }
    this.drawFolder();
  }

  drawFolder() {
    const label = this.folded ? t("Show the panel") : t("Hide the panel");
    nameButton(this.folder, label);
    this.folder.setAttribute("aria-expanded", String(!this.folded));
    replace(
      this.folder,
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

register("Panel", Panel);
