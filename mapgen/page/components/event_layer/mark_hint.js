// @ts-check
/* What a mark stands for, beside it while the pointer or the focus is on it. */
import { paneElement, setPosition } from "../../browser/app/leaflet.js";
import { h, replace } from "../../browser/draw/dom.js";
import { kindsOf, nameOf } from "./mark_words.js";

/** @import { EventLayer } from "./event_layer.js" */
/** @import { MarkView } from "./mark_views.js" */

/** A hint stands below a mark that is nearer than this to the map's upper edge, in pixels. */
const ROOM = 110;

export class MarkHint {
  /** @param {EventLayer} layer */
  constructor(layer) {
    this.layer = layer;
    this.element = h("div", { class: "mg-hint", hidden: true, "aria-hidden": "true" });
    paneElement(layer.map, "mg-hints").append(this.element);
  }

  remove() {
    this.element.remove();
  }

  /** @param {MarkView} view */
  show({ mark, at }) {
    const { layer, element } = this;
    layer.context.hover(mark.n === 1 ? mark.first : -1);
    replace(
      element,
      h("div", {}, nameOf(layer, mark)),
      mark.n > 1 && h("div", {}, kindsOf(layer, mark)),
    );
    element.hidden = false;
    if (!at) return;
    const { y } = layer.map.layerPointToContainerPoint(at);
    element.classList.toggle("mg-hint--below", y < ROOM);
    element.style.setProperty("--mg-hint-gap", `${mark.size / 2 + 8}px`);
    setPosition(element, at);
  }

  hide() {
    this.layer.context.hover(-1);
    this.element.hidden = true;
  }
}
