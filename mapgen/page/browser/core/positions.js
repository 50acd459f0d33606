// @ts-check
/*
 * The distinct positions of the events, numbered. Events of one place share a position; a town of
 * which no more than its name is known is a position of its own beside a spot at the same degrees.
 */
import { mercatorX, mercatorY } from "./mercator.js";

/** @typedef {import("../types").Columns} Columns */

const DEGREE = 100000;
/** What stands in the columns where an event has no position. */
const NOWHERE = -0x80000000;
/** Metres around the equator. */
const EQUATOR = 40075016.7;

export class Positions {
  /**
   * @param {Columns} columns the events
   * @param {(i: number) => number} area the area that event i is located in, a town's with a position;
   *   −1 for one with a point
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
    /** The area of the town that a position is, −1 for others. */
    this.area = new Int32Array(size + spots).fill(-1);
    /** The radius of a town at a position in the unit square of Web Mercator. */
    this.radius = new Float64Array(size + spots);
    /** How many distinct positions there are. */
    this.n = 0;
    /** How many areas. */
    this.areas = 0;
    /** The position of each event, −1 − area for those without a point. */
    this.place = new Int32Array(size);
    this.number(columns, area);
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
    this.x = new Float64Array(this.n);
    this.y = new Float64Array(this.n);
    const { x, y, latitude, longitude } = this;
    for (let p = 0; p < x.length; p += 1) {
      x[p] = mercatorX(longitude[p] / DEGREE);
      y[p] = mercatorY(latitude[p] / DEGREE);
    }
  }

  /**
   * Numbers the positions of the events.
   * @param {Columns} columns
   * @param {(i: number) => number} area
   */
  number({ latitude, longitude, radius }, area) {
    const { place } = this;
    let areas = 0;
    for (let i = 0; i < place.length; i += 1) {
      const a = area(i);
      if (a >= areas) areas = a + 1;
      if (a >= 0 && latitude[i] === NOWHERE) {
        place[i] = -1 - a;
        continue;
      }
      const p = this.numberOf(latitude[i], longitude[i], a);
      place[i] = p;
      if (a >= 0) this.radius[p] = radiusOf(radius[i], latitude[i]);
    }
    this.areas = areas;
  }

  /**
   * The number of a position, which is one event more there.
   * @param {number} latitude
   * @param {number} longitude hundred-thousandths of a degree
   * @param {number} [area] that of a town
   * @returns {number}
   */
  numberOf(latitude, longitude, area = -1) {
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
        this.area[this.n] = area;
        this.n += 1;
        return this.n - 1;
      }
      const same = this.latitude[p] === latitude && this.longitude[p] === longitude;
      if (same && this.area[p] === area) {
        this.counts[p] += 1;
        return p;
      }
      slot = (slot + 1) & last;
    }
  }
}

/**
 * A radius in the unit square of Web Mercator.
 * @param {number} metres
 * @param {number} latitude hundred-thousandths of a degree
 */
export const radiusOf = (metres, latitude) =>
  metres / (EQUATOR * Math.cos((latitude / DEGREE) * (Math.PI / 180)));
