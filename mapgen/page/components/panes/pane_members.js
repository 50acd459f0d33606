// @ts-check
/* Which of several panes each event belongs to, and how many of the events shown each pane holds. */
import { viewInCopy } from "../../browser/app/pane_ground.js";
import { groundOf, membersOf, NOWHERE_SHOWN } from "../../browser/core/arrangement.js";
import { DEGREE } from "../../browser/core/event_values.js";
import { KeptSums } from "../../browser/core/stretches.js";

/** @import { Context, EventIndex, PaneSetting } from "../../browser/types" */

/** [south, west, north, east] of nothing. */
const EMPTY = [1, 1, 0, 0];

export class PaneMembers {
  /** The names of the panes that `members` is for. */
  key = "";
  /** @type {Uint8Array | null} */
  members = null;
  /** @type {KeptSums<{counts: Uint32Array, elsewhere: number}>} what they were last counted in */
  kept = new KeptSums();

  /** @param {Context} context */
  constructor(context) {
    this.context = context;
  }

  /**
   * The number of each event's pane, or NOWHERE_SHOWN.
   * @param {PaneSetting[]} panes
   */
  of(panes) {
    const key = panes.map(({ name }) => name).join();
    if (!this.members || this.key !== key) {
      const { columns, terms } = this.context;
      this.key = key;
      const grounds = panes.map(({ name, view }) => {
        const city = terms.city.indexOf(name);
        const edges = view ? groundOf(viewInCopy(this.context, view)) : EMPTY;
        const [south, west, north, east] = edges.map((degrees) => degrees * DEGREE);
        /** @type {(latitude: number, longitude: number) => boolean} */
        const holds = (latitude, longitude) =>
          latitude >= south && latitude <= north && longitude >= west && longitude <= east;
        return { city, holds };
      });
      const wide = ["province", "country"].map((each) => terms.precision.indexOf(each));
      this.members = membersOf(columns, grounds, wide);
    }
    return this.members;
  }

  /**
   * Counts the events shown by pane, and those with a place that no pane holds.
   * @param {Uint8Array} members
   * @param {(i: EventIndex) => boolean} isPlaced
   */
  count(members, isPlaced) {
    const { context } = this;
    const { columns } = context;
    const visible = context.visible();
    const weight = columns.counted;
    const none = () => ({ counts: new Uint32Array(NOWHERE_SHOWN + 1), elsewhere: 0 });
    const all = none();
    /**
     * @param {typeof all} sums
     * @param {number} start
     * @param {number} end
     */
    const add = (sums, start, end) => {
      for (let k = start; k < end; k += 1) {
        const i = visible[k];
        const member = members[i];
        sums.counts[member] += weight ? weight[i] : 1;
        if (member === NOWHERE_SHOWN && isPlaced(i)) sums.elsewhere += 1;
      }
      return sums;
    };
    const { filter } = context;
    /* Before there are marks it is not known which events have a place. */
    this.kept.under(filter, members, context.panes[0].marks).each(
      visible,
      columns.first,
      filter,
      (start, end) => add(none(), start, end),
      ({ counts, elsewhere }) => {
        for (let k = 0; k < context.panes.length; k += 1) all.counts[k] += counts[k];
        all.elsewhere += elsewhere;
      },
      (start, end) => add(all, start, end),
    );
    return all;
  }
}
