/* One row of the list: an event's date, title, place, deaths, and what is uncertain about it. */
import { deathsOf } from "../../browser/core/figure_words.js";
import { named, t } from "../../browser/core/messages.js";
import { h, replace } from "../../browser/draw/dom.js";
import { glyph } from "../../browser/draw/glyphs.js";
import { placeOf } from "./event_order.js";

/** Pixels. */
const GLYPH = 17;

export class EventRow {
  /** `open(row)` is called when the row is pressed, `focused(row)` when it gets the focus. */
  constructor(context, { open, focused }) {
    this.context = context;
    /** The event that the row shows; −1 for none. */
    this.event = -1;
    /** The row's number in the list, and how many rows there are. */
    this.k = -1;
    this.of = 0;
    /** Pixels below the list's start. */
    this.y = null;
    const part = (name) => h("span", { class: `mg-event-list__${name}` });
    this.glyph = part("glyph");
    this.date = part("date");
    this.title = part("title");
    this.place = part("place");
    this.figures = part("figures");
    this.doubts = part("doubts");
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
      h("span", { class: "mg-event-list__line" }, this.place, " ", this.doubts, " ", this.category),
    );
    this.item = h("li", { class: "mg-event-list__item" }, this.button);
  }

  /** Puts the row at y pixels, as the k-th of n. */
  moveTo(y, k, n) {
    if (this.y !== y) {
      this.y = y;
      this.item.style.transform = `translateY(${y}px)`;
    }
    if (this.k !== k || this.of !== n) {
      this.k = k;
      this.of = n;
      this.item.setAttribute("aria-posinset", k + 1);
      this.item.setAttribute("aria-setsize", n);
    }
  }

  setHovered(hovered) {
    this.button.classList.toggle("mg-event-list__row--hover", hovered);
  }

  setSelected(selected) {
    if (selected) this.button.setAttribute("aria-current", "true");
    else this.button.removeAttribute("aria-current");
  }

  /** Draws event i; its texts, as soon as they are opened. */
  show(i) {
    this.event = i;
    if (this.draw(i)) return;
    this.context.read(i).then(() => this.event === i && this.draw(i));
  }

  /** Draws event i; tells whether its texts are opened. */
  draw(i) {
    const { columns, terms, hovered } = this.context;
    const category = terms.category[columns.category[i]];
    const record = this.context.peek(i);
    replace(this.glyph, glyph(category.glyph, category.colour, GLYPH));
    this.category.textContent = named(category.label);
    this.figures.textContent = deathsOf(columns, i);
    this.figures.classList.toggle("mg-event-list__figures--none", columns.deathsHigh[i] <= 0);
    this.setHovered(hovered === i);
    this.button.classList.toggle(
      "mg-event-list__row--doubtful",
      terms.confidence[columns.confidence[i]] === "C",
    );
    if (record === null) {
      this.title.textContent = "…";
      for (const part of [this.date, this.place, this.doubts]) part.textContent = "";
      return false;
    }
    const { text, lang, dir } = this.context.wording(record, "title");
    this.title.textContent = text;
    this.title.lang = lang;
    this.title.dir = dir;
    this.button.title = text;
    const date = this.context.wording(record, "date");
    this.date.textContent = date.text;
    this.date.dir = date.dir;
    this.place.textContent = placeOf(this.context, i, record);
    this.doubts.textContent = doubtsOf(this.context, i).join(" · ");
    return true;
  }
}

/** What is uncertain about an event, in words: its place, who did it, its sources. */
function doubtsOf(context, i) {
  const { columns, terms } = context;
  const place = {
    town: t("somewhere in the town"),
    district: t("district-wide"),
    city: t("city-wide"),
    province: t("province-wide"),
  }[terms.precision[columns.precision[i]]];
  const actors = {
    alleged: t("actors alleged"),
    disputed: t("actors disputed"),
    unknown: t("actors unknown"),
  }[terms.attribution[columns.attribution[i]]];
  const thin = terms.confidence[columns.confidence[i]] === "C" && t("thinly sourced");
  return [place, actors, thin].filter(Boolean);
}
