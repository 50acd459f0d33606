// @ts-check
/* The card's way to the previous and the next of the events shown, and which of them is open. */
import { firstNotBelow } from "../../browser/core/bisect.js";
import { number, t } from "../../browser/core/messages.js";
import { iconButton, nameButton } from "../../browser/draw/controls.js";
import { h } from "../../browser/draw/dom.js";

/** @import { Context, EventIndex } from "../../browser/types" */

export class EventSteps {
  /**
   * @param {Context} context
   * @param {(i: EventIndex) => void} open opens an event
   */
  constructor(context, open) {
    this.context = context;
    this.open = open;
    /** @type {EventIndex} the open event, or −1 */
    this.current = -1;
    const button = (/** @type {string} */ name, /** @type {1 | -1} */ by) =>
      iconButton(`mg-popup__button mg-popup__${name}`, "", () => this.step(by));
    this.back = button("previous", -1);
    this.forward = button("next", 1);
    this.count = h("p", { class: "mg-popup__count" });
    this.translate();
  }

  /** The elements of the card's bar. */
  get elements() {
    return [this.back, this.forward, this.count];
  }

  get hasFocus() {
    return [this.back, this.forward].some((button) => button === document.activeElement);
  }

  translate() {
    nameButton(this.back, t("Previous event shown"));
    nameButton(this.forward, t("Next event shown"));
  }

  /**
   * Shows where an event stands among those shown; −1 shows nothing.
   * @param {EventIndex} i
   */
  update(i) {
    this.current = i;
    this.back.hidden = this.forward.hidden = i < 0;
    if (i < 0) {
      this.count.textContent = "";
      return;
    }
    const n = this.context.visible().length;
    const { k, isShown } = this.positionOf(i);
    this.count.textContent = isShown
      ? t("{k} of {n} shown", { k: number(k + 1), n: number(n) })
      : t("hidden by the filters");
    setDisabled(this.back, k <= 0);
    setDisabled(this.forward, (isShown ? k + 1 : k) >= n);
  }

  /**
   * Where event i stands, or would stand, among those shown, and whether it is one of them.
   * @param {EventIndex} i
   */
  positionOf(i) {
    const visible = this.context.visible();
    const k = firstNotBelow(visible, i);
    return { k, isShown: visible[k] === i };
  }

  /** @param {1 | -1} by */
  step(by) {
    const visible = this.context.visible();
    const { k, isShown } = this.positionOf(this.current);
    const next = by < 0 ? k - 1 : isShown ? k + 1 : k;
    if (next >= 0 && next < visible.length) this.open(visible[next]);
  }
}

/**
 * A button that does nothing keeps the focus, and is said to be disabled.
 * @param {HTMLElement} button
 * @param {boolean} disabled
 */
const setDisabled = (button, disabled) => button.setAttribute("aria-disabled", String(disabled));
