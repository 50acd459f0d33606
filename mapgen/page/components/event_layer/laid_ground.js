// @ts-check
/*
 * The ground that the marks of a map are laid out for: the view, and a margin around it. Where the map comes
 * near its edge, or goes to another zoom, new ground is laid out beside it, a little in each frame, and takes its
 * place when it is there.
 */
import { inSlices, painted } from "../../browser/app/tasks.js";
import { Clusters } from "../../browser/core/clusters.js";
import { CountedClusters } from "../../browser/core/counted_rows.js";

/** @import { LatLngExpression, Point } from "leaflet" */
/** @import { Mark } from "../../browser/core/marks.js" */
/** @import { Box } from "../../browser/core/laid_cells.js" */
/** @import { Framing } from "../../browser/draw/framing.js" */
/** @import { EventLayer } from "./event_layer.js" */
/** @typedef {{clusters: Clusters, zoom: number, done: boolean, parts: Iterator<unknown>}} NextGround */

/** How far beyond the map's edges marks are laid out, as a share of its size. */
const MARGIN = 0.35;
/** Milliseconds of a frame in which new ground is laid out. */
const SLICE = 5;
/** So many events are laid out at once. */
const FEW = 16384;
/** The filter of all events. */
const WHOLE = { from: -Infinity, to: Infinity, othersVersion: 0, isNarrowed: () => false };

export class LaidGround {
  /** The zoom that is laid out. */
  zoom = -1;
  /** @type {Mark[]} the marks of all events, whatever is filtered */
  marks = [];
  /** Whether the map is on its way to another zoom. */
  flying = false;
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
   * The part of the world that the map shows, or will show, with a share of its size around it.
   * @param {number} share
   * @param {Point} [middle] of what it will show, in pixels of the world
   * @returns {Box}
   */
  around(share, middle) {
    const { map } = this.layer;
    const size = map.getSize();
    const from = middle
      ? middle.subtract(size.divideBy(2))
      : /** @type {Point} */ (map.getPixelBounds().min);
    const margin = size.multiplyBy(share);
    const [min, max] = [from.subtract(margin), from.add(size).add(margin)];
    return { left: min.x, top: min.y, right: max.x, bottom: max.y };
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
   * The marks of all events in a view that the map could show, in the order of time, and the towns that
   * have a group of their own there; null where events are too many to be laid out at once.
   * @param {Framing} framing
   * @returns {{marks: Mark[], towns: number[]} | null}
   */
  laidIn({ scale, origin, frame }) {
    const rows = this.rows();
    if (rows.length > FEW) return null;
    this.abandon();
    const clusters = (this.spare ??= this.cells(this.clusters));
    const middle = origin.add([(frame[0] + frame[2]) / 2, (frame[1] + frame[3]) / 2]);
    clusters.layout(scale, this.around(MARGIN, middle));
    clusters.count(rows, WHOLE);
    return { marks: clusters.marks(rows), towns: clusters.towns };
  }

  /** Whether the map shows another zoom than what is laid out. */
  isBehind() {
    return this.zoom !== this.layer.map.getZoom();
  }

  /**
   * Puts the events into cells again where the view has left what was laid out: a few at once, many in the
   * next frames, in which the marks that there are follow the map.
   * @param {boolean} anew whether the marks are drawn also where they stand already
   */
  arrange(anew) {
    const { layer } = this;
    const { map } = layer;
    this.flying = false;
    const { x, y } = map.getSize();
    if (!x || !y) return;
    if (!this.isBehind() && this.reaches(this.clusters, 0)) {
      /* A view that is set anew counts its pixels from another corner. */
      if (anew || !map.getPixelOrigin().equals(layer.origin)) layer.draw();
      else {
        layer.drawStrips();
        layer.report();
      }
      this.layAhead();
      return;
    }
    const zoom = map.getZoom();
    if (layer.painted && this.rows().length > FEW) {
      const { next } = this;
      const wanted = next && next.zoom === zoom && this.reaches(next.clusters, 0);
      if (!wanted) this.lay(zoom, this.around(MARGIN));
      else if (next.done) void this.follow(next);
      if (anew) layer.draw();
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
    if (!this.layer.painted || this.flying || this.isBehind()) return;
    if (this.reaches(this.next ? this.next.clusters : this.clusters, MARGIN / 2)) return;
    this.lay(this.zoom, this.around(MARGIN));
  }

  /**
   * Lays out what a map that begins to zoom will show; it takes its place when the map is there.
   * @param {LatLngExpression} center
   * @param {number} zoom
   */
  layTarget(center, zoom) {
    this.abandon();
    if (!this.layer.painted || this.rows().length <= FEW) return;
    this.flying = true;
    this.lay(zoom, this.around(MARGIN, this.layer.map.project(center, zoom)));
  }

  /**
   * @param {number} zoom
   * @param {Box} box
   */
  lay(zoom, box) {
    this.abandon();
    const clusters = this.spare || this.cells(this.clusters);
    const next = { clusters, zoom, done: false, parts: this.laying(clusters, zoom, box) };
    this.spare = null;
    this.next = next;
    void this.follow(next);
  }

  /**
   * @param {Clusters} clusters
   * @param {number} zoom
   * @param {Box} box
   */
  *laying(clusters, zoom, box) {
    yield* clusters.laying(256 * 2 ** zoom, box);
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
        if (next.parts.next().done) {
          next.done = true;
          if (!this.flying) this.take(next);
          return;
        }
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
    const zoomed = this.zoom !== zoom;
    this.zoom = zoom;
    this.marks = this.marksOfAll();
    layer.draw();
    /* The card of an event stands beside its mark. */
    if (zoomed) layer.context.ui.popup?.place.update();
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
