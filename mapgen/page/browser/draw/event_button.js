// @ts-check
/* A button that names an event: its glyph, date, title and dead. */
import { kindOf } from "../core/event_kinds.js";
import { deathsOf } from "../core/figure_words.js";
import { divider, named, printDay } from "../core/messages.js";
import { h } from "./dom.js";
import { glyph } from "./glyphs.js";

/** @import { Context, EventIndex } from "../types" */

/**
 * @param {Context} context
 * @param {EventIndex} k
 * @param {() => void} act
 * @param {boolean} [current] whether it is the open one
 */
export const eventButton = (context, k, act, current) => {
  const { columns } = context;
  const category = kindOf(context, k);
  const record = context.peek(k);
  const title = record
    ? context.wording(record, "title")
    : { text: named(category.label), lang: null, dir: null };
  return h(
    "button",
    {
      type: "button",
      class: "mg-event-button",
      onclick: act,
      "aria-current": current ? "true" : null,
    },
    glyph(category.glyph, category.colour, 13),
    h(
      "span",
      {},
      h(
        "span",
        { class: "mg-event-button__date" },
        h("bdi", {}, record ? context.wording(record, "date").text : printDay(columns.first[k])),
      ),
      " ",
      h("bdi", { lang: title.lang, dir: title.dir }, title.text),
      !columns.withoutDeaths &&
        h("span", { class: "mg-event-button__figure" }, divider() + deathsOf(columns, k)),
    ),
  );
};
