// @ts-check
/* Two maps that are compared show the same ground: where one goes, the other follows. */
import { paneOf } from "../../browser/app/pane.js";

/** @import { LeafletMap } from "../../browser/types" */

export class SameGround {
  /** Whether a map is being moved after the other one. */
  following = false;

  /**
   * @param {LeafletMap} one
   * @param {LeafletMap} other
   * @param {() => boolean} compared whether the two are compared now
   */
  constructor(one, other, compared) {
    this.compared = compared;
    /** @type {[LeafletMap, () => void][]} */
    this.listeners = [
      [one, () => this.follow(one, other)],
      [other, () => this.follow(other, one)],
    ];
    for (const [map, follow] of this.listeners) map.on("move zoomend", follow);
  }

  /**
   * @param {LeafletMap} leader
   * @param {LeafletMap} follower
   */
  follow(leader, follower) {
    if (this.following || !this.compared()) return;
    this.following = true;
    paneOf(follower).guidedBy(() =>
      follower.setView(leader.getCenter(), leader.getZoom(), { animate: false }),
    );
    this.following = false;
  }

  remove() {
    for (const [map, follow] of this.listeners) map.off("move zoomend", follow);
  }
}
