// @ts-check
/* The scale of a map: a bar as long as a round distance, in the reader's words. */
import { cornerControl } from "../../browser/app/leaflet.js";
import { LONGEST_BAR, distanceWords, roundDown } from "../../browser/core/scale_length.js";
import { h, setText } from "../../browser/draw/dom.js";

/** @import { LeafletMap } from "../../browser/types" */

export class Scale {
  /** @param {LeafletMap} map */
  constructor(map) {
    this.map = map;
    this.bar = h("div", { class: "leaflet-control-scale-line" });
    this.update = this.update.bind(this);
    this.control = cornerControl(
      "bottomleft",
      () => h("div", { class: "leaflet-control-scale" }, this.bar),
      () => map.off("move", this.update),
    );
    this.control.addTo(map);
    map.on("move", this.update);
    map.whenReady(this.update);
  }

  /** Measures along the middle of the map. */
  update() {
    const { map } = this;
    const y = map.getSize().y / 2;
    const ends = [0, LONGEST_BAR].map((x) => map.containerPointToLatLng([x, y]));
    const most = map.distance(ends[0], ends[1]);
    if (!(most > 0)) return;
    const metres = roundDown(most);
    this.bar.style.width = `${Math.round((LONGEST_BAR * metres) / most)}px`;
    setText(this.bar, distanceWords(metres));
  }

  remove() {
    this.control.remove();
  }
}
