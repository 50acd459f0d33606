// @ts-check
/* A notice over the map: the address names an event that the atlas does not have. */
import { t } from "../../browser/core/messages.js";
import { iconButton, liveStatus } from "../../browser/draw/controls.js";
import { h, replace } from "../../browser/draw/dom.js";

export class MissingNotice {
  /** @param {() => void} close called when the reader closes it */
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
