/*
 * EventPopup: the open event in the page's panel, at the bottom of a narrow screen, or beside its
 * mark on a map without a panel. A dialog that does not lock the page: the map stays usable while one reads.
 */
import { register } from "../../browser/app/kinds.js";
import { Layer } from "../../browser/app/layer.js";
import { keepEvent, keepPointer } from "../../browser/app/leaflet.js";
import { inOrder } from "../../browser/app/opening.js";
import { firstNotBelow } from "../../browser/core/bisect.js";
import { NOWHERE } from "../../browser/core/event_values.js";
import { currentDirection, number, t, tn } from "../../browser/core/messages.js";
import { iconButton, nameButton } from "../../browser/draw/controls.js";
import { h, media, moves, replace, uniqueId } from "../../browser/draw/dom.js";
import { eventCard } from "../../browser/draw/event_card.js";
import { highestOn, isNarrow, placeOnMap, shiftIntoView, staysPressable } from "./placement.js";
import { eventButtons, neighbours } from "./same_place.js";

export class EventPopup extends Layer {
  mapEvents() {
    return {
      move: this.place,
      zoomend: this.place,
      moveend: this.place,
      resize: this.resized,
      click: this.mapClicked,
    };
  }

  onAdd() {
    this.context.ui.popup = this;
    this.build();
    this.phone = matchMedia(media.narrow);
    this.low = matchMedia(media.low);
    const settle = () => this.settle();
    for (const each of [this.phone, this.low]) each.addEventListener("change", settle);
    const escape = (event) => this.escape(event);
    document.addEventListener("keydown", escape);
    this.stops = [
      () => [this.phone, this.low].forEach((each) => each.removeEventListener("change", settle)),
      () => document.removeEventListener("keydown", escape),
      this.context.on("select", (id) => this.selected(id, true)),
      this.context.on("choose", (choice) => this.choose(choice)),
      this.context.on("change", () => this.changed()),
      this.context.on("language", () => this.translate()),
      this.context.on("read", () => this.tabOpened()),
    ];
    this.settle();
    this.selected(this.context.store.get().event, false);
    /* What came into the panel after the card is covered, too. */
    inOrder(this.context, "last", () => this.cover(!this.element.hidden));
  }

  onRemove() {
    this.stops.forEach((stop) => stop());
    this.hide();
    this.element.remove();
    this.missing.remove();
    this.context.ui.popup = null;
  }

  build() {
    const button = (name, act) => iconButton(`mg-popup__button mg-popup__${name}`, "", act);
    this.back = button("previous", () => this.step(-1));
    this.forward = button("next", () => this.step(1));
    this.closer = button("close", () => this.dismiss());
    this.count = h("p", { class: "mg-popup__count" });
    this.status = h("p", { class: "mg-popup__status", role: "status" });
    this.missing = h("div", { class: "mg-popup__missing", role: "status" });
    keepPointer(this.missing);
    this.map.getContainer().append(this.missing);
    this.body = h("div", { class: "mg-popup__body", tabindex: 0 });
    this.tip = h("div", { class: "mg-popup__tip", "aria-hidden": "true" });
    this.element = h(
      "section",
      { class: "mg-popup", role: "dialog", id: uniqueId("popup"), hidden: true, tabindex: -1 },
      h("div", { class: "mg-popup__bar" }, this.back, this.forward, this.count, this.closer),
      this.status,
      this.body,
      this.tip,
    );
    keepPointer(this.element);
    /* A pressed button may be gone when the map asks whose click it was. */
    keepEvent(this.element, "click");
    this.words();
  }

  words() {
    nameButton(this.back, t("Previous event shown"));
    nameButton(this.forward, t("Next event shown"));
    nameButton(this.closer, t("Close"));
    this.body.setAttribute("aria-label", t("Details"));
  }

  translate() {
    this.words();
    this.tellMissing(this.missingId);
    if (this.current >= 0) this.draw(this.current);
    else if (this.choice) this.drawChoice();
  }

  /** The page's panel, where the open event stands; null where it is a sheet or folded away. */
  panel() {
    if (this.phone.matches || this.context.store.get().embed) return null;
    const main = this.map.getContainer().closest(".mg-main");
    const panel = main && main.querySelector(":scope > .mg-panel-area");
    const there = panel && (this.low.matches || !panel.classList.contains("mg-panel--folded"));
    return there ? panel : null;
  }

  /** On a small screen the sheet is the page's, elsewhere the card is the map's. */
  settle() {
    const { element } = this;
    const panel = this.panel();
    const host = this.phone.matches ? document.body : panel || this.map.getContainer();
    if (element.parentNode !== host) {
      const focused = element.contains(document.activeElement) ? document.activeElement : null;
      this.cover(false);
      host.append(element);
      if (focused) focused.focus({ preventScroll: true });
    }
    this.inPanel = Boolean(panel);
    element.classList.toggle("mg-popup--sheet", this.phone.matches);
    element.classList.toggle("mg-popup--panel", this.inPanel);
    element.style.transform = "";
    element.style.maxHeight = "";
    element.classList.remove("mg-popup--along");
    this.cover(!element.hidden);
    this.place();
  }

  /** What the card covers in the panel must not take the focus; its tabs stay, but on a low screen. */
  cover(covered) {
    if (!this.inPanel) return;
    const panel = this.element.parentNode;
    panel.classList.toggle("mg-panel--reading", covered);
    for (const each of panel.children) {
      if (each === this.element) continue;
      each.inert = covered && (this.low.matches || !each.classList.contains("mg-panel__head"));
    }
  }

  /** The reader has gone to a tab of the panel: what it shows is not covered. */
  tabOpened() {
    if (this.element.hidden || !this.inPanel) return;
    this.choice = null;
    this.context.select(null);
    this.hide();
  }

  /* ---- opening and closing --------------------------------------------------------------- */

  async selected(id, byReader) {
    const i = id === null || id === undefined ? -1 : this.context.indexOf(id);
    this.tellMissing(i < 0 && id ? id : null);
    if (i < 0) {
      this.current = -1;
      if (!this.choice) this.hide();
      return;
    }
    const stepping =
      this.element.contains(document.activeElement) &&
      [this.back, this.forward].includes(document.activeElement);
    if (this.element.hidden) this.opener = byReader ? document.activeElement : null;
    this.choice = null;
    this.current = i;
    const record = await this.context.read(i);
    if (this.current !== i) return;
    this.draw(i, record);
    this.reveal();
    if (stepping) {
      this.say(
        t("{date}: {title}", {
          date: this.context.wording(record, "date").text,
          title: this.context.wording(record, "title").text,
        }),
        true,
      );
    } else if (byReader) this.focusTitle();
  }

  /** Says over the map that an address names an event which is not there; null says nothing. */
  tellMissing(id) {
    this.missingId = id;
    replace(
      this.missing,
      id !== null && [
        h("p", {}, t("This atlas has no event “{id}”.", { id })),
        iconButton("mg-popup__button mg-popup__close", t("Close"), () => this.context.select(null)),
      ],
    );
  }

  /** The list of several events at one place, to choose from. */
  choose(choice) {
    if (this.element.hidden) this.opener = choice.opener;
    this.choice = choice;
    this.current = -1;
    this.context.select(null);
    this.drawChoice();
    this.reveal();
    this.focusTitle();
  }

  dismiss() {
    const last = this.current >= 0 ? this.current : this.choice ? this.choice.members[0] : -1;
    const held = this.element.contains(document.activeElement);
    this.choice = null;
    this.context.select(null);
    this.hide();
    if (held) this.returnFocus(last);
  }

  /** The focus goes back to what opened the event; where that is gone, to its mark or the map. */
  returnFocus(last) {
    const { opener } = this;
    this.opener = null;
    if (
      opener &&
      opener !== document.body &&
      opener.isConnected &&
      opener.getClientRects().length
    ) {
      opener.focus({ preventScroll: true });
      if (document.activeElement === opener) return;
    }
    if (last >= 0 && this.context.ui.marks && this.context.ui.marks.focus(last)) return;
    this.map.getContainer().focus({ preventScroll: true });
  }

  hide() {
    this.element.hidden = true;
    this.cover(false);
    this.coverControls();
    this.body.replaceChildren();
    this.map.getContainer().classList.remove("mg-map--reading");
  }

  escape(event) {
    if (event.key !== "Escape" || event.defaultPrevented || this.element.hidden) return;
    const at = document.activeElement;
    const ours =
      this.element.contains(at) || this.map.getContainer().contains(at) || at === document.body;
    if (!ours) return;
    event.preventDefault();
    this.dismiss();
  }

  mapClicked() {
    if (!this.element.hidden) this.dismiss();
  }

  focusTitle() {
    const title = this.body.querySelector("h2");
    if (title) title.focus({ preventScroll: true });
  }

  /** Says something aloud, and shows it unless it is seen anyway. */
  say(text, seen = false) {
    this.status.classList.toggle("mg-visually-hidden", seen);
    this.status.textContent = "";
    this.status.textContent = text;
  }

  /* ---- content --------------------------------------------------------------------------- */

  draw(i, known) {
    const record = known || this.context.peek(i);
    if (!record) return;
    this.status.textContent = "";
    this.lens = this.context.lens.applied;
    const card = eventCard(this.context, i, record, {
      open: (id) => this.context.select(id),
      say: (text) => this.say(text),
    });
    const others = neighbours(this.context, i, (k) => this.open(k));
    if (others) card.querySelector(".mg-card__summary").after(others);
    replace(this.body, card);
    this.body.scrollTop = 0;
    this.label();
    this.tellPosition();
  }

  drawChoice() {
    const { members, title, card } = this.choice;
    this.status.textContent = "";
    replace(
      this.body,
      card
        ? card()
        : h(
            "div",
            { class: "mg-card" },
            h("h2", { class: "mg-card__title", tabindex: -1, id: uniqueId("choice") }, title),
            h(
              "p",
              { class: "mg-card__where" },
              tn("{n} event at this place", "{n} events at this place", members.length),
            ),
            eventButtons(this.context, members, -1, (k) => this.open(k)),
          ),
    );
    this.body.scrollTop = 0;
    this.label();
    this.tellPosition();
  }

  label() {
    const title = this.body.querySelector("h2");
    if (!title.id) title.id = uniqueId("title");
    this.element.setAttribute("aria-labelledby", title.id);
  }

  async open(i) {
    const record = await this.context.read(i);
    this.context.select(record.id);
  }

  /* ---- previous and next ----------------------------------------------------------------- */

  /** Where event i stands among the visible: [index, whether it is one of them]. */
  position(i) {
    const visible = this.context.visible();
    const at = firstNotBelow(visible, i);
    return [at, visible[at] === i];
  }

  tellPosition() {
    const reading = this.current >= 0;
    this.back.hidden = this.forward.hidden = !reading;
    if (!reading) {
      this.count.textContent = "";
      return;
    }
    const n = this.context.visible().length;
    const [at, among] = this.position(this.current);
    this.count.textContent = among
      ? t("{k} of {n} shown", { k: number(at + 1), n: number(n) })
      : t("hidden by the filters");
    this.turn(this.back, at <= 0);
    this.turn(this.forward, (among ? at + 1 : at) >= n);
  }

  /** A button at its end keeps the focus: it is marked as disabled, and does nothing. */
  turn(button, end) {
    button.setAttribute("aria-disabled", String(end));
  }

  step(by) {
    const visible = this.context.visible();
    const [at, among] = this.position(this.current);
    const next = by < 0 ? at - 1 : among ? at + 1 : at;
    if (next >= 0 && next < visible.length) this.open(visible[next]);
  }

  changed() {
    if (this.element.hidden) return;
    if (this.current >= 0) {
      /* Its figures and sentences are those of the sources chosen. */
      if (this.lens !== this.context.lens.applied) this.draw(this.current);
      else this.tellPosition();
    }
    this.place();
  }

  /* ---- place on the screen --------------------------------------------------------------- */

  reveal() {
    if (Boolean(this.panel()) !== this.inPanel) this.settle();
    if (this.inPanel && this.low.matches) this.context.emit("show", { tab: this.context.ui.tab });
    this.element.hidden = false;
    this.cover(true);
    this.map.getContainer().classList.add("mg-map--reading");
    this.place();
    this.bringIntoView();
  }

  subject() {
    return this.current >= 0 ? this.current : this.choice ? this.choice.members[0] : -1;
  }

  /** The subject's point in the map container's pixels, whether or not a mark stands there. */
  anchor() {
    const i = this.subject();
    const { ui, columns, meta, terms } = this.context;
    const found = i >= 0 && ui.marks ? ui.marks.anchorOf(i) : null;
    if (found) return found;
    if (i < 0) return null;
    let place = [columns.latitude[i] / 1e5, columns.longitude[i] / 1e5];
    if (columns.latitude[i] === NOWHERE) {
      const city = (meta.cities || []).find((each) => each.name === terms.city[columns.city[i]]);
      if (!city) return null;
      place = [city.latitude, city.longitude];
    }
    const point = this.map.latLngToContainerPoint(place);
    return { x: point.x, y: point.y, radius: 0 };
  }

  /** Moves the map so far that the mark is in view beside the card. */
  bringIntoView() {
    const anchor = this.anchor();
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
    /* Far moves are made at once: a long flight tells nothing. */
    const far = Math.abs(dx) > size.x || Math.abs(dy) > size.y;
    map.panBy([dx, dy], { animate: !far && moves() });
  }

  /** The page has found new measures: what is read stays in view. */
  resized() {
    if (this.element.hidden) return;
    /* The panel may have been folded away, or be back. */
    if (Boolean(this.panel()) !== this.inPanel) this.settle();
    this.place();
    this.bringIntoView();
  }

  place(event) {
    this.move();
    /* Boxes are measured when the map has come to rest, not in every frame. */
    if (!event || event.type !== "move") this.coverControls();
  }

  /** A button of the map of which the card leaves too little to press is out of reach. */
  coverControls() {
    const card = this.element.getBoundingClientRect();
    for (const each of this.map
      .getContainer()
      .querySelectorAll(".leaflet-control :is(button, select)")) {
      each.inert = !this.element.hidden && !staysPressable(each.getBoundingClientRect(), card);
    }
  }

  move() {
    if (this.element.hidden || this.phone.matches || this.inPanel) return;
    const { element, tip } = this;
    const size = this.map.getSize();
    const along = isNarrow(size);
    element.classList.toggle("mg-popup--along", along);
    element.style.maxHeight = `${highestOn(size)}px`;
    const at = placeOnMap(
      this.anchor(),
      size,
      { width: element.offsetWidth, height: element.offsetHeight },
      currentDirection() === "rtl",
    );
    element.style.transform = `translate(${at.x}px, ${at.y}px)`;
    tip.hidden = at.tip === null;
    tip.classList.toggle("mg-popup__tip--end", at.leftOfMark);
    if (at.tip !== null) tip.style.top = `${at.tip}px`;
  }
}

register("EventPopup", EventPopup);
