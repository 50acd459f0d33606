// @ts-check
/* The elements that stand for an event on a map, where they are on the screen, and the focus on them. */

/** @import { EventIndex } from "../../browser/types" */
/** @import { Mark } from "../../browser/core/marks.js" */
/** @import { AreaView } from "./area_views.js" */
/** @import { EventLayer } from "./event_layer.js" */
/** @import { MarkButton, MarkView } from "./mark_views.js" */

export class EventElements {
  /** @type {Mark[] | null} the marks that `markOf` was made of */
  marks = null;
  /** @type {Map<number, Mark>} by group */
  markOf = new Map();

  /** @param {EventLayer} layer */
  constructor(layer) {
    this.layer = layer;
  }

  /**
   * The views that stand for event i: a mark at each of its places, a town's or the strip's.
   * @param {EventIndex} i −1 for no event
   */
  of(i) {
    /** @type {Set<MarkView | AreaView>} */
    const found = new Set();
    if (i < 0) return [];
    const { clusters, views, towns, strips } = this.layer;
    const markOf = this.marksByGroup();
    for (const g of clusters.groupsOf(i)) {
      const mark = markOf.get(g);
      const a = g - clusters.cells;
      const view = mark
        ? views.byKey.get(mark.key)
        : towns.views.byArea.get(a) || strips.map((strip) => strip.viewOf(a)).find(Boolean);
      if (view) found.add(view);
    }
    return [...found];
  }

  marksByGroup() {
    const { marks } = this.layer;
    if (this.marks !== marks) {
      this.marks = marks;
      this.markOf = new Map(marks.flatMap((mark) => mark.groups.map((g) => [g, mark])));
    }
    return this.markOf;
  }

  /**
   * Where event i is on the screen: {x, y, radius} in the map container's pixels, or null.
   * @param {EventIndex} i
   */
  anchorOf(i) {
    const [view] = this.of(i);
    const { map } = this.layer;
    const container = map.getContainer();
    if (!view || !container.contains(view.button)) return null;
    if ("mark" in view && view.at) {
      const { x, y } = map.layerPointToContainerPoint(view.at);
      return { x, y, radius: view.mark.size / 2 };
    }
    const frame = container.getBoundingClientRect();
    const { left, top, width, height } = view.button.getBoundingClientRect();
    return {
      x: left + width / 2 - frame.left,
      y: top + height / 2 - frame.top,
      radius: height / 2,
    };
  }

  /**
   * Puts the focus on what stands for event i; false where nothing does.
   * @param {EventIndex} i
   */
  focus(i) {
    const [view] = this.of(i);
    if (!view) return false;
    view.button.focus({ preventScroll: "at" in view });
    return true;
  }

  /** The first event of the mark that has the focus, or −1. */
  focused() {
    const focused = /** @type {MarkButton | null} */ (document.activeElement);
    const mark = focused && focused.mgMark;
    return mark && this.layer.markPane.contains(focused) ? mark.first : -1;
  }

  /**
   * Marks are made anew on a zoom: the focus goes on with the event that it was on.
   * @param {EventIndex} i −1 where no mark had the focus
   */
  refocus(i) {
    if (i < 0 || this.layer.markPane.contains(document.activeElement)) return;
    if (!this.focus(i)) this.layer.map.getContainer().focus({ preventScroll: true });
  }
}
