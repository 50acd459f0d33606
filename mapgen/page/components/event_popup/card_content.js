// @ts-check
/* What the card shows: one event, or several at one place to choose from; and its status line, which screen readers read out. */
import { t } from "../../browser/core/messages.js";
import { liveStatus } from "../../browser/draw/controls.js";
import { h, replace, uniqueId } from "../../browser/draw/dom.js";
import { eventCard } from "../../browser/draw/event_card.js";
import { choiceCard, neighbours } from "./same_place.js";

/** @import { Choice, Context, EventIndex, EventRecord } from "../../browser/types" */

export class CardContent {
  body = h("div", { class: "mg-popup__body", tabindex: 0 });
  status = liveStatus("mg-popup__status");
  /** @type {unknown} the source lens that the event was drawn under */
  lens = null;

  /**
   * @param {Context} context
   * @param {(i: EventIndex) => void} open opens an event
   */
  constructor(context, open) {
    this.context = context;
    this.open = open;
  }

  translate() {
    this.body.setAttribute("aria-label", t("Details"));
  }

  /**
   * @param {EventIndex} i
   * @param {EventRecord} record its texts
   */
  drawEvent(i, record) {
    const { context } = this;
    this.lens = context.lens.applied;
    const card = eventCard(context, i, record, {
      open: (id) => context.select(id),
      say: (text) => this.say(text),
    });
    const others = neighbours(context, i, this.open);
    const summary = card.querySelector(".mg-card__summary");
    if (others && summary) summary.after(others);
    this.show(card);
  }

  /** @param {Choice} choice */
  drawChoice(choice) {
    this.show(choice.card ? choice.card() : choiceCard(this.context, choice, this.open));
  }

  /** @param {HTMLElement} card */
  show(card) {
    this.status.textContent = "";
    replace(this.body, card);
    this.body.scrollTop = 0;
  }

  clear() {
    this.body.replaceChildren();
  }

  /** Whether the figures and sentences drawn are those of another choice of sources. */
  get isOutdated() {
    return this.lens !== this.context.lens.applied;
  }

  get title() {
    return this.body.querySelector("h2");
  }

  /** The id of the title, "" without one. */
  get titleId() {
    const { title } = this;
    if (title && !title.id) title.id = uniqueId("title");
    return title ? title.id : "";
  }

  focusTitle() {
    if (this.title) this.title.focus({ preventScroll: true });
  }

  /**
   * Reads a text out, and shows it unless it is seen anyway.
   * @param {string} text
   */
  say(text, seen = false) {
    this.status.classList.toggle("mg-visually-hidden", seen);
    this.status.textContent = "";
    this.status.textContent = text;
  }
}
