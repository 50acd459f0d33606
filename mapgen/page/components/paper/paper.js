/*
 * Paper: before the page is printed, the map takes the sheet's width and its marks get numbers, and
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

/** The map on paper, in pixels of 1/96 inch: the width of A4 and Letter within their margins. */
const SHEET = { width: 670, height: 460 };

export class Paper extends Layer {
  onAdd() {
    this.record = document.getElementById("mg-record");
    this.before = () => this.prepare();
    this.after = () => this.restore();
    /* After all others who make themselves ready for the printer. */
    inOrder(this.context, "last", () => {
      addEventListener("beforeprint", this.before);
      addEventListener("afterprint", this.after);
    });
  }

  onRemove() {
    removeEventListener("beforeprint", this.before);
    removeEventListener("afterprint", this.after);
    this.restore();
  }

  prepare() {
    if (this.undo || !this.record) return;
    this.undo = [];
    const numbers = this.drawMap();
    this.addFront(numbers);
    this.tellEvents(numbers);
    this.tellSources();
  }

  restore() {
    const steps = this.undo || [];
    this.undo = null;
    for (const step of steps.reverse()) step();
  }

  /** Does something now, and what takes it back when the page has been printed. */
  change(act, back) {
    this.undo.push(back);
    return act();
  }

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

  /** The map at the sheet's width, the same ground in view; returns what its numbers stand for. */
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
    const refit = (act) => {
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
    this.undo.push(() => clearNumbers(marks));
    return numberMarks(marks);
  }

  /* ---- before the events: what is shown, the numbers, the key -------------------------------- */

  addFront({ places }) {
    const count = this.context.shown();
    const { url } = this.context.meta;
    const here = /^https?:/.test(location.href) ? location.href.replace(/#.*$/, "") : url;
    const address = here ? here + this.context.store.address() : "";
    this.front = h(
      "div",
      {
        class: "mg-paper",
        lang: currentLanguage(),
        dir: currentDirection(),
      },
      h("p", { class: "mg-paper__shown" }, sentenceOf(this.context)),
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
      () => this.record.prepend(this.front),
      () => this.front.remove(),
    );
  }

  /** The key as the legend has it. */
  key() {
    const body = document.querySelector(".mg-legend .mg-legend__body");
    return body ? Array.from(body.children, (part) => part.cloneNode(true)) : [];
  }

  /* ---- the events and their sources ----------------------------------------------------------- */

  tellEvents({ of }) {
    const shown = new Map();
    /* A page of counts tells of no single event. */
    for (const i of this.context.groups ? [] : this.context.visible()) {
      const record = this.context.peek(i);
      if (record) shown.set(`event-${record.id}`, i);
    }
    this.cited = new Set();
    for (const article of this.record.querySelectorAll(":scope > article")) {
      const i = shown.get(article.id);
      if (i === undefined) {
        this.hide(article);
        continue;
      }
      this.tell(article, i, of.get(i));
      for (const [key] of this.context.peek(i).references || []) this.cited.add(key);
    }
    /* A heading that nothing follows says nothing. */
    for (const heading of this.record.querySelectorAll(":scope > h2")) {
      if (headsNothing(heading)) this.hide(heading);
    }
  }

  /** An event's number on the map, and its words in the reader's language where there are any. */
  tell(article, i, mark) {
    const record = this.context.peek(i);
    const heading = article.querySelector("h3");
    for (const [field, element] of [
      ["title", heading],
      ["summary", article.querySelector(".mg-record__summary")],
    ]) {
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
    if (mark === undefined) return;
    const badge = h("span", { class: "mg-paper__number" }, number(mark));
    this.change(
      () => heading.prepend(badge),
      () => badge.remove(),
    );
  }

  tellSources() {
    for (const source of this.record.querySelectorAll(".mg-record__sources > li")) {
      if (!this.cited.has(source.id.replace(/^ref-/, ""))) this.hide(source);
    }
    /* What the atlas is comes after what is shown of it. */
    const about = document.getElementById("mg-about-text");
    if (about && about.parentElement === this.record) this.record.append(about);
  }
}

/** Whether all up to the next heading is hidden. */
function headsNothing(heading) {
  let next = heading.nextElementSibling;
  while (next && next.localName !== "h2" && !next.classList.contains("mg-paper")) {
    if (!next.hidden && next.id !== "mg-about-text") return false;
    next = next.nextElementSibling;
  }
  return true;
}

register("Paper", Paper);
