// @ts-check
/* One row of the list: an event's date, title, place, deaths, and what is uncertain about it. */
import { isRow, kindOf } from "../../browser/core/event_kinds.js";
import { deathsOf } from "../../browser/core/figure_words.js";
import { divider, named, t } from "../../browser/core/messages.js";
import { h, replace } from "../../browser/draw/dom.js";
import { glyph } from "../../browser/draw/glyphs.js";
import { placeOf } from "./event_order.js";

/** @import { Context, EventIndex } from "../../browser/types" */

/** Pixels. */
const GLYPH = 17;

export class EventRow {
  /**
   * @param {Context} context
   * @param {object} acts
   * @param {(row: EventRow) => void} acts.open called when the row is pressed
   * @param {(row: EventRow) => void} acts.focused called when the row gets the focus
   */
  constructor(context, { open, focused }) {
    this.context = context;
    /** @type {EventIndex} the event that the row shows; −1 for none */
    this.event = -1;
    /** The row's number in the list, and how many rows there are. */
    this.k = -1;
    this.of = 0;
    /** @type {number | null} pixels below the list's start */
    this.y = null;
    const part = (/** @type {string} */ name) => h("span", { class: `mg-event-list__${name}` });
    this.glyph = part("glyph");
    this.date = part("date");
    this.title = part("title");
    this.place = part("place");
    this.figures = part("figures");
    this.caveats = part("caveats");
    this.category = h("span", { class: "mg-visually-hidden" });
    this.button = h(
      "button",
      {
        type: "button",
        class: "mg-event-list__row",
        onclick: () => open(this),
        onfocus: () => focused(this),
        onblur: () => context.hover(-1),
        onpointerenter: () => context.hover(this.event),
      },
      this.glyph,
      h("span", { class: "mg-event-list__line" }, this.date, " ", this.figures),
      " ",
      this.title,
      " ",
      h(
        "span",
        { class: "mg-event-list__line" },
        this.place,
        " ",
        this.caveats,
        " ",
        this.category,
      ),
    );
    this.item = h("li", { class: "mg-event-list__item" }, this.button);
  }

  /**
   * Puts the row in its place.
   * @param {number} y pixels below the list's start
   * @param {number} k its number, from 0
   * @param {number} n how many rows there are
   */
  moveTo(y, k, n) {
    if (this.y !== y) {
      this.y = y;
      this.item.style.transform = `translateY(${y}px)`;
    }
    if (this.k !== k || this.of !== n) {
      this.k = k;
      this.of = n;
      this.item.setAttribute("aria-posinset", String(k + 1));
      this.item.setAttribute("aria-setsize", String(n));
    }
  }

  /** @param {boolean} hovered */
  setHovered(hovered) {
    this.button.classList.toggle("mg-event-list__row--hover", hovered);
  }

  /** @param {boolean} selected */
  setSelected(selected) {
    if (selected) this.button.setAttribute("aria-current", "true");
    else this.button.removeAttribute("aria-current");
  }

  /**
   * Draws event i; its texts, as soon as they are opened.
   * @param {EventIndex} i
   */
  show(i) {
    this.event = i;
    if (this.draw(i)) return;
    this.context.read(i).then(() => this.event === i && this.draw(i));
  }

  /**
   * Draws event i; returns whether its texts are opened.
   * @param {EventIndex} i
   */
  draw(i) {
    const { columns, terms, hovered } = this.context;
    const category = kindOf(this.context, i);
    const record = this.context.peek(i);
    replace(this.glyph, glyph(category.glyph, category.colour, GLYPH));
    this.category.textContent = named(category.label);
    this.figures.textContent = deathsOf(columns, i);
    this.figures.classList.toggle("mg-event-list__figures--none", columns.deathsHigh[i] <= 0);
    this.setHovered(hovered === i);
    this.button.classList.toggle("mg-event-list__row--bare", isRow(this.context, i));
    this.button.classList.toggle(
      "mg-event-list__row--doubtful",
      terms.confidence[columns.confidence[i]] === "C",
    );
    if (record === null) {
      this.title.textContent = "…";
      for (const part of [this.date, this.place, this.caveats]) part.textContent = "";
      return false;
    }
    const { text, lang, dir } = this.context.wording(record, "title");
    this.title.textContent = text;
    this.title.lang = lang;
    this.title.dir = dir;
    const date = this.context.wording(record, "date");
    this.date.textContent = date.text;
    this.date.dir = date.dir;
    this.place.textContent = placeOf(this.context, i, record);
    this.caveats.textContent = doubtsOf(this.context, i).join(divider());
    return true;
  }
}

/**
 * What is uncertain about an event, in words: its place, who did it, its sources.
 * @param {Context} context
 * @param {EventIndex} i
 */
function doubtsOf(context, i) {
  const { columns, terms } = context;
  /** @type {Record<string, string>} */
  const places = {
    town: t("somewhere in the town"),
    district: t("district-wide"),
    city: t("city-wide"),
    province: t("province-wide"),
    country: t("country-wide"),
    unknown: t("no exact place"),
  };
  /** @type {Record<string, string>} */
  const actors = {
    alleged: t("actors alleged"),
    disputed: t("actors disputed"),
    unknown: t("actors unknown"),
  };
  const place = places[terms.precision[columns.precision[i]]];
  const actor = actors[terms.attribution[columns.attribution[i]]];
  const thin = terms.confidence[columns.confidence[i]] === "C" && t("thinly sourced");
  const bare = isRow(context, i) && t("one row of a data set");
  return [bare, place, actor, thin].filter(Boolean);
}
