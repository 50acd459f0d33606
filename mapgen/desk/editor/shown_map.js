// @ts-check
/* The map at the side, as readers see it: the page that was made last. */
import { part } from "./elements.js";

export class ShownMap {
  constructor() {
    this._map = part("map", HTMLIFrameElement);
    this._shown = 0;
  }

  /**
   * Shows the page as it was made last, where it was; none while errors stand in its way.
   * @param {import("./api.js").EditorState} state
   */
  show({ built, page }) {
    if (!built || this._shown === page) return;
    this._shown = page;
    if (this._map.src) this._map.contentWindow?.location.reload();
    else this._map.src = "preview/page";
  }

  /** @param {string} key of an event that is opened there */
  open(key) {
    if (this._map.src) this._map.src = `preview/page#event=${encodeURIComponent(key)}`;
  }
}
