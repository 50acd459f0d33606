// @ts-check
/* Events that share a place: as a list to choose from, and as what a card says of the others. */
import { NOWHERE } from "../../browser/core/event_values.js";
import { number, t, tn } from "../../browser/core/messages.js";
import { h, uniqueId } from "../../browser/draw/dom.js";
import { eventButton } from "../../browser/draw/event_button.js";
import { fold } from "../../browser/draw/fold.js";

/** @import { Choice, Context, EventIndex } from "../../browser/types" */

/** The most events in a list; the others are reached by narrowing the filters. */
const MOST = 100;

/**
 * Events as buttons.
 * @param {Context} context
 * @param {ArrayLike<EventIndex>} events
 * @param {EventIndex} current the open one, or −1
 * @param {(i: EventIndex) => void} open opens another
 */
export const eventButtons = (context, events, current, open) => [
  h(
    "ul",
    { class: "mg-popup__list" },
    Array.from(events)
      .slice(0, MOST)
      .map((k) =>
        h(
          "li",
          {},
          eventButton(context, k, () => open(k), k === current),
        ),
      ),
  ),
  events.length > MOST &&
    h(
      "p",
      { class: "mg-card__note" },
      t("The first {n} of {all}; the filters narrow them down.", {
        n: number(MOST),
        all: number(events.length),
      }),
    ),
];

/**
 * The card of several events at one place, to choose from.
 * @param {Context} context
 * @param {Choice} choice
 * @param {(i: EventIndex) => void} open opens an event
 */
export const choiceCard = (context, { members, title }, open) =>
  h(
    "div",
    { class: "mg-card" },
    h("h2", { class: "mg-card__title", tabindex: -1, id: uniqueId("choice") }, title),
    h(
      "p",
      { class: "mg-card__where" },
      tn("{n} event at this place", "{n} events at this place", members.length),
    ),
    eventButtons(context, members, -1, open),
  );

/**
 * "2 of 7 at this place", with the list of them; null where event i is alone.
 * @param {Context} context
 * @param {EventIndex} i
 * @param {(i: EventIndex) => void} open opens another
 */
export function neighbours(context, i, open) {
  if (context.groups) return null;
  const same = atSamePlace(context, i);
  if (same.length < 2) return null;
  const at = same.indexOf(i);
  const line =
    at < 0
      ? tn("{n} event at this place", "{n} events at this place", same.length)
      : t("{k} of {n} at this place", { k: number(at + 1), n: number(same.length) });
  const details = fold(line, eventButtons(context, same, i, open));
  details.classList.add("mg-popup__neighbours");
  return details;
}

/**
 * The visible events of the same position, or of the same badge.
 * @param {Context} context
 * @param {EventIndex} i
 * @returns {EventIndex[]}
 */
function atSamePlace(context, i) {
  const { columns } = context;
  const { marks } = context.paneOf(i);
  const visible = context.visible();
  if (marks && marks.clusters) return marks.clusters.together(visible, i);
  const { latitude, longitude } = columns;
  if (latitude[i] === NOWHERE) return [];
  return Array.from(visible).filter(
    (k) => latitude[k] === latitude[i] && longitude[k] === longitude[i],
  );
}
