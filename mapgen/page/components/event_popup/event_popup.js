/*
 * EventPopup: the open event beside its mark, at the bottom of a narrow screen, or in the panel's
 * place on a low one. A dialog that does not lock the page: the map stays usable while one reads.
 */
import { register } from "../../browser/app/kinds.js";
import { inOrder } from "../../browser/app/opening.js";
import { NOWHERE } from "../../browser/core/event_values.js";
import { currentDirection, number, t, tn } from "../../browser/core/messages.js";
import { h, media, moves, replace, uniqueId } from "../../browser/draw/dom.js";
import { eventButton, eventCard } from "../../browser/draw/event_card.js";
import { Layer } from "../../browser/app/layer.js";
import { keepEvent, keepPointer } from "../../browser/app/leaflet.js";
import { firstNotBelow } from "../../browser/core/bisect.js";

const EDGE = 12;
const GAP = 18;
/** On a map narrower than this there is no room beside a mark: the card lies along its foot. */
const NARROW = 680;
/** The smallest side of what one can press, in pixels (WCAG 2.2). */
const TARGET = 24;

/** Whether enough of a box remains beside the card, or none of it is covered. */
function staysPressable(box, card) {
  const sides = Math.max(card.left - box.left, box.right - card.right);
  const ends = Math.max(card.top - box.top, box.bottom - card.bottom);
  return sides >= Math.min(TARGET, box.width) || ends >= Math.min(TARGET, box.height);
}

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
    this.context.ui.popup = null;
  }

  build() {
    const button = (name, act) =>
      h("button", { type: "button", class: `mg-popup__button mg-popup__${name}`, onclick: act });
    this.back = button("previous", () => this.step(-1));
    this.forward = button("next", () => this.step(1));
    this.closer = button("close", () => this.dismiss());
    for (const each of [this.back, this.forward, this.closer]) {
      each.append(h("span", { "aria-hidden": "true" }));
    }
    this.count = h("p", { class: "mg-popup__count" });
    this.status = h("p", { class: "mg-popup__status", role: "status" });
    this.body = h("div", { class: "mg-popup__body", tabindex: 0 });
    this.tip = h("div", { class: "mg-popup__tip", "aria-hidden": "true" });
    this.element = h(
      "section",
      { class: "mg-popup", role: "dialog", id: uniqueId("popup"), hidden: true, tabindex: -1 },
      h("div", { class: "mg-popup__bar" }, this.back, this.count, this.forward, this.closer),
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
    const name = (element, text) => {
      element.setAttribute("aria-label", text);
      element.title = text;
    };
    name(this.back, t("Previous event shown"));
    name(this.forward, t("Next event shown"));
    name(this.closer, t("Close"));
    this.body.setAttribute("aria-label", t("Details"));
  }

  translate() {
    this.words();
    if (this.current >= 0) this.draw(this.current);
    else if (this.choice) this.drawChoice();
  }

  /** The page's panel, where the open event takes its place: on a phone on its side. */
  side() {
    if (!this.low.matches || this.context.store.get().embed) return null;
    const main = this.map.getContainer().closest(".mg-main");
    return main && main.querySelector(":scope > .mg-panel-area");
  }

  /** On a small screen the sheet is the page's, elsewhere the card is the map's. */
  settle() {
    const { element } = this;
    const side = this.side();
    const host = this.phone.matches ? document.body : side || this.map.getContainer();
    if (element.parentNode !== host) {
      const focused = element.contains(document.activeElement) ? document.activeElement : null;
      this.cover(false);
      host.append(element);
      if (focused) focused.focus({ preventScroll: true });
    }
    this.beside = Boolean(side);
    element.classList.toggle("mg-popup--sheet", this.phone.matches);
    element.classList.toggle("mg-popup--side", this.beside);
    element.style.transform = "";
    element.style.maxHeight = "";
    element.classList.remove("mg-popup--along");
    this.cover(!element.hidden);
    this.place();
  }

  /** What the card covers in the panel must not take the focus. */
  cover(covered) {
    if (!this.beside) return;
    for (const each of this.element.parentNode.children) {
      if (each !== this.element) each.inert = covered;
    }
  }

  /* ---- opening and closing --------------------------------------------------------------- */

  async selected(id, byReader) {
    const i = id === null || id === undefined ? -1 : this.context.indexOf(id);
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
      );
    } else if (byReader) this.focusTitle();
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

  say(text) {
    this.status.textContent = "";
    this.status.textContent = text;
  }

  /* ---- content --------------------------------------------------------------------------- */

  draw(i, known) {
    const record = known || this.context.peek(i);
    if (!record) return;
    this.status.textContent = "";
    const card = eventCard(this.context, i, record, {
      open: (id) => this.context.select(id),
      say: (text) => this.say(text),
    });
    const neighbours = this.neighbours(i);
    if (neighbours) card.querySelector(".mg-card__head").append(neighbours);
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
            this.list(members, -1),
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

  /** Up to a hundred events as buttons; more are reached by narrowing the filter. */
  list(members, current) {
    const most = 100;
    const shown = members.slice(0, most);
    return [
      h(
        "ul",
        { class: "mg-popup__list" },
        shown.map((k) =>
          h(
            "li",
            {},
            eventButton(this.context, k, () => this.open(k), k === current),
          ),
        ),
      ),
      members.length > most &&
        h(
          "p",
          { class: "mg-card__note" },
          t("The first {n} of {all}; the filters narrow them down.", {
            n: number(most),
            all: number(members.length),
          }),
        ),
    ];
  }

  async open(i) {
    const record = await this.context.read(i);
    this.context.select(record.id);
  }

  /** "2 of 7 at this place", with the list of them. */
  neighbours(i) {
    if (this.context.groups) return null;
    const same = this.atSamePlace(i);
    if (same.length < 2) return null;
    const at = same.indexOf(i);
    const label =
      at < 0
        ? tn("{n} event at this place", "{n} events at this place", same.length)
        : t("{k} of {n} at this place", { k: number(at + 1), n: number(same.length) });
    return h(
      "details",
      { class: "mg-popup__neighbours" },
      h("summary", {}, label),
      this.list(same, i),
    );
  }

  /** The visible events of the same position, or of the same badge. */
  atSamePlace(i) {
    const { columns, marks } = this.context;
    const visible = this.context.visible();
    if (marks) return marks.gatherer.together(visible, i);
    const { latitude, longitude } = columns;
    const found = [];
    if (latitude[i] === NOWHERE) return found;
    for (const k of visible) {
      if (latitude[k] === latitude[i] && longitude[k] === longitude[i]) found.push(k);
    }
    return found;
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
    if (this.current >= 0) this.tellPosition();
    this.place();
  }

  /* ---- place on the screen --------------------------------------------------------------- */

  reveal() {
    if (this.side() && !this.beside) this.settle();
    if (this.beside) this.context.emit("show", { tab: this.context.ui.tab });
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
    const { marks, columns, meta, terms } = this.context;
    const found = i >= 0 && marks ? marks.anchorOf(i) : null;
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
    const map = this.map;
    const size = map.getSize();
    let [left, top, right, bottom] = [40, 60, size.x - 40, size.y - 50];
    const width = this.element.offsetWidth;
    if (this.phone.matches) {
      const sheet = this.element.getBoundingClientRect();
      const frame = map.getContainer().getBoundingClientRect();
      bottom = Math.max(top + 20, Math.min(bottom, sheet.top - frame.top - anchor.radius - 14));
    } else if (!this.beside && size.x < NARROW) {
      bottom = Math.max(top + 20, size.y - this.element.offsetHeight - EDGE - anchor.radius - 14);
    } else if (
      !this.beside &&
      anchor.x + width + GAP + EDGE + anchor.radius > size.x &&
      anchor.x - width - GAP - EDGE - anchor.radius < 0
    ) {
      right = Math.max(left, size.x - width - GAP - EDGE - anchor.radius - 10);
    }
    const dx = anchor.x < left ? anchor.x - left : anchor.x > right ? anchor.x - right : 0;
    const dy = anchor.y < top ? anchor.y - top : anchor.y > bottom ? anchor.y - bottom : 0;
    if (!dx && !dy) return;
    /* Far moves are made at once: a long flight tells nothing. */
    const far = Math.abs(dx) > size.x || Math.abs(dy) > size.y;
    map.panBy([dx, dy], { animate: !far && moves() });
  }

  /** The page has found new measures: what is read stays in view. */
  resized() {
    if (this.element.hidden) return;
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
    if (this.element.hidden || this.phone.matches || this.beside) return;
    const { element, tip } = this;
    const size = this.map.getSize();
    const along = size.x < NARROW;
    element.classList.toggle("mg-popup--along", along);
    element.style.maxHeight = `${Math.round(along ? size.y * 0.6 : size.y - 2 * EDGE)}px`;
    if (along) {
      tip.hidden = true;
      const foot = size.y - element.offsetHeight - EDGE;
      element.style.transform = `translate(${EDGE}px, ${Math.round(foot)}px)`;
      return;
    }
    const width = element.offsetWidth;
    const height = element.offsetHeight;
    const anchor = this.anchor() || { x: size.x / 2, y: size.y / 2, radius: 0 };
    const rightOf = anchor.x + anchor.radius + GAP;
    const leftOf = anchor.x - anchor.radius - GAP - width;
    const fitsRight = rightOf + width + EDGE <= size.x;
    const fitsLeft = leftOf >= EDGE;
    /* On the side that the page's lines run to, where it has room there. */
    const toLeft = currentDirection() === "rtl" ? fitsLeft || !fitsRight : !fitsRight;
    let x = toLeft ? leftOf : rightOf;
    if (!fitsRight && !fitsLeft) x = size.x - width - EDGE;
    x = Math.max(EDGE, Math.min(x, size.x - width - EDGE));
    const y = Math.max(
      EDGE,
      Math.min(anchor.y - Math.min(height / 2, 150), size.y - height - EDGE),
    );
    element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
    const beside =
      (fitsRight || fitsLeft) &&
      anchor.y > y + 16 &&
      anchor.y < y + height - 16 &&
      anchor.x > 0 &&
      anchor.x < size.x;
    tip.hidden = !beside;
    tip.classList.toggle("mg-popup__tip--end", toLeft);
    tip.style.top = `${Math.round(anchor.y - y)}px`;
  }
}

register("EventPopup", EventPopup);
