/*
 * The map as the story moves it: to a chapter's view, as much of it as there is room for.
 */
import { moves } from "../../browser/draw/dom.js";

/** The map that the chapters' views were chosen on, in pixels; smaller ones zoom out. */
const CHOSEN_ON = [920, 540];

/** `element` is the story's: a sheet that it stands in may lie over the map. */
export class StoryMap {
  constructor(pane, element) {
    this.pane = pane;
    this.map = pane.map;
    this.element = element;
  }

  /** Shows a chapter's view, in whose middle is what the panel leaves free. */
  move(chapter, still) {
    if (!chapter.view) return;
    const { map } = this;
    const [zoom, latitude, longitude] = chapter.view;
    const size = map.getSize();
    const covered = this.covered();
    const height = size.y - covered;
    const room = Math.log2(Math.min(size.x / CHOSEN_ON[0], height / CHOSEN_ON[1]));
    const shown = Math.round((zoom + Math.min(Math.max(room, -2), 1)) * 4) / 4;
    const middle = map.project([latitude, longitude], shown).add([0, covered / 2]);
    const center = map.unproject(middle, shown);
    const there =
      map.getZoom() === shown && map.project(map.getCenter(), shown).distanceTo(middle) < 2;
    if (there) return;
    const animate = !still && moves();
    this.pane.guidedBy(() => {
      if (animate) map.flyTo(center, shown, { duration: 1.1 });
      else map.setView(center, shown, { animate: false });
    }, animate);
  }

  /** How much of the map's height the sheet lies over on phones, in pixels. */
  covered() {
    const host = this.element.closest(".mg-panel");
    if (!host) return 0;
    const frame = this.map.getContainer().getBoundingClientRect();
    const sheet = host.getBoundingClientRect();
    if (sheet.left >= frame.right || sheet.right <= frame.left || sheet.top >= frame.bottom) {
      return 0;
    }
    const covered = frame.bottom - sheet.top;
    return covered < frame.height - 80 ? covered : 0;
  }
}
