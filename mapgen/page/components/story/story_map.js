/*
 * The maps as the story moves them: to a chapter's view, as much of it as there is room for. Beside
 * each other each shows its own: the one that a chapter's view lies in goes there, and what concerns
 * several is shown by several, without a flight between them.
 */
import { moves } from "../../browser/draw/dom.js";

/** The map that the chapters' views were chosen on, in pixels; smaller ones zoom out. */
const CHOSEN_ON = [920, 540];

export class StoryMap {
  /**
   * @param context the page's
   * @param {HTMLElement} element the story's: a sheet that it stands in may lie over the map
   */
  constructor(context, element) {
    this.context = context;
    this.element = element;
  }

  /** Shows a chapter or a scene of it; `events` are the indices of those that the chapter tells. */
  move({ view }, events, still) {
    const panes = this.context.panes.filter(({ shown }) => shown);
    if (panes[0].kind !== "several") {
      if (view) for (const pane of panes) this.moveTo(pane, view, still);
      return;
    }
    const { members } = this.context;
    const told = panes.filter((pane) => events.some((i) => members[i] === pane.index));
    for (const pane of panes) {
      const alone = view && told.length < 2 && holds(pane, view);
      if (alone) this.moveTo(pane, view, still);
      else pane.guidedBy(pane.home);
    }
  }

  /** Shows a view on one map, in whose middle is what the panel leaves free. */
  moveTo(pane, [zoom, latitude, longitude], still) {
    const { map } = pane;
    const size = map.getSize();
    const covered = this.covered(map);
    const height = size.y - covered;
    const room = Math.log2(Math.min(size.x / CHOSEN_ON[0], height / CHOSEN_ON[1]));
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

  /** How much of a map's height the sheet lies over on phones, in pixels. */
  covered(map) {
    const host = this.element.closest(".mg-panel");
    if (!host) return 0;
    const frame = map.getContainer().getBoundingClientRect();
    const sheet = host.getBoundingClientRect();
    if (sheet.left >= frame.right || sheet.right <= frame.left || sheet.top >= frame.bottom) {
      return 0;
    }
    const covered = frame.bottom - sheet.top;
    return covered < frame.height - 80 ? covered : 0;
  }
}

/** Whether the middle of a view lies in a pane's own ground. */
function holds(pane, [, latitude, longitude]) {
  const bounds = pane.bounds && pane.bounds();
  return Boolean(bounds) && bounds.pad(0.5).contains([latitude, longitude]);
}
