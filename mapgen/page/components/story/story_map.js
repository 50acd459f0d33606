// @ts-check
/*
 * The maps as the story moves them: to a chapter's view, as much of it as there is room for. Beside
 * each other each shows its own: the one that a chapter's view lies in goes there, and what concerns
 * several is shown by several, without a flight between them.
 */
import { viewInCopy } from "../../browser/app/pane_ground.js";
import { unpackPoint } from "../../browser/core/shapes.js";
import { moves } from "../../browser/draw/dom.js";
import { labelText, labels } from "../../browser/draw/labels.js";

/** @import { Chapter, ChapterPlace, Context, LeafletMap, Pane, Scene } from "../../browser/types" */
/** @import { PackedView } from "../../browser/types" */

/** The names of a chapter's places come before all names but the cities'. */
const PLACE_RANK = 1.5;
/** The map that the chapters' views were made on, in pixels; smaller ones zoom out. */
const DESIGNED_FOR = [920, 540];
/** A sheet that leaves less of a map than this many pixels is not made room for. */
const LEAST = 80;

export class StoryMap {
  /**
   * @param {Context} context
   * @param {HTMLElement} element the story's: a sheet that it stands in may lie over the map
   * @param {() => Scene | null} scene the scene that is read, of the chapter that is shown
   */
  constructor(context, element, scene) {
    this.context = context;
    this.element = element;
    this.scene = scene;
    /** @type {Chapter | null} the chapter that is shown */
    this.chapter = null;
    /** Whether the maps follow the chapter. */
    this.follows = false;
  }

  /**
   * Highlights a chapter's events and places.
   * @param {Chapter} chapter
   */
  show(chapter) {
    const { context } = this;
    this.chapter = chapter;
    context.ui.highlighted = chapter.events.map((id) => context.indexOf(id)).filter((i) => i >= 0);
    context.emit("highlight", undefined);
    this.labelPlaces(chapter.places);
  }

  /** Nothing on the maps is the story's any more. */
  clear() {
    this.chapter = null;
    this.labelPlaces([]);
    this.setFollows(false);
    this.context.ui.highlighted = [];
    this.context.emit("highlight", undefined);
  }

  /**
   * Lets the maps follow the chapter, whatever their size, or leaves them to the reader.
   * @param {boolean} follows
   */
  setFollows(follows) {
    this.follows = follows;
    const guide = follows ? () => this.move(true) : null;
    for (const pane of this.context.panes) pane.guide = guide;
  }

  /** Other maps have come: they are led as the first one is. */
  panesChanged() {
    if (!this.chapter) return;
    this.labelPlaces(this.chapter.places);
    this.setFollows(this.follows);
    if (this.follows) this.move(true);
  }

  /**
   * Names a chapter's places on the maps.
   * @param {ChapterPlace[]} places
   */
  labelPlaces(places) {
    for (const { map } of this.context.panes) {
      labels(map).set(
        "story",
        places.map(({ id, name, point }) => ({
          ...labelText(name),
          latlng: unpackPoint(point),
          rank: PLACE_RANK,
          kind: "chapter",
          once: `place ${id}`,
          must: true,
        })),
      );
    }
  }

  /* ---- views -------------------------------------------------------------------------------- */

  /**
   * Moves the maps to the view of the chapter, or of the scene of it that is read.
   * @param {boolean} still whether they move at once
   */
  move(still) {
    const shown = this.scene() || this.chapter;
    if (!shown) return;
    const { view } = shown;
    const { highlighted: events } = this.context.ui;
    const panes = this.context.panes.filter(({ onScreen }) => onScreen);
    if (panes[0].kind !== "several") {
      if (view) for (const pane of panes) this.moveTo(pane, view, still);
      return;
    }
    const { members } = this.context;
    const concerned = panes.filter((pane) =>
      events.some((i) => members && members[i] === pane.index),
    );
    for (const pane of panes) {
      if (view && concerned.length < 2 && holds(pane, view)) this.moveTo(pane, view, still);
      else if (pane.home) pane.guidedBy(pane.home);
    }
  }

  /**
   * Shows a view on one map, in whose middle is what the panel leaves free.
   * @param {Pane} pane
   * @param {PackedView} view
   * @param {boolean} still
   */
  moveTo(pane, view, still) {
    const { map } = pane;
    const [zoom, latitude, longitude] = viewInCopy(pane.context, view);
    const size = map.getSize();
    const covered = this.covered(map);
    const height = size.y - covered;
    const room = Math.log2(Math.min(size.x / DESIGNED_FOR[0], height / DESIGNED_FOR[1]));
    const shown = Math.round((zoom + Math.min(Math.max(room, -2), 1)) * 4) / 4;
    const middle = map.project([latitude, longitude], shown).add([0, covered / 2]);
    const center = map.unproject(middle, shown);
    const there =
      map.getZoom() === shown && map.project(map.getCenter(), shown).distanceTo(middle) < 2;
    if (there) return;
    const animate = !still && moves();
    pane.guidedBy(() => {
      if (animate) map.flyTo(center, shown, { duration: 1.1 });
      else map.setView(center, shown, { animate: false });
    }, animate);
  }

  /**
   * How much of a map's height the sheet lies over on phones, in pixels.
   * @param {LeafletMap} map
   */
  covered(map) {
    const host = this.element.closest(".mg-panel");
    if (!host) return 0;
    const frame = map.getContainer().getBoundingClientRect();
    const sheet = host.getBoundingClientRect();
    if (sheet.left >= frame.right || sheet.right <= frame.left || sheet.top >= frame.bottom) {
      return 0;
    }
    const covered = frame.bottom - sheet.top;
    return covered < frame.height - LEAST ? covered : 0;
  }
}

/**
 * Whether the middle of a view lies in a pane's own ground.
 * @param {Pane} pane
 * @param {PackedView} view
 */
function holds(pane, view) {
  const [, latitude, longitude] = viewInCopy(pane.context, view);
  const bounds = pane.bounds && pane.bounds();
  return bounds ? bounds.pad(0.5).contains([latitude, longitude]) : false;
}
