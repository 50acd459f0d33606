// @ts-check
/* The panel as a sheet at the foot of a phone's screen: three heights, dragged or stepped through. */
import { t } from "../../browser/core/messages.js";
import { h, media } from "../../browser/draw/dom.js";

/** @import { Stop } from "../../browser/types" */

/** @type {Stop[]} */
const STOPS = ["peek", "half", "full"];
/** @type {Record<Stop, Stop>} the stop to which the handle raises the sheet */
const NEXT = { peek: "half", half: "full", full: "peek" };
/** The middle stop's height as a share of the page's. */
const HALF = 0.55;
/** Pixels that a pointer moves before it drags the sheet. */
const DRAG_FROM = 6;
/** Milliseconds without movement after which a pointer counts as still. */
const STILL_AFTER = 100;
/** Milliseconds for which a released sheet goes on at its speed. */
const GLIDE = 160;

export class Sheet {
  /** @type {HTMLElement} the panel */
  host;
  /** @type {HTMLElement} the part of it that is dragged */
  head;
  /** @type {HTMLElement | null} the page around it */
  main = null;

  /**
   * @param {() => HTMLElement[]} sections gives the elements of the tabs
   * @param {() => void} changed called when the sheet takes another stop
   */
  constructor(sections, changed) {
    this.sections = sections;
    this.changed = changed;
    this.phone = matchMedia(media.narrow);
    /** @type {Stop | null} */
    this.stop = null;
    /** @type {Stop | null} the stop from which an event has lowered it */
    this.stopBefore = null;
    this.dragged = false;
    this.handle = h(
      "button",
      {
        type: "button",
        class: "mg-panel__lift",
        onclick: () => {
          this.raise();
        },
      },
      h("span", { class: "mg-panel__grip", "aria-hidden": "true" }),
    );
  }

  /** Whether the panel is a sheet. */
  get active() {
    return this.phone.matches;
  }

  /**
   * @param {HTMLElement} host
   * @param {HTMLElement} head
   * @param {HTMLElement | null} main
   */
  attach(host, head, main) {
    this.host = host;
    this.head = head;
    this.main = main;
    head.addEventListener("pointerdown", (event) => this.startDrag(event));
  }

  translate() {
    const labels = {
      peek: t("Open the panel"),
      half: t("Open the panel fully"),
      full: t("Close the panel"),
    };
    this.handle.setAttribute("aria-label", labels[this.stop || "peek"]);
    this.handle.setAttribute("aria-expanded", String(Boolean(this.stop && this.stop !== "peek")));
  }

  /** @param {Stop} stop */
  setStop(stop) {
    this.stop = stop;
    this.host.style.blockSize = "";
    for (const each of STOPS) this.host.classList.toggle(`mg-panel--${each}`, each === stop);
    /* What lies under the edge of the screen must not take the focus. */
    for (const section of this.sections()) section.inert = stop === "peek";
    this.disableCovered(stop);
    this.translate();
    this.changed();
  }

  /** The panel stands beside the map again: nothing of the sheet is left on it. */
  release() {
    this.host.style.blockSize = "";
    this.host.classList.remove(...STOPS.map((stop) => `mg-panel--${stop}`));
    for (const section of this.sections()) section.inert = false;
    this.disableCovered(null);
  }

  /**
   * Keeps the focus from what the sheet covers whole.
   * @param {Stop | null} stop
   */
  disableCovered(stop) {
    if (!this.main) return;
    const top = this.main.clientHeight * (1 - HALF);
    for (const each of this.main.children) {
      if (each === this.host || !(each instanceof HTMLElement)) continue;
      each.inert = stop === "full" || (stop === "half" && each.offsetTop >= top);
    }
  }

  raise() {
    if (!this.dragged) this.setStop(NEXT[this.stop || "peek"]);
  }

  /**
   * An event opened from the sheet needs the map; when it is closed one reads on.
   * @param {string | null} id of the event that is open
   */
  lowerForEvent(id) {
    if (!this.active) return;
    if (id !== null && this.stop !== "peek") {
      this.stopBefore = this.stop;
      this.setStop("peek");
    } else if (id === null && this.stopBefore) {
      if (this.stop === "peek") this.setStop(this.stopBefore);
      this.stopBefore = null;
    }
  }

  /** @param {PointerEvent} event */
  startDrag(event) {
    if (!this.active || event.button !== 0) return;
    const from = event.clientY;
    const height = this.host.offsetHeight;
    const whole = this.main ? this.main.clientHeight : innerHeight;
    let last = { y: from, at: event.timeStamp, speed: 0 };
    this.dragged = false;
    const move = (/** @type {PointerEvent} */ next) => {
      if (!this.dragged && Math.abs(next.clientY - from) < DRAG_FROM) return;
      if (!this.dragged) this.head.setPointerCapture(event.pointerId);
      this.dragged = true;
      const speed = (next.clientY - last.y) / Math.max(next.timeStamp - last.at, 1);
      last = { y: next.clientY, at: next.timeStamp, speed };
      this.host.classList.add("mg-panel--dragged");
      const reached = Math.min(
        Math.max(height + from - next.clientY, this.head.offsetHeight),
        whole,
      );
      this.host.style.blockSize = `${reached}px`;
    };
    const drop = (/** @type {PointerEvent} */ up) => {
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", drop);
      removeEventListener("pointercancel", drop);
      if (up.timeStamp - last.at > STILL_AFTER) last.speed = 0;
      this.host.classList.remove("mg-panel--dragged");
      if (!this.dragged) return;
      this.setStop(this.nearestStop(this.host.offsetHeight - last.speed * GLIDE, whole));
      setTimeout(() => {
        this.dragged = false; /* after the click that a drag ends with */
      });
    };
    /* The pointer leaves the head at once when it is drawn up. */
    addEventListener("pointermove", move);
    addEventListener("pointerup", drop);
    addEventListener("pointercancel", drop);
  }

  /**
   * The stop nearest to a height.
   * @param {number} height in pixels
   * @param {number} whole the page's height in pixels
   */
  nearestStop(height, whole) {
    /** @type {Record<Stop, number>} */
    const heights = { peek: this.head.offsetHeight, half: whole * HALF, full: whole };
    return STOPS.reduce((a, b) =>
      Math.abs(heights[b] - height) < Math.abs(heights[a] - height) ? b : a,
    );
  }
}
