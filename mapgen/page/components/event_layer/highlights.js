/*
 * Which marks are lit: the hovered event's, the open event's, those that a chapter tells of. The
 * marks of an open event that is told for several places are tied by a thin line.
 */
import { polyline } from "../../browser/app/leaflet.js";

const LOOKS = { hovered: "mg-is-hovered", selected: "mg-is-selected", told: "mg-is-told" };

export class Highlights {
  /** @param layer the EventLayer */
  constructor(layer) {
    this.layer = layer;
    /** The lit views by why they are lit. */
    this.lit = { hovered: new Set(), selected: new Set(), told: new Set() };
    this.tied = -1;
    this.tie = null;
  }

  draw() {
    const { layer } = this;
    const { context } = layer;
    const open = context.store.get().event;
    const selected = open ? context.indexOf(open) : -1;
    this.light("selected", layer.viewsOf(selected));
    this.light("hovered", layer.viewsOf(context.hovered));
    this.light(
      "told",
      context.ui.highlighted.flatMap((i) => layer.viewsOf(i)),
    );
    this.tieUp(selected);
  }

  light(why, views) {
    const before = this.lit[why];
    const now = new Set(views);
    for (const view of now) view.button.classList.add(LOOKS[why]);
    for (const view of before) {
      if (!now.has(view)) view.button.classList.remove(LOOKS[why]);
    }
    this.lit[why] = now;
  }

  /** Draws the line between the places of event i; none where it has but one. */
  tieUp(i) {
    if (this.tied === i) return;
    this.remove();
    this.tied = i;
    const { columns } = this.layer.context;
    const [start, end] = this.layer.gatherer.spotsOf(i);
    if (end - start < 2) return;
    const points = [];
    for (let s = start; s < end; s += 1) {
      points.push([columns.spotLatitude[s] / 1e5, columns.spotLongitude[s] / 1e5]);
    }
    this.tie = polyline(points, {
      pane: "mg-discs",
      interactive: false,
      className: "mg-tie",
    }).addTo(this.layer.map);
  }

  remove() {
    if (this.tie) this.tie.remove();
    this.tie = null;
    this.tied = -1;
  }
}
