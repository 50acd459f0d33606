// @ts-check
/*
 * Panes: several maps beside each other over one state and one clock; on a narrow page the first of
 * them with the others as insets. Which maps there are is arrangement.js's.
 */
import { register } from "../../browser/app/kinds.js";
import { Layer } from "../../browser/app/layer.js";
import { inOrder } from "../../browser/app/opening.js";
import { groundOfPane } from "../../browser/app/pane_ground.js";
import { onResize } from "../../browser/app/resizes.js";
import { arrangementOf, ONE, secondFilters } from "../../browser/core/arrangement.js";
import { h } from "../../browser/draw/dom.js";
import { Comparison } from "./comparison.js";
import { OtherMap } from "./other_map.js";
import { PaneChoice } from "./pane_choice.js";
import { PaneFrame } from "./pane_frame.js";
import { PaneLine } from "./pane_line.js";
import { PaneMembers } from "./pane_members.js";
import { SameGround } from "./same_ground.js";

/** @import { Pane, PaneSetting } from "../../browser/types" */
/** @import { Arrangement } from "../../browser/core/arrangement.js" */
/** @import { Tiles } from "./other_map.js" */

/** Maps stand beside each other from this width of all together on, in pixels. */
const ASIDE = 700;

/** @extends {Layer<{panes?: PaneSetting[], size?: [string, string], tiles?: Tiles[]}>} */
export class Panes extends Layer {
  /** @type {PaneSetting[]} those of the atlas */
  settings = [];
  /** @type {PaneFrame[]} */
  frames = [];
  /** @type {Arrangement["kind"]} */
  kind = "one";
  /** What the maps were last arranged for. */
  key = "";
  /** Whether there is one map whatever the state asks for. */
  single = false;
  /** Whether other maps can be made. */
  open = false;
  /** @type {boolean | null} whether the others are insets; null before they are laid out, as below */
  inset = null;
  /** @type {boolean | null} whether a comparison has little room */
  tight = null;
  /** @type {(() => void)[]} called when the maps go */
  stops = [];
  /** @type {HTMLElement} like those below, there once the maps are added */
  maps;
  /** @type {HTMLElement} */
  root;
  /** @type {PaneLine} */
  elsewhere;
  /** @type {Comparison} */
  comparison;
  /** @type {PaneMembers} */
  members;
  /** @type {ReturnType<typeof onResize>} */
  sizes;
  /** @type {PaneChoice} */
  choice;

  /** @override */
  onAdd() {
    const { context, map, pane } = this;
    this.settings = this.options.panes || context.meta.panes || [];
    this.frames = [];
    this.members = new PaneMembers(context);
    this.single = false;
    this.wrap(map.getContainer());
    this.elsewhere = new PaneLine(this);
    pane.line = this.elsewhere.element;
    this.comparison = new Comparison(this);
    this.root.prepend(this.comparison.element);
    this.root.append(pane.line);
    this.stops = [
      context.on("arrange", () => this.arrange()),
      context.on("afterwards", () => this.update()),
      context.on("language", () => this.translate()),
      context.on("parts", () => this.syncParts()),
    ];
    this.sizes = onResize(() => this.layOut());
    this.arrange();
    this.sizes.observe(this.root);
    context.ui.panes = this;
    inOrder(context, "OtherMaps", () => {
      this.open = true;
      this.arrange(true);
      const corner = map.getContainer().querySelector(".mg-base-map");
      this.choice = new PaneChoice({ panes: this, position: "topleft" });
      if (corner) this.choice.placeIn(corner, map);
      else this.choice.addTo(map);
      return { drawn: Promise.all(context.panes.map(({ marks }) => marks && marks.drawn)) };
    });
  }

  /** @override */
  onRemove() {
    for (const stop of this.stops) stop();
    this.sizes.stop();
    for (const { other } of this.frames) if (other) other.remove();
    this.root.replaceWith(this.map.getContainer());
    this.context.ui.panes = null;
  }

  /* ---- elements ---------------------------------------------------------------------------- */

  /**
   * Puts the map into a frame, beside which others find their place.
   * @param {HTMLElement} container
   */
  wrap(container) {
    const [width, height] = this.options.size || ["100%", "100%"];
    this.maps = h("div", { class: "mg-panes__maps" });
    this.root = h("div", { class: "mg-panes", style: { width, height } }, this.maps);
    container.before(this.root);
    this.addFrame(container);
  }

  /** @param {HTMLElement | null} container of the map that stands in it */
  addFrame(container) {
    const frame = new PaneFrame(container, () => this.swap(frame));
    this.frames.push(frame);
    this.maps.append(frame.element);
    return frame;
  }

  addMap() {
    const frame = this.addFrame(null);
    frame.other = new OtherMap(this.pane, frame.element, this.options.tiles || []);
    const { map } = frame.other.pane;
    const pair = new SameGround(this.map, map, () => this.kind === "compare");
    this.stops.push(() => pair.remove());
  }

  syncParts() {
    for (const { other } of this.frames) if (other) other.syncParts();
  }

  /* ---- arrangement ------------------------------------------------------------------------- */

  /** Brings maps and state in step; `anew` where other maps can be made now. */
  arrange(anew = false) {
    const { context } = this;
    const state = context.store.get();
    /** @type {Arrangement} */
    const { kind, panes } = this.single
      ? { kind: "one", panes: [] }
      : arrangementOf(state, this.settings);
    if (!this.single && kind === "one" && this.settings.length > 1 && !state.panes) {
      /* It stays one map when the view is left that asked for it. */
      context.store.set({ panes: [ONE] }, { step: false });
      return;
    }
    const key = JSON.stringify([kind, panes.map(({ name }) => name)]);
    const same = key === this.key && !anew;
    this.key = key;
    this.kind = kind;
    const wanted = kind === "compare" ? 2 : Math.max(panes.length, 1);
    while (this.open && context.panes.length < wanted) this.addMap();
    context.panes.forEach((pane, k) => {
      pane.kind = kind;
      pane.onScreen = k < wanted;
      pane.setting = panes[k] || null;
      pane.patchBy(kind === "compare" && k > 0 ? secondFilters(state.compare) : null);
    });
    if (kind === "several") context.members = this.members.of(this.shownSettings());
    if (same) {
      if (kind === "compare") context.later("change");
      return;
    }
    this.frames.forEach((frame, k) => {
      frame.element.hidden = k >= wanted;
      frame.element.style.setProperty("--mg-share", String(panes[k] ? panes[k].share : 1));
    });
    this.root.dataset.kind = kind;
    this.elsewhere.settle();
    this.comparison.settle();
    /* Whoever has pressed a button on a map has not moved it. */
    for (const pane of context.panes) pane.guided = true;
    this.layOut(true);
    this.syncParts();
    context.emit("panes", undefined);
    for (const pane of context.panes) {
      this.showGround(pane);
      pane.guided = false;
    }
    this.translate();
  }

  /**
   * Moves a map without a BaseMap, which moves its own.
   * @param {Pane} pane
   */
  showGround(pane) {
    const bounds = !pane.home && pane.onScreen && groundOfPane(pane);
    if (bounds) pane.map.fitBounds(bounds, { animate: false });
  }

  /**
   * One map whatever the state asks for, until it is taken back: on paper.
   * @param {boolean} on
   */
  setSingle(on) {
    this.single = on;
    this.arrange(true);
  }

  /** What the maps are for, in their order. */
  shownSettings() {
    return this.context.panes.map(({ setting }) => setting).filter((setting) => setting !== null);
  }

  /** Beside each other, or the first with insets: by the room that there is. */
  layOut(anew = false) {
    const { width } = this.root.getBoundingClientRect();
    const inset = this.kind === "several" && width > 0 && width < ASIDE;
    const tight = this.kind === "compare" && width > 0 && width < ASIDE;
    if (!anew && inset === this.inset && tight === this.tight) return;
    this.inset = inset;
    this.tight = tight;
    this.root.classList.toggle("mg-panes--tight", tight);
    this.frames.forEach((frame, k) => frame.setInset(inset && k > 0, this.kind === "one"));
    for (const { map } of this.context.panes) map.invalidateSize({ animate: false, pan: false });
    this.tally();
  }

  /**
   * An inset and the large map change places.
   * @param {PaneFrame} frame
   */
  swap(frame) {
    const { context } = this;
    const at = this.frames.indexOf(frame);
    const names = this.shownSettings().map(({ name }) => name);
    const views = context.panes.map((pane) => pane.view);
    [names[0], names[at]] = [names[at], names[0]];
    [views[0], views[at]] = [views[at], views[0]];
    context.store.set({ panes: names, views });
    frame.swap.focus({ preventScroll: true });
  }

  /**
   * One map, or the panes that the atlas has.
   * @param {boolean} several
   */
  show(several) {
    this.context.store.set({
      panes: several ? null : [ONE],
      view: null,
      views: null,
      compare: null,
    });
  }

  /* ---- words ------------------------------------------------------------------------------- */

  translate() {
    this.elsewhere.translate();
    this.comparison.translate();
    this.tally();
  }

  update() {
    this.tally();
    this.comparison.update();
  }

  /** Says how many of the events shown each pane holds. */
  tally() {
    const { context } = this;
    const { members } = context;
    if (this.kind !== "several" || !members) return;
    const { counts, elsewhere } = this.members.count(members, (i) => this.elsewhere.isPlaced(i));
    context.panes.forEach(({ setting }, k) => {
      if (setting && this.frames[k]) this.frames[k].setCount(setting.name, counts[k]);
    });
    this.elsewhere.setCount(elsewhere);
  }
}

register("Panes", Panes);
