// @ts-check
/*
 * Where the card of the open event stands: in the page's panel, as a sheet at the foot of a phone's
 * screen, or on the map beside its mark.
 */
import { currentDirection } from "../../browser/core/messages.js";
import { h, media, moves } from "../../browser/draw/dom.js";
import { highestOn, isNarrow, placeOnMap, shiftIntoView, staysPressable } from "./placement.js";

/** @import { Context } from "../../browser/types" */
/** @import { EventPopup } from "./event_popup.js" */

export class CardPlace {
  /**
   * @param {EventPopup} popup knows the pane that shows the card's event, and the event's point on it
   * @param {HTMLElement} element the card
   */
  constructor(popup, element) {
    this.popup = popup;
    /** @type {Context} */
    this.context = popup.context;
    this.element = element;
    this.tip = h("div", { class: "mg-popup__tip", "aria-hidden": "true" });
    element.append(this.tip);
    this.inPanel = false;
    /** Whether controls may be out of reach under the card. */
    this.covering = false;
    this.phone = matchMedia(media.narrow);
    this.low = matchMedia(media.low);
    this.settled = () => this.settle();
    for (const each of [this.phone, this.low]) each.addEventListener("change", this.settled);
  }

  /** The map that the card belongs to. */
  get map() {
    return this.popup.at.map;
  }

  remove() {
    for (const each of [this.phone, this.low]) each.removeEventListener("change", this.settled);
  }

  /** Whether the card stands in the panel on a low screen, where it covers the panel's tabs too. */
  get coversTabs() {
    return this.inPanel && this.low.matches;
  }

  /**
   * The page's panel, where the open event stands; null where it is a sheet or folded away.
   * @returns {HTMLElement | null}
   */
  panel() {
    if (this.phone.matches || this.context.store.get().embed) return null;
    const main = this.map.getContainer().closest(".mg-main");
    const panel = main && main.querySelector(":scope > .mg-panel-area");
    if (!(panel instanceof HTMLElement)) return null;
    const there = this.low.matches || !panel.classList.contains("mg-panel--folded");
    return there ? panel : null;
  }

  /** On a small screen the sheet is the page's, elsewhere the card is the panel's or the map's. */
  settle() {
    const { element } = this;
    const panel = this.panel();
    const host = this.phone.matches ? document.body : panel || this.map.getContainer();
    if (element.parentNode !== host) {
      const focused = document.activeElement;
      const hasFocus = element.contains(focused);
      this.cover(false);
      host.append(element);
      if (hasFocus && focused instanceof HTMLElement) focused.focus({ preventScroll: true });
    }
    this.inPanel = Boolean(panel);
    element.classList.toggle("mg-popup--sheet", this.phone.matches);
    element.classList.toggle("mg-popup--panel", this.inPanel);
    element.style.transform = "";
    element.style.maxHeight = "";
    element.classList.remove("mg-popup--along");
    this.cover(!element.hidden);
    this.update();
  }

  /** Settles again where the panel has been folded away or is back, or another map shows the event. */
  settleAnew() {
    const panel = this.panel();
    const elsewhere =
      !panel && !this.phone.matches && !this.map.getContainer().contains(this.element);
    if (Boolean(panel) !== this.inPanel || elsewhere) this.settle();
  }

  /**
   * What the card covers in the panel must not take the focus; its tabs stay, but on a low screen.
   * @param {boolean} covered
   */
  cover(covered) {
    const panel = this.element.parentElement;
    if (!this.inPanel || !panel) return;
    panel.classList.toggle("mg-panel--reading", covered);
    for (const each of panel.children) {
      if (each === this.element || !(each instanceof HTMLElement)) continue;
      each.inert = covered && (this.low.matches || !each.classList.contains("mg-panel__head"));
    }
  }

  /** The card is shown. */
  show() {
    this.element.hidden = false;
    this.cover(true);
    this.map.getContainer().classList.add("mg-map--reading");
    this.update();
    this.bringIntoView();
  }

  hide() {
    this.element.hidden = true;
    this.cover(false);
    this.coverControls();
    for (const { map } of this.context.panes) {
      map.getContainer().classList.remove("mg-map--reading");
    }
  }

  /** The page has found new measures: what is read stays in view. */
  resized() {
    if (this.element.hidden) return;
    this.settleAnew();
    this.update();
    this.bringIntoView();
  }

  /** Follows the map; elements are measured when it has come to rest, not in every frame. */
  update({ moving = false } = {}) {
    this.move();
    if (!moving) this.coverControls();
  }

  move() {
    if (this.element.hidden || this.phone.matches || this.inPanel) return;
    const { element, tip } = this;
    const size = this.map.getSize();
    element.classList.toggle("mg-popup--along", isNarrow(size));
    element.style.maxHeight = `${highestOn(size)}px`;
    const at = placeOnMap(
      this.popup.anchor(),
      size,
      { width: element.offsetWidth, height: element.offsetHeight },
      currentDirection() === "rtl",
    );
    element.style.transform = `translate(${at.x}px, ${at.y}px)`;
    tip.hidden = at.tip === null;
    tip.classList.toggle("mg-popup__tip--end", at.leftOfMark);
    if (at.tip !== null) tip.style.top = `${at.tip}px`;
  }

  /** A button of the map of which the card leaves too little to press is out of reach. */
  coverControls() {
    const { hidden } = this.element;
    /* What nothing covers needs no measures, which would have the page laid out. */
    if (hidden && !this.covering) return;
    this.covering = !hidden;
    const card = this.element.getBoundingClientRect();
    const { area } = this.context.panes[0];
    /** @type {NodeListOf<HTMLElement>} */
    const controls = area.querySelectorAll(".leaflet-control :is(button, select)");
    for (const each of controls) {
      each.inert = !hidden && !staysPressable(each.getBoundingClientRect(), card);
    }
  }

  /** Moves the map so far that the mark is in view beside the card. */
  bringIntoView() {
    const anchor = this.popup.anchor();
    if (!anchor) return;
    const { map, element } = this;
    const size = map.getSize();
    const frame = map.getContainer().getBoundingClientRect();
    const [dx, dy] = shiftIntoView(anchor, size, {
      kind: this.phone.matches ? "sheet" : this.inPanel ? "panel" : "map",
      width: element.offsetWidth,
      height: element.offsetHeight,
      top: element.getBoundingClientRect().top - frame.top,
    });
    if (!dx && !dy) return;
    /* Far moves are made at once: a long flight shows nothing. */
    const far = Math.abs(dx) > size.x || Math.abs(dy) > size.y;
    map.panBy([dx, dy], { animate: !far && moves() });
  }
}
