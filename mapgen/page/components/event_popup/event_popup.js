// @ts-check
/*
 * The card of the open event: a dialog that does not lock the page, so that the map stays usable
 * while one reads. Where it stands: card_place.js.
 */
import { register } from "../../browser/app/kinds.js";
import { Layer } from "../../browser/app/layer.js";
import { keepEvent, keepPointer } from "../../browser/app/leaflet.js";
import { inOrder } from "../../browser/app/opening.js";
import { t } from "../../browser/core/messages.js";
import { focusAgain, iconButton, nameButton } from "../../browser/draw/controls.js";
import { h, uniqueId } from "../../browser/draw/dom.js";
import { CardContent } from "./card_content.js";
import { CardPlace } from "./card_place.js";
import { EventSteps } from "./event_steps.js";
import { anchorOf } from "./event_anchor.js";
import { MissingNotice } from "./missing_notice.js";

/** @import { Choice, EventIndex, EventRecord, LeafletMap } from "../../browser/types" */

export class EventPopup extends Layer {
  /** @type {EventIndex} the open event, or −1 */
  current = -1;
  /** @type {Choice | null} several events to choose from */
  choice = null;
  /** @type {Element | null} what had the focus when the card was opened */
  opener = null;
  /** @type {(() => void)[]} called when the card goes */
  stops = [];
  /** @type {Set<LeafletMap>} the maps but the first that the card follows */
  others = new Set();
  /** @type {EventSteps} */
  steps;
  /** @type {CardPlace} */
  place;
  /** @type {CardContent} */
  content;
  /** @type {HTMLElement} */
  element;
  missing = new MissingNotice(() => this.context.select(null));
  closeButton = iconButton("mg-popup__button mg-popup__close", "", () => this.dismiss());

  /** @override */
  mapEvents() {
    return {
      move: () => this.place.update({ moving: true }),
      zoomend: () => this.place.update(),
      moveend: () => this.place.update(),
      resize: () => this.place.resized(),
      click: this.mapClicked,
    };
  }

  /** @override */
  onAdd() {
    this.context.ui.popup = this;
    this.build();
    const escape = (/** @type {KeyboardEvent} */ event) => this.escape(event);
    document.addEventListener("keydown", escape);
    this.stops = [
      () => document.removeEventListener("keydown", escape),
      this.context.on("select", (id) => this.selected(id, true)),
      this.context.on("choose", (choice) => this.choose(choice)),
      this.context.on("change", () => this.changed()),
      this.context.on("language", () => this.translate()),
      this.context.on("read", () => this.tabOpened()),
      this.context.on("panes", () => this.followPanes()),
    ];
    this.followPanes();
    this.place.settle();
    this.selected(this.context.store.get().event, false);
    /* What came into the panel after the card is covered, too. */
    inOrder(this.context, "last", () => this.place.cover(!this.element.hidden));
  }

  /** @override */
  onRemove() {
    this.stops.splice(0).forEach((stop) => stop());
    this.others.clear();
    this.hide();
    this.place.remove();
    this.element.remove();
    this.missing.element.remove();
    this.context.ui.popup = null;
  }

  /** The card follows all maps; Layer follows the first. */
  followPanes() {
    for (const { map } of this.context.panes) {
      if (map === this.map || this.others.has(map)) continue;
      this.others.add(map);
      map.on(this.followed);
      this.stops.push(() => map.off(this.followed));
    }
    this.place.resized();
  }

  /** The pane that shows what is read. */
  get at() {
    return this.context.paneOf(this.subject());
  }

  build() {
    this.steps = new EventSteps(this.context, (i) => this.open(i));
    this.content = new CardContent(this.context, (i) => this.open(i));
    keepPointer(this.missing.element);
    this.map.getContainer().append(this.missing.element);
    this.element = h(
      "section",
      { class: "mg-popup", role: "dialog", id: uniqueId("popup"), hidden: true, tabindex: -1 },
      h("div", { class: "mg-popup__bar" }, this.steps.elements, this.closeButton),
      this.content.status,
      this.content.body,
    );
    this.place = new CardPlace(this, this.element);
    keepPointer(this.element);
    /* A pressed button may be gone when the map asks whose click it was. */
    keepEvent(this.element, "click");
    this.nameParts();
  }

  nameParts() {
    this.steps.translate();
    nameButton(this.closeButton, t("Close"));
    this.content.translate();
  }

  translate() {
    this.nameParts();
    this.missing.translate();
    if (this.current >= 0) this.draw(this.current);
    else if (this.choice) this.drawChoice(this.choice);
  }

  /** The reader has gone to a tab of the panel: what it shows is not covered. */
  tabOpened() {
    if (this.element.hidden || !this.place.inPanel) return;
    this.choice = null;
    this.context.select(null);
    this.hide();
  }

  /* ---- opening and closing --------------------------------------------------------------- */

  /**
   * @param {string | null} id of the event to open
   * @param {boolean} byReader whether the reader has asked for it, not the address
   */
  async selected(id, byReader) {
    const i = id === null ? -1 : this.context.indexOf(id);
    this.missing.show(i < 0 && id ? id : null);
    if (i < 0) {
      this.current = -1;
      if (!this.choice) this.hide();
      return;
    }
    const stepping = this.steps.hasFocus;
    if (this.element.hidden) this.opener = byReader ? document.activeElement : null;
    this.choice = null;
    this.current = i;
    const record = await this.context.read(i);
    if (this.current !== i) return;
    this.draw(i, record);
    this.reveal();
    if (stepping) {
      this.content.say(
        t("{date}: {title}", {
          date: this.context.wording(record, "date").text,
          title: this.context.wording(record, "title").text,
        }),
        true,
      );
    } else if (byReader) this.content.focusTitle();
  }

  /**
   * The list of several events at one place, to choose from.
   * @param {Choice} choice
   */
  choose(choice) {
    if (this.element.hidden) this.opener = choice.opener;
    this.choice = choice;
    this.current = -1;
    this.context.select(null);
    this.drawChoice(choice);
    this.reveal();
    this.content.focusTitle();
  }

  dismiss() {
    const last = this.subject();
    const hadFocus = this.element.contains(document.activeElement);
    this.choice = null;
    this.context.select(null);
    this.hide();
    if (hadFocus) this.returnFocus(last);
  }

  /**
   * The focus goes back to what opened the event; where that is gone, to its mark or the map.
   * @param {EventIndex} last the event that was open, or −1
   */
  returnFocus(last) {
    const { opener } = this;
    this.opener = null;
    if (focusAgain(opener)) return;
    const { marks } = this.context.paneOf(last);
    if (last >= 0 && marks && marks.elements.focus(last)) return;
    this.map.getContainer().focus({ preventScroll: true });
  }

  hide() {
    this.place.hide();
    this.content.clear();
  }

  /** @param {KeyboardEvent} event */
  escape(event) {
    if (event.key !== "Escape" || event.defaultPrevented || this.element.hidden) return;
    const at = document.activeElement;
    const ours =
      this.element.contains(at) ||
      at === document.body ||
      this.context.panes.some(({ map }) => map.getContainer().contains(at));
    if (!ours) return;
    event.preventDefault();
    this.dismiss();
  }

  mapClicked() {
    if (!this.element.hidden) this.dismiss();
  }

  /* ---- content --------------------------------------------------------------------------- */

  /**
   * @param {EventIndex} i
   * @param {EventRecord | null} [record] its texts
   */
  draw(i, record = this.context.peek(i)) {
    if (!record) return;
    this.content.drawEvent(i, record);
    this.label();
  }

  /** @param {Choice} choice */
  drawChoice(choice) {
    this.content.drawChoice(choice);
    this.label();
  }

  /** The card is named after what is read, and says where that stands among the events shown. */
  label() {
    this.element.setAttribute("aria-labelledby", this.content.titleId);
    this.steps.update(this.current);
  }

  /** @param {EventIndex} i */
  async open(i) {
    const record = await this.context.read(i);
    this.context.select(record.id);
  }

  changed() {
    if (this.element.hidden) return;
    if (this.current >= 0) {
      /* Its figures and sentences are those of the sources chosen. */
      if (this.content.isOutdated) this.draw(this.current);
      else this.steps.update(this.current);
    }
    this.place.update();
  }

  /* ---- place on the screen --------------------------------------------------------------- */

  reveal() {
    this.place.settleAnew();
    if (this.place.coversTabs) this.context.emit("show", { tab: this.context.ui.tab });
    this.place.show();
  }

  /**
   * The open event, or the first of several to choose from; −1 for neither.
   * @returns {EventIndex}
   */
  subject() {
    return this.current >= 0 ? this.current : this.choice ? this.choice.members[0] : -1;
  }

  /** The point on the map of what is read, or null. */
  anchor() {
    return anchorOf(this.context, this.at, this.subject());
  }
}

register("EventPopup", EventPopup);
