// @ts-check
/*
 * Before the page is printed, the map takes the sheet's width and its marks get numbers, and
 * the plain record leaves out what is not shown; afterwards all is as it was.
 */
import { clearNumbers, numberMarks } from "../event_layer/mark_numbers.js";
import { register } from "../../browser/app/kinds.js";
import { inOrder } from "../../browser/app/opening.js";
import { currentDirection, currentLanguage, number, t } from "../../browser/core/messages.js";
import { printRange } from "../../browser/core/periods.js";
import { cleanedHTML, h } from "../../browser/draw/dom.js";
import { sentenceOf } from "../../browser/draw/filter_words.js";
import { Layer } from "../../browser/app/layer.js";

/** @import { EventIndex, EventRecord } from "../../browser/types" */

/**
 * The numbers on the map: what each stands for, in their order, and that of each event.
 * @typedef {{places: {name: string}[], of: Map<EventIndex, number>}} Numbers
 */

/** The map on paper, in pixels of 1/96 inch: the width of A4 and Letter within their margins. */
const SHEET = { width: 670, height: 460 };

export class Paper extends Layer {
  /** The record as text; null on a page without it. */
  record = document.getElementById("mg-record");
  /**
   * What takes each change back; null while nothing is changed.
   * @type {(() => void)[] | null}
   */
  undo = null;
  before = () => this.prepare();
  after = () => this.restore();

  /** @override */
  onAdd() {
    /* After all others who make themselves ready for the printer. */
    inOrder(this.context, "last", () => {
      addEventListener("beforeprint", this.before);
      addEventListener("afterprint", this.after);
    });
  }

  /** @override */
  onRemove() {
    removeEventListener("beforeprint", this.before);
    removeEventListener("afterprint", this.after);
    this.restore();
  }

  prepare() {
    const { record } = this;
    if (this.undo || !record) return;
    this.undo = [];
    this.context.catchUp();
    const numbers = this.drawMap();
    this.addFront(record, numbers);
    this.hideSources(record, this.drawEvents(record, numbers));
  }

  restore() {
    const steps = this.undo || [];
    this.undo = null;
    for (const step of steps.reverse()) step();
  }

  /**
   * Changes something now, and back when the page has been printed.
   * @param {() => void} act
   * @param {() => void} back
   */
  change(act, back) {
    if (this.undo) this.undo.push(back);
    act();
  }

  /** @param {HTMLElement} element */
  hide(element) {
    if (element.hidden) return;
    this.change(
      () => {
        element.hidden = true;
      },
      () => {
        element.hidden = false;
      },
    );
  }

  /* ---- the map ----------------------------------------------------------------------------- */

  /**
   * The map at the sheet's width, the same ground in view.
   * @returns {Numbers}
   */
  drawMap() {
    const map = this.map;
    const { panes } = this.context.ui;
    /* On paper there is one map, with one set of numbers. */
    if (panes) {
      this.change(
        () => panes.setSingle(true),
        () => panes.setSingle(false),
      );
    }
    const bounds = map.getBounds();
    const center = map.getCenter();
    const zoom = map.getZoom();
    const { area } = this.pane;
    const root = document.documentElement.classList;
    const refit = (/** @type {() => void} */ act) => {
      map.invalidateSize({ animate: false, pan: false });
      act();
    };
    this.change(
      () => {
        root.add("mg-printing");
        area.style.width = `${SHEET.width}px`;
        area.style.height = `${SHEET.height}px`;
        refit(() => map.fitBounds(bounds, { animate: false }));
      },
      () => {
        root.remove("mg-printing");
        area.style.width = "";
        area.style.height = "";
        refit(() => map.setView(center, zoom, { animate: false }));
      },
    );
    const { marks } = this.pane;
    if (!marks) return { places: [], of: new Map() };
    if (this.undo) this.undo.push(() => clearNumbers(marks));
    return numberMarks(marks);
  }

  /* ---- before the events: what is shown, the numbers, the key -------------------------------- */

  /**
   * @param {HTMLElement} record
   * @param {Numbers} numbers
   */
  addFront(record, { places }) {
    const count = this.context.visibleCount();
    const { url } = this.context.meta;
    const here = /^https?:/.test(location.href) ? location.href.replace(/#.*$/, "") : url;
    const address = here ? here + this.context.store.address() : "";
    const front = h(
      "div",
      {
        class: "mg-paper",
        lang: currentLanguage(),
        dir: currentDirection(),
      },
      h("p", { class: "mg-paper__summary" }, sentenceOf(this.context)),
      h("p", { class: "mg-paper__range" }, printRange(...this.context.range())),
      address && h("p", { class: "mg-paper__address" }, address),
      places.length > 0 && [
        h("h2", {}, t("Numbers on the map")),
        h(
          "ol",
          { class: "mg-paper__places" },
          places.map(({ name }) => h("li", {}, name)),
        ),
      ],
      h("h2", {}, t("Key to the map")),
      h("div", { class: "mg-paper__key mg-legend__body" }, this.key()),
      !count && h("p", {}, t("No event is shown.")),
    );
    this.change(
      () => record.prepend(front),
      () => front.remove(),
    );
  }

  /** The key as the legend has it. */
  key() {
    const body = document.querySelector(".mg-legend .mg-legend__body");
    return body ? Array.from(body.children, (part) => part.cloneNode(true)) : [];
  }

  /* ---- the events and their sources ----------------------------------------------------------- */

  /**
   * Leaves only the events shown in the record; returns the keys of the sources that they cite.
   * @param {HTMLElement} text the record
   * @param {Numbers} numbers
   */
  drawEvents(text, { of }) {
    /** @type {Map<string, EventIndex>} */
    const shown = new Map();
    /* A page of counts has no single events. */
    for (const i of this.context.groups ? [] : this.context.visible()) {
      const record = this.context.peek(i);
      if (record) shown.set(`event-${record.id}`, i);
    }
    /** @type {Set<string>} */
    const cited = new Set();
    for (const article of children(text, "article")) {
      const i = shown.get(article.id);
      const record = i === undefined ? null : this.context.peek(i);
      if (i === undefined || !record) {
        this.hide(article);
        continue;
      }
      this.drawEvent(article, record, of.get(i));
      for (const [key] of record.references || []) cited.add(key);
    }
    /* A heading that nothing follows says nothing. */
    for (const heading of children(text, "h2")) {
      if (headsNothing(heading)) this.hide(heading);
    }
    return cited;
  }

  /**
   * An event's number on the map, and its words in the reader's language where there are any.
   * @param {HTMLElement} article
   * @param {EventRecord} record
   * @param {number | undefined} mark
   */
  drawEvent(article, record, mark) {
    /** @type {HTMLElement | null} */
    const heading = article.querySelector("h3");
    /** @type {HTMLElement | null} */
    const summary = article.querySelector(":scope > div");
    const parts = /** @type {const} */ ([
      ["title", heading],
      ["summary", summary],
    ]);
    for (const [field, element] of parts) {
      const words = element && this.context.wording(record, field);
      if (!words || words.lang === this.context.meta.language) continue;
      const { lang, dir } = element;
      const before = [...element.childNodes];
      this.change(
        () => {
          if (field === "title") element.textContent = words.text;
          else cleanedHTML(element, words.text);
          Object.assign(element, { lang: words.lang, dir: words.dir });
        },
        () => {
          element.replaceChildren(...before);
          Object.assign(element, { lang, dir });
        },
      );
    }
    if (mark === undefined || !heading) return;
    const badge = h("span", { class: "mg-paper__number" }, number(mark));
    this.change(
      () => heading.prepend(badge),
      () => badge.remove(),
    );
  }

  /**
   * Leaves only the sources cited in the record.
   * @param {HTMLElement} text the record
   * @param {Set<string>} cited keys of sources
   */
  hideSources(text, cited) {
    /** @type {NodeListOf<HTMLElement>} */
    const sources = text.querySelectorAll(":scope > ul > li");
    for (const source of sources) {
      if (!cited.has(source.id.replace(/^ref-/, ""))) this.hide(source);
    }
    /* What the atlas is comes after what is shown of it. */
    const about = document.getElementById("mg-about-text");
    if (about && about.parentElement === text) text.append(about);
  }
}

/**
 * The children of one kind.
 * @param {HTMLElement} parent
 * @param {"article" | "h2"} tag
 * @returns {NodeListOf<HTMLElement>}
 */
const children = (parent, tag) => parent.querySelectorAll(`:scope > ${tag}`);

/**
 * Whether all up to the next heading is hidden.
 * @param {HTMLElement} heading
 */
function headsNothing(heading) {
  let next = heading.nextElementSibling;
  while (next && next.localName !== "h2" && !next.classList.contains("mg-paper")) {
    const isHidden = next instanceof HTMLElement && next.hidden;
    if (!isHidden && next.id !== "mg-about-text") return false;
    next = next.nextElementSibling;
  }
  return true;
}

register("Paper", Paper);
