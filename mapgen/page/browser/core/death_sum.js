// @ts-check
/* Sums of deaths: the lowest and the highest figures, and how many events state none. */

/** @import { Columns, EventIndex } from "../types" */

export class DeathSum {
  constructor() {
    /** How many events are in the sum. */
    this.events = 0;
    /** For how many of them no source states the dead. */
    this.unstated = 0;
    this.low = 0;
    this.high = 0;
  }

  /**
   * Adds event i, or takes it out again.
   * @param {Columns} columns
   * @param {EventIndex} i
   * @param {1 | -1} [sign]
   */
  add(columns, i, sign = 1) {
    const high = columns.deathsHigh[i];
    const events = columns.counted ? columns.counted[i] : 1;
    const unstated = columns.deathsUnstated ? columns.deathsUnstated[i] : 0;
    this.events += sign * events;
    this.unstated += sign * (high < 0 ? events : unstated);
    this.low += sign * Math.max(columns.deathsLow[i], 0);
    this.high += sign * Math.max(high, 0);
  }

  /**
   * Adds all that is in another sum.
   * @param {Pick<DeathSum, "events" | "unstated" | "low" | "high">} other
   */
  merge({ events, unstated, low, high }) {
    this.events += events;
    this.unstated += unstated;
    this.low += low;
    this.high += high;
  }
}
