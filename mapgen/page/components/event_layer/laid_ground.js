// @ts-check
/*
 * The ground that the marks of a map are laid out for: the view, and a margin around it. Where a drag comes
 * near its edge, new ground is laid out beside it, a little in each frame, and takes its place when it is there.
 */
import { inSlices, painted } from "../../browser/app/tasks.js";
import { Clusters } from "../../browser/core/clusters.js";
import { CountedClusters } from "../../browser/core/counted_rows.js";

/** @import { Point } from "leaflet" */
/** @import { Mark } from "../../browser/core/marks.js" */
/** @import { Box } from "../../browser/core/laid_cells.js" */
/** @import { EventLayer } from "./event_layer.js" */
/** @typedef {{clusters: Clusters, zoom: number, parts: Iterator<unknown>}} NextGround */

/** How far beyond the map's edges marks are laid out, as a share of its size. */
const MARGIN = 0.35;
/** Milliseconds of a frame in which new ground is laid out. */
const SLICE = 5;
/** The filter of all events. */
const WHOLE = { from: -Infinity, to: Infinity, othersVersion: 0, isNarrowed: () => false };

export class LaidGround {
  /** The zoom that is laid out. */
  zoom = -1;
  /** @type {Mark[]} the marks of all events, whatever is filtered */
  marks = [];
  /** Whether the reader is moving the map. */
  dragged = false;
  /** @type {NextGround | null} what is being laid out beside it */
  next = null;
  /** @type {Clusters | null} */
  spare = null;
  /** @type {Uint32Array | null} the rows that marks can stand for */
  all = null;

  /**
   * @param {EventLayer} layer
   * @param {Clusters} [like] those of another map of the same events
   */
  constructor(layer, like) {
    this.layer = layer;
    this.clusters = this.cells(like);
  }

  /** @param {Clusters} [like] others of the same events */
  cells(like) {
    const { context, pane, areas } = this.layer;
    const Kind = context.groups ? CountedClusters : Clusters;
    return new Kind(pane.columns, context.terms, areas.find, unit(), like);
  }

  /**
   * The part of the world that the map shows, with a share of its size around it.
   * @param {number} share
   * @returns {Box}
   */
  around(share) {
    const { map } = this.layer;
    const { min, max } = map.getPixelBounds();
    const margin = map.getSize().multiplyBy(share);
    const [from, to] = [/** @type {Point} */ (min), /** @type {Point} */ (max)];
    return {
      left: from.x - margin.x,
      top: from.y - margin.y,
      right: to.x + margin.x,
      bottom: to.y + margin.y,
    };
  }

  /**
   * Whether some clusters are laid out for the view and a share of the map's size around it.
   * @param {Clusters} clusters
   * @param {number} share
   */
  reaches({ box }, share) {
    const { left, top, right, bottom } = this.around(share);
    return (
      box !== null &&
      left >= box.left &&
      right <= box.right &&
      top >= box.top &&
      bottom <= box.bottom
    );
  }

  /**
   * Puts the events into cells again where the view has left what was laid out.
   * @param {boolean} anew also where it is
   */
  arrange(anew) {
    const { layer } = this;
    const { map } = layer;
    const { x, y } = map.getSize();
    if (!x || !y) return;
    const zoom = map.getZoom();
    const same = !anew && zoom === this.zoom;
    const dragged = this.dragged && same && layer.painted;
    this.dragged = false;
    if (same && this.reaches(this.clusters, 0)) {
      /* A view that is set anew counts its pixels from another corner. */
      if (!map.getPixelOrigin().equals(layer.origin)) layer.draw();
      else {
        layer.drawStrips();
        layer.report();
        this.layAhead();
      }
      return;
    }
    /* After a drag the marks beyond the margin come with the next frames. */
    if (dragged) {
      this.layAhead();
      return;
    }
    this.abandon();
    this.zoom = zoom;
    this.clusters.layout(256 * 2 ** zoom, this.around(MARGIN));
    this.marks = layer.painted ? this.marksOfAll() : [];
    layer.draw();
  }

  /** Lays out the ground around the view in the next frames, where the view is near the edge of this one. */
  layAhead() {
    const zoom = this.layer.map.getZoom();
    if (!this.layer.painted || zoom !== this.zoom) return;
    if (this.reaches(this.next ? this.next.clusters : this.clusters, MARGIN / 2)) return;
    this.abandon();
    const clusters = this.spare || this.cells(this.clusters);
    const next = { clusters, zoom, parts: this.laying(clusters, this.around(MARGIN)) };
    this.spare = null;
    this.next = next;
    void this.follow(next);
  }

  /**
   * @param {Clusters} clusters
   * @param {Box} box
   */
  *laying(clusters, box) {
    yield* clusters.laying(256 * 2 ** this.zoom, box);
    yield* clusters.adding(this.rows());
  }

  /**
   * Goes on with the next ground until it is there, or no longer wanted.
   * @param {NextGround} next
   */
  async follow(next) {
    for (;;) {
      await painted();
      const until = performance.now() + SLICE;
      do {
        if (this.next !== next) return;
        if (next.parts.next().done) this.take(next);
      } while (performance.now() < until);
    }
  }

  /** @param {NextGround} next that is laid out */
  take({ clusters, zoom }) {
    const { layer } = this;
    this.abandon();
    if (!layer.added || layer.map.getZoom() !== zoom) return;
    this.spare = this.clusters;
    this.clusters = clusters;
    this.marks = this.marksOfAll();
    layer.draw();
    this.layAhead();
  }

  /** The next ground is no longer wanted. */
  abandon() {
    if (this.next) this.spare = this.next.clusters;
    this.next = null;
  }

  /** Finds the marks of all events, once the first marks are on the screen. */
  async complete() {
    if (this.clusters.box) await inSlices(this.clusters.adding(this.rows()), () => {});
    if (!this.layer.added) return;
    this.marks = this.clusters.box ? this.marksOfAll() : [];
    this.layer.draw();
  }

  rows() {
    if (!this.all) {
      const { onMap, first } = this.layer.context.columns;
      const rows = new Uint32Array(first.length).map((_, i) => i);
      this.all = onMap ? rows.filter((i) => onMap[i]) : rows;
    }
    return this.all;
  }

  /** The marks of all events, whatever is filtered: names that only the view moves keep clear. */
  marksOfAll() {
    const rows = this.rows();
    this.clusters.count(rows, WHOLE);
    return this.clusters.marks(rows);
  }
}

/** How much larger type, and with it the marks, are than on a desk: theme.css says so of walls. */
function unit() {
  return parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;
}
