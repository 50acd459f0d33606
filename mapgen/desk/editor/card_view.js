// @ts-check
/* The event as readers will see it: the page's own card, drawn anew while the event is typed. */
import { makeMap } from "../../page/browser/app/leaflet.js";
import { t } from "../../page/browser/core/messages.js";
import { eventCard } from "../../page/browser/draw/event_card.js";
import { drawCard } from "./api.js";
import { element } from "./elements.js";
import { contextFor } from "./page_context.js";

/** @import { EventIndex } from "../../page/browser/types" */

/**
 * The last drawing of any card: the next one waits for it, since both keep their texts in the same place.
 * @type {Promise<void>}
 */
let drawn = Promise.resolve();

export class CardView {
  constructor() {
    this._body = element("div", {
      class: "mg-popup__body",
      role: "group",
      tabindex: "0",
      "aria-label": t("Card"),
    });
    this._note = element("p", { class: "hint" });
    this.node = element(
      "section",
      { class: "card-view", "aria-label": t("The event as readers see it") },
      element("h3", {}, t("As readers will see it")),
      this._note,
      element("div", { class: "mg-popup mg-popup--panel" }, this._body),
    );
    this._map = makeMap(element("div"), {}); // never shown: what a card is drawn from has one
    this._asked = 0;
  }

  /** @param {Record<string, string>} cells */
  async show(cells) {
    const asked = (this._asked += 1);
    const payload = await drawCard(cells);
    const draw = () => (asked === this._asked ? this._draw(payload) : undefined);
    drawn = drawn.then(draw, draw);
    await drawn;
  }

  /** @param {Awaited<ReturnType<typeof drawCard>>} payload */
  async _draw(payload) {
    this._note.textContent = payload ? "" : t("The card comes with the date.");
    if (!payload) {
      this._body.replaceChildren();
      return;
    }
    const context = await contextFor(this._map, payload, "card");
    const record = await context.read(/** @type {EventIndex} */ (0));
    const hooks = { open: () => {}, say: () => {} };
    const card = eventCard(context, /** @type {EventIndex} */ (0), record, hooks);
    card.querySelector(".mg-card__foot")?.remove(); // its links are of the published page
    this._body.replaceChildren(card);
  }
}
