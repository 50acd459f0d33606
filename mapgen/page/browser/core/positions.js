// @ts-check
/* The distinct positions of the events, numbered. Events of one place share a position. */
import { mercatorX, mercatorY } from "./mercator.js";

/** @typedef {import("../types").Columns} Columns */

const DEGREE = 100000;

export class Positions {
  /**
   * @param {Columns} columns the events
   * @param {(i: number) => number} area the area that event i is told for; −1 for one with a point
   */
  constructor(columns, area) {
    const size = columns.first.length;
    const spots = columns.spotEvent ? columns.spotEvent.length : 0;
    let slots = 16;
    while (slots < (size + spots) * 2) slots *= 2;
    this.slots = new Int32Array(slots).fill(-1);
    this.latitude = new Int32Array(size + spots);
    this.longitude = new Int32Array(size + spots);
    this.counts = new Uint32Array(size + spots);
    /** How many distinct positions there are. */
    this.n = 0;
    /** How many areas. */
    this.areas = 0;
    /** The position of each event, −1 − area for those without a point. */
    this.place = new Int32Array(size);
    for (let i = 0; i < size; i += 1) {
      const a = area(i);
      if (a >= 0) {
        this.place[i] = -1 - a;
        this.areas = Math.max(this.areas, a + 1);
      } else {
        this.place[i] = this.numberOf(columns.latitude[i], columns.longitude[i]);
      }
    }
    /** The position of each place of the events at several. */
    this.spotPlace = new Int32Array(spots);
    const { spotLatitude, spotLongitude } = columns;
    if (spotLatitude && spotLongitude) {
      for (let s = 0; s < spots; s += 1) {
        this.spotPlace[s] = this.numberOf(spotLatitude[s], spotLongitude[s]);
      }
    }
    this.counts = this.counts.slice(0, this.n);
    /** Unit square of Web Mercator. */
    this.x = Float64Array.from(this.counts, (_, p) => mercatorX(this.longitude[p] / DEGREE));
    this.y = Float64Array.from(this.counts, (_, p) => mercatorY(this.latitude[p] / DEGREE));
  }

  /**
   * The number of a position, which is one event more there.
   * @param {number} latitude
   * @param {number} longitude hundred-thousandths of a degree
   */
  numberOf(latitude, longitude) {
    const last = this.slots.length - 1;
    let slot = (Math.imul(latitude, 0x9e3779b1) ^ Math.imul(longitude, 0x85ebca6b)) >>> 0;
    slot = (slot ^ (slot >>> 15)) & last;
    for (;;) {
      const p = this.slots[slot];
      if (p < 0) {
        this.slots[slot] = this.n;
        this.latitude[this.n] = latitude;
        this.longitude[this.n] = longitude;
        this.counts[this.n] = 1;
        this.n += 1;
        return this.n - 1;
      }
      if (this.latitude[p] === latitude && this.longitude[p] === longitude) {
        this.counts[p] += 1;
        return p;
      }
      slot = (slot + 1) & last;
    }
  }
}
