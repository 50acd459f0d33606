// @ts-check
/*
 * Embedding: inside another page the map leads to the whole atlas, and leaves the scroll of that
 * page alone: the wheel zooms with Ctrl or ⌘ or once one has clicked, touch moves with two fingers.
 */
import { Component } from "../../browser/app/component.js";
import { register } from "../../browser/app/kinds.js";
import { t } from "../../browser/core/messages.js";
import { h } from "../../browser/draw/dom.js";

const SHOWN = 1600;
/** Milliseconds without the pointer after which the wheel is the other page's again. */
const ASLEEP = 2500;
const APPLE = /Mac|iP(hone|ad|od)/.test(navigator.platform || "");

/** @extends {Component<object>} */
export class Embedding extends Component {
  /** @type {HTMLElement} like all below, there once it is created */
  element;
  /** @type {HTMLElement} what the pointer and fingers are on */
  ground;
  /** @type {HTMLAnchorElement} */
  link;
  /** @type {HTMLElement} */
  hint;
  /** Whether the page is inside another one. */
  on = false;
  /** The time until which the wheel is the map's, as `performance.now()` gives it. */
  until = 0;
  /** @type {number | undefined} the timer of the hint */
  timer;

  /** @override */
  static defaults = { position: "bottomleft" };

  /** @override */
  create() {
    const container = this.map.getContainer();
    /** @type {HTMLElement | null} */
    const panes = container.closest(".mg-panes");
    this.ground = panes || container;
    this.link = h("a", { class: "mg-embedding__link", target: "_blank", rel: "noopener" });
    /* The link opens what is seen when it is followed. */
    for (const name of ["pointerdown", "focus", "click"]) {
      this.link.addEventListener(name, () => this.point());
    }
    this.hint = h("div", { class: "mg-embedding__hint", "aria-hidden": "true", hidden: true });
    this.ground.append(this.hint);
    this.stops.push(() => this.hint.remove());
    this.handle("wheel", (event) => this.wheel(event), { capture: true, passive: true });
    this.handle("pointerdown", (event) => this.press(event), { capture: true });
    this.handle("pointermove", () => {
      if (this.awake()) this.wake();
    });
    this.handle("pointerleave", () => this.sleep());
    this.handle("touchstart", (event) => this.touch(event), { capture: true, passive: false });
    this.handle("touchmove", (event) => this.touch(event), { capture: true, passive: false });
    this.stops.push(
      this.context.store.subscribe((keys) => {
        if (keys.includes("embed")) this.settle();
      }),
    );
    this.element = h("div", { class: "mg-embedding" }, this.link);
    this.translate();
    this.settle();
    return this.element;
  }

  /**
   * @template {keyof HTMLElementEventMap} N
   * @param {N} name
   * @param {(event: HTMLElementEventMap[N]) => void} act
   * @param {AddEventListenerOptions} [options]
   */
  handle(name, act, options) {
    /** @param {HTMLElementEventMap[N]} event */
    const heard = (event) => {
      if (this.on) act(event);
    };
    this.ground.addEventListener(name, heard, options);
    this.stops.push(() => this.ground.removeEventListener(name, heard, options));
  }

  settle() {
    this.on = Boolean(this.context.store.get().embed);
    document.documentElement.classList.toggle("mg-embedded", this.on);
    this.element.hidden = !this.on || !this.address();
    this.sleep();
    if (!this.on) this.drag(true);
    this.point();
  }

  /** @override */
  translate() {
    this.link.textContent = t("Open the full atlas");
    this.point();
  }

  /** The whole atlas as it is seen here; "" for a page without an address. */
  address() {
    const { meta, store } = this.context;
    const here = location.href.replace(/#.*$/, "");
    const base = /^https?:/.test(here) ? here : meta.url || (/^file:/.test(here) ? here : "");
    return base && base + store.address({ embed: null });
  }

  point() {
    this.link.href = this.address();
  }

  /* ---- whose scroll it is ------------------------------------------------------------------ */

  /** @param {WheelEvent} event */
  wheel(event) {
    if (this.awake()) this.wake();
    if (this.awake() || event.ctrlKey || event.metaKey) return;
    event.stopImmediatePropagation();
    this.show(
      APPLE ? t("Hold ⌘ or click to zoom the map") : t("Hold Ctrl or click to zoom the map"),
    );
  }

  /** @param {PointerEvent} event */
  press(event) {
    const touched = event.pointerType === "touch";
    this.drag(!touched);
    if (touched) this.sleep();
    else this.wake();
  }

  /**
   * Whether a finger or the pointer moves the maps.
   * @param {boolean} on
   */
  drag(on) {
    for (const { map } of this.context.panes) {
      if (on) map.dragging.enable();
      else map.dragging.disable();
    }
  }

  /* A frame does not always get an event when the pointer leaves it. */
  awake() {
    return performance.now() < this.until;
  }

  wake() {
    this.until = performance.now() + ASLEEP;
  }

  sleep() {
    this.until = 0;
  }

  /**
   * Two fingers are for the map, one is for the page around it.
   * @param {TouchEvent} event
   */
  touch(event) {
    if (event.touches.length > 1) {
      event.preventDefault();
      this.hint.hidden = true;
    } else if (event.type === "touchmove") {
      this.show(t("Move the map with two fingers"));
    }
  }

  /** @param {string} text */
  show(text) {
    this.hint.textContent = text;
    this.hint.hidden = false;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      this.hint.hidden = true;
    }, SHOWN);
  }

  /** @override */
  onRemove() {
    clearTimeout(this.timer);
    super.onRemove();
  }
}

register("Embedding", Embedding);
