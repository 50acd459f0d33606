// @ts-check
/* The scale of a map: a bar as long as a round distance, in the reader's words. */
import { cornerControl } from "../../browser/app/leaflet.js";
import { number, t } from "../../browser/core/messages.js";
import { h } from "../../browser/draw/dom.js";

/** @import { LeafletMap } from "../../browser/types" */

/** The greatest length of the bar in pixels. */
const LONGEST = 110;

/** @param {number} metres */
const distance = (metres) =>
  metres < 1000 ? t("{n} m", { n: number(metres) }) : t("{n} km", { n: number(metres / 1000) });

/**
 * The largest of 1, 2, 3 and 5 times a power of ten that is not above a number.
 * @param {number} most
 */
function round(most) {
  const power = 10 ** Math.floor(Math.log10(most));
  const digit = [5, 3, 2].find((each) => each * power <= most) || 1;
  return digit * power;
}

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
    const ends = [0, LONGEST].map((x) => map.containerPointToLatLng([x, y]));
    const most = map.distance(ends[0], ends[1]);
    if (!(most > 0)) return;
    const metres = round(most);
    this.bar.style.width = `${Math.round((LONGEST * metres) / most)}px`;
    this.bar.textContent = distance(metres);
  }

  remove() {
    this.control.remove();
  }
}
