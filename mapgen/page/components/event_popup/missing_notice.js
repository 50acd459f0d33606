// @ts-check
/* Says over the map that the address names an event which is not there. */
import { t } from "../../browser/core/messages.js";
import { iconButton, liveStatus } from "../../browser/draw/controls.js";
import { h, replace } from "../../browser/draw/dom.js";

export class MissingNotice {
  /** @param {() => void} close called when the reader puts it away */
  constructor(close) {
    this.close = close;
    this.element = liveStatus("mg-popup__missing", "div");
    /** @type {string | null} the id that is not there */
    this.id = null;
  }

  translate() {
    this.show(this.id);
  }

  /** @param {string | null} id null says nothing */
  show(id) {
    this.id = id;
    replace(
      this.element,
      id !== null && [
        h("p", {}, t("This atlas has no event “{id}”.", { id })),
        iconButton("mg-popup__button mg-popup__close", t("Close"), this.close),
      ],
    );
  }
}
