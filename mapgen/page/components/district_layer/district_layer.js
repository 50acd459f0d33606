// @ts-check
/*
 * DistrictLayer: the districts of the last day of the range shown. Where the sources leave open
 * which district an area belonged to, it is hatched and named "West or Central".
 */
import { Component } from "../../browser/app/component.js";
import { register } from "../../browser/app/kinds.js";
import { paneOf } from "../../browser/app/pane.js";
import { printDay, t } from "../../browser/core/messages.js";
import { SHADES } from "../../browser/core/state_keys.js";
import { h, replace } from "../../browser/draw/dom.js";
import { DistrictRegions } from "./district_regions.js";
import {
  comparedWords,
  describedWords,
  severalWords,
  shadedWords,
} from "../../browser/draw/district_words.js";

/** @import { Day, LeafletMap, Shade } from "../../browser/types" */

/** On a map narrower than this the control stands below, out of the other controls' way. */
const NARROW = 640;
/** The same beside other maps, where there are fewer controls. */
const LEAST = { one: NARROW, several: 560, compare: 400 };

/** @extends {Component<{shade: Shade}>} */
export class DistrictLayer extends Component {
  static everyMap = true;

  /** @type {Component["options"]["position"]} where it stands on a wide map */
  wide;
  /** @type {DistrictRegions} like those below, there once it is created */
  regions;
  /** @type {HTMLSelectElement} */
  select;
  /** @type {HTMLElement} */
  note;
  /** @type {HTMLElement} */
  words;
  /** @type {number | undefined} the timer of the description */
  timer;

  /**
   * @override
   * @param {LeafletMap} map
   */
  addTo(map) {
    this.wide = this.wide || this.options.position;
    const pane = paneOf(map);
    const least = () => (pane.index > 0 ? 0 : LEAST[pane.kind]);
    const corner = () => (map.getSize().x < least() ? "bottomleft" : this.wide);
    const settle = () => {
      if (corner() !== this.options.position) this.moveTo(corner());
    };
    this.options.position = corner();
    map.on("resize", settle);
    this.stops.push(() => {
      map.off("resize", settle);
    });
    return super.addTo(map);
  }

  /** @override */
  create() {
    this.regions = new DistrictRegions(this.pane);
    const { store, ui } = this.context;
    if (this.pane.index === 0) ui.firstShade = this.options.shade;
    this.select = h("select", {
      class: "mg-districts__choice",
      onchange: () => store.set({ shade: /** @type {Shade} */ (this.select.value) }),
    });
    this.listen("shade", () => this.draw());
    this.note = h("p", { class: "mg-districts__note" });
    this.words = h("p", { class: "mg-visually-hidden" });
    const element = h("div", { class: "mg-districts" }, this.select, this.note, this.words);
    const settle = () => {
      const any = this.context.districts.epochs.some((epoch) => epoch.regions.length);
      /* Beside another map of the same time one says it for both. */
      element.hidden = !any || (this.pane.index > 0 && this.pane.kind !== "compare");
      this.select.hidden = this.pane.index > 0;
    };
    settle();
    this.listen("panes", () => {
      settle();
      this.draw();
    });
    this.listen("afterwards", () => this.pane.onScreen && this.draw());
    this.stops.push(() => {
      clearTimeout(this.timer);
      this.regions.remove();
    });
    this.translate();
    return element;
  }

  /** What the districts are shaded by. */
  get shade() {
    return this.context.shade();
  }

  /** @override */
  translate() {
    this.select.setAttribute("aria-label", t("Shade the districts"));
    const names = {
      none: t("Districts: outlines"),
      events: t("Districts: by events"),
      deaths: t("Districts: by deaths"),
    };
    const offered = SHADES.filter(
      (value) => value !== "deaths" || this.context.hasFigures("deaths"),
    );
    replace(
      this.select,
      offered.map((value) => h("option", { value }, names[value])),
    );
    this.regions.epoch = null;
    this.draw();
  }

  draw() {
    this.select.value = this.shade;
    const [from, to] = this.pane.range();
    if (!this.regions.showDay(to)) return;
    this.countAndPaint();
    this.describeBorders(from, to);
  }

  /** Without a shade, events are counted for the description alone, once nothing has changed for a while. */
  countAndPaint() {
    if (this.shade !== "none") this.count();
    this.regions.paint(this.shade);
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.describe(), 400);
  }

  count() {
    const first = this.pane.kind === "several" ? this.onFirstMap() : null;
    const other = first && first !== this ? first : null;
    if (other && this.shade === "none") other.count();
    this.regions.count(this.shade, other ? other.regions : null);
  }

  /** The districts of the first map. */
  onFirstMap() {
    return [...this.context.panes[0].parts].find((part) => part instanceof DistrictLayer);
  }

  /**
   * @param {Day} from
   * @param {Day} to
   */
  describeBorders(from, to) {
    const { epochs } = this.context.districts;
    const changed = epochs.some(
      (epoch) => epoch !== this.regions.epoch && epoch.last >= from && epoch.first <= to,
    );
    const day = printDay(to);
    const borders = changed
      ? t("Borders as on {day}; changed in this range", { day })
      : t("Borders as on {day}", { day });
    const compared = this.context.comparing && this.shade !== "none";
    const several = this.shade === "none" || compared ? "" : severalWords(this.regions.several);
    const note = compared
      ? comparedWords(borders, this.shade, this.context.panes)
      : shadedWords(borders, this.shade);
    replace(this.note, note, several && h("span", { class: "mg-districts__several" }, several));
  }

  /** One description for those who cannot see the areas. */
  describe() {
    if (this.shade === "none") this.count();
    const note = this.note.firstChild?.textContent || "";
    this.words.textContent = describedWords(note, this.regions.list, this.regions.several);
  }
}

register("DistrictLayer", DistrictLayer);
